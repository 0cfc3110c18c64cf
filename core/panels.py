"""What the registers of every installation show on the first page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.principals import Principal, today
from core.charts.figures import BarChart
from core.choices import STAFF, Role
from core.models import Action, User
from core.models.actions import FINISHED
from core.reading.changed import weekly
from core.registries.attention import figure, watch

SOON, ACCESS = timedelta(days=14), timedelta(days=30)


def due() -> Q:
    """Open actions that are overdue or due soon."""
    return Q(due__lte=today() + SOON) & ~Q(state__in=FINISHED)


def access_ends() -> Q:
    """Users whose access ends soon."""
    return Q(is_active=True, access_until__gte=today(), access_until__lte=today() + ACCESS)


watch(
    "due", Action, _("Actions overdue or due within two weeks"), due,
    words=_("Action due"), roles=STAFF, needs=("due", "state"), day="due", own=True,
)  # fmt: skip
watch(
    "access-ends", User, _("Users whose access ends within 30 days"), access_ends,
    words=_("Access ends"), roles=(Role.ADMINISTRATOR,), needs=("access_until",),
    day="access_until",
)  # fmt: skip


@figure("changes", STAFF)
def changes(principal: Principal) -> BarChart | None:
    """How much was written in the last weeks."""
    return weekly(principal)
