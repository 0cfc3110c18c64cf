"""The continuity and other plans on the page of a service, and their tests on its timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, happening, panel
from core.declaration.registry import declaration_of
from core.declaration.tones import tone_of
from core.reading.links import Link
from portfolio.choices import AssuranceKind
from portfolio.models import Service, ServicePlan

TITLE = gettext_lazy("Plans")
NEEDED = (
    "service", "kind", "name", "owner", "document", "link", "location", "tested_on", "result",
    "next_test", "reviewed_on", "next_review",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A plan as its service's page tells it."""

    kind: Any
    plan: Any
    document: Link | None
    tone: str
    test_late: bool
    review_late: bool


def _of_service(look: Look) -> Q:
    return Q(service=look.row.pk)


def _named(look: Look) -> QuerySet[Any]:
    return look.of(ServicePlan, _of_service(look))


@panel("plans", Service, TITLE, order=56, wide=True, template="portfolio/_service_plans.html",
       covers=(ServicePlan,), asks=(_named,))  # fmt: skip
def of_service(look: Look) -> Panel | None:
    """Its plans by kind, each with its last test and review, in one query."""
    if not look.sees(ServicePlan, *NEEDED):
        return None
    rows = look.rows(_named).select_related("owner", "document")
    plans = list(rows.order_by("title", "pk"))
    order = list(AssuranceKind.values)
    shown = [
        _shown(each, look.day) for each in sorted(plans, key=lambda one: order.index(one.kind))
    ]
    there = {each.kind for each in plans}
    return Panel(
        data={
            "plans": shown,
            "missing": [kind.label for kind in AssuranceKind if kind not in there],
        },
        paper=_paper(shown),
        nothing=not plans,
        empty=_("No continuity, availability, capacity or security plan is named."),
        add_url=look.add_url(ServicePlan, "service"),
    )


def _shown(plan: Any, day: date) -> Shown:
    declaration: Any = declaration_of(ServicePlan)
    held = plan.document
    link = Link("documents", held.uid, held.reference, held.title) if held else None
    return Shown(
        AssuranceKind(plan.kind).label, plan, link, tone_of(plan.result, declaration.tones),
        bool(plan.next_test and plan.next_test < day),
        bool(plan.next_review and plan.next_review < day),
    )  # fmt: skip


def _paper(shown: list[Shown]) -> tuple[list[str], list[list[Any]]] | None:
    """The same for print."""
    headings = [_("Plan"), _("Last test"), _("Next test"), _("Next review")]
    rows = [
        [
            f"{one.kind}: {one.plan.name}",
            one.plan.tested_on or "–",
            one.plan.next_test or "–",
            one.plan.next_review or "–",
        ]
        for one in shown
    ]
    return (headings, rows) if rows else None


for _day, _words in (
    ("tested_on", gettext_lazy("Plan tested")),
    ("reviewed_on", gettext_lazy("Plan reviewed")),
):
    happening("plans", Service, TITLE, ServicePlan, _of_service, day=_day, words=_words)
