"""Saved views through the API: one's own, those shared, and never what is hidden."""

import pytest

from core.models import SavedView

pytestmark = pytest.mark.django_db

GIVEN = {
    "register": "services",
    "name": "Costs",
    "params": {"column": ["name", "cost"], "outsourced": ["no"]},
    "layout": "grid",
    "grid": {"widths": {"cost": 90, "name": 300}, "frozen": ["name"]},
    "roles": ["representative"],
}


def test_a_view_is_kept_changed_and_deleted(caller):
    manager = caller("service_manager")
    made = manager.post("views/", GIVEN)
    assert made.status_code == 201, made.content
    place = made["Location"].removeprefix("/api/v1/")
    view = manager.get(place).json()
    assert {name: view[name] for name in GIVEN} == GIVEN
    assert view["own"]
    assert view["usable"]
    assert view["page"] == f"/services/?view={view['uid']}"
    changed = manager("PATCH", place, {"name": "Money", "params": {"sort": ["-cost"]}})
    assert changed.status_code == 200, changed.content
    assert changed.json()["name"] == "Money"
    assert changed.json()["params"]["sort"] == ["-cost"]
    assert "outsourced" not in changed.json()["params"]
    assert manager("DELETE", place).status_code == 204
    assert manager.get(place).status_code == 404


def test_a_reader_gets_a_shared_view_without_what_is_hidden_from_them(caller):
    made = caller("service_manager").post("views/", GIVEN).json()
    seen = caller("representative").get(f"views/{made['uid']}/").json()
    assert seen["params"] == {"column": ["name"]}
    assert seen["grid"] == {"widths": {"name": 300}, "frozen": ["name"]}
    assert seen["usable"] is False
    assert (seen["own"], seen["roles"]) == (False, [])


def test_others_neither_see_nor_change_what_is_not_shared_with_them(caller):
    made = caller("service_manager").post("views/", {**GIVEN, "roles": []}).json()
    stranger = caller("auditor")
    uids = {view["uid"] for view in stranger.get("views/?register=services").json()["results"]}
    assert made["uid"] not in uids
    for method in ("GET", "PATCH", "DELETE"):
        assert stranger(method, f"views/{made['uid']}/", {}).status_code == 404
    shared = caller("service_manager").post("views/", {**GIVEN, "name": "B", "roles": ["auditor"]})
    assert stranger("DELETE", f"views/{shared.json()['uid']}/", {}).status_code == 403
    assert SavedView.objects.count() == 2


def test_views_of_the_product_cannot_be_changed(caller):
    admin = caller("administrator")
    found = admin.get("views/?register=services").json()["results"]
    declared = next(view for view in found if view["built_in"])
    assert admin("DELETE", f"views/{declared['uid']}/", {}).status_code == 403


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"register": "nonsense"}, "register"),
        ({"register": None}, "register"),
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": 7}, "name"),
        ({"params": {"column": ["record"]}}, "column"),
        ({"params": {"column": "name"}}, "params"),
        ({"params": {"status": ["nonsense"]}}, "status"),
        ({"params": {"as_of": ["2026-01-01"]}}, "params"),
        ({"params": []}, "params"),
        ({"layout": "cube"}, "layout"),
        ({"grid": {"widths": 5}}, "grid"),
        ({"roles": ["king"]}, "roles"),
        ({"roles": [{}]}, "roles"),
        ({"owner": "me"}, "owner"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(caller, change, named):
    answer = caller("service_manager").post("views/", {**GIVEN, **change})
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [named]
    assert SavedView.objects.count() == 0


def test_a_token_that_only_reads_keeps_no_view(caller):
    assert caller("service_manager", "read").get("views/").status_code == 200
    assert caller("service_manager", "read").post("views/", GIVEN).status_code == 403
    assert caller("service_manager", "services:write").post("views/", GIVEN).status_code == 403


def test_all_views_take_a_fixed_number_of_queries(caller, django_assert_max_num_queries):
    manager = caller("service_manager")
    for number in range(5):
        manager.post("views/", {**GIVEN, "name": f"View {number}"})
    manager.get("views/")
    with django_assert_max_num_queries(5):
        assert len(manager.get("views/").json()["results"]) >= 5
