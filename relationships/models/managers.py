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

    def make_title(self) -> str:
        """Who, as what, for whom."""
        return f"{self.person}: {self.get_role_display()} – {self.customer}"[:LONGEST]

    @classmethod
    def settle(cls, _work: Any, changes: Sequence[Any]) -> None:
        """No assignment of a manager goes on but that of the present one, which nobody takes away."""
        changed = {(change.row.customer_id, change.row.person_id) for change in changes}
        ahead = going_on({customer for customer, _person in changed})
        for customer in Customer._base_manager.filter(pk__in={key for key, _person in changed}):
            held = [row for row in ahead if row.customer_id == customer.pk]
            wanted = [customer.manager_id] if customer.manager_id else []
            fits = [row.person_id for row in held] == wanted
            if not fits and (held or (customer.pk, customer.manager_id) in changed):
                raise Conflict(_contradiction(customer, held))

    @classmethod
    def follow(cls, work: Any, changes: Sequence[Any]) -> None:
        """End the assignments of former managers of customers, and begin those of new ones."""
        customers = {change.row.pk: change for change in changes}
        ahead = going_on(customers)
        ended = [r for r in ahead if r.person_id != customers[r.customer_id].row.manager_id]
        kept = {row.customer_id for row in ahead if row not in ended}
        begun = [
            _begun(change, work)
            for key, change in customers.items()
            if change.row.manager_id and key not in kept
        ]
        _write(work, ended, begun)


def going_on(customers: Iterable[int]) -> list[Assignment]:
    """The current assignments as manager of some customers, by key, that do not end by tonight."""
    rows = Assignment._base_manager.filter(
        models.Q(held_until=None) | models.Q(held_until__gt=today()),
        archived_at=None, role=ManagerRole.MANAGER, customer__in=list(customers),
    )  # fmt: skip
    return list(rows.select_related("customer", "person").order_by("pk"))


def _begun(change: Any, work: Any) -> Assignment:
    """The assignment of who is manager from today on; who was found as manager began some day before."""
    found = change.event is Event.CREATE and work.unit.origin in AS_FOUND
    return Assignment(
        customer=change.row, person=change.row.manager, role=ManagerRole.MANAGER,
        held_from=None if found else today(), remark=work.unit.reason[:LONGEST],
    )  # fmt: skip


def _write(work: Any, ended: Sequence[Assignment], begun: Sequence[Assignment]) -> None:
    """In the unit that changed the customers, whoever may change them: their rows are locked already."""
    if ended:
        work.lock(row.pk for row in ended)
        for row in ended:
            row.held_until = _last_day(row)
        work.rewrite(ended)
    if begun:
        work.insert(begun)


def _last_day(row: Assignment) -> date:
    """The day before; who was manager for less than a day was it today."""
    yesterday = today() - timedelta(days=1)
    return max(yesterday, row.held_from or yesterday)


def _contradiction(customer: Customer, ahead: Sequence[Assignment]) -> str:
    named = ", ".join(f"{row.reference} {row.person}" for row in ahead) or "–"
    sentence = gettext(
        "%(customer)s is looked after by %(manager)s, but these assignments would go on: %(named)s. "
        "Change the manager on the customer, or hand it over: its assignments follow by themselves."
    )
    manager = customer.manager or "–"
    return sentence % {"customer": customer, "manager": manager, "named": named}
