"""What customers' registers show on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import Principal, today
from core.choices import Role
from core.registries.attention import figure, watch
from core.registries.counting import Shares, by_choice
from relationships.models import (
    AppointmentRequest,
    Concern,
    Customer,
    Feedback,
    Opportunity,
    Representative,
)
from relationships.services.waiting import OPEN, UNANSWERED, UNDECIDED

SOON, LATE = timedelta(days=60), timedelta(days=30)
NEAR = timedelta(days=14)
KEEPERS = (Role.SERVICE_MANAGER, Role.RELATIONSHIP_MANAGER)


def appointment_ends() -> Q:
    """Representatives whose appointment ends soon, or ended lately."""
    return Q(appointed_until__gte=today() - LATE, appointed_until__lte=today() + SOON)


watch(
    "appointment-ends", Representative, _("Appointments that end within 60 days"), appointment_ends,
    words=_("Appointment ends"), roles=(*KEEPERS, Role.REPRESENTATIVE), needs=("appointed_until",),
    day="appointed_until",
)  # fmt: skip


def requests_due() -> Q:
    """Requests for a representative whose answer is wanted soon, or late."""
    return UNANSWERED & Q(due__lte=today() + NEAR)


def concerns_due() -> Q:
    """Open risks and issues that are due soon, or overdue."""
    return OPEN & Q(due__lte=today() + NEAR)


def wanted_soon() -> Q:
    """Undecided opportunities that the customer wants soon, or wanted by now."""
    return UNDECIDED & Q(wanted_by__lte=today() + SOON)


def to_answer() -> Q:
    """Feedback that waits for its answer."""
    return UNANSWERED


def answer_days(rows: Any) -> Sequence[tuple[Any, date]]:
    """Feedback without answer, with the day by which it is to be answered."""
    longest = timedelta(days=settings.FEEDBACK_ANSWER_DAYS)
    waiting = rows.filter(to_answer()).order_by("received_on", "reference")
    return [(row, row.received_on + longest) for row in waiting]


watch(
    "request-due", AppointmentRequest, _("Requests for a representative without answer"),
    requests_due, words=_("Answer wanted"), roles=KEEPERS, needs=("due", "answered_on"), day="due",
)  # fmt: skip
watch(
    "concern-due", Concern, _("Risks and issues overdue or due within two weeks"), concerns_due,
    words=_("Risk or issue due"), roles=KEEPERS, needs=("due", "state"), day="due",
)  # fmt: skip
watch(
    "wanted-soon", Opportunity, _("Opportunities to decide within 60 days"), wanted_soon,
    words=_("Opportunity to decide"), roles=KEEPERS, needs=("wanted_by", "state"), day="wanted_by",
)  # fmt: skip
watch(
    "to-answer", Feedback, _("Feedback to answer"), to_answer, words=_("Feedback to answer"),
    roles=KEEPERS, needs=("received_on", "answered_on"), dated=answer_days,
)  # fmt: skip


@figure("customers", (*KEEPERS, Role.AUDITOR))
def customers(principal: Principal) -> Shares | None:
    """Customers by the state of the relationship."""
    return by_choice(principal, Customer, "status", _("Customers by status"))
