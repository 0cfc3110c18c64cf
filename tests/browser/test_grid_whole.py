"""The grid as a whole: the place in a long list, new records taken back, columns of other registers."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.looking import picture
from tests.browser.sheet import Sheet, api, make

MANAGER = "Service manager"
MANY = 1300


@pytest.fixture(scope="module")
def word():
    return f"Z{uuid4().hex[:8]}"


@pytest.fixture
def long_list(visitor, word):
    """A grid of more records than it loads at once."""
    page = visitor(MANAGER)
    page.goto("/persons/")
    if not api(page, f"persons/count/?q={word}")["count"]:
        make(page, "persons", [{"name": f"P{n:04} {word}"} for n in range(MANY)])
    return Sheet(page).open(f"/persons/?q={word}&sort=name&column=reference&column=name")


def test_the_slider_stands_for_the_whole_list_and_one_request_gets_there(long_list, word):
    page = long_list.page
    rail = page.get_by_role("slider", name="Place in the list")
    expect(rail).to_have_attribute("aria-valuetext", f"Record 1 of {MANY:,}")
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/api/" in request.url else None
    )
    with page.expect_response("**cursor=%40**") as answer:
        rail.fill("500")
    assert answer.value.json()["position"] == MANY // 2
    expect(long_list.row(f"P0650 {word}")).to_be_visible()
    assert long_list.active()[1].startswith(("P", "PER"))
    assert len(asked) <= 3  # the place, and at most a block before and behind it
    page.mouse.wheel(0, -5000)
    picture(page, "grid-slider")
    page.get_by_role("button", name="Last").click()
    expect(rail).to_have_js_property("value", "1000")
    expect(long_list.row(f"P1299 {word}")).to_be_visible()


def test_a_short_list_has_its_scroll_bar_and_no_slider(visitor):
    Sheet(page := visitor(MANAGER)).open("/services/")
    expect(page.locator("[data-grid-rail]")).to_be_hidden()


def test_undoing_a_new_record_archives_it_and_redo_brings_it_back(visitor):
    page = visitor(MANAGER)
    name = f"Fresh {uuid4().hex[:8]}"
    sheet = Sheet(page).open(f"/persons/?q={name.split()[1]}&column=reference&column=name")
    page.get_by_role("button", name="Add row").click()
    while sheet.active()[0] != "name":
        sheet.keys("ArrowRight")
    sheet.type(name)
    sheet.keys("ArrowUp")
    sheet.saved()
    uid = api(page, f"persons/?name={name}")["results"][0]["uid"]
    sheet.keys("Control+z")
    expect(page.locator("[data-grid-said]")).to_have_text("The new record was archived.")
    expect(page.get_by_text(name)).to_have_count(0)
    assert api(page, f"persons/{uid}/")["archived"]
    sheet.keys("Control+y")
    expect(sheet.row(name)).to_be_visible()
    row = api(page, f"persons/{uid}/")
    assert (row["archived"], row["version"]) == (False, 3)


def test_columns_of_other_registers_stand_in_the_grid_and_say_where_they_are_changed(visitor):
    page = visitor(MANAGER)
    page.goto("/suppliers/?layout=list")
    page.get_by_role("link", name="Supplier management register").click()
    page.wait_for_url("**view=**")
    address = page.url
    listed = page.locator("#register-area tbody tr", has_text="Telfort").inner_text()
    sheet = Sheet(page).open(address)
    contract = sheet.cell("Telfort", "agreements-reference")
    expect(contract).to_have_text("TC-4471")
    assert "TC-4471" in listed
    assert contract.get_attribute("aria-readonly") == "true"
    sheet.choose("Telfort", "agreements-reference")
    sheet.keys("F2")
    expect(page.locator("[data-grid-said]")).to_contain_text("another register")
