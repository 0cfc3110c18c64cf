"""Holidays of service hours from a file: what would come of each day, and bringing them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core import records
from core.access.principals import Principal
from core.calendars.icalendars import DayOff
from core.choices import Origin
from core.models import Calendar, Holiday
from core.records import Draft


@dataclass(frozen=True)
class Planned:
    """A day of a file; ``known`` is the holiday that stands there already and stays as it is."""

    found: DayOff
    known: Holiday | None = None

    @property
    def renamed(self) -> bool:
        """Whether the file calls it otherwise."""
        return self.known is not None and self.known.name != self.found.name


def plan(*, calendar: Calendar, found: Iterable[DayOff], by: Principal) -> list[Planned]:
    """What each day would become, each day once, in order; one query."""
    first = {each.day: each for each in reversed(list(found))}
    known = {each.day: each for each in _current(calendar, by, first)}
    return [Planned(first[day], known.get(day)) for day in sorted(first)]


def bring(
    *, calendar: Calendar, days: Sequence[tuple[date, str]], by: Principal, origin: Origin,
    reason: str = "",
) -> int:  # fmt: skip
    """Add the days that are not there yet, in one unit; how many. Raises what writing raises."""
    known = {each.day for each in _current(calendar, by, dict(days))}
    drafts = [
        Draft(Holiday, {"calendar": calendar, "day": day, "name": name})
        for day, name in days
        if day not in known
    ]
    if drafts:
        records.apply(drafts, by=by, origin=origin, reason=reason)
    return len(drafts)


def _current(calendar: Calendar, by: Principal, days: Iterable[date]) -> Iterable[Holiday]:
    rows: Iterable[Holiday] = (
        Holiday.objects.for_user(by).current().filter(calendar=calendar.pk, day__in=list(days))
    )
    return rows
