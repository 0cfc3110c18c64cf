"""The OpenAPI description tells of every register, field, filter and body, and is valid."""

import json
import re

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from core.api.registers import exposed
from core.registers import registers
from tests.api.caller import Caller

# It describes addresses and fields, which are the same on every database.
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def made():
    """The description, and what its maker complained of."""
    GENERATOR_STATS.reset()
    made = SchemaGenerator().get_schema(request=None, public=True)
    return made, {**GENERATOR_STATS._warn_cache, **GENERATOR_STATS._error_cache}


@pytest.fixture
def schema(made):
    return made[0]


def test_it_is_valid_without_warnings(made):
    schema, complaints = made
    assert complaints == {}
    validate_schema(json.loads(json.dumps(schema, default=str)))
    assert schema["openapi"].startswith("3.1")


def test_every_register_is_served():
    assert [viewset.model for viewset in exposed()] == list(registers())


@pytest.mark.parametrize("viewset", exposed(), ids=lambda each: each.model.register.name)
def test_every_field_is_described_for_reading_writing_and_filtering(schema, viewset):
    model = viewset.model
    base = f"/api/v1/{model.register.name}/"
    parts = schema["components"]["schemas"]
    name = model.__name__
    assert set(model.value_fields()) <= set(parts[name]["properties"])
    assert {*model.writable_fields(), "reason"} == set(parts[f"{name}New"]["properties"])
    rows = parts[f"{name}Bulk"]["properties"]["rows"]["items"]["properties"]
    assert set(rows) == {"uid", "version", "changes"}
    assert set(rows["changes"]["properties"]) == set(model.writable_fields())
    asked = {each["name"] for each in schema["paths"][base]["get"]["parameters"]}
    filterable = {n for n in model.value_fields() if n != "roles"}
    assert filterable <= asked
    assert {"q", "ordering", "cursor", "page_size", "fields", "archived", "as_of"} <= asked
    methods = schema["paths"][f"{base}{{uid}}/"]
    assert {"get", "put", "patch", "delete"} <= set(methods)


def test_every_filter_that_is_described_works(schema, world):
    """Each is taken: what it finds is tested elsewhere."""
    administrator = Caller(world.users["administrator"])
    for viewset in exposed():
        base = f"/api/v1/{viewset.model.register.name}/"
        for each in schema["paths"][base]["get"]["parameters"]:
            if each["in"] == "query":
                response = administrator.get(f"{base[8:]}?{each['name']}=%21")
                assert response.status_code in (200, 400), each["name"]
                assert b"no such parameter" not in response.content, each["name"]


@pytest.mark.parametrize("path", ["nothing/", "services/%0A%26/", "%0A", "documents/1/%E2%80%A8/"])
def test_every_address_below_that_is_none_answers_as_the_api_does(path, world):
    answer = Caller(world.users["auditor"]).client.put(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_bodies_name_all_their_parts(schema):
    """What a body may not have is refused, so the description must not allow it."""
    parts = schema["components"]["schemas"]
    bodies = [
        part
        for name, part in parts.items()
        if name.endswith(("New", "Changes", "Replacement", "Bulk")) or name == "Move"
    ]
    assert len(bodies) > 4 * len(exposed())
    assert all(body["additionalProperties"] is False for body in bodies)


def test_it_is_public_and_the_page_uses_own_files_only(db):
    answer = Client().get("/api/v1/schema/")
    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "SMS Registers"
    page = Client().get("/api/v1/docs/").content.decode()
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r'(src|href)="(https?:)?//', page)
    script = re.search(r'src="(/api/v1/docs/[^"]*)"', page).group(1)
    answer = Client().get(script.replace("&amp;", "&"))
    assert answer["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in answer.content.decode()
