"""The site under other eyes: forced colours, no motion, everything twice as large."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looking import picture, sideways
from tests.browser.places import PLACES
from tests.browser.sheet import Sheet

#: 1280 × 800 seen at 200 % and at 400 %: what WCAG 1.4.4 and 1.4.10 ask for.
ZOOMED = {"200": {"width": 640, "height": 400}, "400": {"width": 320, "height": 256}}
LARGE = (
    "home",
    "list",
    "record",
    "edit",
    "history",
    "conformity",
    "import-preview",
    "dependencies",
)
MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
    const style = getComputedStyle(each);
    return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0)
        || style.animationName !== 'none';
}).length"""
#: Whether something else lies over the middle of what has the focus: 2.4.11.
COVERED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 30) / 2);
    return !hit || !(at.contains(hit) || hit.contains(at));
}"""


def style(locator, name):
    """A computed style of an element."""
    return locator.evaluate("(each, name) => getComputedStyle(each)[name]", name)


def places(*names):
    return [place for place in PLACES if place.name in names]


def test_in_forced_colours_what_is_current_or_chosen_has_a_line(visitor):
    page = visitor("Service manager", forced_colors="active")
    page.goto("/services/?layout=list")
    assert style(page.locator(".tools-layout [aria-current]"), "outlineStyle") == "solid"
    assert style(page.locator("[data-pick-all]"), "appearance") == "auto"
    picture(page, "list-forced")
    page.get_by_role("combobox", name="Search everything").fill("Telephony")
    option = page.locator(".search-option").first
    option.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-option[aria-selected=true]")).to_have_count(1)
    assert style(page.locator(".search-option[aria-selected=true]"), "outlineStyle") == "solid"


def test_in_forced_colours_cells_show_their_state_by_lines(visitor):
    page = visitor("Service manager", forced_colors="active")
    sheet = Sheet(page).open("/services/")
    sheet.choose("Telephony", "name")
    page.route("**/bulk/**", lambda route: route.fulfill(status=429, body="{}"))
    sheet.type("Telephony elsewhere")
    unsaved = page.locator(".tabulator-cell.is-unsaved")
    expect(unsaved).to_have_count(1)
    assert style(unsaved, "borderBottomStyle") == "dotted"
    sheet.keys("Shift+ArrowDown")
    assert style(page.locator(".tabulator-cell.is-chosen").last, "outlineStyle") == "dashed"
    picture(page, "grid-forced")


def test_without_motion_nothing_moves(visitor):
    page = visitor("Auditor")
    page.goto("/services/")
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0


@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize("place", places(*LARGE), ids=lambda place: place.name)
def test_a_page_flows_anew_when_it_is_enlarged(visitor, place, zoom):
    page = visitor(place.role, size=ZOOMED[zoom], device_scale_factor=2)
    place.open(page)
    picture(page, f"{place.name}-zoom-{zoom}")
    assert sideways(page) <= 0


@pytest.mark.parametrize("place", places("edit", "list"), ids=lambda place: place.name)
def test_text_twice_as_large_fits_and_the_focus_stays_in_sight(visitor, place):
    page = visitor(place.role)
    place.open(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    picture(page, f"{place.name}-large-text")
    assert sideways(page) <= 0
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")
