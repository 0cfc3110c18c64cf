"""A customer with many records around it."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

from core import records
from core.access.principals import system, today
from core.choices import Origin
from core.models import Action
from core.records import Draft
from portfolio.models import SLA, Service, Subscription
from relationships.models import Communication, Concern, Customer, Feedback, Opportunity

DOOR: dict[str, Any] = {"by": system("bench"), "origin": Origin.COMMAND}


def crowd(number: str) -> dict[str, Any]:
    """A new customer and so many records of seven kinds around it."""
    customer = records.create(Customer, {"name": f"Customer with {number} around"}, **DOOR)
    own, about = {"customer": customer}, {"subject": customer.record}
    services = cycle(Service._base_manager.order_by("pk")[: int(number)])
    kinds = cycle(
        (
            lambda: Draft(Communication, {**about, "name": "Call", "held_on": today()}),
            lambda: Draft(Action, {**about, "name": "To do", "due": today()}),
            lambda: Draft(Concern, {**own, "name": "Worry"}),
            lambda: Draft(Opportunity, {**own, "name": "Idea", "raised_on": today()}),
            lambda: Draft(Feedback, {**own, "name": "Word"}),
            lambda: Draft(Subscription, {**own, "service": next(services)}),
            lambda: Draft(SLA, {**own, "service": next(services), "effective_from": today()}),
        )
    )
    records.apply([make() for make in islice(kinds, int(number))], **DOOR)
    return {"uid": str(customer.uid)}
