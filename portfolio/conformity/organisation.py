"""What must hold for the processes of the SMS and own units (ISO/IEC 20000-1, 8.2.3)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Severity
from core.registries.rules import Check, rule
from portfolio.models import OrganisationUnit, Process


@rule(
    "process-owner", Process, Severity.MAJOR, needs=("owner",),
    says=_("Every process of the SMS has an owner."),
    remedy=_("Name who answers for the process."),
)  # fmt: skip
def processes_have_an_owner() -> Check:
    """Somebody answers for it."""
    return Check(Q(), Q(owner=None))


@rule(
    "unit-head", OrganisationUnit, Severity.MINOR, needs=("head",),
    says=_("Every organisational unit has a head."),
    remedy=_("Name who leads the unit."),
)  # fmt: skip
def units_have_a_head() -> Check:
    """Somebody answers for it."""
    return Check(Q(), Q(head=None))
