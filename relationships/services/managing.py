"""Managers of customers from before their assignments were kept get one, once, through the write door."""

from __future__ import annotations

from typing import Any

from core.access.principals import system
from core.choices import Event, Origin
from core.ledger.writing import Change
from core.writing.unit import unit
from relationships.models import Assignment, Customer
from relationships.models.managers import going_on

REASON = (
    "From this release on assignments tell who manages a customer; since when was not recorded."
)


def adopt(**_: Any) -> None:
    """After migrations: every customer with a manager has an assignment of theirs that goes on.

    Harmless when repeated.
    """
    managed = Customer._base_manager.exclude(manager=None).filter(archived_at=None).order_by("pk")
    managers = dict(managed.values_list("pk", "manager"))
    told = {(row.customer_id, row.person_id) for row in going_on(managers)}
    missing = [key for key, manager in managers.items() if (key, manager) not in told]
    if not missing:
        return
    with unit(by=system("migrate"), origin=Origin.MIGRATION, reason=REASON) as work:
        work.lock(missing)
        rows = managed.filter(pk__in=missing).select_related("manager")
        Assignment.follow(work, [Change(row, Event.CREATE) for row in rows])
