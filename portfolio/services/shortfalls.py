"""What is missing or too much in measurements, as conditions on registers."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.models import Action
from portfolio.choices import PeriodKind, SLAState
from portfolio.models import Measurement
from portfolio.services.attainment import year_before
from portfolio.terms import TimePeriod, periods_in

#: So long after its end a period may be without data before that is a finding.
GRACE = timedelta(days=10)
#: An alarm is about values of the period that is running or was the last one.
RECENT = timedelta(days=35)
HELD = Q(sla__state=SLAState.AGREED, sla__archived_at=None)


def closed(kind: str, day: date) -> list[TimePeriod]:
    """The periods of the last year whose measurements should be there."""
    first, _last = year_before(day)
    return [each for each in periods_in(kind, first, day) if each.last + GRACE < day]


def unmeasured(day: date) -> Q:
    """Targets or workloads in force for which a closed period of the last year has no data."""
    parts = [
        Q(period=kind) & _asked(each) & ~Q(pk__in=_measured(each))
        for kind in PeriodKind
        for each in closed(kind, day)
    ]
    return reduce(or_, parts)


def _asked(period: TimePeriod) -> Q:
    begun = Q(starts_on__lte=period.first) | Q(
        starts_on=None, sla__effective_from__lte=period.first
    )
    ended = Q(ends_on__lt=period.last) | Q(ends_on=None, sla__effective_until__lt=period.last)
    return begun & ~ended


def _measured(period: TimePeriod) -> QuerySet[Measurement, int]:
    rows = Measurement.objects.filter(starts_on=period.first, period=period.kind)
    return rows.values_list("subject", flat=True)


def alarmed(day: date) -> Q:
    """Workloads that reached their alarm lately, as far as nobody corrected it."""
    later = Measurement.objects.filter(
        subject=OuterRef("subject"), starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk")
    )
    rows = Measurement.objects.filter(
        ~Exists(later), ends_on__gte=day - RECENT, subject__workload__alarm_at__lte=F("value")
    )
    return Q(pk__in=rows.values("subject"))


def without_action() -> Q:
    """Breaches that no action is about."""
    about = Action._base_manager.filter(archived_at=None).exclude(subject=None)
    return ~Q(pk__in=about.values("subject"))
