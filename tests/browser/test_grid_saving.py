"""What may go wrong while saving: somebody else, no connection, no session; nothing typed is lost."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in
from tests.browser.sheet import Sheet, api, change, make

MANAGER, OTHER = "Service manager", "Administrator"
COLUMNS = "column=reference&column=name&column=job_title&column=organisation"


@pytest.fixture
def people(visitor):
    """A grid of two persons that only this test has."""
    page = visitor(MANAGER)
    page.goto("/persons/")
    word = f"Q{uuid4().hex[:8]}"
    rows = [{"name": f"{name} {word}", "job_title": "Clerk"} for name in ("Ada", "Bo")]
    page.made = make(page, "persons", rows)
    page.address = f"/persons/?q={word}&{COLUMNS}"
    return Sheet(page).open(page.address)


def stored(sheet, number=0):
    """A record as the server has it."""
    return api(sheet.page, f"persons/{sheet.page.made[number]['uid']}/")


def changed_by_other(people, visitor, **values):
    """Somebody else changes the first person."""
    other = visitor(OTHER)
    other.goto("/persons/")
    change(other, "persons", people.page.made[0]["uid"], values)


def test_a_cell_that_somebody_changed_meanwhile_shows_both_values_and_asks(people, visitor):
    changed_by_other(people, visitor, job_title="Theirs")
    people.choose("Ada", "job_title")
    people.type("Mine")
    dialog = people.page.locator("dialog[open]")
    expect(dialog).to_contain_text("Mine")
    expect(dialog).to_contain_text("Theirs")
    dialog.get_by_label("My value").check()
    dialog.get_by_role("button", name="Save this choice").click()
    people.saved()
    assert stored(people)["job_title"] == "Mine"
    assert stored(people)["version"] == 3


def test_several_values_that_somebody_changed_meanwhile_are_both_shown_in_words(visitor):
    page = visitor(OTHER)
    sheet = Sheet(page).open("/users/?q=okafor")
    uid = api(page, "users/?q=okafor")["results"][0]["uid"]
    change(page, "users", uid, {"roles": ["auditor", "service_owner"]})
    sheet.choose("Okafor", "roles")
    sheet.paste("Service owner, Supplier manager")
    sides = page.locator("dialog[open] .side-version")
    expect(sides.nth(0)).to_contain_text("Service owner, Supplier manager")
    expect(sides.nth(1)).to_contain_text("Auditor, Service owner")
    page.get_by_role("button", name="Save this choice").click()
    sheet.saved()
    expect(sheet.cell("Okafor", "roles")).to_have_text("Auditor, Service owner")
    change(page, "users", uid, {"roles": ["service_owner"]})


def test_their_value_stays_when_the_reader_says_so(people, visitor):
    changed_by_other(people, visitor, job_title="Theirs")
    people.choose("Ada", "job_title")
    people.type("Mine")
    people.page.get_by_role("button", name="Save this choice").click()
    people.saved()
    expect(people.cell("Ada", "job_title")).to_have_text("Theirs")
    assert stored(people)["version"] == 2


def test_another_cell_of_the_same_row_is_no_conflict(people, visitor):
    changed_by_other(people, visitor, organisation="Theirs")
    people.choose("Ada", "job_title")
    people.type("Mine")
    people.saved()
    expect(people.cell("Ada", "organisation")).to_have_text("Theirs")
    assert (stored(people)["job_title"], stored(people)["organisation"]) == ("Mine", "Theirs")


@pytest.fixture
def dropped(errors):
    """Lost connections are what the test is about: the browser's remarks on them are no errors."""
    yield
    errors[:] = [error for error in errors if not re.search("ERR_(INTERNET|FAILED)", error)]


def test_without_a_connection_cells_wait_and_are_saved_when_it_is_back(people, dropped):
    people.page.context.set_offline(True)
    people.choose("Ada", "job_title")
    people.type("Written offline")
    expect(people.state).to_have_attribute("data-state", "away")
    expect(people.state).to_contain_text("No connection")
    expect(people.cell("Ada", "job_title")).to_have_class("tabulator-cell is-unsaved")
    people.page.context.set_offline(False)
    people.saved()
    assert stored(people)["job_title"] == "Written offline"


def test_an_answer_that_got_lost_is_no_second_change(people, dropped):
    page, lost = people.page, []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/bulk/**", lose)
    people.choose("Ada", "job_title")
    people.type("Once")
    expect(people.state).to_have_attribute("data-state", "away")
    page.get_by_role("button", name="Try again").click()
    people.saved()
    assert lost[0].status == 200
    assert (stored(people)["job_title"], stored(people)["version"]) == ("Once", 2)


def test_unsaved_cells_survive_a_reload_and_leaving_asks_first(people, dropped):
    page, asked = people.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route("**/bulk/**", lambda route: route.abort())
    people.choose("Ada", "job_title")
    people.type("Before the reload")
    expect(people.state).to_have_attribute("data-state", "away")
    page.reload()
    people.wait()
    assert asked == ["beforeunload"]
    expect(people.cell("Ada", "job_title")).to_have_text("Before the reload")
    page.unroute("**/bulk/**")
    page.get_by_role("button", name="Try again").click()
    people.saved()
    assert stored(people)["job_title"] == "Before the reload"


def test_signed_out_cells_are_kept_until_one_signs_in_again(people, visitor):
    page = people.page
    cookies = page.context.cookies()
    page.context.clear_cookies()
    people.choose("Ada", "job_title")
    people.type("Still here")
    expect(people.state).to_have_attribute("data-state", "signed-out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.context.add_cookies(cookies)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    people.saved()
    assert stored(people)["job_title"] == "Still here"


def test_signing_out_forgets_what_was_not_saved(visitor, site):
    page = visitor()
    sign_in(page, *site.people["Auditor"])
    page.evaluate("localStorage.setItem('sms-grid:somebody:persons', '{}')")
    page.locator("summary", has_text="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/**")
    assert page.evaluate("localStorage.getItem('sms-grid:somebody:persons')") is None
