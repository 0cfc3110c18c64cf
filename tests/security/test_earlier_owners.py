"""What a record said while it belonged to somebody else stays with them: pages, API, past, units."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access.principals import today
from relationships.models import Contact
from tests import factories
from tests.contract.hidden import unpacked
from tests.personas import cast
from tests.security.ground import browser, crawl

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

SECRET, OWN_WORD = "qa-of-the-others", "qa-since-then"
MOVED = timezone.now() - timedelta(days=100)


def at(days):
    """Write at a day, counted from the move."""
    return clock.at(MOVED + timedelta(days=days))


@pytest.fixture
def world():
    with at(-60):
        return cast()


@pytest.fixture
def moved(world):
    """A contact of the other customer that came over with version 3; changed once since."""
    with at(-50):
        row = factories.ContactFactory(customer=world.other_customer, responsibility=SECRET)
    with at(-40):
        row = factories.change(row, notes=SECRET)
    with at(0):
        row = factories.change(row, customer=world.customer, responsibility=OWN_WORD, notes="")
    with at(10):
        return factories.change(row, is_escalation=True)


@pytest.fixture
def own(world):
    return browser(world.users["representative"])


def day(days):
    return (today() + timedelta(days=days - 100)).isoformat()


def page(verb, *args, **query):
    return reverse(f"contacts-{verb}", args=args, query=query or None)


def api(verb, *args, **query):
    return reverse(f"api:contacts-{verb}", args=args, query=query or None)


def test_the_history_begins_where_the_record_came_over(own, moved):
    history = unpacked(own.get(page("history", moved.uid)))
    assert OWN_WORD in history
    told = own.get(api("history", moved.uid)).json()
    assert [version["version"] for version in told["results"]] == [4, 3]
    assert told["results"][-1]["changes"]["responsibility"] == {"from": None, "to": OWN_WORD}
    assert own.get(api("history", moved.uid, below=3)).json()["results"] == []
    for text in (history, str(told), unpacked(own.get(page("detail", moved.uid)))):
        assert SECRET not in text


def test_earlier_versions_answer_like_those_that_never_were(own, moved):
    for number, status in {1: 404, 2: 404, 3: 200, 4: 200, 5: 404}.items():
        response = own.get(page("version", moved.uid, number))
        assert response.status_code == status, number
        assert SECRET not in unpacked(response)


def test_the_past_shows_nothing_of_the_others(own, moved):
    for days, status in {-45: 404, -20: 404, 5: 200}.items():
        for path in (
            page("detail", moved.uid, as_of=day(days)),
            api("detail", moved.uid, as_of=day(days)),
        ):
            response = own.get(path)
            assert response.status_code == status, path
            assert SECRET not in unpacked(response), path
        for path in (page("list", as_of=day(days)), api("list", as_of=day(days))):
            shown = unpacked(own.get(path))
            assert (str(moved.uid) in shown) == (status == 200), path
            assert SECRET not in shown, path
    assert own.get(api("count", as_of=day(-20))).json()["count"] == 0


def test_no_link_leads_there(own, moved):
    for path, _response, text in crawl(own, page("detail", moved.uid), "/api/v1/contacts/"):
        assert SECRET not in text, path


def test_the_organisation_and_its_auditor_read_it_all(world, moved):
    for persona in ("auditor", "relationship_manager", "administrator"):
        client = browser(world.users[persona])
        assert SECRET in unpacked(client.get(page("history", moved.uid))), persona
        told = client.get(api("history", moved.uid)).json()["results"]
        assert [version["version"] for version in told] == [4, 3, 2, 1], persona
        assert client.get(page("version", moved.uid, 1)).status_code == 200, persona
        assert SECRET in unpacked(client.get(api("detail", moved.uid, as_of=day(-20)))), persona


def test_whom_it_has_left_reads_nothing_any_more(world, moved):
    left = browser(world.users["stranger"])
    for path in (
        page("detail", moved.uid),
        page("history", moved.uid),
        page("version", moved.uid, 1),
    ):
        assert left.get(path).status_code == 404, path
    assert Contact.history.filter(uid=moved.uid).count() == 4
