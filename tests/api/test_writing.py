"""Creating, changing, archiving: the right rows change, once, at the version that was seen."""

import pytest

from core.models import LedgerEntry
from portfolio.models import Service, Subscription
from tests import factories
from tests.api.caller import Caller


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def entries():
    return LedgerEntry.objects.count()


def test_a_record_is_created(manager, world):
    owner = world.users["service_owner"].person
    body = {"name": "New", "owner": owner.reference, "cost": "1.50", "currency": "EUR"}
    response = manager.post("services/", {**body, "reason": "asked for"})
    assert response.status_code == 201
    row = response.json()
    assert response["Location"] == row["url"]
    assert response["ETag"] == f'"{row["uid"]}:1"'
    assert (row["owner"]["uid"], row["cost"]) == (str(owner.uid), "1.50")
    version = manager.get(f"services/{row['uid']}/history/").json()["results"][0]
    assert (version["origin"], version["reason"]) == ("api", "asked for")
    assert version["actor"]["name"] == "The service_manager"
    assert version["request_id"] == response["X-Request-ID"]


def test_a_record_is_changed_with_if_match_or_version(manager, world):
    response = manager.patch(world.service, {"name": "One"}, X_Reason="größer")
    assert (response.status_code, response.json()["version"]) == (200, 2)
    again = manager.patch(world.service, {"name": "Two", "version": 2}, If_Match="")
    assert (again.status_code, again["ETag"]) == (200, f'"{world.service.uid}:3"')
    history = manager.get(f"services/{world.service.uid}/history/").json()["results"]
    assert [version["reason"] for version in history] == ["", "größer", ""]


def test_what_changes_nothing_writes_nothing(manager, world):
    before = entries()
    response = manager.patch(world.service, {"name": "Own service"})
    assert (response.status_code, response.json()["version"]) == (200, 1)
    assert entries() == before


def test_put_replaces_all_fields(manager, world):
    row = manager.get(f"services/{world.service.uid}/").json()
    identity = {"uid", "version", "title", "archived", "url"}
    whole = {name: value for name, value in row.items() if name not in identity}
    tag = {"If_Match": f'"{world.service.uid}:1"'}
    path = f"services/{world.service.uid}/"
    partial = manager("PUT", path, {"name": "x"}, **tag)
    assert partial.status_code == 400
    assert "description" in partial.json()["errors"]
    response = manager("PUT", path, {**whole, "description": "whole"}, **tag)
    assert response.status_code == 200
    assert response.json()["description"] == "whole"
    assert response.json()["owner"] == row["owner"]


PRECONDITIONS = {
    "": (428, "precondition-required"),
    "*": (428, "precondition-required"),
    '"{uid}:7"': (412, "stale"),
    'W/"{uid}:1"': (412, "stale"),
    '"00000000-0000-4000-8000-000000000000:1"': (412, "stale"),
    "{uid}:1": (412, "stale"),
    '"{uid}:1e0"': (412, "stale"),
}


def test_a_change_must_name_the_version_it_saw(manager, world):
    before = entries()
    for header, (status, code) in PRECONDITIONS.items():
        response = manager.patch(
            world.service, {"name": "x"}, If_Match=header.format(uid=world.service.uid)
        )
        assert response.status_code == status, header
        assert response.json()["type"] == f"/problems/{code}"
    assert entries() == before


def test_the_second_of_two_writers_is_told_how_it_stands(manager, world):
    assert manager.patch(world.service, {"name": "First"}).status_code == 200
    late = manager.patch(world.service, {"name": "Second"})
    assert late.status_code == 412
    current = late.json()["current"]
    assert (current["name"], current["version"]) == ("First", 2)


def test_the_version_decides_before_the_values_do(manager, world):
    """404 before 403 before 428 and 412 before 400."""
    wrong = {"nonsense": 1}
    assert manager.patch(world.service, wrong, If_Match="").status_code == 428
    assert manager.patch(world.service, wrong, If_Match='"x"').status_code == 412
    assert manager.patch(world.service, wrong).status_code == 400
    auditor = Caller(world.users["auditor"])
    assert auditor.patch(world.service, wrong, If_Match="").status_code == 403
    customer = Caller(world.users["representative"])
    assert customer.patch(world.other_service, wrong, If_Match="").status_code == 404
    assert customer.patch(world.service, wrong, If_Match="").status_code == 403


def test_delete_archives_and_restore_brings_back(manager, world):
    path = f"services/{world.service.uid}/"
    assert manager("DELETE", path).status_code == 428
    gone = manager("DELETE", path, If_Match=f'"{world.service.uid}:1"')
    assert (gone.status_code, gone.json()["archived"]) == (200, True)
    assert Service.objects.get(pk=world.service.pk).archived_at is not None
    back = manager.post(f"{path}restore/", {"version": 2, "reason": "needed"})
    assert (back.status_code, back.json()["archived"]) == (200, False)
    assert manager.post(f"{path}restore/", {"version": 3, "name": "x"}).status_code == 400


def test_an_auditor_changes_nothing(world):
    before = entries()
    auditor = Caller(world.users["auditor"], ("read", "write"))
    tag = {"If_Match": f'"{world.service.uid}:1"'}
    path = f"services/{world.service.uid}/"
    assert auditor.post("services/", {"name": "x"}).status_code == 403
    assert auditor.post("services/bulk/", {"rows": [{"changes": {"name": "x"}}]}).status_code == 403
    for method in ("PATCH", "DELETE"):
        assert auditor(method, path, {}, **tag).status_code == 403, method
    assert auditor.post(f"{path}restore/", {"version": 1}).status_code == 403
    override = {"X_HTTP_Method_Override": "DELETE", **tag}
    assert auditor("GET", path, **override).status_code == 200
    assert auditor("POST", path, {"_method": "DELETE"}, **override).status_code == 405
    assert entries() == before


def test_owners_write_their_own_services_only(world):
    owner = Caller(world.users["service_owner"])
    assert owner.patch(world.service, {"notes": "mine"}).status_code == 200
    assert owner.patch(world.other_service, {"notes": "mine"}).status_code == 403
    assert Service.objects.get(pk=world.other_service.pk).notes == "other-service-canary"


def test_hidden_targets_answer_as_nonexistent_ones(world):
    """A relationship manager's action may concern what they see; a customer's nothing hidden."""
    owner = Caller(world.users["relationship_manager"])
    made = {"service": world.service.reference, "customer": world.customer.reference}
    ghost = "00000000-0000-4000-8000-000000000000"
    answer = owner.post("subscriptions/", {**made, "customer": ghost})
    assert answer.status_code == 400
    assert answer.json()["errors"] == {"customer": ["There is no such record."]}


def test_links_are_given_in_three_ways(manager, world):
    for link in (
        str(world.other_customer.uid),
        world.other_customer.reference,
        {"uid": str(world.other_customer.uid), "title": "whatever"},
    ):
        service = factories.ServiceFactory()
        body = {"service": service.reference, "customer": link}
        response = manager.post("subscriptions/", body)
        assert response.status_code == 201, response.content
        made = Subscription.objects.get(uid=response.json()["uid"])
        assert made.customer == world.other_customer


WRONG = [
    ({"name": 1}, "name"),
    ({"name": None}, "name"),
    ({"name": ["x"]}, "name"),
    ({"name": "x" * 201}, "name"),
    ({"name": ""}, "name"),
    ({"outsourced": "true"}, "outsourced"),
    ({"outsourced": 1}, "outsourced"),
    ({"cost": "1.234", "currency": "EUR"}, "cost"),
    ({"cost": True, "currency": "EUR"}, "cost"),
    ({"cost": "NaN", "currency": "EUR"}, "cost"),
    ({"cost": "1"}, "currency"),
    ({"last_review": "31.01.2026"}, "last_review"),
    ({"last_review": 20260131}, "last_review"),
    ({"last_review": "10000-01-01"}, "last_review"),
    ({"status": "unknown"}, "status"),
    ({"owner": 7}, "owner"),
    ({"owner": {"name": "The service_owner"}}, "owner"),
    ({"owner": "The service_owner"}, "owner"),
    ({"link": "javascript:alert(1)"}, "link"),
    ({"version": "1"}, "version"),
    *[({name: "x"}, name) for name in ("record", "record_id", "title", "archived_at", "owner_id")],
    *[({name: "x"}, name) for name in ("uid", "id", "pk", "delete", "__class__", "owner__name")],
    ({"reason": 5}, "reason"),
]


def test_wrong_values_and_unwritable_fields_are_named(manager, world):
    before = entries()
    for body, name in WRONG:
        response = manager.patch(world.service, body)
        assert response.status_code == 400, body
        assert list(response.json()["errors"]) == [name], body
    assert entries() == before


def test_me_and_roles_cannot_be_written_by_their_owner(world):
    owner = Caller(world.users["service_owner"])
    body = {"is_superuser": 1, "roles": ["administrator"], "customer": 2}
    assert owner("PATCH", "me/", body).status_code == 405
    assert owner("GET", "users/").status_code == 403


def test_an_administrator_cannot_set_a_password(world):
    administrator = Caller(world.users["administrator"])
    body = {"name": "New", "email": "new@example.org", "password": "1"}
    response = administrator.post("users/", body)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["password"]
