"""Paging by key: every row once in every direction, and as many queries whatever the size."""

import pytest

from core import records
from core.access.principals import system
from core.choices import Origin
from core.records import Draft
from portfolio.models import Service
from tests import factories
from tests.api.caller import Caller


def fill(number: int, start: int = 0) -> None:
    """Services with owners, some without."""
    owner = factories.PersonFactory()
    values = [
        {
            "name": f"Service {index % 7}",
            "owner": owner if index % 3 else None,
            "last_review": f"2026-01-{index % 28 + 1:02}" if index % 2 else None,
        }
        for index in range(start, start + number)
    ]
    drafts = [Draft(Service, each) for each in values]
    records.apply(drafts, by=system("tests"), origin=Origin.COMMAND)


@pytest.fixture
def auditor(world) -> Caller:
    return Caller(world.users["auditor"])


def walk(caller, path, way):
    """The references met by following ``next`` or ``previous``."""
    met = []
    while path:
        body = caller.get(path.removeprefix("/api/v1/")).json()
        references = [row["reference"] for row in body["results"]]
        met = [*met, *references] if way == "next" else [*references, *met]
        path = body[way]
    return met


@pytest.mark.parametrize(
    "order", ["reference", "-name", "last_review", "-last_review,name", "owner"]
)
def test_every_row_is_met_once_in_both_directions(auditor, order):
    fill(23)
    base = f"services/?ordering={order}&page_size=5"
    onward = walk(auditor, base, "next")
    assert len(onward) == len(set(onward)) == 25
    back = walk(auditor, f"{base}&cursor=end", "previous")
    assert back == onward
    everything = [
        row["reference"] for row in auditor.get(f"services/?ordering={order}").json()["results"]
    ]
    assert onward == everything


def test_the_last_page_is_reached_at_once(auditor):
    fill(20)
    first = auditor.get("services/?page_size=5").json()
    last = auditor.get(first["last"].removeprefix("/api/v1/")).json()
    assert first["previous"] is None
    assert last["next"] is None
    assert len(last["results"]) == 5


def test_filters_and_fields_stay_when_turning_the_page(auditor):
    fill(20)
    path = auditor.get("services/?owner__isnull=true&fields=name&page_size=2").json()["next"]
    for row in auditor.get(path.removeprefix("/api/v1/")).json()["results"]:
        assert "owner" not in row
    assert "owner__isnull=true" in path


def test_a_cursor_of_another_order_is_refused_or_harmless(auditor):
    fill(5)
    path = auditor.get("services/?ordering=last_review&page_size=2").json()["next"]
    cursor = path.split("cursor=")[1].split("&")[0]
    response = auditor.get(f"services/?ordering=cost,name,title&cursor={cursor}")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["cursor"]


@pytest.mark.parametrize("query", ["page_size=100", "page_size=100&ordering=owner&q=service"])
def test_a_page_costs_the_same_queries_at_any_size(auditor, django_assert_num_queries, query):
    fill(100)
    auditor.get(f"services/?{query}")  # the use of the token is written once a minute
    with django_assert_num_queries(4):
        assert len(auditor.get(f"services/?{query}").json()["results"]) == 100
    fill(200, start=100)
    with django_assert_num_queries(4):
        auditor.get(f"services/?{query}")


def test_a_representative_costs_as_few(world, django_assert_max_num_queries):
    customer = Caller(world.users["representative"])
    customer.get("services/")
    with django_assert_max_num_queries(5):
        customer.get("services/")


def test_one_record_costs_four_queries(auditor, world, django_assert_num_queries):
    path = f"services/{world.service.uid}/"
    auditor.get(path)
    with django_assert_num_queries(4):
        auditor.get(path)


def test_counts_are_apart_and_can_be_capped(auditor, monkeypatch):
    fill(5)
    monkeypatch.setattr("core.api.registers.COUNT_CAP", 3)
    assert auditor.get("services/count/").json() == {"count": 7, "more": False}
    assert auditor.get("services/count/?capped=true").json() == {"count": 3, "more": True}


@pytest.mark.parametrize("order", ["reference", "-name", "owner", "last_review"])
@pytest.mark.parametrize("part", ["@0", "@0.5", "@0.9999", "@1"])
def test_a_part_of_the_list_is_the_place_where_so_much_lies_before(auditor, order, part):
    fill(18)
    base = f"services/?ordering={order}&page_size=5"
    onward = walk(auditor, base, "next")
    body = auditor.get(f"{base}&cursor={part}").json()
    at = body["position"]
    assert (body["count"], at) == (20, min(int(float(part[1:]) * 20), 19))
    assert [row["reference"] for row in body["results"]] == onward[at : at + 5]
    path = body["previous"]
    assert (walk(auditor, path.removeprefix("/api/v1/"), "previous") if path else []) == onward[:at]


@pytest.mark.parametrize("order", ["reference", "-name", "owner"])
def test_a_jump_into_the_list_costs_one_query_more_than_its_first_page(
    auditor, django_assert_num_queries, order
):
    fill(18)
    auditor.get("services/")
    with django_assert_num_queries(5):
        auditor.get(f"services/?ordering={order}&page_size=5&cursor=@0.5")


@pytest.mark.parametrize("part", ["@", "@2", "@-1", "@0.", "@1.5", "@nan", "@0.5x", "@1e-3"])
def test_a_part_that_is_none_is_refused(auditor, part):
    answer = auditor.get(f"services/?cursor={part}")
    assert answer.status_code == 400
    assert "cursor" in answer.json()["errors"]


def test_an_empty_list_has_every_part(auditor):
    body = auditor.get("services/?q=nothing-of-that-name&cursor=@0.5").json()
    assert (body["position"], body["count"], body["results"]) == (0, 0, [])
