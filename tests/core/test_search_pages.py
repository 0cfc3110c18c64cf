"""The search page and what stands under the box while somebody types."""

import pytest
from django.urls import reverse

from tests import factories
from tests.personas import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world():
    return cast()


@pytest.fixture
def staff(client, world):
    client.force_login(world.users["service_manager"])
    return client


def text(response):
    """The body as text."""
    return response.content.decode()


def groups(response):
    return [
        (each.name(), [link.title for link in links]) for each, links in response.context["groups"]
    ]


def test_the_register_of_the_best_fit_comes_first(staff):
    factories.ActionFactory(name="Zebra")
    factories.ServiceFactory(name="All about the zebra")
    factories.ActionFactory(name="Zebra crossing")
    found = groups(staff.get(reverse("search"), {"q": "zebra"}))
    assert found == [
        ("actions", ["Zebra", "Zebra crossing"]),
        ("services", ["All about the zebra"]),
    ]


def test_under_the_box_stand_options_and_the_way_to_the_page(staff):
    response = staff.get(reverse("search-found"), {"q": "own ser"})
    body = response.content.decode()
    assert "<html" not in body
    assert body.count('role="option"') == sum(len(titles) for _n, titles in groups(response)) + 1
    assert f'href="{reverse("search")}?q=own+ser"' in body


def test_a_slip_is_told(staff):
    response = staff.get(reverse("search"), {"q": "owm servicr"})
    assert groups(response) == []
    response = staff.get(reverse("search"), {"q": "servixe"})
    assert response.context["similar"]
    assert "spelt much the same" in text(response)


def test_more_than_a_page_is_said(staff):
    for number in range(12):
        factories.PersonFactory(name=f"Lots {number}")
    under = staff.get(reverse("search-found"), {"q": "lots"})
    assert len(groups(under)[0][1]) == 10
    assert under.context["more"]
    assert not staff.get(reverse("search"), {"q": "lots"}).context["more"]


def test_what_was_typed_is_text_not_html(staff):
    for name in ("search", "search-found"):
        body = staff.get(reverse(name), {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert" in body


@pytest.mark.parametrize("name", ["search", "search-found"])
def test_a_text_too_long_is_refused_by_name(staff, name):
    response = staff.get(reverse(name), {"q": "x" * 201})
    assert response.status_code == 400
    assert "200" in text(response)


def test_the_same_rows_as_in_the_lists_for_a_customer(client, world):
    client.force_login(world.users["representative"])
    found = dict(groups(client.get(reverse("search"), {"q": "own"})))
    assert "Own service" in found["services"]
    assert "suppliers" not in found
