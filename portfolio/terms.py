"""The periods that are measured: months, quarters, half-years and years of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.text.dates import MONTHS as NAMES
from portfolio.choices import PeriodKind

#: How many months each kind has.
LENGTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
LETTERS = {PeriodKind.QUARTER: "Q", PeriodKind.HALF: "H"}
YEARS = range(1990, 2200)
YEAR = r"(?P<year>[0-9]{4})"
FORMS = (
    (PeriodKind.MONTH, re.compile(rf"{YEAR}[-/.](?P<part>[0-9]{{1,2}})")),
    (PeriodKind.MONTH, re.compile(rf"(?P<part>[0-9]{{1,2}})[-/.]{YEAR}")),
    (PeriodKind.MONTH, re.compile(rf"(?P<name>[^\W\d]+)\.?[-\s]+{YEAR}")),
    (PeriodKind.QUARTER, re.compile(rf"{YEAR}[-\s/]*[Qq](?P<part>[1-4])")),
    (PeriodKind.QUARTER, re.compile(rf"[Qq](?P<part>[1-4])[-\s/]*{YEAR}")),
    (PeriodKind.HALF, re.compile(rf"{YEAR}[-\s/]*[Hh](?P<part>[12])")),
    (PeriodKind.HALF, re.compile(rf"[Hh](?P<part>[12])[-\s/]*{YEAR}")),
    (PeriodKind.YEAR, re.compile(YEAR)),
)


class BadPeriod(ValueError):
    """A text that names no period; the message says how to write one."""


@dataclass(frozen=True, order=True)
class TimePeriod:
    """One month, quarter, half-year or year; ``first`` is its first day."""

    first: date
    kind: PeriodKind

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    @property
    def name(self) -> str:
        """What it is called in files and addresses: 2026-03, 2026-Q1, 2026-H1, 2026."""
        part = (self.first.month - 1) // LENGTHS[self.kind] + 1
        if self.kind is PeriodKind.MONTH:
            return f"{self.first.year}-{part:02d}"
        letter = LETTERS.get(self.kind)
        return f"{self.first.year}-{letter}{part}" if letter else str(self.first.year)

    def text(self) -> str:
        """What it is called on pages."""
        return date_format(self.first, "M Y") if self.kind is PeriodKind.MONTH else self.name

    def moved(self, number: int) -> TimePeriod:
        """The period so many later, or earlier."""
        months = self.first.year * 12 + self.first.month - 1 + number * LENGTHS[self.kind]
        return TimePeriod(date(months // 12, months % 12 + 1, 1), self.kind)

    def instants(self) -> tuple[datetime, datetime]:
        """When it begins and when the next one does, in the organisation's time zone."""
        start, end = (
            clock.aware(datetime.combine(day, time())) for day in (self.first, self.moved(1).first)
        )
        return start, end


def period_on(kind: str, day: date) -> TimePeriod:
    """The period of a kind that a day lies in."""
    known = PeriodKind(kind)
    month = (day.month - 1) // LENGTHS[known] * LENGTHS[known] + 1
    return TimePeriod(date(day.year, month, 1), known)


def periods_in(kind: str, first: date, last: date) -> list[TimePeriod]:
    """The periods of a kind from that of ``first`` to that of ``last``, in order."""
    found, each = [], period_on(kind, first)
    while each.first <= last:
        found.append(each)
        each = each.moved(1)
    return found


def read_period(text: str | date) -> TimePeriod:
    """The period that a text means: 2026-03, 03/2026, Mar 2026, Q1 2026, 2026-H1, 2026.

    A day means its month. Raises BadPeriod.
    """
    if isinstance(text, date):
        return period_on(PeriodKind.MONTH, text)
    bare = text.strip()
    for kind, form in FORMS:
        match = form.fullmatch(bare)
        if match and (found := _of(kind, **match.groupdict())):
            return found
    try:
        return period_on(PeriodKind.MONTH, date.fromisoformat(bare[:10]))
    except ValueError:
        raise BadPeriod(_not_a_period(bare)) from None


def _of(kind: PeriodKind, year: str, part: str = "1", name: str = "") -> TimePeriod | None:
    number = NAMES.get(name.casefold(), 0) if name else int(part)
    month = (number - 1) * LENGTHS[kind] + 1
    if int(year) not in YEARS or not 1 <= month <= 12:
        return None
    return TimePeriod(date(int(year), month, 1), kind)


def _not_a_period(text: str) -> str:
    sentence = _("“%(text)s” is no period; write it like 2026-03, 2026-Q1, 2026-H1 or 2026.")
    return sentence % {"text": text[:60]}
