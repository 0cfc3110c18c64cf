"""How targets and workloads stood, period by period: computed from what was measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from core.access.principals import today
from portfolio.choices import LevelState, SLAState
from portfolio.models import Measurement
from portfolio.terms import TimePeriod, periods_in

#: Agreements that hold, or held once.
BINDING = (SLAState.AGREED, SLAState.SUPERSEDED, SLAState.EXPIRED, SLAState.TERMINATED)
MONTHS = 12


@dataclass(frozen=True)
class Level:
    """How something stood in a period. Without a state nothing was agreed for it.

    ``said`` is everything that was recorded, the last of it counts.
    """

    subject: Any
    period: TimePeriod
    state: LevelState | None
    said: Sequence[Measurement] = field(default=())

    @property
    def counted(self) -> Measurement | None:
        """The measurement that counts."""
        return self.said[-1] if self.said else None

    @property
    def value(self) -> Decimal | None:
        """The value that counts."""
        return self.counted.value if self.counted else None

    @property
    def corrected(self) -> bool:
        """Whether something else was said before."""
        return len({each.value for each in self.said}) > 1


def year_before(day: date) -> tuple[date, date]:
    """The first days of the month a year before, and the day: the last twelve months and this one."""
    return date(day.year - 1, day.month, 1), day


def is_due(subject: Any, period: TimePeriod) -> bool:
    """Whether the agreement asks for a measurement of a whole period."""
    sla = subject.sla
    begins = subject.starts_on or sla.effective_from
    known = (subject.ends_on, sla.effective_until, sla.in_force_until)
    ends = min((day for day in known if day), default=None)
    if sla.state not in BINDING or begins is None or period.first < begins:
        return False
    return ends is None or period.last <= ends


def levels(
    rows: Iterable[Any], first: date, last: date, *, now: date | None = None
) -> dict[int, list[Level]]:
    """For each target or workload (by key) its periods between two days, oldest first; one query.

    ``now`` is the day that is looked from, by default today.
    """
    found = list(rows)
    said = _said(found, first, last)
    return {
        row.pk: [
            level(row, period, said.get((row.pk, period.first), ()), now or today())
            for period in periods_in(row.period, first, last)
        ]
        for row in found
    }


def level(subject: Any, period: TimePeriod, said: Sequence[Measurement], now: date) -> Level:
    """One period."""
    return Level(subject, period, _state(subject, period, said, now), said)


def _state(
    subject: Any, period: TimePeriod, said: Sequence[Measurement], now: date
) -> LevelState | None:
    due = is_due(subject, period)
    if period.last >= now:
        return LevelState.RUNNING if (due or said) and period.first <= now else None
    if said:
        state: LevelState = subject.state_of(said[-1].value)
        return state
    return LevelState.NO_DATA if due else None


def _said(
    rows: Sequence[Any], first: date, last: date
) -> dict[tuple[int, date], list[Measurement]]:
    """What was said of each row and period of its present length."""
    kinds = {row.pk: row.period for row in rows}
    found: dict[tuple[int, date], list[Measurement]] = defaultdict(list)
    within = Measurement.objects.of(list(kinds)).filter(ends_on__gte=first, starts_on__lte=last)  # type: ignore[attr-defined]
    for each in within:
        if each.period == kinds[each.subject_id]:
            found[each.subject_id, each.starts_on].append(each)
    return found


def share(found: Iterable[Level]) -> Decimal | None:
    """How much was met of what was measured, in per cent, by weight; None without data.

    What is at risk was met. Periods that run or have no data do not count: they say nothing.
    """
    met = total = 0
    for each in found:
        if each.state in (LevelState.MET, LevelState.AT_RISK, LevelState.MISSED):
            weight = getattr(each.subject, "weight", 1)
            total += weight
            met += weight * (each.state is not LevelState.MISSED)
    return Decimal(met * 1000 // total) / 10 if total else None
