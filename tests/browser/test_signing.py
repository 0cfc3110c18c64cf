"""An SLA's next edition: drafted, negotiated, signed by the owner, and by link in another browser."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.browser.looking import PHONE, sideways

OWNER = "Service owner"
SENT = "SELECT body FROM core_outboxmessage WHERE dedup_key LIKE 'signing-link%' ORDER BY id DESC"


def link_in_the_mail(site):
    with sqlite3.connect(site.var / "db.sqlite3") as database:
        ((body,), *_rest) = database.execute(SENT).fetchall()
    return re.search(r"https?://[^/\s]+(/sign/\S+)", body).group(1)


def signed_by_link(site, visitor, says=""):
    """Whoever got the mail reads on a phone and signs, without an account."""
    phone = visitor(size=PHONE)
    phone.goto(link_in_the_mail(site))
    expect(phone.locator("main")).to_contain_text(says)
    assert sideways(phone) <= 0
    phone.get_by_role("button", name="Sign", exact=True).click()
    expect(phone.get_by_role("heading", name="Signed")).to_be_visible()


def test_an_edition_is_agreed_by_two_browsers(site, visitor):
    page = visitor(OWNER)
    page.goto("/slas/?q=SLA-001&layout=list")
    page.get_by_role("link", name=re.compile("^SLA-001")).first.click()
    page.goto(page.url + "next/")
    page.get_by_role("button", name="Draft the next edition").click()
    expect(page.get_by_text("was drafted. Change it")).to_be_visible()
    sla = page.url
    page.goto(sla + "edit/")
    page.locator("#id_change_reference").fill("CHG-2026-0200")
    page.locator("#id_impact").fill("None.")
    page.locator("#id_effective_from").fill(datetime.now(UTC).date().isoformat())
    page.locator("#id_targets").fill("85 % of calls answered within 30 s.")
    page.get_by_role("button", name="Save").click()
    page.goto(sla + "edit/")
    page.locator("#id_state").select_option("negotiating")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Your password").fill(site.people[OWNER][1])
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Still to sign: the customer’s representative")).to_be_visible()
    page.get_by_role("link", name="Send a link to sign").first.click()
    page.get_by_label(re.compile("Petra Lindner")).check()
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("Link sent to Petra Lindner")).to_be_visible()

    signed_by_link(site, visitor, says="85 % of calls answered within 30 s.")
    page.reload()
    expect(page.locator(".head-line .tone")).to_have_text("Agreed")
    page.goto(sla + "edit/")
    page.locator("#id_targets").fill("Less.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#problems")).to_contain_text("was signed and never changes")
