"""Driving the grid as people do: keys, clipboard, and what its cells say."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASTE = """([text]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
    document.activeElement.dispatchEvent(event);
}"""


class Sheet:
    """The grid of the page that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> Sheet:
        """Go to a list as a grid and wait for its rows."""
        self.page.context.as_grid = True  # type: ignore[attr-defined]
        self.page.goto(address + ("&" if "?" in address else "?") + "layout=grid")
        return self.wait()

    def wait(self) -> Sheet:
        """Until the rows are there."""
        self.page.locator("[data-grid][data-state=ready]").wait_for()
        return self

    @property
    def state(self) -> Locator:
        """What the grid says of saving."""
        return self.page.locator("[data-grid] .sheet-state")

    def saved(self) -> None:
        """Wait until nothing is unsaved."""
        expect(self.state).to_have_attribute("data-state", "saved")

    def row(self, text: str) -> Locator:
        """The row that says this."""
        return self.page.locator(".tabulator-row", has_text=text).first

    def cell(self, text: str, name: str) -> Locator:
        """A cell by a text of its row and the name of its column."""
        return self.row(text).locator(f"[tabulator-field='{name}']")

    def choose(self, text: str, name: str) -> None:
        """Make a cell the active one."""
        self.cell(text, name).click(position={"x": 4, "y": 4})

    def keys(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str, then: str = "Enter") -> None:
        """Type over the active cell."""
        self.page.keyboard.type(text)
        self.page.keyboard.press(then)

    def paste(self, text: str) -> None:
        """Paste a text as Ctrl+V does, without asking the system's clipboard."""
        self.page.evaluate(PASTE, [text])

    def active(self) -> tuple[str, str]:
        """The column and the text of the active cell."""
        found = self.page.locator(".tabulator-cell.is-active")
        return found.get_attribute("tabulator-field") or "", found.inner_text()

    def chosen(self) -> int:
        """How many cells are in the block on screen."""
        return self.page.locator(".tabulator-cell[aria-selected=true]").count()


def api(page: Page, path: str) -> Any:
    """An answer of the API to the person signed in."""
    return json.loads(page.evaluate("path => fetch(path).then(r => r.text())", f"/api/v1/{path}"))


def make(page: Page, register: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """New records through the API, as the person signed in; their identities."""
    script = """async ([path, rows]) => {
        const token = document.cookie.match(/csrf\\w*=(\\w+)/)[1];
        const answer = await fetch(path, {
            method: 'POST',
            body: JSON.stringify({rows: rows.map(changes => ({changes}))}),
            headers: {'Content-Type': 'application/json', 'X-CSRFToken': token},
        });
        return answer.text();
    }"""
    answer = json.loads(page.evaluate(script, [f"/api/v1/{register}/bulk/", rows]))
    return answer["results"]


def tell(page: Page, address: str, values: dict[str, Any]) -> None:
    """Send values to an address of a record's API, with the version that it has now."""
    script = """async ([path, record, values]) => {
        const token = document.cookie.match(/csrf\\w*=(\\w+)/)[1];
        const tag = (await fetch(record)).headers.get('ETag');
        const answer = await fetch(path, {
            method: 'POST',
            body: JSON.stringify(values),
            headers: {'Content-Type': 'application/json', 'X-CSRFToken': token, 'If-Match': tag},
        });
        if (!answer.ok) throw new Error(await answer.text());
    }"""
    register, uid, _word = address.split("/", maxsplit=2)
    page.evaluate(script, [f"/api/v1/{address}", f"/api/v1/{register}/{uid}/", values])


def change(page: Page, register: str, uid: str, values: dict[str, Any]) -> None:
    """Change a record behind the grid's back, as the person signed in to ``page``."""
    script = """async ([path, values]) => {
        const token = document.cookie.match(/csrf\\w*=(\\w+)/)[1];
        const row = await (await fetch(path)).json();
        const answer = await fetch(path, {
            method: 'PATCH',
            body: JSON.stringify({...values, version: row.version}),
            headers: {'Content-Type': 'application/json', 'X-CSRFToken': token},
        });
        if (!answer.ok) throw new Error(await answer.text());
    }"""
    page.evaluate(script, [f"/api/v1/{register}/{uid}/", values])
