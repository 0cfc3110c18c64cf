"""Nobody meets another customer's words, wherever the links of the site lead."""

from __future__ import annotations

import pytest
from django.apps import apps

from core.registers import registers
from tests.contract.ground import OTHER, OWN
from tests.security.ground import browser, crawl, entries, marked_world

STARTS = ("/", "/api/v1/", "/search/?q=qa", "/links/?q=qa", "/services/", "/customers/")
FORBIDDEN = {"representative": [OTHER], "stranger": [OWN], "outsider": [OWN, OTHER]}

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world():
    return marked_world()[0]


@pytest.mark.parametrize("persona", FORBIDDEN)
def test_no_page_file_or_header_holds_a_foreign_word(world, persona):
    visited = 0
    for path, response, text in crawl(browser(world.users[persona]), *STARTS):
        visited += 1
        told = f"{text}{dict(response.headers)}"
        assert response.status_code < 500, path
        assert [mark for mark in FORBIDDEN[persona] if mark in told] == [], path
    assert visited > (60 if persona != "outsider" else 5)


def test_who_has_no_access_any_more_meets_nothing(world):
    for persona in ("expired_auditor", "deactivated"):
        for path, _response, text in crawl(browser(world.users[persona]), *STARTS):
            assert OWN not in text, path
            assert OTHER not in text, path


def test_no_page_writes_anything_when_it_is_only_read(world):
    before = entries()
    counts = {model: model._base_manager.count() for model in registers()}
    visited, views = 0, set()
    administrator = browser(world.users["administrator"])
    for path, response, _text in crawl(administrator, *STARTS, of_a_kind=1):
        visited += 1
        views.add(response.resolver_match and response.resolver_match.view_name)
        assert response.status_code < 500, path
    assert visited > 300
    assert len(views) > 500
    assert entries() == before
    assert {model: model._base_manager.count() for model in registers()} == counts
    assert apps.get_model("core", "OutboxMessage").objects.count() == 0
