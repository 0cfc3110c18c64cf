"""Each kind of cell has its editor; new records and rows of others behave as such."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.sheet import Sheet, api, make

MANAGER = "Service manager"
THREE_UNDOS = """() => {
    const press = () => new KeyboardEvent('keydown', {key: 'z', ctrlKey: true, bubbles: true});
    for (let time = 0; time < 3; time += 1) document.activeElement.dispatchEvent(press());
}"""
COLUMNS = "column=reference&column=name&column=details&column=owner&column=due"


@pytest.fixture
def action(visitor):
    """A grid with one action that only this test has."""
    page = visitor(MANAGER)
    page.goto("/actions/")
    word = f"Q{uuid4().hex[:8]}"
    page.made = make(page, "actions", [{"name": f"Ada {word}"}])
    return Sheet(page).open(f"/actions/?q={word}&{COLUMNS}")


def stored(sheet):
    """The action as the server has it."""
    return api(sheet.page, f"actions/{sheet.page.made[0]['uid']}/")


def test_a_linked_person_is_searched_for_and_taken(action):
    action.choose("Ada", "owner")
    action.keys("Enter")
    action.page.keyboard.type("okafor")
    option = action.page.get_by_role("option", name="Grace Okafor")
    expect(option).to_have_attribute("aria-selected", "true")
    action.keys("Enter")
    action.saved()
    assert stored(action)["owner"]["title"] == "Grace Okafor"
    expect(action.cell("Ada", "owner")).to_have_text("Grace Okafor")


def test_a_suggestion_can_be_clicked(action):
    action.choose("Ada", "owner")
    action.page.keyboard.type("becker")
    action.page.get_by_role("option", name="Ralf Becker").click()
    action.saved()
    assert stored(action)["owner"]["title"] == "Ralf Becker"


def test_days_are_written_as_people_write_them(action):
    for typed, day in (("31.12.2027", "2027-12-31"), ("5 March 2028", "2028-03-05")):
        action.choose("Ada", "due")
        action.type(typed)
        action.saved()
        assert stored(action)["due"] == day
    action.choose("Ada", "due")
    action.type("03/04/2028")
    expect(action.state).to_have_attribute("data-state", "refused")
    expect(action.page.locator("[data-grid-problems] li")).to_contain_text("YYYY-MM-DD")
    action.keys("Control+z")
    action.saved()
    assert stored(action)["due"] == "2028-03-05"


def test_long_text_takes_lines(action):
    action.choose("Ada", "details")
    action.page.keyboard.type("one")
    action.keys("Alt+Enter")
    action.type("two")
    action.saved()
    assert stored(action)["details"] == "one\ntwo"


def test_yes_and_no_and_a_number_are_understood(visitor):
    page = visitor(MANAGER)
    page.goto("/services/")
    word = f"Q{uuid4().hex[:8]}"
    uid = make(page, "services", [{"name": f"Ada {word}"}])[0]["uid"]
    sheet = Sheet(page).open(
        f"/services/?q={word}&column=name&column=outsourced&column=currency&column=cost"
    )
    sheet.choose("Ada", "outsourced")
    sheet.type("y", then="Tab")
    sheet.type("EUR", then="Tab")
    sheet.type("1,234.50")
    sheet.saved()
    found = api(page, f"services/{uid}/")
    assert (found["outsourced"], found["cost"]) == (True, "1234.50")
    expect(sheet.cell("Ada", "cost")).to_have_text("1,234.50")


def test_a_text_that_is_too_long_is_refused_whole_and_not_cut(visitor):
    page = visitor(MANAGER)
    page.goto("/services/")
    word = f"Q{uuid4().hex[:8]}"
    uid = make(page, "services", [{"name": f"Ada {word}"}])[0]["uid"]
    sheet = Sheet(page).open(f"/services/?q={word}&column=name&column=currency")
    for put, text in ((sheet.type, "Euro"), (sheet.paste, "Dollar")):
        sheet.choose("Ada", "currency")
        put(text)
        expect(sheet.state).to_have_attribute("data-state", "refused")
        expect(page.locator("[data-grid-problems] li")).to_contain_text("three capital letters")
        expect(sheet.cell("Ada", "currency")).to_have_text(text)
    sheet.choose("Ada", "currency")
    sheet.type("eur")
    sheet.saved()
    assert api(page, f"services/{uid}/")["currency"] == "EUR"


def test_a_new_record_is_saved_when_its_row_is_left(visitor):
    page = visitor(MANAGER)
    word = f"Q{uuid4().hex[:8]}"
    sheet = Sheet(page).open("/persons/?column=reference&column=name&column=job_title")
    page.locator("[data-grid-add]").click()
    expect(page.locator(".tabulator-cell.is-active")).to_have_count(1)
    sheet.type(f"Newcomer {word}", then="Tab")
    sheet.page.keyboard.type("Clerk")
    sheet.keys("Tab")
    assert api(page, f"persons/?q={word}")["results"] == []
    sheet.keys("ArrowUp")
    sheet.saved()
    found = api(page, f"persons/?q={word}")["results"]
    assert [(row["job_title"], row["version"]) for row in found] == [("Clerk", 1)]
    expect(sheet.cell(word, "reference")).to_have_text(found[0]["reference"])


def test_rows_of_others_look_read_only(visitor):
    sheet = Sheet(visitor("Service owner")).open("/services/")
    expect(sheet.cell("Telephony", "name")).to_have_attribute("aria-readonly", "false")
    expect(sheet.cell("Hospital Information", "name")).to_have_attribute("aria-readonly", "true")
    sheet.choose("Hospital Information", "name")
    sheet.keys("Delete")
    expect(sheet.page.locator(".sheet-said")).to_contain_text("left as it is")
    expect(sheet.cell("Hospital Information", "name")).to_have_text(
        "Hospital Information System Hosting"
    )


def test_a_block_is_chosen_with_the_mouse(visitor):
    sheet = Sheet(visitor("Auditor")).open("/services/")
    start = sheet.cell("SVC-0002", "name").bounding_box()
    end = sheet.cell("SVC-0004", "owner").bounding_box()
    sheet.page.mouse.move(start["x"] + 5, start["y"] + 5)
    sheet.page.mouse.down()
    sheet.page.mouse.move(end["x"] + 5, end["y"] + 5, steps=4)
    sheet.page.mouse.up()
    assert sheet.chosen() == 9
    assert sheet.active()[1] == "E-Mail and Collaboration"


def test_a_cell_of_several_values_is_chips(visitor):
    sheet = Sheet(visitor("Administrator")).open("/users/?q=nowak")
    uid = api(sheet.page, "users/?q=nowak")["results"][0]["uid"]

    def roles():
        return api(sheet.page, f"users/{uid}/")["roles"]

    sheet.choose("Nowak", "roles")
    sheet.page.keyboard.type("aud")
    sheet.keys("Enter", "Backspace")
    expect(sheet.page.locator(".sheet-chips li")).to_have_text(["Service level manager×"])
    sheet.page.keyboard.type("aud")
    sheet.keys("Escape")
    assert roles() == ["service_level_manager"]
    sheet.page.keyboard.type("aud")
    sheet.keys("Enter", "Enter")
    sheet.saved()
    assert roles() == ["auditor", "service_level_manager"]
    sheet.keys("ArrowUp")
    sheet.paste("Service level manager; Supplier manager")
    sheet.saved()
    assert roles() == ["service_level_manager", "supplier_manager"]
    sheet.paste("nobody")
    expect(sheet.page.locator("[data-grid-problems] li")).to_contain_text("Choose roles from")
    sheet.page.evaluate(THREE_UNDOS)  # faster than the first of them can be sent
    sheet.saved()
    assert roles() == ["service_level_manager"]
