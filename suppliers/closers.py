"""What ends with a service at its suppliers: their contributions to it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.services.closing import closer, ended
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
from suppliers.models import Supply


def goes_on() -> Q:
    """Supplies that go on after today."""
    return Q(ends_on=None) | Q(ends_on__gt=today())


closer(
    "service-supplies", Service, ((Status.RETIRING, Status.RETIRED),), rows=Supply, link="service",
    still=goes_on, close=ended("starts_on", "ends_on"), how=_("It ends today."),
    says=_("No supplier contributes to it any more."),
)  # fmt: skip
