"""How much service time lies between two instants, whatever clocks do in spring and autumn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.calendars.hours import NEVER_CLOSED, Spans, Week

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class ServiceTime:
    """A week of hours in a time zone; ``holidays`` are days with other hours, or none."""

    zone: tzinfo
    week: Week = NEVER_CLOSED
    holidays: Mapping[date, Spans] = field(default_factory=dict)

    def spans_on(self, day: date) -> Spans:
        """The hours of one day, in minutes of its wall clock."""
        return self.holidays.get(day, self.week.days[day.weekday()])

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """The service time between two aware instants; none when the end is not after the start."""
        return sum((until - since for since, until in self.stretches(start, end)), timedelta())

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """The same in whole minutes."""
        return self.open_between(start, end) // MINUTE

    def is_open(self, instant: datetime) -> bool:
        """Whether the service is to be there at an instant."""
        return any(True for _each in self.stretches(instant, instant + timedelta(microseconds=1)))

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """The open stretches between two instants, in UTC and in order."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last:
            for opens, closes in self.spans_on(day):
                since = max(start, self._instant(day, opens, closing=False))
                until = min(end, self._instant(day, closes, closing=True))
                if since < until:
                    yield since, until
                    start = until  # spans inside an hour that comes twice would overlap
            day += DAY

    def _instant(self, day: date, minute: int, *, closing: bool) -> datetime:
        """The instant of a wall clock. An hour that comes twice is open whole: it opens with the
        first and closes with the second; one that is left out opens and closes where it would be.
        """
        naive = datetime.combine(day, time()) + timedelta(minutes=minute)
        found = naive.replace(tzinfo=self.zone, fold=int(closing)).astimezone(UTC)
        if found.astimezone(self.zone).replace(tzinfo=None) == naive:
            return found
        return self._leap(naive)

    def _leap(self, naive: datetime) -> datetime:
        """The instant at which clocks jump over a time that does not exist, to the minute."""
        ends = [naive.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (1, 0)]
        before, after = min(ends), max(ends)
        offset = before.astimezone(self.zone).utcoffset()
        while after - before > MINUTE:
            middle = before + (after - before) // 2 // MINUTE * MINUTE
            if middle.astimezone(self.zone).utcoffset() == offset:
                before = middle
            else:
                after = middle
        return after
