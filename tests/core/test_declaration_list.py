"""The list of a register: complete without scripts, and honest about what it was asked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.choices import Role, Side
from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def manager():
    """Somebody who reads and writes persons."""
    return personas.user("manager", Role.SERVICE_MANAGER)


@pytest.fixture
def pages(client, manager):
    """A signed-in browser."""
    client.force_login(manager)
    return client


@pytest.fixture
def people():
    """Three persons, one of them archived."""
    anna = factories.PersonFactory(name="Anna Öz", side=Side.OWN, organisation="North")
    bert = factories.PersonFactory(name="Bert Liu", side=Side.CUSTOMER, organisation="South")
    gone = factories.archive(factories.PersonFactory(name="Carl Gone"))
    return anna, bert, gone


def names(response):
    """The titles in the table, in order."""
    return [row.record.name for row in response.context["rows"]]


def test_a_list_shows_current_records_in_order_of_reference(pages, people, manager):
    response = pages.get("/persons/")
    assert response.status_code == 200
    assert names(response) == ["The manager", "Anna Öz", "Bert Liu"]


def test_archived_records_are_shown_when_asked_for(pages, people):
    assert "Carl Gone" not in names(pages.get("/persons/"))
    assert "Carl Gone" in names(pages.get("/persons/?archived=yes"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=oz", ["Anna Öz"]),
        ("q=LIU+bert", ["Bert Liu"]),
        ("q=liu+anna", []),
        ("side=customer", ["Bert Liu"]),
        ("organisation=sou", ["Bert Liu"]),
        ("sort=-name&side=own&side=customer", ["The manager", "Bert Liu", "Anna Öz"]),
        ("sort=name", ["Anna Öz", "Bert Liu", "The manager"]),
    ],
)
def test_a_list_searches_filters_and_sorts(pages, people, query, found):
    assert names(pages.get(f"/persons/?{query}")) == found


def test_actions_filter_by_link_and_by_days(pages, people):
    anna, bert, _gone = people
    factories.ActionFactory(name="One", owner=anna, due="2026-01-10")
    factories.ActionFactory(name="Two", owner=bert, due="2026-02-10")
    factories.ActionFactory(name="Three")
    assert names(pages.get(f"/actions/?owner={anna.uid}")) == ["One"]
    chips = pages.get(f"/actions/?owner={anna.uid}").context["chips"]
    assert [bound.says for bound, _without in chips] == ["Anna Öz"]
    assert names(pages.get(f"/actions/?owner={anna.record.uid}&owner=-")) == ["Three"]
    assert names(pages.get("/actions/?owner=liu")) == ["Two"]
    assert names(pages.get(f"/actions/?owner={bert.reference}")) == ["Two"]
    assert names(pages.get("/actions/?owner=-")) == ["Three"]
    assert names(pages.get("/actions/?due_from=2026-02-01&due_to=2026-02-10")) == ["Two"]
    assert names(pages.get("/actions/?sort=-owner")) == ["Two", "One", "Three"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("nonsense=1", "nonsense"),
        ("owner__user__password=x", "owner__user__password"),
        ("sort=owner__title", "sort"),
        ("sort=details", "sort"),
        ("sort=password", "sort"),
        ("column=record", "column"),
        ("state=exploded", "state"),
        ("due_from=yesterday", "due_from"),
        ("due_to=10000-01-01", "due_to"),
        ("as_of=2999-01-01", "as_of"),
        ("as_of=2026-13-40", "as_of"),
        ("archived=maybe", "archived"),
        ("after=%25%25", "after"),
        ("after=AAAA&last=1", "after"),
        ("last=2", "last"),
        ("q=" + "x" * 201, "q"),
        ("owner=" + "x" * 201, "owner"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(pages, query, named):
    response = pages.get(f"/actions/?{query}")
    assert response.status_code == 400
    assert f"<strong>{named}</strong>" in response.content.decode()


def test_chosen_columns_are_remembered_for_the_next_visit(pages, people):
    first = pages.get("/persons/?column=name&column=phone")
    assert [heading.column.name for heading in first.context["headings"]] == ["name", "phone"]
    again = pages.get("/persons/")
    assert [heading.column.name for heading in again.context["headings"]] == ["name", "phone"]


def test_what_people_typed_is_never_markup(pages):
    factories.PersonFactory(name="<script>alert(1)</script>", notes="<img src=x>")
    body = pages.get("/persons/?column=name&column=notes").content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body
    assert "<img src=x" not in body


def test_a_partial_refresh_answers_with_the_table_alone(pages, people):
    body = pages.get("/persons/?q=liu", headers={"HX-Request": "true"}).content.decode()
    assert "Bert Liu" in body
    assert "<html" not in body


def test_a_list_as_of_a_day_shows_what_was_then(client):
    with clock.at(timezone.now() - timedelta(days=10)):
        client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
        anna = factories.PersonFactory(name="Anna Öz")
    factories.change(anna, name="Anna Married")
    factories.PersonFactory(name="Dora Later")
    day = (timezone.now() - timedelta(days=5)).date().isoformat()
    then = client.get(f"/persons/?as_of={day}&sort=-name&q=anna")
    assert names(then) == ["Anna Öz"]
    assert "read only" in then.content.decode()
    assert names(client.get(f"/persons/?as_of={day}")) == ["The manager", "Anna Öz"]
    assert "Anna Married" in names(client.get("/persons/"))
    export = client.get(f"/persons/export/?format=csv&as_of={day}&column=name")
    assert b"Dora" not in b"".join(export.streaming_content)


def test_a_register_without_a_past_says_so(client):
    client.force_login(personas.user("admin", Role.ADMINISTRATOR))
    assert client.get("/users/?as_of=2026-01-01").status_code == 400


def test_a_page_of_fifty_is_small_and_takes_few_queries(pages, django_assert_max_num_queries):
    owners = [factories.PersonFactory() for _ in range(5)]
    for number in range(55):
        factories.ActionFactory(
            name=f"Action {number}", owner=owners[number % 5], subject=owners[number % 4].record
        )
    pages.get("/actions/")
    with django_assert_max_num_queries(9):
        response = pages.get("/actions/?sort=owner")
    assert len(response.context["rows"]) == 50
    assert len(response.content) <= 80 * 1024


@pytest.mark.parametrize("fmt", ["csv", "json", "xlsx"])
def test_what_is_on_screen_can_be_taken_away(pages, people, fmt):
    response = pages.get(f"/persons/export/?format={fmt}&q=liu&column=name")
    assert response.status_code == 200
    body = b"".join(response.streaming_content)
    assert body
    if fmt != "xlsx":
        assert b"Bert Liu" in body
        assert b"Anna" not in body


def test_an_export_needs_a_known_format(pages):
    assert pages.get("/persons/export/?format=exe").status_code == 400


def test_who_may_not_see_a_register_gets_nothing_of_it(client):
    client.force_login(personas.user("representative", Role.REPRESENTATIVE))
    assert client.get("/persons/").status_code == 403
    assert client.get("/persons/export/?format=csv").status_code == 403
    assert client.get("/links/persons/?q=a").status_code == 404
    assert client.get("/search/?q=person").context["groups"] == []


def test_nobody_signed_in_is_sent_to_sign_in(client):
    response = client.get("/persons/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_suggestions_fit_what_was_typed(pages, people):
    anna, _bert, _gone = people
    found = pages.get("/links/persons/?q=anna").json()["results"]
    assert found == [{"value": f"{anna.reference} · Anna Öz", "label": "Anna Öz"}]
    assert pages.get("/links/persons/?q=gone").json()["results"] == []
    assert pages.get("/links/?q=anna").json()["results"] == found
    assert pages.get("/links/nothing/").status_code == 404
