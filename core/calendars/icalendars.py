"""Days off in iCalendar files (RFC 5545): read with what is wrong by line, and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

LARGEST = 1024 * 1024
MOST_DAYS, LONGEST_NAME, LONGEST_STAY = 1000, 200, 31
DAY = timedelta(days=1)
#: What a repetition may say: all else could mean millions of days, or none.
RULES = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"})
PROPERTY = re.compile(r"(?P<name>[A-Za-z0-9-]+)[;:]")


class BadFile(ValueError):
    """A file that is no iCalendar; the message says why."""


@dataclass(frozen=True)
class DayOff:
    """One day, what it is called, and the line of the file where its event begins."""

    day: date
    name: str
    line: int


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line."""

    line: int
    reason: str


@dataclass(frozen=True)
class Found:
    """All days of a file between two days, in order, and its faults."""

    days: list[DayOff]
    faults: list[Fault]


class _Bad(ValueError):
    """What is wrong with a property of an event."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def read(data: bytes, first: date, last: date) -> Found:
    """The whole days that the events of a file name, within two days. Raises BadFile."""
    text = _text(data)
    places, faults = _places(text)
    if faults:
        return Found([], faults)
    days: list[DayOff] = []
    for event, place in zip(_events(text), places, strict=False):
        try:
            days += _days(event, place[""], first, last)
        except _Bad as bad:
            faults.append(Fault(place.get(bad.name, place[""]), str(bad)))
        if len(days) > MOST_DAYS:
            raise BadFile(_("The file names more than %(most)d days.") % {"most": MOST_DAYS})
    return Found(sorted(days, key=lambda each: (each.day, each.line)), faults)


def write(name: str, days: Iterable[tuple[date, str, str, str]]) -> bytes:
    """A file of days: each with its own name for ever, the day, what it is called, a description.

    The same days give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//SMS Registers//holidays//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for day, uid, words, description in days:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", datetime(day.year, 1, 1))  # noqa: DTZ001 (a fixed stamp, not a time)
        event.add("dtstart", day)
        event.add("dtend", day + DAY)
        event.add("summary", words)
        if description:
            event.add("description", description)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BadFile(_("The file is larger than 1 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_("The file is not text in UTF-8.")) from None
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise BadFile(_("This is no iCalendar file: it does not begin with BEGIN:VCALENDAR."))
    return text


def _places(text: str) -> tuple[list[dict[str, int]], list[Fault]]:
    """For each event the lines of its properties (its own under ""), and lines that are none."""
    events: list[dict[str, int]] = []
    faults, within = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line[0] in " \t":
            continue
        match = PROPERTY.match(line)
        if match is None:
            reason = _("“%(text)s” is no line of an iCalendar file, like NAME:value.")
            faults.append(Fault(number, reason % {"text": line[:40]}))
            continue
        name, bare = match["name"].upper(), line.strip().upper()
        if bare == "BEGIN:VEVENT":
            events.append({"": number})
        within = bare == "BEGIN:VEVENT" or (within and bare != "END:VEVENT")
        if within:
            events[-1].setdefault(name, number)
    return events, faults


def _events(text: str) -> list[Any]:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError) as error:
        reason = _("The file cannot be read as an iCalendar: %(error)s")
        raise BadFile(reason % {"error": str(error)[:200]}) from error
    found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not found:
        raise BadFile(_("The file has no event (BEGIN:VEVENT)."))
    return found


def _days(event: Any, line: int, first: date, last: date) -> Iterator[DayOff]:
    """The days of one event, its repetitions too."""
    for name, _error in event.errors:
        raise _Bad(str(name), _("%(name)s cannot be understood.") % {"name": name})
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    words = " ".join(str(event.get("SUMMARY", "")).split())
    if not words:
        raise _Bad("SUMMARY", _("The event has no name (SUMMARY)."))
    if len(words) > LONGEST_NAME:
        reason = _("The name is longer than %(most)d characters.") % {"most": LONGEST_NAME}
        raise _Bad("SUMMARY", reason)
    start = _day(event, "DTSTART")
    length = _length(event, start)
    for begins in _begins(event, start, first - length * DAY, last):
        for number in range(length):
            day = begins + number * DAY
            if first <= day <= last:
                yield DayOff(day, words, line)


def _day(event: Any, name: str) -> date:
    value = getattr(event.get(name), "dt", None)
    if value is None:
        raise _Bad(name, _("The event has no day (%(name)s).") % {"name": name})
    if isinstance(value, datetime) or not isinstance(value, date):
        reason = _(
            "%(name)s has a time; a holiday is a whole day, like %(name)s;VALUE=DATE:20261225."
        )
        raise _Bad(name, reason % {"name": name})
    return value


def _length(event: Any, start: date) -> int:
    """How many days it lasts; the end of an event of whole days is the day after it."""
    if event.get("DTEND") is not None:
        length = (_day(event, "DTEND") - start).days
        name = "DTEND"
    else:
        lasts = getattr(event.get("DURATION"), "dt", None)
        length, name = (lasts.days if isinstance(lasts, timedelta) else 1), "DURATION"
    if length == 0 and name == "DTEND":
        return 1  # Many programs write the same day twice.
    if not 1 <= length <= LONGEST_STAY:
        reason = _("It lasts %(days)d days; use 1 to %(most)d.")
        raise _Bad(name, reason % {"days": length, "most": LONGEST_STAY})
    return length


def _begins(event: Any, start: date, first: date, last: date) -> Iterable[date]:
    """The day itself, or all on which it comes again."""
    if event.get("RDATE") is not None:
        raise _Bad("RDATE", _("Lists of further days (RDATE) are not read; write an event each."))
    rule = event.get("RRULE")
    if rule is None:
        return [start]
    if isinstance(rule, list) or set(rule) - RULES or rule.get("FREQ") != ["YEARLY"]:
        raise _Bad("RRULE", _("Only what comes every year (FREQ=YEARLY) is read."))
    try:
        text = re.sub(r"(UNTIL=\d{8})T\d{6}Z?", r"\1", rule.to_ical().decode())
        every = rrulestr(text, dtstart=datetime.combine(start, time()))
        window = [datetime.combine(day, time()) for day in (max(first, start), last)]
        left_out = _left_out(event)
        return [each.date() for each in every.between(*window, inc=True)
                if each.date() not in left_out]  # fmt: skip
    except (ValueError, TypeError, OverflowError):
        raise _Bad("RRULE", _("%(name)s cannot be understood.") % {"name": "RRULE"}) from None


def _left_out(event: Any) -> set[date]:
    found = event.get("EXDATE") or []
    values = [
        each.dt for part in (found if isinstance(found, list) else [found]) for each in part.dts
    ]
    return {value.date() if isinstance(value, datetime) else value for value in values}
