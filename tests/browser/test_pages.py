"""Every page type: accessible in light and dark, no sideways scroll on a phone, no complaint."""

from __future__ import annotations

import pytest
from django.urls import resolve

from tests.browser.conftest import DESKTOP
from tests.browser.grown import grown, page_names, shapes
from tests.browser.looking import COLOURS, PHONE, RULES, picture, shine, sideways, violations
from tests.browser.places import PLACES


def looks(page, name, views):
    """What axe finds in some sizes and themes: all rules once for each size, then those of colour."""
    found: list[str] = []
    seen: set[str] = set()
    for width, size, scheme in views:
        page.set_viewport_size(size)
        shine(page, scheme)
        rules = COLOURS if width in seen else RULES
        seen.add(width)
        found += [f"{width} {scheme}: {sentence}" for sentence in violations(page, rules)]
        picture(page, f"{name}-{width}-{scheme}")
    return found


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(visitor, place):
    page = visitor(place.role, color_scheme="light")
    place.open(page)
    views = [
        (width, size, scheme)
        for width, size in (("desktop", DESKTOP), ("phone", PHONE))
        for scheme in ("light", "dark")
    ]
    assert looks(page, place.name, views) == []
    assert page.locator("h1").count() == 1
    assert sideways(page) <= 0


@pytest.mark.parametrize("place", [*grown(), *shapes()], ids=lambda place: place.name)
def test_pages_that_nobody_listed_are_found_and_accessible_too(visitor, place):
    page = visitor(place.role, color_scheme="light")
    place.open(page)
    assert resolve(page.evaluate("location.pathname")).url_name == place.of
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200
    views = [("desktop", DESKTOP, "light"), ("phone", PHONE, "dark")]
    assert looks(page, place.name, views) == []
    assert page.locator("h1").count() == 1
    assert sideways(page) <= 0


def test_every_page_of_the_permission_table_is_looked_at():
    looked = {place.of for place in [*PLACES, *grown()]}
    assert page_names() - looked == set()
