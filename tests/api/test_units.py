"""Units of work by the API: what one wrote, and taking it back once."""

from __future__ import annotations

import pytest

from portfolio.models import Service
from tests.factories import change

pytestmark = pytest.mark.django_db


def bulk(call, world):
    """Two services changed and one made in one request: the unit."""
    rows = [
        {"uid": str(row.uid), "version": row.version, "changes": {"notes": "unit"}}
        for row in (world.service, world.other_service)
    ]
    answer = call.post("services/bulk/", {"rows": [*rows, {"changes": {"name": "Fresh"}}]})
    assert answer.status_code == 200, answer.content
    history = call.get(f"services/{world.service.uid}/history/").json()
    assert history["results"][0]["unit"] == answer.json()["unit"]
    return answer.json()["unit"]


def test_a_unit_lists_its_records_and_is_undone_once(caller, world):
    call = caller("administrator")
    uid = bulk(call, world)
    unit = call.get(f"units/{uid}/").json()
    assert [row["title"] for row in unit["results"]] == ["Own service", "Other service", "Fresh"]
    assert [row["event"] for row in unit["results"]] == ["change", "change", "create"]
    first = call.post(f"units/{uid}/undo/", {"reason": "wrong"}, Idempotency_Key="one")
    again = call.post(f"units/{uid}/undo/", {"reason": "wrong"}, Idempotency_Key="one")
    assert first.status_code == 200, first.content
    assert again.json() == first.json()
    assert not Service.objects.filter(notes="unit").exists()
    made = call.get(f"units/{first.json()['uid']}/").json()
    assert made["reason"] == f"Undoes unit {uid}: wrong"
    assert call.post(f"units/{uid}/undo/", {}).status_code == 409


def test_a_change_since_is_a_conflict_unless_left_out(caller, world):
    call = caller("administrator")
    uid = bulk(call, world)
    change(Service.objects.get(pk=world.service.pk), notes="since")
    assert call.post(f"units/{uid}/undo/", {}).status_code == 409
    assert call.post(f"units/{uid}/undo/", {"skip_changed": True}).status_code == 200
    assert Service.objects.get(pk=world.service.pk).notes == "since"


def test_pages_follow_each_other(caller, world):
    call = caller("administrator")
    uid = bulk(call, world)
    first = call.get(f"units/{uid}/?page_size=2").json()
    second = call.get(first["next"].removeprefix("/api/v1/")).json()
    assert [row["title"] for row in second["results"]] == ["Fresh"]
    assert second["next"] is None


def test_who_may_not_change_all_of_it_cannot_undo_it(caller, world):
    uid = bulk(caller("administrator"), world)
    assert caller("auditor").post(f"units/{uid}/undo/", {}).status_code == 403
    assert caller("administrator", "read").post(f"units/{uid}/undo/", {}).status_code == 403
    assert caller("outsider").get(f"units/{uid}/").status_code == 404
    assert caller("outsider").post(f"units/{uid}/undo/", {}).status_code == 404
    own = caller("representative").get(f"units/{uid}/")
    assert own.status_code == 404 or own.json()["count"] < 3


@pytest.mark.parametrize("body", [{"skip_changed": "yes"}, {"x": 1}, []])
def test_odd_bodies_are_refused(caller, world, body):
    call = caller("administrator")
    uid = bulk(call, world)
    assert call.post(f"units/{uid}/undo/", body).status_code == 400
