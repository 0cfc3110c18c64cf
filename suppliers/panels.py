"""What suppliers and agreements with them show on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import Principal, today
from core.charts.figures import BarChart
from core.choices import Role
from core.registries.attention import figure, watch
from core.registries.counting import Shares, by_choice, by_month
from suppliers.choices import AgreementState
from suppliers.models import Agreement, Supplier

SOON = timedelta(days=90)
KEEPERS = (Role.SERVICE_MANAGER, Role.SUPPLIER_MANAGER)


def dated(rows: Any) -> Sequence[tuple[Any, date]]:
    """Agreements with the day by which somebody must decide about them, that day soon or past."""
    found: Sequence[tuple[Any, date]] = rows.to_decide_by(today() + SOON, today())
    return found


def to_decide() -> Q:
    """The same for a list; the days depend on renewals that happened, so keys are named."""
    rows = Agreement.objects.unscoped("keys for a condition that narrows rows in scope").current()
    return Q(pk__in=[row.pk for row, _day in dated(rows)])


watch(
    "to-decide", Agreement, _("Agreements to decide about within 90 days"), to_decide,
    words=_("Agreement to decide"), roles=KEEPERS, needs=("state", "ends_on", "notice_days", "renewal"),
    dated=dated,
)  # fmt: skip


@figure("agreement-ends", (*KEEPERS, Role.AUDITOR))
def agreement_ends(principal: Principal) -> BarChart | None:
    """When agreements in force end."""
    title = _("Agreements ending, by month")
    return by_month(principal, Agreement, "ends_on", title, state=AgreementState.ACTIVE)


@figure("supplier-risks", (*KEEPERS, Role.AUDITOR))
def risks(principal: Principal) -> Shares | None:
    """Suppliers by risk."""
    return by_choice(principal, Supplier, "risk_level", _("Suppliers by risk level"))
