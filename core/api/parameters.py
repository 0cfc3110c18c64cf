"""The query parameters of one request: each is taken by name, what is left over is an error."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.access.principals import today
from core.api.kinds import DAY, BadParameter, Day, Instant, Refused, bad
from core.history.time_machine import end_of_day

NO_FIELD: Any = None


class Parameters:
    """A request's parameters. ``finish()`` raises BadParameter for those that nobody took."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.taken: set[str] = set()

    def take(self, name: str, default: str = "") -> str:
        """One parameter's text; raises BadParameter when it stands twice."""
        self.taken.add(name)
        values = self.query.getlist(name)
        if len(values) > 1:
            raise bad(name, _("give this parameter once."))
        return values[0] if values else default

    def take_all(self, name: str) -> list[str]:
        """All words of a parameter that may be repeated or separated by commas."""
        self.taken.add(name)
        return [word for text in self.query.getlist(name) for word in text.split(",")]

    def take_choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of some words, the first when the parameter is missing."""
        text = self.take(name, choices[0])
        if text not in choices:
            raise bad(name, _("use one of: %(all)s.") % {"all": ", ".join(choices)})
        return text

    def take_number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to ``most``."""
        text = self.take(name, str(default))
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
            raise bad(name, _("use a whole number from 1 to %(most)d.") % {"most": most})
        return int(text)

    def take_instant(self, name: str) -> datetime | None:
        """A day (its end, in the organisation's time zone) or an instant; None for now.

        Today has not ended: it is read as it stands.
        """
        text = self.take(name)
        if not text:
            return None
        try:
            if DAY.fullmatch(text):
                day = Day().parse(NO_FIELD, text)
                return end_of_day(day) if day != today() else None
            return Instant().parse(NO_FIELD, text)
        except (Refused, OverflowError):
            rule = _("write a day as YYYY-MM-DD, or an instant like 2026-11-21T19:33:00Z.")
            raise bad(name, rule) from None

    def has(self, name: str) -> bool:
        """Whether the parameter is there."""
        return name in self.query

    def finish(self) -> None:
        """Refuse what nobody took, each by its name."""
        rule = [_("there is no such parameter here.")]
        unknown = [name for name in self.query if name not in self.taken]
        if unknown:
            raise BadParameter(fields={name[:100]: rule for name in unknown[:20]})
