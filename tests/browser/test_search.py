"""Search while typing, by the keyboard alone, and without scripts through its page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_pages import PHONE, shine, sideways, violations

OPTION = "#search-sheet [role=option]"


def type_into_search(page: Page, words: str) -> None:
    """Reach the box by its key and type."""
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type(words, delay=20)


def test_a_record_is_found_and_opened_with_the_keyboard_alone(visitor):
    page = visitor("Auditor")
    page.goto("/customers/")
    type_into_search(page, "telephony")
    box = page.get_by_role("combobox", name="Search everything")
    expect(page.locator(OPTION).first).to_contain_text("Telephony")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator(f"{OPTION}[aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*-*-*-*-*/")
    expect(page.locator("h1")).to_contain_text("Telephony")


def test_escape_closes_and_keeps_what_was_typed(visitor):
    page = visitor("Auditor")
    page.goto("/customers/")
    type_into_search(page, "tele")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-sheet")).to_be_hidden()
    expect(page.locator("[data-search]")).to_have_value("tele")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=tele")
    expect(page.locator("main")).to_contain_text("Telephony")


def test_a_slip_still_finds_and_says_so(visitor):
    page = visitor("Auditor")
    page.goto("/")
    type_into_search(page, "telehpony")
    expect(page.locator("#search-sheet")).to_contain_text("Similar")
    expect(page.locator(OPTION).first).to_contain_text("Telephony")


def test_results_under_the_box_are_accessible_and_fit_a_phone(visitor):
    page = visitor("Auditor", color_scheme="light")
    page.goto("/customers/")
    type_into_search(page, "no")
    expect(page.locator(OPTION).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        shine(page, scheme)
        assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert violations(page) == []
    assert sideways(page) <= 0


def test_without_scripts_the_box_leads_to_the_page(visitor):
    page = visitor("Auditor", java_script_enabled=False)
    page.goto("/customers/")
    page.get_by_label("Search everything").fill("telephony")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=telephony")
    page.get_by_role("link", name="Telephony").first.click()
    expect(page.locator("h1")).to_contain_text("Telephony")
