"""Who looked after a customer from when to when, and who stands in (C1)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.models import Period, Person, RegisterModel
from core.registers import RegisterOptions
from relationships.choices import ManagerRole
from relationships.models.access import INTERNAL
from relationships.models.customers import Customer


def held() -> models.Q:
    """Assignments that have not ended."""
    return models.Q(held_until=None) | models.Q(held_until__gte=today())


class Assignment(RegisterModel):
    """Somebody looks after a customer, as its relationship manager or in their place.

    While it holds, a deputy may write what the manager may. The present manager stands on the customer.
    """

    register = RegisterOptions(
        name="assignments", prefix="ASG", title="remark", search=("remark",), access=INTERNAL,
        duties={"person": held},
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
        _("reason"), max_length=255, blank=True, help_text=_("Why they took it over.")
    )

    class Meta(RegisterModel.Meta):
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = (Period("held_from", "held_until", name="relationships_assignment_period"),)

    def make_title(self) -> str:
        """Who, as what, for whom."""
        return f"{self.person}: {self.get_role_display()} – {self.customer}"[:255]
