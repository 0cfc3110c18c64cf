"""Whose rows and which fields come back, for every persona."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.api.caller import Caller

ALL = {"Own service", "Other service"}
SEEN = {
    "administrator": ALL,
    "service_manager": ALL,
    "service_level_manager": ALL,
    "service_owner": ALL,
    "relationship_manager": ALL,
    "supplier_manager": ALL,
    "auditor": ALL,
    "representative": {"Own service"},
    "stranger": {"Other service"},
}


def test_each_persona_lists_and_counts_their_services(caller):
    for persona, expected in SEEN.items():
        found = caller(persona)
        assert set(found.names("services/")) == expected, persona
        assert found.get("services/count/").json()["count"] == len(expected)


def test_who_has_no_role_sees_no_register(caller):
    outsider = caller("outsider")
    assert outsider.get("").json()["registers"] == []
    assert outsider.get("services/").status_code == 403


def test_the_root_lists_what_a_representative_may_see(caller):
    found = caller("representative").get("").json()["registers"]
    by_name = {entry["name"]: entry["actions"] for entry in found}
    assert "persons" not in by_name
    assert "suppliers" not in by_name
    assert by_name["services"] == ["view"]


@pytest.mark.parametrize("address", ["", "history/"])
def test_hidden_answers_as_nonexistent(caller, world, address):
    stranger = caller("representative")
    hidden = stranger.get(f"services/{world.other_service.uid}/{address}")
    missing = stranger.get(f"services/{'0' * 8}-0000-4000-8000-{'0' * 12}/{address}")
    assert hidden.status_code == missing.status_code == 404
    assert {**hidden.json(), "request_id": ""} == {**missing.json(), "request_id": ""}


def test_a_row_has_identity_and_visible_fields_only(caller, world):
    staff = caller("auditor").get(f"services/{world.service.uid}/").json()
    customer = caller("representative").get(f"services/{world.service.uid}/").json()
    assert staff["notes"] == "own-service-canary"
    for row in (staff, customer):
        assert row["uid"] == str(world.service.uid)
        assert row["url"] == f"/api/v1/services/{world.service.uid}/"
        assert (row["version"], row["archived"]) == (1, False)
    assert not {"notes", "cost", "strategic_intent", "record", "record_id"} & set(customer)


def test_links_are_resolved_and_hidden_ones_are_null(caller, world):
    staff = caller("auditor").get(f"services/{world.service.uid}/").json()
    owner = world.users["service_owner"].person
    expected = {"uid": str(owner.uid), "reference": owner.reference, "title": owner.title}
    assert staff["owner"] == expected
    assert caller("representative").get(f"services/{world.service.uid}/").json()["owner"] is None


def test_links_to_any_record_are_resolved(caller, world):
    action = factories.ActionFactory(subject=world.customer.record)
    row = caller("auditor").get(f"actions/{action.uid}/").json()
    assert row["subject"]["title"] == "Own customer"


def test_values_are_written_exactly(caller, world):
    supplier = world.supplier
    agreement = factories.AgreementFactory(
        supplier=supplier, amount="1234567890123.40", currency="EUR", starts_on="2026-01-31"
    )
    row = caller("auditor").get(f"agreements/{agreement.uid}/").json()
    assert (row["amount"], row["starts_on"]) == ("1234567890123.40", "2026-01-31")
    assert row["ends_on"] is None


def test_fields_narrow_a_row(caller, world):
    row = caller("auditor").get(f"services/{world.service.uid}/?fields=status").json()
    identity = {"uid", "reference", "version", "title", "archived", "url"}
    assert set(row) == {*identity, "status"}


def test_a_hidden_field_cannot_be_asked_for(caller):
    response = caller("representative").get("services/?fields=cost")
    assert response.status_code == 400
    assert "fields" in response.json()["errors"]


def test_archived_records_are_listed_on_request(caller, world):
    factories.archive(world.other_service)
    auditor = caller("auditor")
    assert auditor.names("services/") == ["Own service"]
    assert auditor.names("services/?archived=true") == ["Other service"]
    assert len(auditor.names("services/?archived=any")) == 2
    assert auditor.get(f"services/{world.other_service.uid}/").json()["archived"] is True


def test_the_past_is_read_with_as_of(caller, world):
    before = timezone.now()
    factories.change(world.service, name="Renamed service")
    auditor = caller("auditor")
    instant = before.isoformat().replace("+", "%2B")
    assert "Own service" in auditor.names(f"services/?as_of={instant}")
    assert "Renamed service" in auditor.names("services/")
    row = auditor.get(f"services/{world.service.uid}/?as_of={instant}").json()
    assert (row["title"], row["version"]) == ("Own service", 1)
    early = (before - timedelta(days=3)).date()
    assert auditor.names(f"services/?as_of={early}") == []
    assert auditor.get(f"services/count/?as_of={early}").json()["count"] == 0
    assert auditor.get(f"services/{world.service.uid}/?as_of={early}").status_code == 404


def test_reach_in_the_past_is_decided_today(caller, world):
    today = timezone.localdate()
    assert caller("representative").names(f"services/?as_of={today}") == ["Own service"]


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "9999-12-31", "10000-01-01", "1"])
def test_as_of_must_be_a_past_day(caller, value):
    response = caller("auditor").get(f"services/?as_of={value}")
    assert response.status_code == 400
    assert "as_of" in response.json()["errors"]


def test_a_register_without_past_says_so(caller):
    response = caller("auditor").get("users/?as_of=2026-01-01")
    assert response.status_code == 400
    assert "as_of" in response.json()["errors"]


def test_nobody_reads_passwords(caller, world):
    body = caller("administrator").get(f"users/{world.users['auditor'].uid}/").content
    assert b"password" not in body


def test_if_none_match_spares_the_body(caller, world):
    auditor = caller("auditor")
    path = f"services/{world.service.uid}/"
    tag = auditor.get(path)["ETag"]
    assert tag == f'"{world.service.uid}:1"'
    known = auditor.get(path, If_None_Match=f'"other", W/{tag}')
    assert (known.status_code, known.content) == (304, b"")
    factories.change(world.service, name="Renamed")
    assert auditor.get(path, If_None_Match=tag).status_code == 200


def test_history_shows_visible_fields_only(caller, world):
    factories.change(
        world.service, name="Renamed", notes="secret-note", cost="5.00", currency="EUR"
    )
    path = f"services/{world.service.uid}/history/"
    staff = caller("auditor").get(path).json()["results"]
    assert [version["version"] for version in staff] == [2, 1]
    assert staff[0]["changes"]["name"] == {"from": "Own service", "to": "Renamed"}
    assert staff[0]["changes"]["cost"] == {"from": None, "to": "5.00"}
    assert (staff[0]["event"], staff[0]["reason"]) == ("change", "test")
    customer = caller("representative").get(path)
    assert b"secret-note" not in customer.content
    latest = customer.json()["results"][0]
    assert (set(latest["changes"]), latest["reason"]) == ({"name"}, "")


def test_history_is_paged(world):
    row = world.service
    for number in range(5):
        row = factories.change(row, name=f"Name {number}")
    auditor = Caller(world.users["auditor"])
    first = auditor.get(f"services/{row.uid}/history/?page_size=4").json()
    assert [version["version"] for version in first["results"]] == [6, 5, 4, 3]
    second = auditor.get(first["next"].removeprefix("/api/v1/")).json()
    assert [version["version"] for version in second["results"]] == [2, 1]
    assert second["next"] is None
