"""Hostile values in every field and parameter: told as a fault of the request, never a fault of ours."""

from __future__ import annotations

import json

import pytest

from core.api.kinds import field_of, kind_of
from core.api.registers import exposed
from tests.api.caller import Caller

NASTY = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**30,
    1.5,
    "",
    " ",
    "x",
    "x" * 100_000,
    "10000-01-01",
    "0000-00-00",
    "9999999999999999.99",
    "-1",
    "1e5",
    "NaN",
    "٣",
    "\u202e\ufeff",
    "{{ settings.SECRET_KEY }}",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    [],
    ["x"],
    {},
    {"uid": 1},
    {"uid": "x", "more": 1},
    [{"a": [1.5]}],
    "00000000-0000-0000-0000-000000000000",
]


@pytest.fixture
def administrator(world) -> Caller:
    return Caller(world.users["administrator"])


@pytest.mark.parametrize("viewset", exposed(), ids=lambda each: each.model.register.name)
def test_no_value_of_any_field_breaks_the_api(administrator, viewset):
    """Each value in each field of one bulk request: errors come by row, and nothing is written."""
    name = viewset.model.register.name
    rows = [
        {"changes": {field: value}}
        for field in [*viewset.model.writable_fields(), "nonsense"]
        for value in NASTY
    ]
    response = administrator.post(f"{name}/bulk/", {"rows": [*rows, {"changes": {"record": 1}}]})
    assert response.status_code == 400, response.content[:300]
    assert response.json()["type"] == "/problems/invalid"


@pytest.mark.parametrize("name", ["agreements", "actions"])
def test_no_value_alone_breaks_the_api(administrator, name):
    """Values that are right as to type reach the rules of the register, and then the database."""
    viewset = next(each for each in exposed() if each.model.register.name == name)
    for field in viewset.model.writable_fields():
        for value in NASTY:
            response = administrator.post(f"{name}/", {field: value})
            assert response.status_code in (201, 400, 409), (field, value, response.content[:300])


TEXTS = [value if isinstance(value, str) else json.dumps(value) for value in NASTY]


def one_of_each_kind(model) -> list[str]:
    """Fields that stand for all others of their kind."""
    found = {type(kind_of(field_of(model, name))): name for name in model.value_fields()}
    return list(found.values())


@pytest.mark.parametrize("name", ["agreements", "users"])
def test_no_parameter_breaks_the_api(administrator, name):
    viewset = next(each for each in exposed() if each.model.register.name == name)
    fixed = ["q", "ordering", "fields", "cursor", "page_size", "archived"]
    names = [
        f"{field}{ending}"
        for field in one_of_each_kind(viewset.model)
        for ending in ("", "__in", "__contains", "__gte", "__isnull")
    ]
    for parameter in [*fixed, *names]:
        for text in TEXTS:
            response = administrator.client.get(f"/api/v1/{name}/count/", {parameter: text[:3000]})
            assert response.status_code in (200, 400), (parameter, text[:50])
