"""The page of a record, its past and its history."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from core import clock
from core.choices import Role
from core.models import DocumentLink
from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def pages(client):
    """A service manager's browser."""
    client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
    return client


def text(response):
    """The body as text."""
    return response.content.decode()


def test_a_record_shows_its_fields_links_and_what_points_to_it(pages):
    anna = factories.PersonFactory(name="Anna Öz", phone="0123-456")
    owned = factories.ActionFactory(name="Owned by Anna", owner=anna)
    factories.ActionFactory(name="About Anna", subject=anna.record)
    body = text(pages.get(f"/persons/{anna.uid}/"))
    assert "0123-456" in body
    assert "Owned by Anna" in body
    assert "About Anna" in body
    assert f"/persons/{anna.uid}/" in text(pages.get(f"/actions/{owned.uid}/"))


def test_what_is_missing_is_said_with_the_way_to_mend_it(pages):
    action = factories.ActionFactory(owner=None, due=None)
    body = text(pages.get(f"/actions/{action.uid}/"))
    assert "Still missing:" in body
    assert f"/actions/{action.uid}/edit/#id_owner" in body


def test_documents_of_a_record_stand_beside_it(pages):
    anna = factories.PersonFactory()
    paper = factories.DocumentFactory(name="Appointment letter")
    link = factories.RecordFactory._create(DocumentLink, document=paper, subject=anna.record)
    assert "Appointment letter" in text(pages.get(f"/persons/{anna.uid}/"))
    factories.archive(link)
    assert "Appointment letter" not in text(pages.get(f"/persons/{anna.uid}/"))


def test_a_record_takes_few_queries_and_is_small(pages, django_assert_max_num_queries):
    anna = factories.PersonFactory()
    action = factories.ActionFactory(owner=anna, subject=anna.record)
    for number in range(8):
        action = factories.change(action, name=f"Name {number}")
        factories.ActionFactory(subject=anna.record, owner=anna)
    for address in (f"/actions/{action.uid}/", f"/persons/{anna.uid}/"):
        pages.get(address)
        with django_assert_max_num_queries(10):
            response = pages.get(address)
        assert len(response.content) <= 80 * 1024


def test_what_follows_by_itself_is_not_asked_for(pages):
    page = text(pages.get(f"/persons/{factories.PersonFactory().uid}/"))
    assert 'href="/actions/new/?subject=' in page
    assert "/actions/new/?occasion=" not in page


def plain(response, uid):
    """The answer without what differs from request to request."""
    number = response.headers["X-Request-ID"]
    return response.status_code, text(response).replace(number, "").replace(str(uid), "")


def test_hidden_and_nonexistent_records_answer_alike(client):
    world = personas.cast()
    client.force_login(world.users["representative"])
    for kind, hidden in (("customers", world.other_customer), ("services", world.other_service)):
        made_up = uuid.uuid4()
        for page in ("", "edit/", "history/", "versions/1/", "archive/"):
            theirs = client.get(f"/{kind}/{hidden.uid}/{page}")
            nothing = client.get(f"/{kind}/{made_up}/{page}")
            assert plain(theirs, hidden.uid) == plain(nothing, made_up)
            assert theirs.status_code == 404


def test_who_may_only_read_sees_no_buttons_and_is_refused(client):
    action = factories.ActionFactory()
    client.force_login(personas.user("auditor", Role.AUDITOR))
    body = text(client.get(f"/actions/{action.uid}/"))
    assert "/edit/" not in body
    assert client.get(f"/actions/{action.uid}/edit/").status_code == 403
    assert client.post(f"/actions/{action.uid}/edit/", {"version": 1}).status_code == 403
    assert client.get("/actions/new/").status_code == 403
    assert client.post(f"/actions/{action.uid}/archive/", {"version": 1}).status_code == 403


def test_a_record_as_of_a_day_and_as_of_a_version_shows_what_was_then(client):
    with clock.at(timezone.now() - timedelta(days=10)):
        client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
        anna = factories.PersonFactory(name="Anna Öz")
        action = factories.ActionFactory(name="First words", owner=anna)
    factories.change(anna, name="Anna Married")
    factories.change(action, name="Second words")
    day = (timezone.now() - timedelta(days=5)).date().isoformat()
    for then in (f"/actions/{action.uid}/?as_of={day}", f"/actions/{action.uid}/versions/1/"):
        body = text(client.get(then))
        assert "First words" in body
        assert "Anna Öz" in body
        assert "Anna Married" not in body
        assert "/edit/" not in body
    assert "Second words" in text(client.get(f"/actions/{action.uid}/"))
    assert client.get(f"/actions/{action.uid}/?as_of=2001-01-01").status_code == 404
    assert client.get(f"/actions/{action.uid}/versions/9/").status_code == 404
    assert client.get(f"/actions/{action.uid}/versions/99999999999999999999/").status_code == 404


def test_the_history_tells_who_when_why_and_what(pages):
    action = factories.ActionFactory(name="First words", due=date(2026, 1, 5))
    action = factories.change(action, name="Second words", due=None)
    factories.archive(action)
    body = text(pages.get(f"/actions/{action.uid}/history/"))
    for said in ("Created", "Changed", "Archived", "First words", "Second words", "5 Jan 2026"):
        assert said in body
    assert "“test”" in body
    assert "tests" in body
    assert "Command" in body


def test_a_long_history_comes_in_parts(pages):
    action = factories.ActionFactory()
    for number in range(34):
        action = factories.change(action, name=f"Name {number}")
    first = pages.get(f"/actions/{action.uid}/history/")
    assert [change.row.version for change in first.context["changes"]] == list(range(35, 5, -1))
    rest = pages.get(f"/actions/{action.uid}/history/?before=6")
    assert [change.row.version for change in rest.context["changes"]] == [5, 4, 3, 2, 1]
    assert pages.get(f"/actions/{action.uid}/history/?before=x").status_code == 400


def test_the_history_names_links_that_the_reader_may_not_see_for_nobody(client):
    world = personas.cast()
    client.force_login(world.users["representative"])
    body = text(client.get(f"/services/{world.service.uid}/history/"))
    hidden = world.users["service_owner"].person.name
    seen = client.get(f"/persons/{world.users['service_owner'].person.uid}/").status_code
    assert seen == 403
    assert hidden not in body


def test_changes_of_hidden_fields_and_their_reasons_stay_hidden(client):
    world = personas.cast()
    service = factories.change(world.service, cost="12345.00", currency="EUR")
    service = factories.change(service, name="New name", strategic_intent="sell-it-canary")
    pages = [f"/services/{service.uid}/{page}" for page in ("", "history/", "versions/2/")]
    client.force_login(world.users["representative"])
    for page in pages:
        body = text(client.get(page))
        for hidden in ("12,345", "canary", "“test”", "Cost a year"):
            assert hidden not in body
    versions = client.get(pages[1]).context["changes"]
    assert [change.row.version for change in versions] == [3, 1]
    client.force_login(world.users["service_manager"])
    assert "12,345.00" in text(client.get(pages[1]))
    assert "“test”" in text(client.get(pages[1]))


def test_search_finds_records_of_every_register_that_the_reader_sees(pages):
    factories.PersonFactory(name="Zebra Keeper")
    factories.ActionFactory(name="Feed the zebra")
    factories.archive(factories.PersonFactory(name="Old zebra"))
    body = text(pages.get("/search/?q=zebra"))
    assert "Zebra Keeper" in body
    assert "Feed the zebra" in body
    assert "Old zebra" not in body
    assert "Nothing found" in text(pages.get("/search/?q=unicorn"))


def test_the_first_page_shows_what_needs_the_reader(client):
    manager = personas.user("manager", Role.SERVICE_MANAGER)
    client.force_login(manager)
    factories.ActionFactory(name="Long overdue", owner=manager.person, due=date(2020, 1, 1))
    factories.ActionFactory(name="Somebody else’s", owner=factories.PersonFactory())
    body = text(client.get("/"))
    assert "Long overdue" in body
    assert "days ago" in body
    assert "Somebody else’s" not in body
