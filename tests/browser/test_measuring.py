"""The sheet of measurements: typed and pasted into, kept when a cell is wrong, recorded."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from evidence.demo.script import uid_of
from tests.browser.sheet import PASTE

KEEPER = "Service level manager"


def paste(page, text):
    """Paste into the cell that has the focus."""
    page.evaluate(PASTE, [text])


def cell(page, name, back):
    """The cell of a target, so many months before the last."""
    row = page.locator("[data-sheet] tr", has=page.get_by_role("rowheader", name=name)).first
    return row.locator("input").nth(-1 - back)


def test_a_sheet_is_typed_and_pasted_into_and_keeps_what_is_wrong(visitor):
    page = visitor(KEEPER)
    page.goto(f"/services/{uid_of('his')}/measure/")
    inputs = page.locator("[data-sheet] input")
    first, below = inputs.first, page.locator("[data-sheet] tr:has(input)").nth(1).locator("input")
    first.focus()
    page.keyboard.press("Enter")
    expect(below.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(inputs.nth(1)).to_be_focused()

    first.focus()
    paste(page, "99.91\t99.92\n1.5\tfast\n")
    row = page.locator("[data-sheet] tr:has(input)")
    kept = [row.nth(down).locator("input").nth(right) for down in (0, 1) for right in (0, 1)]
    for each, value in zip(kept, ("99.91", "99.92", "1.5", "fast"), strict=True):
        expect(each).to_have_value(value)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was recorded yet")
    for each, value in zip(kept, ("99.91", "99.92", "1.5", "fast"), strict=True):
        expect(each).to_have_value(value)
    expect(kept[3]).to_have_attribute("aria-invalid", "true")
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(kept[3]).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1.6")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text(re.compile("recorded", re.IGNORECASE)).first).to_be_visible()
    page.goto(f"/services/{uid_of('his')}/measure/")
    for each, value in zip(kept, ("99.91", "99.92", "1.5", "1.6"), strict=True):
        expect(each).to_have_value(value)


def test_pasted_values_without_a_cell_are_told(visitor):
    page = visitor(KEEPER)
    page.goto(f"/services/{uid_of('his')}/measure/")
    page.locator("[data-sheet] tr:has(input)").last.locator("input").last.focus()
    paste(page, "98\t97\n96")
    expect(page.locator("#toasts")).to_contain_text("Pasted values without a cell here: 2")
