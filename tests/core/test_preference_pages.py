"""Everybody sets their own preferences; the tour ends for good; the design page is for the staff."""

import pytest

from core.choices import Role
from core.models import User
from tests.personas import user as made_user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
WANTED = {"language": "de", "time_zone": "Asia/Tokyo", "density": "compact", "layout": "grid"}


@pytest.fixture
def manager(client):
    found = made_user("sm", Role.SERVICE_MANAGER)
    client.force_login(found)
    return found


def stored(user):
    return User.objects.unscoped("test").get(pk=user.pk)


def test_preferences_are_kept_and_the_answer_speaks_the_new_language(client, manager):
    answer = client.post("/me/preferences/", WANTED, follow=True)
    kept = stored(manager)
    assert {name: getattr(kept, name) for name in WANTED} == WANTED
    assert "Ihre Einstellungen wurden gespeichert." in answer.content.decode()


@pytest.mark.parametrize("name", ["language", "time_zone", "density", "layout"])
def test_a_preference_that_does_not_exist_is_refused_and_named(client, manager, name):
    answer = client.post("/me/preferences/", {**WANTED, name: "nonsense"})
    assert answer.status_code == 400
    assert f'id="errors-{name}"' in answer.content.decode()
    assert stored(manager).language == ""


def test_every_page_is_marked_with_the_density(client, manager):
    assert 'data-density="comfortable"' in client.get("/me/").content.decode()
    client.post("/me/preferences/", {**WANTED, "language": ""})
    assert 'data-density="compact"' in client.get("/me/").content.decode()


def test_the_tour_is_shown_on_the_first_page_until_it_is_ended(client, manager):
    assert 'id="tour"' in client.get("/").content.decode()
    assert 'id="tour"' not in client.get("/me/").content.decode()
    answer = client.post("/me/tour/", headers={"X-Requested-With": "tour"})
    assert answer.status_code == 204
    assert 'id="tour"' not in client.get("/").content.decode()


def test_the_tour_can_be_seen_again(client, manager):
    client.post("/me/tour/")
    assert client.post("/me/tour/", {"again": "1"}).headers["Location"] == "/"
    assert 'id="tour"' in client.get("/").content.decode()


def test_the_tour_is_ended_only_for_the_one_who_ends_it(client, manager):
    other = made_user("auditor", Role.AUDITOR)
    client.post("/me/tour/")
    assert stored(manager).tour_done
    assert not stored(other).tour_done


def test_the_design_page_shows_every_component_with_its_source(client, manager):
    html = client.get("/design/").content.decode()
    assert html.count('class="chart"') == 5
    assert html.count('<div class="sample">') > 12
    assert "{% badge words tone %}" in html
    assert "{% inline_chart reached %}" in html


def test_representatives_do_not_see_the_design_page(client):
    client.force_login(made_user("rep", Role.REPRESENTATIVE))
    assert client.get("/design/").status_code == 403
