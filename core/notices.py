"""The registry of notices: mails about what the registers say, computed anew each time.

An app registers rules in its module ``notices``. A rule answers with everything that is to be told
today; the outbox sends each notice once, however often and wherever the rules are asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation

from core.errors import Invalid
from core.models import Record, User
from core.principals import today as current_day
from core.services import outbox

log = logging.getLogger("sms.notices")


@dataclass(frozen=True)
class Notice:
    """One mail: about which record, because of which day, at which stage, to whom."""

    record: Record
    day: date
    stage: str
    recipient: str
    subject: str
    body: str

    def key(self, rule: str) -> str:
        """What makes it the same notice."""
        return f"{rule}|{self.record.uid}|{self.day}|{self.stage}|{self.recipient}"


Rule = Callable[[date], Iterable[Notice]]
_rules: dict[str, Rule] = {}


def notice_rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule; raises ValueError when the name is taken."""

    def register(rule: Rule) -> Rule:
        if _rules.get(name, rule) is not rule:
            raise ValueError(f"There is a rule called “{name}” already.")
        _rules[name] = rule
        return rule

    return register


def run(*, today: date | None = None) -> int:
    """Put every notice that is due into the outbox; how many are new."""
    day = today or current_day()
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_enqueue(name, notice) for name, rule in _rules.items() for notice in rule(day))


def speaking_to(address: str) -> translation.override:
    """A block whose texts are in the language of whoever has an account with this address."""
    accounts = User.objects.unscoped("the language in which somebody is written to")
    found = accounts.filter(email__iexact=address).exclude(language="")
    language = found.values_list("language", flat=True).first()
    return translation.override(language or settings.LANGUAGE_CODE)


def _enqueue(rule: str, notice: Notice) -> bool:
    try:
        return outbox.enqueue(
            dedup_key=notice.key(rule),
            recipient=notice.recipient,
            subject=notice.subject,
            body=notice.body,
            record=notice.record,
        )
    except Invalid as error:
        # One odd address must not keep the others from being told.
        log.warning("notice not possible", extra={"rule": rule, "errors": error.fields})
        return False


def stage(days_left: int, stages: Iterable[int]) -> int | None:
    """The one stage that counts when so many days are left: the nearest that has begun."""
    begun = [each for each in stages if days_left <= each]
    return min(begun, default=None)
