"""The day of a planned hand-over, or the last one of a manager, has come: the customer follows its plan."""

from __future__ import annotations

import logging
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from core import records
from core.access.principals import system, today
from core.choices import Origin
from core.errors import DomainError
from core.querysets import in_term
from core.records import Draft
from core.text.reader import day
from relationships.choices import ManagerRole
from relationships.models import Assignment, Customer
from relationships.services.handing_over import duties

BY = system("hand-over")
log = logging.getLogger("sms.hand_over")


def change_over() -> int:
    """Hand customers over whose day has come, and take them from managers whose time is over; how many.

    Harmless when repeated. A customer that cannot be changed does not hold up the others.
    """
    return sum(map(_carried_out, [*_taken_over(), *_left()]))


def _managers() -> Any:
    return Assignment.objects.for_user(BY).current().filter(role=ManagerRole.MANAGER)


def _taken_over() -> list[tuple[Customer, Assignment]]:
    """Customers with somebody else's assignment as manager that holds today."""
    # Whoever was manager for less than a day is none today.
    begun = Q(held_from__lte=today()) & ~Q(held_from=today(), held_until=today())
    others = ~Q(person=F("customer__manager")) | Q(customer__manager=None)
    rows = _managers().filter(begun, others, in_term("held_from", "held_until"))
    rows = rows.filter(customer__archived_at=None).select_related("person", "customer__manager")
    return [(row.customer, row) for row in rows.order_by("held_from", "pk")]


def _left() -> list[tuple[Customer, Assignment]]:
    """Customers whose manager's last day has passed, and nobody's first day has come."""
    held = _managers().filter(customer=OuterRef("customer"))
    goes_on = Exists(held.filter(Q(held_until=None) | Q(held_until__gte=today()),
                                 Q(held_from=None) | Q(held_from__lte=today())))  # fmt: skip
    over = _managers().filter(~goes_on, held_until__lt=today(), person=F("customer__manager"))
    rows = over.filter(customer__archived_at=None).select_related("customer__manager")
    last = {row.customer_id: row for row in rows.order_by("held_until", "pk")}
    return [(row.customer, row) for row in last.values()]


def _carried_out(plan: tuple[Customer, Assignment]) -> bool:
    customer, row = plan
    over = row.person_id == customer.manager_id
    to = None if over else row.person
    try:
        moved = [] if over else [
            Draft(type(duty.row), {duty.name: to}, duty.row.uid, duty.row.version)
            for duty in duties(customer, by=BY)
        ]  # fmt: skip
        changed = Draft(Customer, {"manager": to}, customer.uid, customer.version)
        records.apply([changed, *moved], by=BY, origin=Origin.TASK, reason=_why(row, over))
    except DomainError as error:
        # The next round tries again; until then the rule about assignments shows it.
        log.warning("customer not handed over", extra={"errors": str(error)})
        return False
    return True


def _why(row: Assignment, over: bool) -> str:
    if over:
        return _("%(reference)s: the last day was %(day)s") % {
            "reference": row.reference, "day": day(row.held_until),
        }  # fmt: skip
    return _("Planned hand-over %(reference)s: %(why)s") % {
        "reference": row.reference, "why": row.remark or day(row.held_from),
    }  # fmt: skip
