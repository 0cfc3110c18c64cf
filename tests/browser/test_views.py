"""Saved views and changing many records, in a browser: with scripts, by keyboard, and without."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.test_keyboard import tab_to


def rows(page: Page) -> int:
    """How many records the list shows."""
    return page.locator("#register-area tbody tr").count()


def open_services(page: Page) -> None:
    """The list without any view."""
    page.goto("/services/?view=all")


def test_a_view_is_saved_changed_reset_and_deleted(visitor):
    page = visitor("Service manager")
    open_services(page)
    page.locator("#tools-q").fill("hosting")
    expect(page).to_have_url(re.compile("q=hosting"))
    found = rows(page)
    page.get_by_role("link", name="Save as view").click()
    page.get_by_label("Name").fill("Hosting")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Hosting", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    page.locator("#tools-q").fill("")
    expect(page.get_by_text("Changed", exact=True)).to_be_visible()
    assert rows(page) > found
    page.get_by_role("link", name="Reset").click()
    expect(page.get_by_text("Changed", exact=True)).to_have_count(0)
    assert rows(page) == found
    page.locator("#views summary").click()
    page.get_by_role("link", name="Rename, share, delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Hosting", exact=True)).to_have_count(0)


def test_a_view_is_opened_and_chosen_to_begin_with_by_keyboard_alone(visitor):
    page = visitor("Supplier manager")
    page.goto("/suppliers/?view=all")
    tab_to(page, "Supplier management register")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/?view=*-*")
    tab_to(page, "View")
    page.keyboard.press("Enter")
    tab_to(page, "Begin with this view")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The register begins with")).to_be_visible()
    page.goto("/suppliers/")
    assert "view=" in page.url


def test_ticked_rows_are_changed_together_after_a_look(visitor):
    page = visitor("Service manager")
    open_services(page)
    button = page.get_by_role("button", name="Change the chosen ones")
    expect(button).to_be_disabled()
    boxes = page.locator('input[name="uid"]')
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(button).to_have_text("Change the chosen ones (3)")
    button.click()
    expect(page.locator("h1")).to_have_text("Change 3 records")
    page.get_by_role("textbox", name="Support channels").fill("By browser")
    expect(page.get_by_role("checkbox", name="Change Support channels")).to_be_checked()
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Write 3 records").click()
    expect(page.locator("main")).to_contain_text("3 records were written")
    page.get_by_role("link", name="What was written, and undoing it").click()
    expect(page.locator("h1")).to_contain_text("3 records written together")


def test_many_records_are_changed_without_scripts(visitor):
    page = visitor("Service manager", java_script_enabled=False)
    open_services(page)
    page.locator('input[name="uid"]').nth(4).check()
    page.get_by_role("button", name="Change the chosen ones").click()
    page.get_by_role("checkbox", name="Change Support channels").check()
    page.get_by_role("textbox", name="Support channels").fill("Without scripts")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Write 1 record").click()
    expect(page.locator("main")).to_contain_text("1 record was written.")
