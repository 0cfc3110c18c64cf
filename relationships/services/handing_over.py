"""Handing a customer over to another relationship manager: at once, in one unit of work, or planned."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin
from core.errors import Invalid
from core.models import Action, Person
from core.records import Draft
from core.writing.unit import unit
from relationships.choices import ManagerRole
from relationships.models import (
    Assignment,
    Channel,
    Communication,
    Concern,
    Customer,
    Opportunity,
    Representative,
)
from relationships.models.customers import appointed
from relationships.models.managers import LONGEST, going_on
from relationships.services.waiting import OPEN, UNDECIDED


@dataclass(frozen=True)
class Duty:
    """Something the manager does for the customer: a row, and the field that names them."""

    row: Any
    name: str

    @property
    def label(self) -> str:
        """What it is, and what it is called."""
        return f"{self.row._meta.verbose_name}: {self.row.reference} · {self.row.title}"


def duties(customer: Customer, *, by: Principal) -> list[Duty]:
    """What the present manager does for the customer, as far as ``by`` may change it."""
    return list(_duties(customer, by)) if customer.manager_id else []


def planned(customer: Customer) -> Assignment | None:
    """The hand-over to come, if one is planned."""
    return next((row for row in going_on([customer.pk]) if row.is_planned), None)


def _duties(customer: Customer, by: Principal) -> Iterator[Duty]:
    held = customer.manager_id
    talks = Communication.objects.for_user(by).filter(subject=customer.pk).values("pk")
    about = Q(subject=customer.pk) | Q(subject__in=talks)
    actions = Action.objects.for_user(by, "change").unfinished()
    yield from (Duty(row, "owner") for row in actions.filter(about, owner=held))
    for model, name, condition in (
        (Concern, "owner", OPEN),
        (Opportunity, "owner", UNDECIDED),
        (Representative, "counterpart", appointed()),
        (Channel, "ours", Q()),
    ):
        rows = model.objects.for_user(by, "change").current()
        found = rows.filter(condition, customer=customer.pk, **{name: held})
        yield from (Duty(row, name) for row in found.order_by("reference"))


def hand_over(
    *,
    customer: Customer,
    to: Person,
    on: date,
    reason: str,
    by: Principal,
    origin: Origin,
    moving: Collection[uuid.UUID] | None = None,
) -> Customer:
    """``to`` looks after the customer from ``on``; of the duties those in ``moving``, else all, become
    theirs. On a later day that is planned: then they take over whatever the manager does by then.

    Raises NotFound, Forbidden, PreconditionRequired, Stale, Invalid, Conflict.
    """
    held = {duty.row.uid: duty for duty in duties(customer, by=by)}
    _check(customer, to, held, moving)
    if on > today():
        whole = moving is None or held.keys() <= set(moving)
        return _plan(customer, to, on, reason, whole, by, origin)
    moved = [
        Draft(type(duty.row), {duty.name: to}, uid, duty.row.version)
        for uid, duty in held.items()
        if moving is None or uid in moving
    ]
    assigned = list(_assignments(customer, to, on, reason))
    with unit(by=by, origin=origin, reason=reason):
        records.apply(moved, by=by, origin=origin, reason=reason)
        found: Customer = records.change(
            Customer, customer.uid, {"manager": to}, version=customer.version, by=by, origin=origin,
            reason=reason,
        )  # fmt: skip
        # The customer is no longer among those of whoever hands it over, and the days go with it.
        records.apply(assigned, by=system("hand-over"), origin=origin, reason=reason)
    return found


def _check(
    customer: Customer, to: Person, held: Collection[uuid.UUID],
    moving: Collection[uuid.UUID] | None,
) -> None:  # fmt: skip
    if to.pk == customer.manager_id:
        sentence = _("%(person)s looks after this customer already.")
        raise Invalid(fields={"to": [sentence % {"person": to}]})
    if set(moving or ()) - set(held):
        raise Invalid(fields={"moving": [_("The manager does none of this for the customer.")]})


def _plan(
    customer: Customer, to: Person, on: date, reason: str, whole: bool, by: Principal,
    origin: Origin,
) -> Customer:  # fmt: skip
    """An assignment that begins later; ``changing_over`` carries it out."""
    if not whole:
        sentence = _(
            "On a later day all goes along that the manager does by then: choose everything."
        )
        raise Invalid(fields={"moving": [sentence]})
    # Whoever plans it may change the customer, at the version that they saw.
    records.check([Draft(Customer, {}, customer.uid, customer.version)], by=by)
    values = {"customer": customer, "person": to, "role": ManagerRole.MANAGER}
    more = {"held_from": on, "remark": reason[:LONGEST]}
    records.create(Assignment, {**values, **more}, by=by, origin=origin, reason=reason)
    return customer


def _assignments(customer: Customer, to: Person, on: date, reason: str) -> Iterator[Draft]:
    """The end of the assignment as manager that goes on, and the new one, or the planned one sooner."""
    last = on - timedelta(days=1)
    ahead = going_on([customer.pk])
    for row in (row for row in ahead if not row.is_planned):
        if row.held_from and row.held_from > last:
            raise Invalid(fields={"on": [_("The present assignment began on this day or later.")]})
        yield Draft(Assignment, {"held_until": last}, row.uid, row.version)
    told = {"held_from": on, "remark": reason[:LONGEST]}
    for row in (row for row in ahead if row.is_planned and row.person_id == to.pk):
        yield Draft(Assignment, told, row.uid, row.version)
        return
    yield Draft(
        Assignment, {"customer": customer, "person": to, "role": ManagerRole.MANAGER, **told}
    )
