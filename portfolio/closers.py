"""What ends with a service, and with the relationship to a customer: subscriptions, coverage, SLAs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.services.closing import closer, ended
from portfolio.choices import ServiceStatus, SLAState
from portfolio.models import SLA, Coverage, Service, Subscription
from relationships.choices import CustomerStatus
from relationships.models import Customer

ENDS = (
    ("service", Service, ((ServiceStatus.RETIRING, ServiceStatus.RETIRED),)),
    ("customer", Customer, ((CustomerStatus.ENDING, CustomerStatus.ENDED),)),
)
LIVING = (SLAState.DRAFT, SLAState.NEGOTIATING, SLAState.AGREED)


def goes_on(end: str) -> Q:
    """Rows whose term goes on after today."""
    return Q(**{end: None}) | Q(**{f"{end}__gt": today()})


def terminate(row: Any, day: date) -> Mapping[str, Any]:
    """The SLA's text stays as it was agreed."""
    return {"state": SLAState.TERMINATED}


for link, model, moves in ENDS:
    closer(
        f"{link}-slas", model, moves, rows=SLA, link=link, still=lambda: Q(state__in=LIVING),
        close=terminate, how=_("It is terminated."), says=_("No SLA is negotiated or in force."),
    )  # fmt: skip
    closer(
        f"{link}-coverage", model, moves, rows=Coverage, link=f"subscription__{link}",
        still=lambda: goes_on("covers_until"), close=ended("covers_from", "covers_until"),
        how=_("It ends today."), says=_("Nobody's coverage goes on."),
    )  # fmt: skip
    closer(
        f"{link}-subscriptions", model, moves, rows=Subscription, link=link,
        still=lambda: goes_on("ends_on"), close=ended("starts_on", "ends_on"),
        how=_("It ends today."), says=_("No subscription goes on."),
    )  # fmt: skip
