"""What customers' registers show on the first page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.attention import figure, watch
from core.choices import Role
from core.counting import Shares, by_choice
from core.principals import Principal, today
from relationships.models import Customer, Representative

SOON, LATE = timedelta(days=60), timedelta(days=30)
KEEPERS = (Role.SERVICE_MANAGER, Role.RELATIONSHIP_MANAGER)


def appointment_ends() -> Q:
    """Representatives whose appointment ends soon, or ended lately."""
    return Q(appointed_until__gte=today() - LATE, appointed_until__lte=today() + SOON)


watch(
    "appointment-ends", Representative, _("Appointments that end within 60 days"), appointment_ends,
    words=_("Appointment ends"), roles=(*KEEPERS, Role.REPRESENTATIVE), needs=("appointed_until",),
    day="appointed_until",
)  # fmt: skip


@figure("customers", (*KEEPERS, Role.AUDITOR))
def customers(principal: Principal) -> Shares | None:
    """Customers by the state of the relationship."""
    return by_choice(principal, Customer, "status", _("Customers by status"))
