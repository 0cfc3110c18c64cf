"""Columns and rows: order, filters, widths, freezing, many records, a phone, readers of every kind."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.sheet import Sheet, make
from tests.browser.test_pages import PHONE, picture, shine, sideways, violations

MANAGER = "Service manager"


@pytest.fixture
def services(visitor):
    """The services as a grid."""
    return Sheet(visitor(MANAGER)).open("/services/")


def column(sheet, name, entry):
    """Choose an entry of a column's menu."""
    sheet.page.locator(f".tabulator-col[tabulator-field='{name}'] .sheet-menu").click()
    sheet.page.locator(".sheet-popup").get_by_role("button", name=entry, exact=True).click()


def texts(sheet, name):
    """What a column says, from the top."""
    return sheet.page.locator(f".tabulator-row [tabulator-field='{name}']").all_inner_texts()


def heads(sheet):
    """The columns from left to right."""
    found = sheet.page.locator(".tabulator-col[tabulator-field]")
    return [head.get_attribute("tabulator-field") for head in found.all()][1:]


def test_columns_sort_one_after_the_other_and_the_address_says_so(services):
    page = services.page
    page.locator(".sheet-sort", has_text="Status").click()
    page.wait_for_url("**sort=status**")
    services.wait()
    page.locator(".sheet-sort", has_text="Name").click(modifiers=["Shift"])
    page.wait_for_url("**sort=status%2Cname**")
    services.wait()
    pairs = list(zip(texts(services, "status"), texts(services, "name"), strict=True))
    active = [name for status, name in pairs if status == "Active"]
    assert len(active) > 2
    assert active == sorted(active)
    page.reload()
    services.wait()
    assert list(zip(texts(services, "status"), texts(services, "name"), strict=True)) == pairs


def test_a_column_is_filtered_from_its_head(services):
    page = services.page
    page.locator(".tabulator-col[tabulator-field='name'] .sheet-menu").click()
    page.locator(".sheet-popup").get_by_label("Name").fill("mail")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=mail**")
    services.wait()
    names = [name for name in texts(services, "name") if name]
    assert names
    assert all("mail" in name.lower() for name in names)
    expect(page.locator(".chip")).to_contain_text("mail")


def test_columns_are_hidden_moved_widened_and_frozen_without_a_mouse(services):
    page = services.page
    states = []
    page.expose_function("told", lambda text: states.append(json.loads(text)))
    page.evaluate(
        "document.addEventListener('grid:state', e => window.told(JSON.stringify(e.detail)))"
    )
    services.choose("Telephony", "name")
    services.keys("Alt+ArrowDown")
    page.get_by_role("button", name="Move right", exact=True).press("Enter")
    assert heads(services)[1:3] == ["status", "name"]
    assert "column=status&column=name" in page.url
    before = page.locator(".tabulator-col[tabulator-field='name']").bounding_box()["width"]
    column(services, "name", "Wider")
    after = page.locator(".tabulator-col[tabulator-field='name']").bounding_box()["width"]
    assert after == before + 48
    column(services, "status", "Freeze up to here")
    assert states[-1] == {"widths": {"name": after}, "frozen": ["reference", "status"]}
    column(services, "owner", "Hide this column")
    services.wait()
    assert "owner" not in heads(services)


def test_a_saved_view_keeps_its_widths_and_its_order(services):
    page = services.page
    token = "document.cookie.match(/csrf\\w*=(\\w+)/)[1]"
    body = {"register": "services", "name": f"Mine {uuid4().hex[:6]}", "layout": "grid"}
    body["params"] = {"column": ["reference", "name", "status"], "sort": ["status,-name"]}
    uid = page.evaluate(
        f"""body => fetch('/api/v1/views/', {{method: 'POST', body: JSON.stringify(body), headers:
        {{'Content-Type': 'application/json', 'X-CSRFToken': {token}}}}}).then(r => r.json())""",
        body,
    )["uid"]
    page.goto(f"/services/?view={uid}")
    services.wait()
    assert heads(services) == ["reference", "name", "status"]
    head = page.locator(".tabulator-col[tabulator-field='name']")
    before = head.bounding_box()["width"]
    with page.expect_response(f"**/api/v1/views/{uid}/"):
        column(services, "name", "Wider")
    page.evaluate("localStorage.clear()")
    page.reload()
    services.wait()
    assert head.bounding_box()["width"] == before + 48
    expect(page.locator(".sheet-rank")).to_have_text(["2", "1"])
    column(services, "name", "Sort upward")
    page.wait_for_url(f"**view={uid}**edited=yes**")
    services.wait()
    assert heads(services) == ["reference", "name", "status"]


def test_many_records_are_read_in_blocks_and_the_end_is_one_request_away(visitor):
    page = visitor(MANAGER)
    page.goto("/persons/")
    word = f"Q{uuid4().hex[:8]}"
    make(page, "persons", [{"name": f"{word} {number:04}"} for number in range(1230)])
    sent = []
    page.on("response", lambda got: sent.append(got) if "/api/v1/persons/?" in got.url else None)
    sheet = Sheet(page).open(f"/persons/?q={word}&sort=name&column=name&column=organisation")
    assert len(sent) == 1
    expect(page.locator("[data-grid-count]")).to_contain_text("1,230")
    sheet.choose("0000", "name")
    sheet.keys("Control+End")
    expect(sheet.row("1229")).to_be_visible()
    assert len(sent) == 2
    assert sheet.active() == ("name", f"{word} 1229")
    for _ in range(14):
        sheet.keys("PageUp")
        page.wait_for_timeout(60)
    assert 2 < len(sent) < 8
    assert page.locator(".tabulator-row").count() < 150
    top = int(sheet.active()[1].split()[-1])
    assert 800 < top < 1200
    sheet.keys("Control+Home")
    expect(sheet.row("0000")).to_be_visible()
    assert all(len(got.body()) < 60_000 for got in sent)


def test_the_grid_scrolls_in_its_own_region_on_a_phone(services):
    page = services.page
    page.set_viewport_size(PHONE)
    page.reload()
    services.wait()
    assert sideways(page) <= 0
    assert page.evaluate(
        "(e => e.scrollWidth > e.clientWidth)(document.querySelector('.tabulator-tableholder'))"
    )
    services.choose("Telephony", "name")
    services.keys("F2")
    expect(page.locator(".sheet-input")).to_be_focused()
    services.keys("Escape")
    picture(page, "grid-phone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_grid_is_accessible(services, scheme):
    page = services.page
    shine(page, scheme)
    services.choose("Telephony", "name")
    assert violations(page) == []
    services.keys("F2")
    assert violations(page) == []
    services.keys("Escape", "F1")
    assert violations(page) == []
    services.keys("Escape")
    page.locator(".tabulator-col[tabulator-field='status'] .sheet-menu").click()
    assert violations(page) == []
    picture(page, f"grid-menu-{scheme}")


def test_without_scripts_the_list_stands_there(visitor):
    page = visitor("Auditor", java_script_enabled=False)
    page.goto("/services/?layout=grid")
    expect(page.get_by_role("link", name="Telephony (PBX)")).to_be_visible()
    page.goto("/services/?layout=list")
