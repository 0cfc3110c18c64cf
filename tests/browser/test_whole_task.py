"""A whole piece of work by keyboard alone: find a customer, log a contact, change a cell, undo it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.sheet import Sheet, api
from tests.browser.test_keyboard import tab_to


@pytest.fixture
def customer(visitor):
    """A window of a relationship manager, and the customer that the work is about."""
    page = visitor("Business relationship manager")
    page.goto("/")
    return page, api(page, "customers/?name=Stadtwerke Auental")["results"][0]


def test_find_a_customer_log_a_contact_change_a_cell_and_undo_it(customer):
    page, row = customer
    page.keyboard.press("/")
    page.keyboard.type(row["name"])
    wanted = page.locator(f".search-option[href$='/customers/{row['uid']}/']")
    wanted.wait_for()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{row['uid']}/")
    tab_to(page, "More actions")
    page.keyboard.press("Enter")
    tab_to(page, "Log a contact")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log/")
    page.keyboard.type("Called about the new meters")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Called about the new meters").first).to_be_visible()

    page.context.as_grid = True
    tab_to(page, "Customers", whole=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/")
    tab_to(page, "Grid")
    page.keyboard.press("Enter")
    sheet = Sheet(page).wait()
    tab_to(page, "Search in Customers")
    page.keyboard.type(row["name"])
    page.wait_for_url(f"**q={quote(row['name'])}**")
    expect(page.locator(".tabulator-row:not(.is-new)")).to_have_count(1)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-grid-table')"):
            break
    for _ in range(8):
        if sheet.active()[0] == "tier":
            break
        page.keyboard.press("ArrowRight")
    other = "Small" if row["tier"]["title"] != "Small" else "Standard"
    sheet.type(other)
    sheet.saved()
    where = f"customers/{row['uid']}/"
    assert api(page, where)["tier"]["title"] == other
    page.keyboard.press("Control+z")
    sheet.saved()
    assert api(page, where)["tier"] == row["tier"]
