"""The menu: what stands in it, and what is folded away."""

from __future__ import annotations

import re

import pytest

from core.access.principals import Principal
from core.choices import Role
from core.declaration.chrome import Entry, Group, menu
from tests.personas import user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def manager(client):
    found = user("manager", Role.SERVICE_MANAGER)
    client.force_login(found)
    return found


def folded(client, path):
    """The addresses under “More”, and whether their fold is open."""
    page = client.get(path).content.decode()
    folds = re.findall(r'<details class="side-more" (open)?>(.*?)</details>', page, re.DOTALL)
    return {
        href: is_open for is_open, body in folds for href in re.findall(r'href="([^"]+)"', body)
    }


def test_what_is_set_up_once_stands_under_more(client, manager):
    assert folded(client, "/services/")["/tiers/"] == ""


def test_the_fold_is_open_on_a_page_that_stands_in_it(client, manager):
    assert folded(client, "/tiers/")["/tiers/"] == "open"


def test_every_line_leads_to_a_page_and_stands_once(client, manager):
    lines = [entry.url for group in menu(Principal.of(manager), "/") for entry in group.entries]
    assert len(lines) == len(set(lines))
    assert {client.get(url).status_code for url in lines} == {200}


def test_one_line_alone_is_not_folded_away():
    lines = [Entry(name, "", f"/{name}/", False, minor=True) for name in ("a", "b")]
    assert Group("", lines[:1]).major == lines[:1]
    assert Group("", lines).major == []


def test_an_error_page_leads_back_where_one_came_from_on_this_site(client, manager):
    def page(before):
        return client.get(
            "/services/?status=nonsense", headers={"Referer": before}
        ).content.decode()

    assert 'href="http://testserver/persons/"' in page("http://testserver/persons/")
    assert "evil.example" not in page("https://evil.example/persons/")
    assert "/services/" not in page("http://testserver/services/")
