"""Changes of all registers in the order of the ledger, as far as somebody sees their records."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.access.principals import today
from core.charts.figures import BarChart
from core.choices import EntryKind
from core.models import LedgerEntry
from core.registers import registers

if TYPE_CHECKING:
    from core.access.principals import Principal

WEEKS = 12
WEEK = timedelta(days=7)


def start_of(day: date) -> datetime:
    """The first moment of a day in the organisation's time zone, in UTC."""
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


def changes(
    principal: Principal, since: date | None = None, until: date | None = None
) -> QuerySet[LedgerEntry]:
    """Entries about records of the registers that the principal sees as a whole, both days included."""
    seen = [
        model.register.name
        for model in registers()
        if access.allowed(principal, model, "view") is Reach.ALL
    ]
    found = LedgerEntry.objects.filter(kind=EntryKind.RECORD, type__in=seen)
    if since:
        found = found.filter(time__gte=start_of(since))
    if until:
        found = found.filter(time__lt=start_of(until + timedelta(days=1)))
    return found


def weekly(principal: Principal) -> BarChart | None:
    """A bar for each of the last weeks; None when nothing was written."""
    this = today() - timedelta(days=today().weekday())
    weeks = [this - WEEK * n for n in reversed(range(WEEKS))]
    zone = timezone.get_default_timezone()
    days = changes(principal, weeks[0]).order_by().annotate(its_day=TruncDate("time", tzinfo=zone))
    counted = dict.fromkeys(weeks, 0)
    for day, number in days.values_list("its_day").annotate(Count("seq")):
        counted[day - timedelta(days=day.weekday())] += number
    if not any(counted.values()):
        return None
    return BarChart(
        _("Changes a week"),
        [_("W%(week)d") % {"week": week.isocalendar().week} for week in weeks],
        list(counted.values()),
        links=[_address(week) for week in weeks],
    )


def _address(week: date) -> str:
    span = {"since": week.isoformat(), "until": (week + WEEK - timedelta(days=1)).isoformat()}
    return f"{reverse('changes')}?{urlencode(span)}"
