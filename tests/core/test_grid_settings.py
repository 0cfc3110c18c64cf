"""The page of a grid: remembered, the same rows as the list, read only where the reader only reads."""

import json
import re

import pytest

from core.choices import Role, Side
from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def manager():
    """Somebody who reads and writes actions and persons."""
    return personas.user("manager", Role.SERVICE_MANAGER)


@pytest.fixture
def pages(client, manager):
    """A signed-in browser."""
    client.force_login(manager)
    return client


def settings(response):
    """What the grid's script reads from a page."""
    text = re.search(
        r'<script id="grid-settings" type="application/json">(.*?)</script>',
        response.content.decode(),
    )
    return json.loads(text[1])


def both(pages, address):
    """The titles that the list and the grid show for an address."""
    listed = [row.record.title for row in pages.get(f"{address}&layout=list").context["rows"]]
    found = settings(pages.get(f"{address}&layout=grid"))
    rows = pages.get(f"{found['rows']}?{found['query']}").json()["results"]
    return listed, [row["title"] for row in rows]


def test_the_layout_is_remembered_and_the_address_wins(pages, manager):
    assert "data-grid" not in pages.get("/persons/?q=x").content.decode()
    assert pages.get("/persons/?layout=grid").context["grid"]["register"] == "persons"
    assert pages.get("/actions/?q=x").context["grid"]["register"] == "actions"
    assert "grid" not in pages.get("/persons/?layout=list").context
    manager.refresh_from_db()
    assert manager.layout == "list"
    assert pages.get("/persons/?layout=cards").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "q=one", "name=TWO", "owner=liu", "owner=-", "owner=PER-9999", "due_from=2026-02-01",
        "due_to=2026-02-01", "priority=high&priority=low", "priority=high&owner=-", "archived=yes",
        "sort=-name", "sort=priority,-name", "sort=-due,name", "sort=-reference", "name=%25", "q=zzz",
    ],
)  # fmt: skip
def test_grid_and_list_show_the_same_rows_in_the_same_order(pages, query):
    anna, bert = (factories.PersonFactory(name=name) for name in ("Anna Öz", "Bert Liu"))
    factories.ActionFactory(name="One", owner=anna, due="2026-01-10", priority="high")
    factories.ActionFactory(name="Two", owner=bert, due="2026-02-10", priority="low")
    factories.ActionFactory(name="Three %", priority="high")
    factories.archive(factories.ActionFactory(name="Four", owner=bert))
    listed, shown = both(pages, f"/actions/?{query}")
    assert shown == listed
    if query not in ("q=zzz", "owner=PER-9999"):
        assert listed


def test_who_only_reads_gets_columns_that_only_read(client):
    factories.PersonFactory(side=Side.OWN)
    client.force_login(personas.user("auditor", Role.AUDITOR))
    found = settings(client.get("/persons/?layout=grid"))
    assert not any(column["writable"] or column["addable"] for column in found["columns"])
    assert not found["mayAdd"]
    assert found["selected"] == ""


def test_a_day_of_the_past_is_read_only_and_asked_for_as_of_that_day(pages):
    found = settings(pages.get("/persons/?layout=grid&as_of=2026-01-01"))
    assert "as_of=2026-01-01" in found["query"]
    assert found["past"]
    assert not any(column["writable"] for column in found["columns"])


def test_several_words_of_a_list_are_chosen_from_it(client):
    client.force_login(personas.user("administrator", Role.ADMINISTRATOR))
    columns = settings(client.get("/users/?layout=grid"))["columns"]
    roles = next(column for column in columns if column["name"] == "roles")
    assert (roles["kind"], roles["writable"]) == ("words", True)
    assert ["auditor", "Auditor", ""] in roles["choices"]


def test_the_chosen_rows_are_edited_and_confirmed_where_that_is_asked(pages):
    assert "/services/confirm/" in pages.get("/services/?layout=grid").content.decode()
    assert "/confirm/" not in pages.get("/actions/?layout=grid").content.decode()


def test_too_many_or_unknown_orders_are_refused(pages):
    assert pages.get("/persons/?sort=name,side,email,phone,notes").status_code == 400
    assert pages.get("/persons/?sort=name,nonsense").status_code == 400
    assert pages.get("/persons/?sort=,").status_code == 200


def test_a_partial_refresh_of_the_grid_reads_no_rows(pages, django_assert_max_num_queries):
    pages.get("/persons/?layout=grid")
    with django_assert_max_num_queries(6):
        answer = pages.get("/persons/?q=a", headers={"HX-Request": "true"})
    assert settings(answer)["query"] == "q=a&ordering=reference"
