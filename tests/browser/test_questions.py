"""An auditor walks from the first page to the answers, and on to the proof."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_an_auditor_finds_both_answers_and_their_proof(visitor):
    page = visitor("Auditor")
    page.goto("/")
    page.get_by_role("link", name="Auditor’s questions").click()
    page.get_by_role("link", name="Who represents the customer for a service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who may sign")
    page.get_by_label("Service", exact=True).select_option(
        label="Hospital Information System Hosting"
    )
    page.get_by_role("button", name="Show").click()
    petra = page.get_by_role("row").filter(has_text="Petra Lindner")
    petra.get_by_role("link", name="history").click()
    expect(page.get_by_text("Letters of appointment received").first).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="Auditor’s questions").click()
    page.get_by_role("link", name="How do you know that relationship management works?").click()
    figure = page.get_by_role("listitem").filter(has_text="customers with agreed channels")
    number = figure.get_by_role("link").first
    expected = number.inner_text()
    number.click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(int(expected))
    assert re.search("only=customer-channels-kept", page.url)
