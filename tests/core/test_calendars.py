"""Service hours: reading what people write, and reckoning with it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some

from core.calendars.hours import NEVER_CLOSED, BadHours, read_spans, read_week
from core.calendars.reckoning import ServiceTime
from core.errors import Invalid
from tests import factories

#: Two cores are often busy.
patient = settings(deadline=None, max_examples=40)
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
OFFICE = read_week("Mon–Fri 08:00–12:00, 13:00–18:00; Sat 09:00–12:00")
NIGHTS = read_week("daily 00:00–02:20, 02:40–02:55, 03:00–24:00")
WEEKS = [OFFICE, NEVER_CLOSED, NIGHTS, read_week("Sun 0–3")]
#: From before the spring of 2025 until after that of 2026: three changes of the clocks.
INSTANTS = some.datetimes(datetime(2025, 3, 1), datetime(2026, 4, 30), timezones=some.just(UTC))
#: In Havana clocks change at midnight, on Lord Howe by half an hour.
ZONES = [BERLIN, ZoneInfo("America/Havana"), ZoneInfo("Australia/Lord_Howe")]
TIMES = some.builds(
    ServiceTime,
    some.sampled_from(ZONES),
    some.sampled_from(WEEKS),
    some.dictionaries(some.dates(date(2025, 3, 25), date(2025, 4, 5)), some.just(()), max_size=3),
)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24x7", "24 × 7"),
        ("24 × 7", "24 × 7"),
        ("daily 00:00-24:00", "24 × 7"),
        ("Mo-Fr 7-18", "Mon–Fri 07:00–18:00"),
        ("Mon to Fri: 08:00–18:00; Sat, Sun 9:00–12:00", "Mon–Fri 08:00–18:00; Sat–Sun 09:00–12:00"),
        ("Fri-Mon 08:00–09:00", "Mon 08:00–09:00; Fri–Sun 08:00–09:00"),
        ("Tue 13:00–17:00, 08:00–12:00; Wed closed", "Tue 08:00–12:00, 13:00–17:00"),
    ],
)  # fmt: skip
def test_hours_are_understood_as_people_write_them(text, said):
    assert read_week(text).text() == said


def test_hours_are_said_in_the_readers_language():
    with translation.override("de"):
        assert OFFICE.text() == "Mo–Fr 08:00–12:00, 13:00–18:00; Sa 09:00–12:00"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "when it is open"),
        ("Mon closed", "when it is open"),
        ("whenever", "not understood"),
        ("Mon–Foo 08:00–18:00", "no day of the week"),
        ("Mon 08:00–18:00; Mon–Tue 19:00–20:00", "second time"),
        ("Mon 22:00–06:00", "divide it at midnight"),
        ("Mon 08:00–25:00", "no clock shows"),
        ("Mon 08:75–09:00", "no clock shows"),
        ("Mon 08:00–12:00, 12:00–18:00", "touch or overlap"),
        ("Mon 08:00", "not from one time to another"),
    ],
)
def test_hours_that_say_nothing_clear_are_refused_with_the_rule(text, rule):
    with pytest.raises(BadHours, match=rule):
        read_week(text)


def test_a_closed_day_is_closed():
    assert read_spans("") == read_spans("closed") == ()


@patient
@given(TIMES, INSTANTS, INSTANTS, INSTANTS)
def test_service_time_of_parts_adds_up_and_is_never_more_than_what_passed(hours, one, two, three):
    first, middle, last = sorted((one, two, three))
    whole = hours.open_between(first, last)
    assert whole == hours.open_between(first, middle) + hours.open_between(middle, last)
    assert timedelta() <= whole <= last - first
    assert hours.open_between(last, first) == timedelta()


@patient
@given(some.sampled_from(WEEKS), INSTANTS, INSTANTS)
def test_stretches_are_in_order_and_lie_in_the_hours(week, one, two):
    hours, ends = ServiceTime(BERLIN, week), sorted((one, two))
    ends[1] = min(ends[1], ends[0] + timedelta(days=40))
    last = ends[0]
    for since, until in hours.stretches(*ends):
        assert last <= since < until <= ends[1]
        minute = since.astimezone(BERLIN)
        day = minute.date()
        at = minute.hour * 60 + minute.minute
        assert any(a <= at <= b for a, b in hours.spans_on(day))
        last = until


@patient
@given(INSTANTS, INSTANTS)
def test_a_service_that_never_closes_is_there_all_the_time(one, two):
    first, last = sorted((one, two))
    assert ServiceTime(BERLIN).open_between(first, last) == last - first


def test_a_night_on_which_clocks_change_has_its_true_length():
    night = ServiceTime(BERLIN, read_week("daily 00:00–06:00"))
    assert night.open_between(local("2026-03-29 00:00"), local("2026-03-29 12:00")) == 5 * HOUR
    assert night.open_between(local("2026-10-25 00:00"), local("2026-10-25 12:00")) == 7 * HOUR


def test_times_that_the_clock_leaps_over_close_where_it_leaps():
    early = ServiceTime(BERLIN, read_week("Sun 01:00–02:30"))
    assert early.open_between(local("2026-03-29 00:00"), local("2026-03-29 12:00")) == HOUR
    gone = ServiceTime(BERLIN, read_week("Sun 02:10–02:50"))
    assert gone.open_between(local("2026-03-29 00:00"), local("2026-03-29 12:00")) == timedelta()
    twice = ServiceTime(BERLIN, read_week("Sun 02:00–03:00"))
    assert twice.open_between(local("2026-10-25 00:00"), local("2026-10-25 12:00")) == 2 * HOUR


def test_holidays_are_closed_or_have_their_own_hours():
    days = {date(2026, 12, 24): read_spans("08:00–12:00"), date(2026, 12, 25): ()}
    hours = ServiceTime(BERLIN, OFFICE, days)
    week = datetime.combine(date(2026, 12, 21), time(), BERLIN)
    assert hours.minutes_between(week, week + timedelta(days=7)) == (3 * 9 + 4 + 3) * 60
    assert hours.is_open(local("2026-12-24 09:00"))
    assert not hours.is_open(local("2026-12-24 15:00"))


@pytest.mark.django_db
def test_a_calendar_reckons_in_its_zone_with_its_holidays():
    calendar = factories.CalendarFactory(hours="Mon–Fri 09:00–17:00", time_zone="America/New_York")
    factories.HolidayFactory(calendar=calendar, day=date(2026, 7, 3), name="Independence Day")
    gone = factories.HolidayFactory(calendar=calendar, day=date(2026, 7, 2))
    factories.archive(gone)
    hours = calendar.service_time()
    month = [datetime(2026, 7, day, tzinfo=ZoneInfo("America/New_York")) for day in (1, 6)]
    assert hours.open_between(*month) == 16 * HOUR


@pytest.mark.django_db
def test_bad_hours_and_zones_are_refused_at_their_field():
    with pytest.raises(Invalid) as hours:
        factories.CalendarFactory(hours="Mon 22:00–06:00")
    assert "divide it at midnight" in hours.value.fields["hours"][0]
    with pytest.raises(Invalid) as zone:
        factories.CalendarFactory(time_zone="Mars/Olympus")
    assert list(zone.value.fields) == ["time_zone"]
    with pytest.raises(Invalid) as day:
        factories.HolidayFactory(hours="9 to nine")
    assert list(day.value.fields) == ["hours"]
