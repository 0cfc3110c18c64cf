"""The curve of a record's health: one mark at the end of each month, and one for each day from now on."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.access.principals import system, today
from core.charts.figures import Sparkline
from core.declaration.dossier.health import health_of, models
from core.declaration.dossier.looking import Look
from core.history.time_machine import end_of_day, past
from core.models import HealthMark

MONTHS, SHOWN = 6, 12
BY = "health"


def ends_of_months(day: date, number: int = MONTHS) -> list[date]:
    """The last days of the months before that of ``day``, oldest first."""
    ends = []
    for _month in range(number):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return ends[::-1]


def keep_marks() -> int:
    """Mark every record with a health for today and the ends of months that have no mark; how many."""
    days = [*ends_of_months(today()), today()]
    return sum(_keep(model, day) for model in models() for day in days)


def _keep(model: Any, day: date) -> int:
    """Marks of one register's records for one day, from what was known at its end."""
    kept = HealthMark.objects.filter(day=day, record__type=model.register.name)
    if day != today() and kept.exists():
        return 0
    done = set(kept.values_list("record", flat=True))
    by = system(BY)
    with nullcontext() if day == today() else past(end_of_day(day)):
        rows = model.objects.for_user(by).current().exclude(pk__in=done)
        scores = [(row.pk, health_of(Look(by, row, day, now=False)).score) for row in rows]
    marks = [HealthMark(record_id=key, day=day, score=score) for key, score in scores]
    HealthMark.objects.bulk_create(marks, ignore_conflicts=True)
    return len(marks)


def curve(look: Look, score: int | None) -> Sparkline | None:
    """The score over the last marks up to the day looked at; None without two of them."""
    marks = HealthMark.objects.filter(record=look.row.pk, day__lt=look.day).order_by("-day")
    found = list(marks.values_list("day", "score")[:SHOWN])[::-1]
    if len(found) < 2:
        return None
    days, scores = zip(*found, (look.day, score), strict=True)
    return Sparkline(_("Health over time"), scores, days)
