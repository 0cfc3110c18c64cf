"""Who looked after a customer from when to when, and who stands in (C1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import Event, Origin
from core.errors import Conflict
from core.history.rows import FOREVER
from core.models import Period, Person, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import ManagerRole
from relationships.models.access import INTERNAL
from relationships.models.customers import Customer

#: Where managers come from who had the customer before the registers knew it: since when, nobody says.
AS_FOUND = (Origin.IMPORT, Origin.MIGRATION, Origin.COMMAND)
LONGEST = 255


def deputising() -> models.Q:
    """Deputies whose time has not ended; the manager's duty is named by the customer."""
    goes_on = models.Q(held_until=None) | models.Q(held_until__gte=today())
    return goes_on & models.Q(role=ManagerRole.DEPUTY)


class Assignment(RegisterModel):
    """Somebody looks after a customer, as its relationship manager or in their place.

    While it holds, a deputy may write what the manager may. The present manager stands on the customer;
    whenever they change there, the assignment before ends and the new one begins in the same unit.
    One as manager that begins later, or ends, is a plan: on its day the customer follows it
    (``services/changing_over.py``).
    """

    register = RegisterOptions(
        name="assignments", prefix="ASG", title="remark", search=("remark",), access=INTERNAL,
        duties={"person": deputising},
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="assignments", verbose_name=_("customer")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="assignments", verbose_name=_("person")
    )
    role = models.CharField(_("as"), max_length=10, choices=ManagerRole, default=ManagerRole.DEPUTY)
    held_from = models.DateField(_("from"), null=True, blank=True)
    held_until = models.DateField(_("until"), null=True, blank=True)
    remark = models.CharField(
        _("reason"), max_length=LONGEST, blank=True, help_text=_("Why they took it over.")
    )

    class Meta(RegisterModel.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = (Period("held_from", "held_until", name="relationships_assignment_period"),)

    @property
    def is_planned(self) -> bool:
        """Whether it begins later."""
        return self.held_from is not None and self.held_from > today()

    def make_title(self) -> str:
        """Who, as what, for whom."""
        return f"{self.person}: {self.get_role_display()} – {self.customer}"[:LONGEST]

    @classmethod
    def settle(cls, _work: Any, changes: Sequence[Any]) -> None:
        """No assignment of a manager goes on but that of the present one, which nobody takes away; one
        more may be planned.
        """
        changed = {(change.row.customer_id, change.row.person_id) for change in changes}
        ahead = going_on({customer for customer, _person in changed})
        for customer in Customer._base_manager.filter(pk__in={key for key, _person in changed}):
            theirs = [row for row in ahead if row.customer_id == customer.pk]
            held = [row for row in theirs if not row.is_planned]
            if len(theirs) > len(held) + 1:
                raise Conflict(_planned_twice(customer, theirs))
            wanted = [customer.manager_id] if customer.manager_id else []
            fits = [row.person_id for row in held] == wanted
            if not fits and (held or (customer.pk, customer.manager_id) in changed):
                raise Conflict(_contradiction(customer, held))

    @classmethod
    def follow(cls, work: Any, changes: Sequence[Any]) -> None:
        """End the assignments of former managers of customers, and begin those of new ones; whoever
        was to take a customer over later does it now.
        """
        customers = {change.row.pk: change for change in changes}
        ahead = going_on(customers)
        now = [row for row in ahead if not row.is_planned]
        ended = [row for row in now if row.person_id != customers[row.customer_id].row.manager_id]
        kept = {row.customer_id: row for row in now if row not in ended}
        for row in ended:
            row.held_until = _last_day(row, kept.get(row.customer_id))
        lacking = [change for key, change in customers.items() if key not in kept]
        changed = _new_managers(lacking)
        sooner = {row.customer_id: row for row in ahead if row.is_planned
                  and row.person_id == customers[row.customer_id].row.manager_id}  # fmt: skip
        early = [sooner[change.row.pk] for change in changed if change.row.pk in sooner]
        for row in early:
            row.held_from = today()
        begun = [_begun(change, work) for change in changed if change.row.pk not in sooner]
        _write(work, [*ended, *early], begun)


def going_on(customers: Iterable[int]) -> list[Assignment]:
    """The current assignments as manager of some customers, by key, that hold today or begin later;
    without those that were over on the day they began.
    """
    goes_on = models.Q(held_until=None) | models.Q(held_until__gt=today())
    last_day = models.Q(held_until=today()) & ~models.Q(held_from=today())
    rows = Assignment._base_manager.filter(
        goes_on | last_day, archived_at=None, role=ManagerRole.MANAGER, customer__in=list(customers)
    )
    return list(rows.select_related("customer", "person").order_by("pk"))


def _new_managers(changes: Sequence[Any]) -> list[Any]:
    """Changes to another manager than before: a planned end stays one, whatever else changes."""
    managed = [change for change in changes if change.row.manager_id]
    known = [change.row.pk for change in managed if change.event is not Event.CREATE]
    versions: Any = Customer.history  # type: ignore[attr-defined]
    before = versions.filter(record__in=known, valid_to=FOREVER).values_list("record", "manager")
    former = dict(before) if known else {}
    return [change for change in managed if former.get(change.row.pk) != change.row.manager_id]


def _begun(change: Any, work: Any) -> Assignment:
    """The assignment of who is manager from today on; who was found as manager began some day before."""
    found = change.event is Event.CREATE and work.unit.origin in AS_FOUND
    return Assignment(
        customer=change.row, person=change.row.manager, role=ManagerRole.MANAGER,
        held_from=None if found else today(), remark=work.unit.reason[:LONGEST],
    )  # fmt: skip


def _write(work: Any, rewritten: Sequence[Assignment], begun: Sequence[Assignment]) -> None:
    """In the unit that changed the customers, whoever may change them: their rows are locked already."""
    if rewritten:
        work.lock(row.pk for row in rewritten)
        work.rewrite(rewritten)
    if begun:
        work.insert(begun)


def _last_day(row: Assignment, after: Assignment | None) -> date:
    """The day before; who was manager for less than a day was it today."""
    day = (after.held_from if after else None) or today()
    day_before = day - timedelta(days=1)
    return max(day_before, row.held_from or day_before)


def _planned_twice(customer: Customer, rows: Sequence[Assignment]) -> str:
    named = ", ".join(f"{row.reference} {row.person}" for row in rows if row.is_planned)
    sentence = gettext(
        "Only one hand-over of %(customer)s can be planned at a time: %(named)s. Archive the other one."
    )
    return sentence % {"customer": customer, "named": named}


def _contradiction(customer: Customer, ahead: Sequence[Assignment]) -> str:
    named = ", ".join(f"{row.reference} {row.person}" for row in ahead) or "–"
    sentence = gettext(
        "%(customer)s is looked after by %(manager)s, but these assignments would go on: %(named)s. "
        "Change the manager on the customer, or hand it over: its assignments follow by themselves."
    )
    manager = customer.manager or "–"
    return sentence % {"customer": customer, "manager": manager, "named": named}
