"""The changes of all registers, newest first, as far as the reader sees their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.declaration.registry import Declared, MenuGroup, declarations
from core.reading.changed import changes
from core.reading.filters import bad, read_day
from core.reading.links import Link

SHOWN = 50
LONGEST_NUMBER = 15

menu_page(
    MenuPage(
        group=MenuGroup.EVIDENCE,
        title=gettext_lazy("Changes"),
        icon="activity",
        url_name="changes",
        may=lambda principal: principal.is_staff,
        minor=True,
    )
)


@dataclass(frozen=True)
class Line:
    """One entry of the ledger about a record."""

    time: datetime
    declaration: Declared
    link: Link
    version: int

    @property
    def url(self) -> str:
        """The record as of this version."""
        return reverse(f"{self.link.register}-version", args=[self.link.uid, self.version])


class ChangesPage(Page):
    """What was written between two days."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, newest first."""
        access.require_staff(self.principal)
        since, until = read_day(request.GET, "since"), read_day(request.GET, "until")
        before = self._before()
        entries = changes(self.principal, since, until).select_related("record")
        if before:
            entries = entries.filter(seq__lt=before)
        found = list(entries.order_by("-seq")[: SHOWN + 1])
        screens = {each.name(): each for each in declarations()}
        lines = [_line(entry, screens) for entry in found[:SHOWN] if entry.type in screens]
        older = found[SHOWN - 1].seq if len(found) > SHOWN else None
        days = {"since": since, "until": until, "before": before}
        return self.show("core/changes.html", {"lines": lines, "older": older, **days})

    def _before(self) -> int | None:
        text = self.request.GET.get("before", "")
        if text and (not text.isascii() or not text.isdigit() or len(text) > LONGEST_NUMBER):
            raise bad("before", text, _("use the number of an entry."))
        return int(text) if text else None


def _line(entry: Any, screens: dict[str, Declared]) -> Line:
    record = entry.record
    link = Link(entry.type, record.uid, record.reference, record.title)
    return Line(entry.time, screens[entry.type], link, entry.version)
