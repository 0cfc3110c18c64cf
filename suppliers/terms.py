"""The dates of an agreement: when its term ends, and by when somebody must decide."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from suppliers.choices import Renewal


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last day of the month where there is none."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def term_end(ends_on: date | None, renewal: str, months: int | None, today: date) -> date | None:
    """The end of the term that runs on ``today``: tacit renewals that happened are counted."""
    if ends_on is None or renewal != Renewal.TACIT or not months or ends_on >= today:
        return ends_on
    passed = (today.year - ends_on.year) * 12 + today.month - ends_on.month
    rounds = max(passed // months, 0)
    while add_months(ends_on, rounds * months) < today:
        rounds += 1
    return add_months(ends_on, rounds * months)


def decision_day(end: date | None, notice_days: int | None) -> date | None:
    """The last day to give notice, or to have agreed on going on: the end less the notice."""
    return end - timedelta(days=notice_days or 0) if end else None
