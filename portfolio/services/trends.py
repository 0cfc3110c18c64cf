"""How measured values went, as charts with the band that was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.charts.figures import Band, LineChart, Series
from portfolio.choices import Unit
from portfolio.services.attainment import Level


def trend(subject: Any, found: Sequence[Level]) -> LineChart | None:
    """The values of the periods with the band that was agreed; None when there is none yet."""
    if not any(each.value is not None for each in found):
        return None
    low, high = subject.band()
    days = [each.period.first for each in found]
    values = [each.value for each in found]
    unit = str(Unit(subject.unit).label)
    band = Band(_("Agreed: %(goal)s") % {"goal": subject.goal()}, low=low, high=high)
    return LineChart(subject.name, days, [Series(subject.name, values)], band, unit)
