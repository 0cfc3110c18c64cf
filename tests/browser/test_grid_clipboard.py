"""Blocks of cells: copied for Excel, pasted from it, filled down, emptied; each as one request."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.sheet import Sheet, api, make

MANAGER = "Service manager"
BOOK = Path(__file__).parents[1] / "fixtures" / "service-portfolio-register.xlsx"
COLUMNS = "column=reference&column=name&column=details&column=owner&column=due&column=priority"


@pytest.fixture
def actions(visitor):
    """A grid of three actions that only this test has."""
    page = visitor(MANAGER, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/actions/")
    word = f"Q{uuid4().hex[:8]}"
    page.made = make(page, "actions", [{"name": f"{name} {word}"} for name in ("Ada", "Bo", "Cy")])
    page.bulk = []
    page.on("request", lambda sent: page.bulk.append(sent) if "/bulk/" in sent.url else None)
    return Sheet(page).open(f"/actions/?q={word}&{COLUMNS}")


def stored(sheet, number=0):
    """A record as the server has it."""
    return api(sheet.page, f"actions/{sheet.page.made[number]['uid']}/")


def test_a_block_goes_in_as_one_request_with_quotes_labels_and_links(actions):
    actions.choose("Ada", "details")
    person = api(actions.page, "persons/?page_size=2")["results"]
    block = (
        f'"Two\nlines, and ""quotes"""\t{person[0]["title"]}\t31.12.2027\tHigh\r\n'
        f"Plain\t{person[1]['reference']}\t2027-01-05\tlow\r\n"
    )
    actions.paste(block)
    actions.saved()
    assert len(actions.page.bulk) == 1
    first, second = stored(actions), stored(actions, 1)
    assert first["details"] == 'Two\nlines, and "quotes"'
    assert (first["owner"]["uid"], first["due"]) == (person[0]["uid"], "2027-12-31")
    assert (second["owner"]["uid"], second["priority"]) == (person[1]["uid"], "low")
    assert actions.chosen() == 8


def test_one_wrong_cell_holds_the_whole_block_back_and_is_named(actions):
    actions.choose("Ada", "owner")
    actions.paste("Nobody At All\t2027-01-01\n\t2027-02-02")
    expect(actions.state).to_have_attribute("data-state", "refused")
    expect(actions.cell("Ada", "owner")).to_have_attribute("aria-invalid", "true")
    expect(actions.cell("Ada", "owner")).to_have_text("Nobody At All")
    expect(actions.page.locator("[data-grid-problems] li")).to_have_count(1)
    assert stored(actions, 1)["due"] is None
    actions.choose("Ada", "owner")
    actions.keys("Delete")
    actions.saved()
    assert (stored(actions)["due"], stored(actions, 1)["due"]) == ("2027-01-01", "2027-02-02")
    actions.keys("Control+z")
    actions.saved()
    assert (stored(actions)["due"], stored(actions, 1)["due"]) == (None, None)


def test_cells_of_a_real_workbook_become_new_records(visitor):
    page = visitor(MANAGER)
    sheet = Sheet(page).open("/persons/?column=reference&column=name&column=organisation")
    book = load_workbook(BOOK).active
    cells = [[str(book.cell(row, column).value) for column in (1, 2)] for row in (2, 3)]
    page.locator("[data-grid-add]").click()
    expect(page.locator(".tabulator-cell.is-active")).to_have_count(1)
    assert sheet.active()[0] == "name"
    sheet.paste("\r\n".join("\t".join(row) for row in cells) + "\r\n")
    sheet.saved()
    for title, organisation in cells:
        found = api(page, f"persons/?name={title}&ordering=-reference&page_size=1")["results"]
        assert [row["organisation"] for row in found] == [organisation]


def test_copy_gives_excel_what_it_understands_and_pastes_back_the_same(actions):
    actions.choose("Ada", "details")
    actions.paste("Say\t\t2027-03-04\thigh")
    actions.saved()
    actions.keys("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    actions.choose("Ada", "details")
    actions.keys("Shift+End", "Control+c")
    text = actions.page.evaluate("navigator.clipboard.readText()")
    assert text == "Say\t\t2027-03-04\tHigh"
    actions.choose("Bo", "details")
    actions.keys("Control+v")
    actions.saved()
    assert (stored(actions, 1)["due"], stored(actions, 1)["priority"]) == ("2027-03-04", "high")


def test_fill_down_and_delete_work_on_the_block(actions):
    actions.choose("Ada", "due")
    actions.type("2027-06-01")
    actions.saved()
    actions.choose("Ada", "due")
    actions.keys("Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    actions.saved()
    assert [stored(actions, n)["due"] for n in range(3)] == ["2027-06-01"] * 3
    actions.keys("Delete")
    actions.saved()
    assert [stored(actions, n)["due"] for n in range(3)] == [None] * 3
    assert len(actions.page.bulk) == 3


def test_several_values_of_a_cell_are_filled_down_copied_out_and_pasted_back(visitor):
    page = visitor("Administrator", permissions=["clipboard-read", "clipboard-write"])
    sheet = Sheet(page).open("/users/?column=reference&column=name&column=roles")
    found = api(page, "users/")["results"]
    first, second = (
        next(i for i, row in enumerate(found) if name in row["name"])
        for name in ("Okafor", "Hughes")
    )
    assert second == first + 1

    def roles():
        return [api(page, f"users/{found[i]['uid']}/")["roles"] for i in (first, second)]

    before = roles()
    sheet.choose("Okafor", "roles")
    sheet.paste("Service owner; auditor")
    sheet.saved()
    sheet.keys("Shift+ArrowDown", "Control+d")
    sheet.saved()
    assert roles() == [["auditor", "service_owner"]] * 2
    sheet.keys("Control+c")
    elsewhere = page.locator("[data-search]")
    elsewhere.focus()
    sheet.keys("Control+v")
    assert elsewhere.input_value() == "Auditor, Service owner Auditor, Service owner"
    elsewhere.clear()
    text = page.evaluate("navigator.clipboard.readText()")
    sheet.choose("Okafor", "roles")
    sheet.paste(text.replace("Auditor, ", "", 1))
    sheet.saved()
    assert roles() == [["service_owner"], ["auditor", "service_owner"]]
    for _act in range(3):
        sheet.keys("Control+z")
        sheet.saved()
    assert roles() == before
