"""Search over every register by the API: the same answers as on the page."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_records_are_named_with_their_addresses_best_first(caller, world):
    sla = factories.SlaFactory(
        service=world.service, customer=world.customer, targets="Own service"
    )
    body = caller("auditor").get("search/?q=own service").json()
    assert body["more"] is False
    first = body["results"][0]
    assert (first["uid"], first["fit"]) == (str(world.service.uid), "whole")
    assert first["register"] == "services"
    assert (
        caller("auditor").get(first["url"].removeprefix("/api/v1/")).json()["title"]
        == "Own service"
    )
    assert str(sla.uid) in {row["uid"] for row in body["results"]}


def test_a_representative_finds_only_what_is_theirs(caller):
    named = {
        row["title"] for row in caller("representative").get("search/?q=service").json()["results"]
    }
    assert "Own service" in named
    assert not any("Other" in title for title in named)


def test_a_token_finds_in_the_registers_of_its_scope_only(caller):
    rows = caller("service_manager", "services:read").get("search/?q=own").json()["results"]
    assert {row["register"] for row in rows} == {"services"}


def test_a_limit_is_kept_and_said(caller):
    body = caller("auditor").get("search/?q=o&limit=1").json()
    assert (len(body["results"]), body["more"]) == (1, True)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("q=" + "x" * 201, "q"),
        ("q=a&q=b", "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=51", "limit"),
        ("q=a&limit=ten", "limit"),
        ("q=a&nonsense=1", "nonsense"),
    ],
)
def test_a_bad_parameter_is_named(caller, query, name):
    answer = caller("auditor").get(f"search/?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [name]


def test_no_words_find_nothing(caller):
    assert caller("auditor").get("search/").json() == {"results": [], "more": False}
