"""A spreadsheet on its way in: dropped, corrected, confirmed, undone; and there and back with a conflict."""

from __future__ import annotations

import base64
import io
import re
import time
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.test_pages import PHONE, picture, shine, sideways, violations

ADMINISTRATOR = "Administrator"
DROP = """([target, name, type, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector(target).dispatchEvent(
      new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


def drop(page: Page, data: bytes, name: str) -> None:
    """Drag a file onto the import page of the services."""
    page.goto("/services/import/")
    text = base64.b64encode(data).decode()
    page.evaluate(DROP, ["[data-drop]", name, "text/csv", text])


def looked_over(page: Page, name: str) -> None:
    """Nothing to complain about in either light, on a desk and on a phone."""
    found = []
    for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            shine(page, scheme)
            found += violations(page)
            picture(page, f"{name}-{width}-{scheme}")
        found += [f"{sideways(page)} pixels wider than the {width}"] if sideways(page) > 0 else []
    page.set_viewport_size(DESKTOP)
    assert found == []


@pytest.fixture
def word() -> str:
    """A word that nothing else on the site has."""
    return f"Quokka{time.time_ns()}"


def test_a_file_is_dropped_corrected_confirmed_and_undone(visitor: Any, word: str) -> None:
    page = visitor(ADMINISTRATOR)
    lines = ["Name,Status,Owner", f"{word} mail,Actve,Nobody {word}", f"{word} chat,Active,"]
    drop(page, "\r\n".join(lines).encode(), f"{word}.csv")
    page.wait_for_url(re.compile(r"/services/import/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("button", name=re.compile("^Import "))).to_be_disabled()
    looked_over(page, "import-preview")

    page.locator("[data-import-rows] a", has_text="Faulty").click()
    page.get_by_role("combobox", name="Status").fill("Active")
    page.locator("[data-import-rows] a", has_text="All").click()  # what was typed goes along
    expect(page.get_by_text("corrected; in the file: Actve")).to_be_visible()
    page.get_by_label(re.compile(f"Person: Nobody {word}")).check()
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Import 2 rows").click()

    expect(page.get_by_role("heading", name="3 records were written")).to_be_visible()
    looked_over(page, "import-result")
    page.get_by_role("link", name="See all that was written").click()
    expect(page.get_by_role("link", name=re.compile(f"{word} mail"))).to_be_visible()
    looked_over(page, "unit")
    page.get_by_role("link", name="Undo all of it…").click()
    expect(page.get_by_text("3 records that it made are archived.")).to_be_visible()
    looked_over(page, "undo")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It was undone.")).to_be_visible()
    page.goto(f"/services/?q={word}")
    expect(page.get_by_role("link", name=f"{word} mail")).to_have_count(0)


def test_a_refused_file_is_told_and_stays_chosen(visitor: Any) -> None:
    page = visitor(ADMINISTRATOR)
    drop(page, b"%PDF-1.7 not a table", "evil.csv")
    expect(page.get_by_role("alert").get_by_text("it is a PDF")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-drop] input').files[0].name") == "evil.csv"
    looked_over(page, "import")


def test_a_file_is_chosen_by_keyboard_and_without_scripts(visitor: Any, word: str) -> None:
    page = visitor(ADMINISTRATOR, java_script_enabled=False)
    page.goto("/services/import/")
    file = {
        "name": "k.csv",
        "mimeType": "text/csv",
        "buffer": f"Name,Status\r\n{word},Actve\r\n".encode(),
    }
    page.get_by_label("Spreadsheet").set_input_files([file])
    page.get_by_role("button", name="Look at it").press("Enter")
    page.get_by_role("combobox", name="Status").fill("Active")
    page.get_by_role("button", name="Check again").press("Enter")
    page.get_by_role("button", name="Import 1 row").press("Enter")
    expect(page.get_by_role("heading", name="1 record was written")).to_be_visible()


def test_a_workbook_goes_there_and_back_with_a_conflict(visitor: Any, word: str) -> None:
    page = visitor(ADMINISTRATOR)
    page.goto("/services/")
    answer = page.request.get("/services/export/?format=xlsx")
    book = load_workbook(io.BytesIO(answer.body()))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    reference = sheet.cell(2, columns["Reference"]).value
    sheet.cell(2, columns["Notes"], f"{word} offline")
    sheet.cell(2, columns["Support channels"], f"{word} of the file")
    changed = io.BytesIO()
    book.save(changed)

    page.get_by_role("link", name=reference).first.click()
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("Support channels").fill(f"{word} of somebody")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/services/[0-9a-f-]{36}/$"))
    record = page.url

    drop(page, changed.getvalue(), "back.xlsx")
    page.wait_for_url(re.compile(r"/services/import/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("Both changed it")).to_be_visible()
    looked_over(page, "import-clash")
    page.get_by_label(re.compile("In the file")).check()
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.get_by_role("heading", name="1 record was written")).to_be_visible()
    page.goto(record)
    expect(page.get_by_text(f"{word} of the file")).to_be_visible()
    expect(page.get_by_text(f"{word} offline")).to_be_visible()
