"""What services and agreements with customers show on the first page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import Principal, today
from core.charts.figures import BarChart
from core.choices import STAFF, Role
from core.registries.attention import figure, watch
from core.registries.counting import Shares, by_choice, by_month
from portfolio.choices import SLAState
from portfolio.models import SLA, Coverage, Service

REVIEW, END = timedelta(days=30), timedelta(days=90)
COVERED, LATE = timedelta(days=60), timedelta(days=30)
KEEPERS = (Role.SERVICE_MANAGER, Role.SERVICE_LEVEL_MANAGER, Role.SERVICE_OWNER)
CONCERNED = (*KEEPERS, Role.REPRESENTATIVE)
LEVELS = (*KEEPERS, Role.RELATIONSHIP_MANAGER, Role.AUDITOR, Role.REPRESENTATIVE)


def review_due() -> Q:
    """Agreed SLAs whose review is due soon or overdue."""
    return Q(state=SLAState.AGREED, review_due__lte=today() + REVIEW)


def ends() -> Q:
    """Agreed SLAs that end soon, or have ended and were not moved on."""
    return Q(state=SLAState.AGREED, effective_until__lte=today() + END)


def coverage_ends() -> Q:
    """Coverage that ends soon, or ended lately."""
    return Q(covers_until__gte=today() - LATE, covers_until__lte=today() + COVERED)


watch(
    "coverage-ends", Coverage, _("Coverage that ends within 60 days"), coverage_ends,
    words=_("Coverage ends"), roles=(Role.SERVICE_MANAGER, Role.RELATIONSHIP_MANAGER),
    needs=("covers_until",), day="covers_until",
)  # fmt: skip
watch(
    "review-due", SLA, _("SLAs to review within 30 days"), review_due, words=_("SLA to review"),
    roles=CONCERNED, needs=("state", "review_due"), day="review_due",
)  # fmt: skip
watch(
    "ends", SLA, _("SLAs that end within 90 days"), ends, words=_("SLA ends"),
    roles=CONCERNED, needs=("state", "effective_until"), day="effective_until",
)  # fmt: skip


@figure("services", STAFF | {Role.REPRESENTATIVE})
def services(principal: Principal) -> Shares | None:
    """Services by where they are in their life."""
    return by_choice(principal, Service, "status", _("Services by status"))


@figure("slas", LEVELS)
def slas(principal: Principal) -> Shares | None:
    """SLAs by state."""
    return by_choice(principal, SLA, "state", _("SLAs by state"))


@figure("sla-ends", KEEPERS)
def sla_ends(principal: Principal) -> BarChart | None:
    """When agreed SLAs end."""
    title = _("SLAs ending, by month")
    return by_month(principal, SLA, "effective_until", title, state=SLAState.AGREED)
