"""Editing in the cells: the right editor for each kind, typing over, keys, undo and redo."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.sheet import Sheet, api, make

MANAGER = "Service manager"
COLUMNS = "column=reference&column=name&column=job_title&column=side&column=organisation"


@pytest.fixture
def people(visitor):
    """A grid of three persons that only this test has."""
    page = visitor(MANAGER)
    page.goto("/persons/")
    word = f"Q{uuid4().hex[:8]}"
    rows = [{"name": f"{name} {word}", "job_title": "Clerk"} for name in ("Ada", "Bo", "Cy")]
    page.made = make(page, "persons", rows)
    page.word = word
    return Sheet(page).open(f"/persons/?q={word}&{COLUMNS}")


def stored(sheet, number=0):
    """A record as the server has it."""
    return api(sheet.page, f"persons/{sheet.page.made[number]['uid']}/")


def test_typing_replaces_a_cell_and_enter_goes_down(people):
    people.choose("Ada", "job_title")
    people.type("Head of service")
    assert people.active()[0] == "job_title"
    expect(people.cell("Ada", "job_title")).to_have_text("Head of service")
    people.saved()
    assert stored(people)["job_title"] == "Head of service"


def test_f2_keeps_the_text_and_escape_gives_the_edit_up(people):
    people.choose("Ada", "job_title")
    people.keys("F2", "End")
    people.type(" of works", then="Escape")
    expect(people.cell("Ada", "job_title")).to_have_text("Clerk")
    people.keys("F2", "End")
    people.type(" of works", then="Tab")
    people.saved()
    assert people.active()[0] == "side"
    assert stored(people)["job_title"] == "Clerk of works"
    assert stored(people)["version"] == 2


def test_a_choice_is_found_by_its_first_letters(people):
    people.choose("Bo", "side")
    people.type("cust")
    people.saved()
    assert stored(people, 1)["side"] == "customer"
    expect(people.cell("Bo", "side")).to_have_text("Customer")


def test_undo_and_redo_are_new_changes_in_the_history(people):
    people.choose("Ada", "job_title")
    people.type("First")
    people.saved()
    people.keys("Control+z")
    expect(people.cell("Ada", "job_title")).to_have_text("Clerk")
    people.saved()
    people.keys("Control+y")
    expect(people.cell("Ada", "job_title")).to_have_text("First")
    people.saved()
    assert stored(people)["version"] == 4


def test_keys_walk_choose_and_leave_the_grid(people):
    people.choose("Ada", "name")
    people.keys("Tab")
    assert people.active() == ("job_title", "Clerk")
    people.keys("Home")
    assert people.active()[0] == "reference"
    people.keys("End", "Control+Home")
    assert people.active()[0] == "organisation"
    people.keys("Shift+ArrowDown", "Shift+ArrowLeft")
    assert people.chosen() == 4
    people.keys("Escape", "Tab")
    assert people.page.evaluate("document.activeElement.closest('.tabulator')") is None


def test_a_refused_cell_keeps_what_was_typed_and_says_why(people):
    people.choose("Ada", "name")
    people.keys("Delete")
    expect(people.state).to_have_attribute("data-state", "refused")
    expect(people.page.locator("[data-grid-problems] li")).to_contain_text("Name")
    people.page.locator(".sheet-problem").click()
    people.type(f"Ada again {people.page.word}")
    people.saved()
    assert stored(people)["name"].startswith("Ada again")


def test_what_cannot_be_written_looks_it_and_opens_no_editor(visitor):
    sheet = Sheet(visitor("Auditor")).open("/services/")
    cell = sheet.cell("Telephony", "name")
    expect(cell).to_have_attribute("aria-readonly", "true")
    sheet.choose("Telephony", "name")
    sheet.keys("F2")
    assert sheet.page.locator(".sheet-editor").count() == 0
    expect(sheet.page.locator(".sheet-said")).to_have_text("This cell cannot be changed here.")
