"""Every error is a problem with a stable type, in time, and nothing is written."""

import json
import uuid

import pytest
from django.db import DataError, OperationalError
from django.test import Client
from django.urls import reverse

from core.api import registers
from core.api.problems import PROBLEMS
from core.models import LedgerEntry
from tests.api.caller import Caller

GHOST = uuid.UUID(int=5)


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def problem(response, status, code):
    """The body of a problem, after checking its form."""
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["type"] == f"/problems/{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["request_id"] == response["X-Request-ID"]
    return body


MALFORMED = [
    b"",
    b"{",
    b'{"name": NaN}',
    b'{"name": Infinity}',
    b'{"name": "a", "name": "b"}',
    b'{"name": {"x": 1, "x": 2}}',
    b"[" * 100_000,
    b'{"name": ' + b"[" * 30 + b"]" * 30 + b"}",
    b'{"name": ' + b"9" * 5000 + b"}",
    b"\xff\xfe",
    b"null",
    b'"text"',
]


def test_bodies_that_are_no_clean_json_are_malformed(manager):
    before = LedgerEntry.objects.count()
    for body in MALFORMED:
        response = manager.post("services/", body)
        assert response.status_code == 400, body[:40]
    problem(manager.post("services/", b"{"), 400, "malformed")
    assert LedgerEntry.objects.count() == before


def test_odd_text_in_a_body_is_refused(manager):
    for body in (b'{"name": "\\u0000"}', b'{"name": "\\ud800"}', b'{"name": "a\x00"}'):
        answer = problem(manager.post("services/", body), 400, "odd-text")
        assert [*answer["errors"]] == ["name"], body


def test_odd_text_in_the_address_names_its_parameter(manager):
    for query in ("q=%00", "status=active&q=%ff", "q=%ed%a0%80"):
        answer = problem(manager.get(f"services/?{query}"), 400, "odd-text")
        assert [*answer["errors"]] == ["q"], query


def test_huge_numbers_and_far_days_are_refused(manager):
    for body in ({"cost": 2**63}, {"cost": 1e300}, {"name": 2**63}, {"last_review": "10000-01-01"}):
        assert manager.post("services/", {"name": "x", **body}).status_code == 400, body


def test_a_body_beyond_the_limit_is_too_large(manager, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = manager.post("services/", {"name": "x" * 2000})
    assert response.status_code == 413


def test_other_media_types_are_refused(manager):
    response = manager.client.post("/api/v1/services/", {"name": "x"})
    problem(response, 415, "unsupported-media-type")


def test_an_address_that_is_none_is_not_found(manager):
    for path in ("nothing/", "services/not-a-uid/", "services", f"services/{GHOST}/x/"):
        problem(manager.get(path), 404, "not-found")
    problem(manager.get(f"services/{GHOST}/"), 404, "not-found")
    assert Client().get("/api/v1/nothing/").status_code == 401


def test_methods_that_an_address_lacks(manager):
    response = manager("DELETE", "services/")
    problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert manager("TRACE", "services/").status_code == 405
    assert manager("PATCH", "me/", {}).status_code == 405


def test_head_and_options(manager):
    head = manager("HEAD", "services/")
    assert (head.status_code, head.content) == (200, b"")
    options = manager("OPTIONS", "services/")
    assert (options.status_code, options["Allow"]) == (204, "GET, POST, HEAD, OPTIONS")


def test_every_answer_has_the_safe_headers(manager):
    for response in (manager.get("services/"), manager.get("nothing/"), Client().get("/api/v1/")):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"


def broken(error):
    """A way to read that the database refuses."""

    def act(*args, **kwargs):
        raise error

    return act


def test_what_the_database_refuses_is_the_requests_fault(manager, monkeypatch):
    monkeypatch.setattr(registers, "Listing", broken(DataError("value out of range")))
    body = problem(manager.get("services/"), 400, "invalid")
    assert "value out of range" not in json.dumps(body)


def test_a_database_that_is_away_is_unavailable(manager, monkeypatch):
    monkeypatch.setattr(registers, "Listing", broken(OperationalError("database is locked")))
    response = manager.get("services/")
    problem(response, 503, "unavailable")
    assert response["Retry-After"]


def test_what_nobody_foresaw_says_nothing(manager, monkeypatch):
    monkeypatch.setattr(registers, "Listing", broken(RuntimeError("secret detail")))
    response = manager.get("services/")
    problem(response, 500, "error")
    assert b"secret detail" not in response.content


def test_every_kind_of_problem_has_its_line(db):
    page = Client().get(reverse("problems"))
    for code in PROBLEMS:
        assert f"/problems/{code}" in page.content.decode()
        assert Client().get(f"/problems/{code}").status_code == 200
    assert Client().get("/problems/unknown").status_code == 404
