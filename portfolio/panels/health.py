"""What services and agreements add to the health of a customer (docs/health.md)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Verdict, factor
from core.querysets import in_term
from portfolio.choices import SLAState
from portfolio.models import SLA, Coverage
from portfolio.panels.record_pages import subscriptions
from relationships.models import Customer

SOON = timedelta(days=60)


@factor("agreements", Customer, gettext_lazy("Agreements"), worth=15)
def agreements(look: Look) -> Verdict | None:
    """For every service an SLA is agreed and in force; nothing to say without services."""
    services = {each.service_id for each in look.rows(subscriptions)}
    if not services:
        return None
    term = in_term("effective_from", "effective_until", look.day)
    mine = SLA.objects.for_user(look.principal).current()
    agreed = mine.filter(term, customer=look.row.pk, state=SLAState.AGREED, service__in=services)
    there = len(set(agreed.values_list("service", flat=True)))
    says = _("An SLA is in force for %(there)d of %(all)d services.")
    return _part(there, len(services), says)


@factor("coverage", Customer, gettext_lazy("Coverage"), worth=10)
def coverage(look: Look) -> Verdict | None:
    """In every service somebody speaks for the customer; coverage that ends soon counts half."""
    keys = {each.pk for each in look.rows(subscriptions)}
    if not keys:
        return None
    now, later = _covered(look, keys, look.day), _covered(look, keys, look.day + SOON)
    says = _("In %(there)d of %(all)d services somebody represents the customer.")
    if now - later:
        says += " " + _("In %(soon)d of them that ends within 60 days.")
    worth = len(now & later) + len(now - later) / 2
    told = {"there": len(now), "all": len(keys), "soon": len(now - later)}
    return Verdict(worth / len(keys), says % told, "" if worth == len(keys) else "#panel-services")


def _covered(look: Look, keys: set[int], day: Any) -> set[int]:
    mine = Coverage.objects.for_user(look.principal).on(day)
    return set(mine.filter(subscription__in=keys).values_list("subscription", flat=True))


def _part(there: int, number: int, says: str) -> Verdict:
    url = "" if there == number else "#panel-services"
    return Verdict(there / number, says % {"there": there, "all": number}, url)
