"""What the pages of customers and services show of subscriptions, agreements and coverage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Number, Panel, happening, panel
from core.declaration.tones import tone_of
from core.reading.links import Link, resolve
from portfolio.choices import SLAState
from portfolio.models import SLA, Coverage, Service, Subscription
from relationships.models import Customer

SHOWN, PRINTED = 30, 14
#: Of several agreements about a service the first of these is shown.
WEIGHT = (SLAState.AGREED, SLAState.NEGOTIATING, SLAState.DRAFT)


@dataclass
class Received:
    """A service that a customer receives, what was agreed about it, and who speaks for the customer."""

    subscription: Any
    service: Link | None
    ends_on: date | None
    sla: Any = None
    state: str = ""
    tone: str = "bad"
    covered: list[str] = field(default_factory=list)


def subscriptions(look: Look) -> QuerySet[Any]:
    """The customer's subscriptions that hold on the day."""
    found: QuerySet[Any] = Subscription.objects.for_user(look.principal).on(look.day)
    return found.filter(customer=look.row.pk)


@panel(
    "services", Customer, gettext_lazy("Services"), template="portfolio/_received.html", order=10,
    wide=True, covers=(Subscription, SLA), asks=(subscriptions,),
)  # fmt: skip
def services(look: Look) -> Panel | None:
    """The services of a customer with their agreements and representatives, in four queries."""
    if not look.sees(Subscription, "service", "ends_on"):
        return None
    mine = look.rows(subscriptions).annotate(total=Window(Count("pk")))
    rows = list(mine.order_by("title", "pk")[:SHOWN])
    total = rows[0].total if rows else 0
    links = resolve(look.principal, {Service: [each.service_id for each in rows]})
    found = {
        each.pk: Received(each, links.get(Service, each.service_id), each.ends_on) for each in rows
    }
    _add_agreements(look, found)
    _add_coverage(look, found)
    return Panel(
        data={"received": list(found.values()), "total": total, "sees_coverage": look.sees(Coverage),
              "list_url": look.list_url(Subscription, customer=look.row.uid)},
        paper=_paper(list(found.values())[:PRINTED], total),
        numbers=_numbers(look, list(found.values()), total),
        nothing=not found,
        empty=_("This customer receives no service."),
        add_url=look.add_url(Subscription, "customer"),
    )  # fmt: skip


def _add_agreements(look: Look, found: dict[int, Received]) -> None:
    """To each service the agreement that holds, else the one being negotiated or drafted."""
    if not look.sees(SLA, "service", "state", "effective_from", "effective_until"):
        return
    wanted = {each.subscription.service_id: each for each in found.values()}
    rows = SLA.objects.for_user(look.principal).current()
    rows = rows.filter(customer=look.row.pk, service__in=wanted.keys(), state__in=WEIGHT)
    for sla in sorted(rows, key=lambda row: (-WEIGHT.index(row.state), row.edition, row.pk)):
        each = wanted[sla.service_id]
        each.sla, each.tone = sla, tone_of(sla.state, {})
        each.state = sla.get_state_display()
        if sla.state == SLAState.AGREED and not _holds(sla, look.day):
            each.state, each.tone = _("Agreed, not in force"), "warn"


def _holds(sla: Any, day: date) -> bool:
    begun = sla.effective_from is None or sla.effective_from <= day
    return begun and (sla.effective_until is None or sla.effective_until >= day)


def _add_coverage(look: Look, found: dict[int, Received]) -> None:
    if not look.sees(Coverage, "representative", "subscription"):
        return
    rows = Coverage.objects.for_user(look.principal).on(look.day)
    rows = rows.filter(subscription__in=found.keys()).select_related("representative__person")
    for row in rows.order_by("title", "pk"):
        found[row.subscription_id].covered.append(str(row.representative.person))


def _paper(found: list[Received], total: int) -> tuple[list[str], list[list[Any]]] | None:
    """The same for print."""
    headings = [_("Service"), _("SLA"), _("In force until"), _("Represented by")]
    rows = [
        [
            each.service.title if each.service else each.subscription.reference,
            f"{each.sla.reference}, {each.state}" if each.sla else "–",
            (each.sla and each.sla.effective_until) or "–",
            ", ".join(each.covered) or "–",
        ]
        for each in found
    ]
    if total > len(rows):
        rows.append([_("and %(n)d more") % {"n": total - len(rows)}, "", "", ""])
    return (headings, rows) if rows else None


def _numbers(look: Look, found: list[Received], total: int) -> list[Number]:
    """How many services, with how many an agreement holds, and in how many somebody speaks."""
    shown = Number(
        _("Services"), number_format(total), look.list_url(Subscription, customer=look.row.uid)
    )
    if not found or total > len(found):
        return [shown]
    numbers = [shown, _part(_("With an SLA"), [each.tone == "good" for each in found])]
    if look.sees(Coverage):
        numbers.append(_part(_("Represented"), [bool(each.covered) for each in found]))
    return numbers


def _part(label: str, which: list[bool]) -> Number:
    missing = which.count(False)
    text = _("%(part)d of %(all)d") % {"part": which.count(True), "all": len(which)}
    hint = _("%(n)d missing") % {"n": missing} if missing else ""
    return Number(label, text, "#panel-services", "warn" if missing else "", hint)


def _of_customer(look: Look) -> Q:
    return Q(customer=look.row.pk)


def _of_service(look: Look) -> Q:
    return Q(service=look.row.pk)


AGREEMENTS, RECEIVERS = gettext_lazy("Agreements"), gettext_lazy("Services received")
IN_FORCE = Q(state__in=(SLAState.AGREED, SLAState.SUPERSEDED, SLAState.EXPIRED,
                        SLAState.TERMINATED))  # fmt: skip


def _agreed(of_it: Callable[[Look], Q]) -> Callable[[Look], Q]:
    return lambda look: of_it(look) & IN_FORCE


for model, of_it in ((Customer, _of_customer), (Service, _of_service)):
    happening("agreements", model, AGREEMENTS, SLA, _agreed(of_it),
              day="effective_from", words=gettext_lazy("SLA in force"), needs=("state",))  # fmt: skip
    happening("agreements", model, AGREEMENTS, SLA, _agreed(of_it),
              day="effective_until", words=gettext_lazy("SLA ended"), needs=("state",))  # fmt: skip
    happening("subscriptions", model, RECEIVERS, Subscription, of_it,
              day="starts_on", words=gettext_lazy("Service begins"))  # fmt: skip
    happening("subscriptions", model, RECEIVERS, Subscription, of_it,
              day="ends_on", words=gettext_lazy("Service ended"))  # fmt: skip
