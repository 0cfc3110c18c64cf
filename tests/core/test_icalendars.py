"""Days off in iCalendar files: what is read, what is refused by line, what is written."""

from datetime import date

import pytest

from core.calendars.icalendars import BadFile, read, write

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n", "END:VCALENDAR\r\n"


def file(*events):
    """A file whose events have these lines; the first event begins in line 4."""
    parts = [
        "BEGIN:VEVENT\r\nUID:1\r\n" + "\r\n".join(each) + "\r\nEND:VEVENT\r\n" for each in events
    ]
    return (HEAD + "".join(parts) + TAIL).encode()


def days(*lines):
    found = read(file(lines), FIRST, LAST)
    assert found.faults == []
    return [(each.day.isoformat(), each.name) for each in found.days]


def fault(*lines):
    found = read(file(lines), FIRST, LAST)
    ((line, reason),) = [(each.line, each.reason) for each in found.faults]
    return line, reason


def test_whole_days_are_read_and_years_outside_are_left_out():
    start = "DTSTART;VALUE=DATE:20261225"
    assert days(start, "SUMMARY:Christmas\\, first") == [("2026-12-25", "Christmas, first")]
    assert days("DTSTART;VALUE=DATE:20251225", "SUMMARY:Christmas") == []
    folded = ("DTSTART;VALUE=DATE:20261225", "SUMMARY:Chris", " tmas")
    assert days(*folded) == [("2026-12-25", "Christmas")]


def test_the_end_of_a_stay_is_the_day_after_it():
    lines = ("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Days off")
    assert [day for day, _name in days(*lines)] == ["2026-12-24", "2026-12-25", "2026-12-26"]


def test_what_comes_every_year_comes_in_each_year_but_those_left_out():
    every = ("DTSTART;VALUE=DATE:20001003", "RRULE:FREQ=YEARLY", "SUMMARY:Unity")
    assert [day for day, _name in days(*every)] == ["2026-10-03", "2027-10-03"]
    once = (*every, "EXDATE;VALUE=DATE:20271003")
    assert [day for day, _name in days(*once)] == ["2026-10-03"]
    until = (every[0], "RRULE:FREQ=YEARLY;UNTIL=20261231T235959Z", every[2])
    assert [day for day, _name in days(*until)] == ["2026-10-03"]


def test_a_cancelled_event_is_no_day_off():
    assert days("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED", "SUMMARY:Fair") == []


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (("DTSTART:20261225T080000", "SUMMARY:Early"), 6, "whole day"),
        (("SUMMARY:Never",), 4, "DTSTART"),
        (("DTSTART;VALUE=DATE:20261340", "SUMMARY:Never"), 6, "DTSTART"),
        (("DTSTART;VALUE=DATE:20261225",), 4, "SUMMARY"),
        (("DTSTART;VALUE=DATE:20261225", "SUMMARY:" + "x" * 201), 7, "200"),
        (("SUMMARY:Long", "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20261231"), 8, "31"),
        (("SUMMARY:Back", "DTSTART;VALUE=DATE:20260102", "DTEND;VALUE=DATE:20260101"), 8, "31"),
        (("SUMMARY:All", "DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=SECONDLY"), 8, "YEARLY"),
        (("SUMMARY:All", "DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY;BYSECOND=1"), 8, "YEARLY"),
        (("DTSTART;VALUE=DATE:20261225", "what is this", "SUMMARY:x"), 7, "what is this"),
    ],
)  # fmt: skip
def test_a_bad_event_is_refused_with_its_line_and_why(lines, line, words):
    found = fault(*lines)
    assert found[0] == line
    assert words in found[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "BEGIN:VCALENDAR"),
        (b"day;name\n2026-12-25;Christmas\n", "BEGIN:VCALENDAR"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\r\n", "UTF-8"),
        ((HEAD + TAIL).encode(), "BEGIN:VEVENT"),
        (b"BEGIN:VCALENDAR\r\n" + b"X:" + b"x" * 1024 * 1024, "1 MB"),
        (HEAD.encode() + b"BEGIN:VEVENT\r\n", "no event"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(data, words):
    with pytest.raises(BadFile, match=words):
        read(data, FIRST, LAST)


def test_what_is_written_is_read_again_and_is_the_same_every_time():
    rows = [
        (date(2026, 12, 25), "a", "Christmas, first", ""),
        (date(2027, 1, 1), "b", "Neujahr", ""),
    ]
    data = write("Office", rows)
    assert data == write("Office", rows)
    found = read(data, FIRST, LAST)
    assert [(each.day, each.name) for each in found.days] == [(row[0], row[2]) for row in rows]
