"""Many rows in one request: all or nothing, one unit, errors by row."""

import pytest

from core.models import LedgerEntry
from portfolio.models import Component, Service
from tests import factories
from tests.api.caller import Caller

PATH = "services/bulk/"


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def change(row, **changes):
    """A row of a bulk request that changes a record."""
    return {"uid": str(row.uid), "version": row.version, "changes": changes}


def units():
    """The units that entries of services were written in, with how many."""
    found = LedgerEntry.objects.filter(type="services").order_by("seq")
    return [text.split('"unit":"')[1][:36] for text in found.values_list("payload", flat=True)]


def test_rows_are_created_and_changed_as_one_unit(manager, world):
    owner = world.users["service_owner"].person
    rows = [
        change(world.service, name="Changed"),
        {"changes": {"name": "New one", "owner": owner.reference}},
        {"changes": {"name": "New two", "owner": str(owner.uid)}},
    ]
    response = manager.post(PATH, {"rows": rows, "reason": "spring cleaning"})
    assert response.status_code == 200, response.content
    results = response.json()["results"]
    assert [row["title"] for row in results] == ["Changed", "New one", "New two"]
    assert [row["version"] for row in results] == [2, 1, 1]
    assert Service.objects.filter(owner=owner).count() == 3
    assert len(set(units()[-3:])) == 1
    history = manager.get(f"services/{results[2]['uid']}/history/").json()["results"]
    assert history[0]["reason"] == "spring cleaning"


def test_errors_are_told_by_row_and_nothing_is_written(manager, world):
    rows = [
        {"changes": {"name": "Fine"}},
        {"changes": {"name": 5, "nonsense": 1}},
        {"changes": {"name": "Owned", "owner": "PER-9999"}},
        {"changes": {"name": "x"}, "unknown": 1},
        {"uid": "x", "changes": {}},
        7,
    ]
    response = manager.post(PATH, {"rows": rows})
    assert response.status_code == 400
    told = {index: sorted(errors) for index, errors in response.json()["rows"].items()}
    assert told == {
        "1": ["name", "nonsense"],
        "2": ["owner"],
        "3": ["unknown"],
        "4": ["uid"],
        "5": ["changes"],
    }
    assert not Service.objects.filter(name="Fine").exists()


def test_rules_of_the_register_are_told_by_row(manager, world):
    rows = [change(world.service, name="Fine"), change(world.other_service, cost="1")]
    response = manager.post(PATH, {"rows": rows})
    assert response.status_code == 400
    assert response.json()["rows"] == {"1": {"currency": ["Name the currency of the amount."]}}
    assert not Service.objects.filter(name="Fine").exists()


def test_one_stale_row_stops_all(manager, world):
    rows = [change(world.service, name="Fine"), change(world.other_service, name="Late")]
    factories.change(world.other_service, name="Sooner")
    response = manager.post(PATH, {"rows": rows})
    assert response.status_code == 412
    assert response.json()["current"]["name"] == "Sooner"
    assert not Service.objects.filter(name="Fine").exists()


def test_one_foreign_row_stops_all(world):
    owner = Caller(world.users["service_owner"])
    rows = [change(world.service, notes="mine"), change(world.other_service, notes="mine")]
    assert owner.post(PATH, {"rows": rows}).status_code == 403
    assert not Service.objects.filter(notes="mine").exists()


def test_one_hidden_row_answers_as_nonexistent(world):
    customer = Caller(world.users["representative"])
    rows = [change(world.service, name="x"), change(world.other_service, name="x")]
    assert customer.post(PATH, {"rows": rows}).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"rows": []}, {"rows": {}}, {"rows": [], "more": 1}, [], {"rows": None}, "x"]
)
def test_a_body_of_another_shape_is_refused(manager, body):
    assert manager.post(PATH, body).status_code == 400


def test_too_many_rows_are_refused(manager):
    response = manager.post(PATH, {"rows": [{"changes": {}}] * 5001})
    assert response.status_code == 413


def test_a_thousand_rows_cost_few_queries(manager, django_assert_max_num_queries):
    rows = [{"changes": {"name": f"C {number}"}} for number in range(1000)]
    manager.get("components/")
    with django_assert_max_num_queries(100):
        assert manager.post("components/bulk/", {"rows": rows}).status_code == 200
    assert Component.objects.count() == 1000
