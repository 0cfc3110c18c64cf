"""Texts, instants and numbers are the reader's; the organisation's day is nobody's preference."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from core import clock
from core.access.principals import today
from core.choices import Role
from core.history.time_machine import end_of_day
from core.models import OutboxMessage
from core.registries import notices
from core.services import account_mails
from core.services.preferences import prefer
from core.text import reader
from tests import factories
from tests.personas import user as made_user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LATE = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)  # the first of August in Berlin


@pytest.fixture
def manager(client):
    found = made_user("sm", Role.SERVICE_MANAGER)
    client.force_login(found)
    return found


def test_an_instant_stands_in_the_readers_zone_and_names_it(client, manager):
    with clock.at(LATE):
        service = factories.ServiceFactory(name="Portal")
    stored = service.history.get().valid_from
    prefer(user=manager, time_zone="Asia/Tokyo")
    html = client.get(f"/services/{service.uid}/history/").content.decode()
    shown = timezone.localtime(stored, reader.ZoneInfo("Asia/Tokyo")).strftime("%H:%M:%S")
    assert re.search(f'title="Asia/Tokyo, UTC\\+09:00">[^<]*{shown}</time>', html)


def test_without_a_preference_instants_stand_in_the_organisations_zone(client, manager):
    service = factories.ServiceFactory(name="Portal")
    html = client.get(f"/services/{service.uid}/history/").content.decode()
    assert 'title="Europe/Berlin, UTC' in html


@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_organisations_day_does_not_move_with_the_reader(zone):
    with clock.at(LATE), reader.in_zone(zone), timezone.override("Pacific/Pago_Pago"):
        assert today() == date(2026, 8, 1)
        assert end_of_day(date(2026, 8, 1)) == datetime(2026, 8, 1, 21, 59, 59, 999999, tzinfo=UTC)
        assert reader.day(LATE) == "1 Aug 2026"


def test_a_day_far_away_may_be_looked_at_only_when_it_has_begun_here(client, manager):
    prefer(user=manager, time_zone="Pacific/Kiritimati")
    tomorrow = today().fromordinal(today().toordinal() + 1)
    assert client.get(f"/services/?as_of={tomorrow}").status_code == 400
    assert client.get(f"/services/?as_of={today()}").status_code == 200


def test_pages_speak_the_readers_language_whatever_the_browser_says(client, manager):
    prefer(user=manager, language="de")
    answer = client.get("/me/", headers={"Accept-Language": "en"})
    assert '<html lang="de"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "de"


def test_without_a_preference_the_browser_decides(client, manager):
    german = client.get("/me/", headers={"Accept-Language": "de"})
    assert '<html lang="de"' in german.content.decode()
    english = client.get("/me/", headers={"Accept-Language": "en"})
    assert '<html lang="en"' in english.content.decode()


def test_the_zone_of_one_request_is_forgotten_by_the_next(client, manager):
    prefer(user=manager, time_zone="Asia/Tokyo")
    client.get("/me/")
    assert reader.zone_text(LATE) == "Europe/Berlin, UTC+02:00"


def test_the_probe_asks_no_database_whoever_is_signed_in(
    client, manager, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert client.get("/livez").status_code == 200


def test_a_mail_about_the_account_is_in_the_language_of_its_owner(manager):
    prefer(user=manager, language="de")
    account_mails.send_reset(user=manager)
    mail = OutboxMessage.objects.get(recipient=manager.email)
    assert mail.subject == "Wählen Sie ein neues Passwort"


def test_a_notice_is_in_the_language_of_whoever_gets_it(manager):
    prefer(user=manager, language="de")
    with notices.speaking_to(manager.email.upper()):
        assert translation.get_language() == "de"
    with notices.speaking_to("nobody@example.org"):
        assert translation.get_language() == "en"


def test_days_are_written_as_the_language_does():
    assert reader.day(date(2026, 3, 5)) == "5 Mar 2026"
    with translation.override("de"):
        assert reader.day(date(2026, 3, 5)) == "05.03.2026"
        assert reader.long_day(date(2026, 3, 5)) == "5. März 2026"
        assert reader.moment_text(LATE) == "01.08.2026, 01:30"
