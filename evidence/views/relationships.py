"""How do we know that relationship management works? Figures over the registers, each a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import Principal, today
from core.charts.figures import BarChart
from core.declaration.pages import Page
from core.models import Action
from core.reading.selections import selections_for
from core.registries import rules
from core.registries.questions import Question, question
from core.registries.rules import Outcome
from evidence.bundles.clauses import clause
from evidence.panels import relationship_registers
from relationships.models import Communication

CLAUSE, MONTHS = "8.3.2", 12
#: The rules that are figures of their own: name → what the kept ones are called.
FIGURES = {
    "customer-manager": gettext_lazy("customers with a relationship manager"),
    "customer-representative": gettext_lazy("customers represented today"),
    "subscription-coverage": gettext_lazy("subscriptions with somebody who speaks for the customer"),
    "customer-channels": gettext_lazy("customers with agreed channels"),
    "customer-silence": gettext_lazy("customers spoken with lately"),
    "request-answered": gettext_lazy("requests for a representative answered, or in time"),
    "follow-up-action": gettext_lazy("follow-ups that became actions"),
    "feedback-answered": gettext_lazy("feedback answered, or in time"),
    "opportunity-decided": gettext_lazy("open opportunities in time"),
    "concern-overdue": gettext_lazy("open risks and issues in time"),
}  # fmt: skip

question(
    Question(
        url_name="proof-relationships",
        clause=CLAUSE,
        asks=gettext_lazy("How do you know that relationship management works?"),
        answered=gettext_lazy(
            "Figures over the registers, contacts by month, and the state of every rule of the clause."
        ),
        icon="clipboard-data",
        may=lambda principal: principal.is_staff,
    )
)


@dataclass(frozen=True)
class Figure:
    """So many of so many; ``url`` leads to those, ``gap_url`` to the others."""

    words: Any
    number: int
    whole: int
    url: str
    gap_url: str = ""

    @property
    def gap(self) -> int:
        """How many are missing."""
        return self.whole - self.number


class RelationshipsPage(Page):
    """The proof for clause 8.3.2 on one page that prints."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; for people of the organisation."""
        access.require_staff(self.principal)
        names = relationship_registers()
        found = rules.outcomes(self.principal)
        of_clause = [each for each in found if each.rule.model.register.name in names]
        context = {
            "clause": clause(CLAUSE),
            "day": today(),
            "figures": [*_figures(found), *_actions(self.principal)],
            "outcomes": of_clause,
            "kept": sum(not each.failing for each in of_clause if each.population),
            "judged": sum(bool(each.population) for each in of_clause),
            "contacts": _contacts(self.principal),
        }
        return self.show("evidence/relationships.html", context)


def _figures(found: Sequence[Outcome]) -> list[Figure]:
    by_name = {each.rule.name: each for each in found}
    return [
        Figure(words, each.population - each.failing, each.population, each.kept_url, each.url)
        for name, words in FIGURES.items()
        if (each := by_name.get(name)) and each.population
    ]


def _actions(principal: Principal) -> list[Figure]:
    """Done actions of relationships: how many in time."""
    known = selections_for(principal, Action)
    closed, in_time = known.get("relationship-done"), known.get("relationship-in-time")
    if closed is None or in_time is None:
        return []
    rows = Action.objects.for_user(principal).current()
    whole, number = (rows.filter(each.condition()).count() for each in (closed, in_time))
    words = _("actions closed, by their day")
    if not whole:
        return []
    return [Figure(words, number, whole, in_time.url(own=False), closed.url(own=False))]


def _contacts(principal: Principal) -> BarChart:
    """Communications by month."""
    months = _months(today())
    rows = Communication.objects.for_user(principal).current().filter(held_on__gte=months[0])
    grouped = rows.order_by().annotate(month=TruncMonth("held_on")).values_list("month")
    counted = dict(grouped.annotate(Count("pk")))
    return BarChart(
        _("Contacts with customers, by month"),
        [date_format(month, "M") for month in months],
        [counted.get(month, 0) for month in months],
        links=[_month_url(month) for month in months],
    )


def _months(day: date) -> list[date]:
    """The first days of this month and those before it."""
    count = day.year * 12 + day.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(count - MONTHS + 1, count + 1)]


def _month_url(month: date) -> str:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    last = date.fromordinal(following.toordinal() - 1)
    query = {"held_on_from": month.isoformat(), "held_on_to": last.isoformat()}
    return f"{reverse('communications-list')}?{urlencode(query)}"
