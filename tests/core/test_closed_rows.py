"""Lists leave closed records out, say how many, and show them when asked; the API gives all unless asked."""

import pytest

from core.choices import Role
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    factories.ServiceFactory(name="Mail", status="active")
    for name in ("Fax", "Telex"):
        factories.ServiceFactory(name=name, status="retired")
    return client


def page(client, query=""):
    return client.get(f"/services/?layout=list{query}").content.decode()


def test_a_list_says_how_many_closed_records_it_leaves_out_and_shows_them_when_asked(manager):
    told = page(manager)
    assert "Mail" in told
    assert "Fax" not in told
    assert "2 hidden – show" in told
    told = page(manager, "&closed=yes")
    assert "Fax" in told
    assert "shown – hide" in told


def test_whoever_asks_for_a_state_sees_it_whether_closed_or_not(manager):
    told = page(manager, "&status=retired")
    assert "Telex" in told
    assert "hidden – show" not in told


def test_what_is_searched_for_and_found_closed_is_counted_not_silent(manager):
    told = page(manager, "&q=fax")
    assert ">Fax<" not in told
    assert "1 hidden – show" in told


def test_an_export_has_the_rows_on_screen_and_the_grid_asks_for_the_same(manager):
    def names(query):
        answer = manager.get(f"/services/export/?format=csv{query}")
        return b"".join(answer).decode()

    assert "Fax" not in names("")
    assert "Fax" in names("&closed=yes")
    assert "closed=false" in manager.get("/services/?layout=grid").context["grid"]["query"]
    assert "closed" not in manager.get("/services/?closed=yes").context["grid"]["query"]


def test_a_saved_view_keeps_that_closed_records_are_shown(manager):
    body = {"name": "All", "register": "services", "params": {"closed": ["yes"]}}
    kept = manager.post("/api/v1/views/", body, content_type="application/json")
    assert kept.status_code == 201, kept.json()
    assert "Telex" in page(manager, f"&view={kept.json()['uid']}")


def test_a_register_without_closed_states_has_no_such_filter_and_odd_values_are_refused(
    manager,
):
    assert "hidden – show" not in manager.get("/components/?layout=list").content.decode()
    assert manager.get("/services/?closed=perhaps").status_code == 400


def test_the_api_gives_all_records_unless_asked(manager):
    def names(query):
        return {row["name"] for row in manager.get(f"/api/v1/services/{query}").json()["results"]}

    assert names("") == {"Mail", "Fax", "Telex"}
    assert names("?closed=false") == {"Mail"}
    assert names("?closed=true") == {"Fax", "Telex"}
    assert manager.get("/api/v1/services/?closed=x").status_code == 400
    assert manager.get("/api/v1/services/count/?closed=false").json()["count"] == 1
