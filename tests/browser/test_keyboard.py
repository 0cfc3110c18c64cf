"""Signing in, editing and saving work with the keyboard alone; lists work without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import HOME
from tests.browser.site import Site

MOST_TABS = 120


def tab_to(page: Page, words: str, *, whole: bool = False) -> None:
    """Press Tab until the control with these words has the focus, and it can be seen that it has.

    ``whole``: it is called just that, nothing more.
    """
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        names = page.evaluate(
            """() => {
                const at = document.activeElement;
                if (!at.matches('a, button, input, textarea, select, summary')) return [];
                const label = at.labels && at.labels[0] ? at.labels[0].innerText : '';
                const names = [label, at.getAttribute('aria-label'), at.innerText, at.value];
                return names.map(name => String(name || '').trim());
            }"""
        )
        if words in names if whole else any(words in name for name in names):
            ring = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle != 'none' || style.boxShadow != 'none';
                }"""
            )
            assert ring, f"no visible focus on {words}"
            return
    raise AssertionError(f"Tab never reached {words}")


def test_sign_in_edit_and_save_with_the_keyboard_alone(visitor, site: Site):
    page = visitor()
    mail, password = site.people["Service manager"]
    page.goto("/account/login/")
    tab_to(page, "Email")
    page.keyboard.type(mail)
    tab_to(page, "Password")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url(HOME)
    page.goto("/services/")
    tab_to(page, "Telephony")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*-*/")
    tab_to(page, "Edit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    tab_to(page, "Service hours")
    page.keyboard.press("Control+A")
    page.keyboard.type("By keyboard alone")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was saved.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("By keyboard alone")


def test_the_first_tab_offers_to_skip_the_menu(visitor):
    page = visitor("Auditor")
    page.goto("/services/")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.innerText").lower()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash !== ''")


def test_a_list_can_be_searched_sorted_and_opened_without_scripts(visitor):
    page = visitor("Auditor", java_script_enabled=False)
    page.goto("/services/")
    page.get_by_label("Search in Services").fill("Telephony")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/?*q=Telephony*")
    expect(page.locator("#register-area tbody tr")).to_have_count(1)
    page.goto("/services/")
    page.locator("#register-area thead a").nth(1).click()
    assert "sort=" in page.url
    page.locator("#register-area tbody a").first.click()
    expect(page.locator("h1")).to_be_visible()
