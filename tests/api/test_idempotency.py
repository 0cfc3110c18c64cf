"""A POST with an Idempotency-Key acts once, however often and at once it comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core.models import IdempotencyKey
from portfolio.models import Service
from tests import personas
from tests.api.caller import Caller


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def named(name):
    return Service.objects.filter(name=name).count()


def test_a_repeat_gets_the_first_answer(manager):
    first = manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1")
    again = manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert (first["ETag"], first["Location"]) == (again["ETag"], again["Location"])
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert named("Once") == 1


def test_another_body_under_the_key_is_refused(manager):
    manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1")
    other = manager.post("services/", {"name": "Other"}, Idempotency_Key="k-1")
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    elsewhere = manager.post("components/", {"name": "Once"}, Idempotency_Key="k-1")
    assert elsewhere.status_code == 422
    assert named("Other") == 0


def test_keys_of_two_users_are_independent(manager, world):
    owner = Caller(world.users["administrator"])
    assert manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1").status_code == 201
    assert owner.post("services/", {"name": "Once"}, Idempotency_Key="k-1").status_code == 201
    assert named("Once") == 2


def test_a_failure_is_not_kept(manager):
    wrong = manager.post("services/", {"name": 1}, Idempotency_Key="k-1")
    assert wrong.status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert manager.post("services/", {"name": "x"}, Idempotency_Key="k-1").status_code == 201


def test_who_lost_the_right_gets_no_stored_answer(manager, world):
    assert manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1").status_code == 201
    narrow = Caller(world.users["service_manager"], ["customers:read"])
    again = narrow.post("services/", {"name": "Once"}, Idempotency_Key="k-1")
    assert again.status_code == 403


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ä"])
def test_a_key_is_printable_and_short(manager, key):
    response = manager.post("services/", {"name": "x"}, Idempotency_Key=key)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["Idempotency-Key"]


def test_the_reason_reaches_the_history(manager):
    body = {"name": "Once", "reason": "because"}
    row = manager.post("services/", body, Idempotency_Key="k-1").json()
    history = manager.get(f"services/{row['uid']}/history/").json()["results"]
    assert history[0]["reason"] == "because"


def test_bulk_and_restore_repeat_too(manager, world):
    rows = {"rows": [{"changes": {"name": "Bulk"}}]}
    for _attempt in range(2):
        assert manager.post("services/bulk/", rows, Idempotency_Key="b").status_code == 200
    assert named("Bulk") == 1
    path = f"services/{world.service.uid}/"
    manager("DELETE", path, If_Match=f'"{world.service.uid}:1"')
    for _attempt in range(2):
        back = manager.post(f"{path}restore/", {"version": 2}, Idempotency_Key="r")
        assert (back.status_code, back.json()["version"]) == (200, 3)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_create_one():
    user = personas.user("manager", personas.Role.SERVICE_MANAGER)
    manager = Caller(user)

    def send(number):
        try:
            return manager.post("services/", {"name": "Once"}, Idempotency_Key="k-1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert named("Once") == 1
