"""Holidays from a file: previewed, brought in once as one unit, by whoever keeps service hours."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.choices import Role
from core.models import Holiday
from tests import factories
from tests.personas import user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
FILE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261003\r\nSUMMARY:Unity\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)


@pytest.fixture
def calendar():
    return factories.CalendarFactory()


def visitor(role):
    client = Client()
    client.force_login(user(role.value, role))
    return client


def look(client, calendar, data=FILE, **years):
    file = SimpleUploadedFile("feiertage.ics", data)
    values = {"file": file, "first": 2026, "last": 2026, **years}
    return client.post(reverse("calendars-holidays", args=[calendar.uid]), values)


def test_a_preview_writes_nothing_and_what_it_shows_is_brought_in_once(calendar):
    factories.HolidayFactory(calendar=calendar, day=date(2026, 10, 3), name="Tag der Einheit")
    keeper = visitor(Role.SERVICE_LEVEL_MANAGER)
    shown = look(keeper, calendar)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "One day would be added." in text
    assert "stands there already: Tag der Einheit" in text
    assert Holiday._base_manager.count() == 1
    page = reverse("calendars-holidays", args=[calendar.uid])
    for _twice in range(2):
        keeper.post(page, {"days": shown.context["days"], "file": "feiertage.ics"})
    assert list(Holiday._base_manager.order_by("day").values_list("name", flat=True)) == [
        "Tag der Einheit", "Christmas",
    ]  # fmt: skip
    written = Holiday._base_manager.get(name="Christmas").history.get()
    assert (written.history_origin, written.history_change_reason) == ("import", "feiertage.ics")


def test_a_bad_file_says_which_line_and_offers_nothing(calendar):
    keeper = visitor(Role.SERVICE_MANAGER)
    shown = look(keeper, calendar, FILE.replace(b";VALUE=DATE:20261003", b":20261003T080000Z"))
    assert shown.status_code == 400
    assert "Line 11: DTSTART has a time" in shown.content.decode()
    assert "Add them" not in shown.content.decode()
    assert look(keeper, calendar, b"day;name").status_code == 400
    assert look(keeper, calendar, last=2100).status_code == 400


@pytest.mark.parametrize("sent", ["", "[]", "{}", '[["2026-13-01", "x"]]', '[["2026-01-01", ""]]'])
def test_a_damaged_preview_is_refused(calendar, sent):
    keeper = visitor(Role.SERVICE_MANAGER)
    answer = keeper.post(reverse("calendars-holidays", args=[calendar.uid]), {"days": sent})
    assert answer.status_code == 400
    assert not Holiday._base_manager.exists()


def test_who_keeps_no_service_hours_brings_nothing_in_but_takes_the_file_along(calendar):
    auditor = visitor(Role.AUDITOR)
    assert look(auditor, calendar).status_code == 403
    factories.HolidayFactory(calendar=calendar, day=date(2026, 10, 3), name="Unity")
    answer = auditor.get(reverse("calendars-holidays-file", args=[calendar.uid]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20261003" in answer.content
    assert visitor(Role.REPRESENTATIVE).get(answer.request["PATH_INFO"]).status_code in (403, 404)
