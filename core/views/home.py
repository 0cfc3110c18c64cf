"""The first page: what needs the reader, what is missing in their records, and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.access.principals import today
from core.choices import Conformity, Role, Severity
from core.declaration.pages import Page
from core.declaration.registry import Declared, MenuGroup, declarations
from core.declaration.visible import visible_records
from core.reading.links import Link
from core.registries import rules
from core.registries.attention import Waiting, figures, waiting
from core.registries.rules import Outcome
from core.services import outbox
from core.signing.asked import asked_of
from core.views.outbox import may_see as may_see_mail

SOONEST, GAPS = 12, 8


@dataclass(frozen=True)
class Item:
    """A record with a day that comes near or has passed."""

    day: date
    words: str
    link: Link

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.day < today()

    @property
    def distance(self) -> str:
        """How far away the day is, in words."""
        days = (self.day - today()).days
        if days == 0:
            return _("today")
        if days < 0:
            return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


class HomePage(Page):
    """What the reader's roles ask for today."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        found = waiting(self.principal)
        gaps = self._gaps()
        context = {
            "to_sign": [(row, row._meta.verbose_name) for row in asked_of(self.principal)],
            "items": _soonest(found),
            "waiting": found,
            "gaps": gaps[:GAPS],
            "more_gaps": len(gaps) > GAPS,
            "keeps": self._keeps(),
            "figures": figures(self.principal),
            "tiles": self._tiles(),
            "undelivered": self._undelivered(),
        }
        return self.show("core/home.html", context)

    def _keeps(self) -> bool:
        """Whether the reader looks after records that rules are about."""
        roles = self.principal.roles
        return self.principal.is_staff and roles != {Role.AUDITOR}

    def _gaps(self) -> list[Outcome]:
        """Rules that the reader's records do not keep, the weightiest first."""
        action = "change" if self._keeps() else "view"
        broken = [
            each for each in rules.outcomes(self.principal, action) if each.state is Conformity.FAIL
        ]
        weight = list(Severity)
        return sorted(broken, key=lambda each: (weight.index(each.rule.severity), -each.failing))

    def _tiles(self) -> list[tuple[str, list[tuple[Declared, str]]]]:
        """Per group of the menu, the registers with their sizes."""
        sizes = self._sizes()
        groups: dict[MenuGroup, list[tuple[Declared, str]]] = {group: [] for group in MenuGroup}
        for declaration in declarations():
            if declaration.in_menu and access.allowed(self.principal, declaration.model, "view"):
                size = number_format(sizes.get(declaration.name(), 0), force_grouping=True)
                groups[declaration.group].append((declaration, size))
        return [(str(group.label), tiles) for group, tiles in groups.items() if tiles]

    def _sizes(self) -> dict[str, int]:
        seen = visible_records(self.principal)
        if seen is None:
            return {}
        return dict(seen.order_by().values_list("type").annotate(Count("pk")))

    def _undelivered(self) -> int:
        return outbox.stuck(by=self.principal).count() if may_see_mail(self.principal) else 0


def _soonest(found: list[Waiting]) -> list[Item]:
    items = [Item(day, str(each.watch.words), link) for each in found for day, link in each.first]
    return sorted(items, key=lambda item: (item.day, item.link.reference))[:SOONEST]
