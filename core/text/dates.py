"""Days and moments in the many ways people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from core import clock
from core.text.sheets import Cell, text_of

#: Day 0 of Excel's calendar, so that day 60, which never was, does no harm after 1 March 1900.
EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(18_264, 80_000)  # 1950 to 2119

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janv janvier",
            "feb february februar fév février",
            "mar march mär märz mrz mars",
            "apr april avr avril",
            "may mai",
            "jun june juni juin",
            "jul july juli juillet",
            "aug august août",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember déc décembre",
        ),
        start=1,
    )
    for name in names.split()
}
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/]*([^\W\d_]{3,9})\.?[\s\-/,]*(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.IGNORECASE
)
WEEKDAY = re.compile(
    r"[^\W\d_]{2,10}day\s*,?\s+|(?:mon|tue|wed|thu|fri|sat|sun)\.?\s*,?\s+(?=\w)", re.IGNORECASE
)
CLOCK = re.compile(
    r"[T\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)


class NotADate(ValueError):
    """A text that is no day; the message says why and how to write it."""


def day_first(cells: Iterable[Cell]) -> bool | None:
    """What the numbers of a whole column say: day before month (True), after it (False), or nothing."""
    first = second = False
    for cell in cells:
        match = NUMERIC.match(cell.strip()) if isinstance(cell, str) else None
        if match and match[2] != ".":
            first = first or int(match[1]) > 12
            second = second or int(match[3]) > 12
    return None if first == second else first


def to_day(cell: Cell, order: bool | None = None) -> date:
    """The day a cell means; ``order`` is what its column says. Raises NotADate."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _split(text_of(cell).strip(), order)[0]


def to_moment(cell: Cell, order: bool | None = None) -> datetime:
    """The moment a cell means, in the organisation's time zone unless it names another. Raises NotADate."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else clock.aware(cell)
    if isinstance(cell, date):
        return clock.aware(datetime.combine(cell, time()))
    text = text_of(cell).strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day, rest = _split(text, order)
        moment = datetime.combine(day, _clock(rest, text))
    return moment if moment.tzinfo else clock.aware(moment)


def _split(text: str, order: bool | None) -> tuple[date, str]:
    """The day at the beginning of a text, and what follows it."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return _iso(text), ""
    bare = WEEKDAY.sub("", text, count=1) if text[:1].isalpha() else text
    day, rest = _written(bare, order, text)
    if rest.strip() and not CLOCK.match(rest):
        raise _refused(text)
    return day, rest


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(text) from None


def _written(bare: str, order: bool | None, text: str) -> tuple[date, str]:
    if match := ISO.match(bare):
        return _day(match[1], match[3], match[4], text), bare[match.end() :]
    if match := NUMERIC.match(bare):
        return _numeric(match, order, text), bare[match.end() :]
    if match := DAY_MONTH.match(bare):
        return _day(match[3], _month(match[2], text), match[1], text), bare[match.end() :]
    if match := MONTH_DAY.match(bare):
        return _day(match[3], _month(match[1], text), match[2], text), bare[match.end() :]
    if match := COMPACT.match(bare):
        return _day(match[1], match[2], match[3], text), ""
    return _serial(bare, text), ""


def _numeric(match: re.Match[str], order: bool | None, text: str) -> date:
    """A day of three numbers; which of the first two is the month must be clear."""
    one, two = int(match[1]), int(match[3])
    if match[2] == "." or one > 12 or one == two:
        return _day(match[4], two, one, text)
    if two > 12:
        return _day(match[4], one, two, text)
    if order is None:
        raise _ambiguous(match, text)
    return _day(match[4], two, one, text) if order else _day(match[4], one, two, text)


def _ambiguous(match: re.Match[str], text: str) -> NotADate:
    one, two = int(match[1]), int(match[3])
    message = _("“%(text)s” may be %(first)s or %(second)s; write it as year-month-day.")
    return NotADate(
        message
        % {
            "text": text,
            "first": _day(match[4], two, one, text).isoformat(),
            "second": _day(match[4], one, two, text).isoformat(),
        }
    )


def _day(year: str, month: int | str, day: str | int, text: str) -> date:
    try:
        return date(_year(year), int(month), int(day))
    except ValueError:
        raise _refused(text) from None


def _year(text: str) -> int:
    """Two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _month(word: str, text: str) -> int:
    try:
        return MONTHS[word.casefold()]
    except KeyError:
        raise _refused(text) from None


def _serial(bare: str, text: str) -> date:
    """Excel's number of a day, left behind when a date cell lost its format."""
    number = bare.partition(".")[0]
    if len(number) == 5 and number.isdecimal() and int(number) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(number))
    raise _refused(text)


def _clock(rest: str, text: str) -> time:
    match = CLOCK.match(rest)
    if not rest.strip() or match is None:
        return time()
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower().startswith("p") else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        raise _refused(text) from None


def _refused(text: str) -> NotADate:
    message = _("“%(text)s” is no date; write it as year-month-day, for example 2026-11-21.")
    return NotADate(message % {"text": text})
