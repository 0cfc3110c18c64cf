"""A service from the idea to its retirement, through the screens, to the bundle that shows all of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from types import SimpleNamespace

from playwright.sync_api import expect

from tests.browser.looking import PHONE, picture, sideways, violations
from tests.browser.sheet import api, change, make, tell
from tests.browser.test_signing import signed_by_link

MANAGER, OWNER = "Service manager", "Service owner"
TODAY = date.today()
#: The first day of the month thirteen months ago: the agreement began there.
BEGIN = (TODAY.replace(day=1) - timedelta(days=394)).replace(day=1)
WHY = "Reason for this change"
AVAILABILITY = [99.9, 99.8, None, 99.9, 99.7, 99.9, 98.2, 99.9, 99.9, 99.8, 99.9, 99.9]
METERS = [800, 810, None, 830, 840, 850, 860, 870, 880, 890, 900, 955]


def months():
    """The twelve months before this one."""
    last = TODAY.replace(day=1)
    found = []
    for _ in range(12):
        last = (last - timedelta(days=1)).replace(day=1)
        found.append(last)
    return found[::-1]


def proposed(page, owner):
    """An idea typed into the form and walked to its gate; its uid."""
    page.goto(f"/services/new/?owner={owner['uid']}")
    page.locator("#id_name").fill("Heat Meter Exchange")
    page.locator("#id_description").fill("Takes readings of heat meters.")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("was created")).to_be_visible()
    uid = page.url.rstrip("/").rpartition("/")[2]
    for state in ("design", "build", "transition"):
        change(page, "services", uid, {"status": state})
    return uid


def refused(page, service):
    """Going live is refused; each of the six lines leads to where it is mended."""
    page.goto(f"/services/{service}/edit/")
    page.locator("#id_status").select_option("active")
    page.get_by_label(WHY).fill("Go live")
    page.get_by_role("button", name="Save").click()
    lines = page.locator("#problems li a:not([href^='#'])")
    expect(lines).to_have_count(6)
    assert violations(page) == []
    picture(page, "case-refused")
    page.set_viewport_size(PHONE)
    assert sideways(page) <= 0
    picture(page, "case-refused-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    lines.filter(has_text="agreed on an SLA").click()
    expect(page.get_by_role("heading", name="New SLA")).to_be_visible()


def supplied(page, service, customer, speaker, subscription):
    """Five of the six, and the draft of the sixth; the SLA with its target and its workload."""
    component = api(page, "components/?page_size=1")["results"][0]["uid"]
    make(page, "dependencies", [{"service": service, "component": component}])
    make(page, "coverage", [{"representative": speaker["uid"], "subscription": subscription,
                             "covers_from": str(BEGIN)}])  # fmt: skip
    words = dict.fromkeys(("outcomes", "criteria", "tests", "responsibilities"), "Written down")
    make(page, "transition-plans", [{
        "service": service, "name": "Introduction", **words, "accepted_on": str(TODAY),
        "accepted_by": speaker["person"]["uid"], "conditions": "Minutes", "review_due": str(TODAY),
    }])  # fmt: skip
    [sla] = make(page, "slas", [{"service": service, "customer": customer, "targets": "99.5 %",
                                 "effective_from": str(BEGIN)}])  # fmt: skip
    [target] = make(page, "targets", [{"sla": sla["uid"], "name": "Availability", "value": "99.5"}])
    [load] = make(page, "workloads", [{"sla": sla["uid"], "name": "Meters", "limit": "1000",
                                       "alarm_at": "950", "unit": "devices"}])  # fmt: skip
    change(page, "slas", sla["uid"], {"state": "negotiating"})
    return SimpleNamespace(sla=sla["uid"], target=target, load=load)


def signed(page, site, visitor, sla):
    """The owner signs with the password and sends the customer a link, who signs in another browser."""
    page.goto(f"/slas/{sla}/")
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Your password").fill(site.people[OWNER][1])
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Send a link to sign").first.click()
    page.get_by_label(re.compile("Stefan Kunz")).check()
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("Link sent to Stefan Kunz")).to_be_visible()
    signed_by_link(site, visitor)
    page.goto(f"/slas/{sla}/")
    expect(page.locator(".head-line .tone")).to_have_text("Agreed")


def signed_again(page, site, visitor, sla, speaker):
    """The same for the next edition, the owner by API."""
    known = api(page, f"slas/{sla}/sign/")
    [[name]] = (each["may_sign"] for each in known["parties"] if each["party"] == "owner")
    tell(page, f"slas/{sla}/sign/", {
        "party": "owner", "content": known["content"], "name": name, "capacity": "Service owner",
        "password": site.people[OWNER][1],
    })  # fmt: skip
    to = speaker["person"]["reference"]
    tell(page, f"slas/{sla}/sign-link/", {"party": "customer", "signer": to})
    signed_by_link(site, visitor)


def live(page, service):
    """The gate is open now."""
    page.goto(f"/services/{service}/")
    page.get_by_role("link", name="Everything is there").click()
    page.locator("#id_status").select_option("active")
    page.get_by_label(WHY).fill("All is there")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".head-line .tone").first).to_have_text("Active")


def measured(page, made):
    """One file with twelve months: a miss, a gap, an alarm."""
    head = ["target", *(f"{month:%Y-%m}" for month in months())]
    rows = [(made.target["reference"], AVAILABILITY), (made.load["reference"], METERS)]
    lines = [
        ",".join([name, *("" if v is None else str(v) for v in values)]) for name, values in rows
    ]
    text = "\n".join([",".join(head), *lines, ""])
    page.goto("/measurements/import/")
    file = {"name": "meters.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Source").fill("Monitoring")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("22 values are ready")).to_be_visible()
    page.get_by_role("button", name="Record").click()
    [breach] = api(page, f"breaches/?target={made.target['uid']}")["results"]
    page.goto(f"/slas/{made.sla}/lights/")
    picture(page, "case-lights")
    return breach["uid"]


def reported(page, service, customer):
    """The last month's report, issued."""
    asked = {"name": "Meters", "service": service, "customer": customer, "starts_on": str(BEGIN)}
    [definition] = make(page, "report-definitions", [asked])
    due = {"definition": definition["uid"], "starts_on": str(months()[-1])}
    [report] = make(page, "service-reports", [due])
    page.goto(f"/service-reports/{report['uid']}/issue/")
    page.get_by_role("button", name="Issue").click()
    expect(page.locator(".head-line .tone").first).to_have_text("Issued")
    picture(page, "case-report")


def superseded(page, site, visitor, made, speaker):
    """Edition 2 is drafted from the first, changed, signed, and takes its place."""
    page.goto(f"/slas/{made.sla}/next/")
    page.get_by_role("button", name="Draft the next edition").click()
    expect(page.get_by_text("was drafted. Change it")).to_be_visible()
    after = page.url.rstrip("/").rpartition("/")[2]
    change(page, "slas", after, {"change_reference": "CHG-1", "impact": "None.",
                                 "effective_from": str(TODAY)})  # fmt: skip
    change(page, "slas", after, {"state": "negotiating"})
    signed_again(page, site, visitor, after, speaker)
    page.goto(f"/slas/{made.sla}/")
    expect(page.locator(".head-line .tone").first).to_have_text("Superseded")


def retired(page, service):
    """What ends is shown first, the checklist worked through, and then it ends."""
    page.goto(f"/services/{service}/retire/")
    expect(page.get_by_role("heading", name="Ends together with it")).to_be_visible()
    page.locator("#id_support_ends").fill(str(TODAY))
    page.get_by_label("Reason").fill("Everybody has moved")
    page.get_by_role("button", name="Begin the retirement").click()
    expect(page.get_by_role("heading", name="Still missing")).to_be_visible()
    picture(page, "case-retiring")
    steps = api(page, f"checklist-steps/?subject={service}")["results"]
    for step in steps:
        done = {"state": "done", "done_on": str(TODAY), "remark": "Minutes of today"}
        change(page, "checklist-steps", step["uid"], done)
    page.reload()
    page.get_by_label("Reason").fill("Switched off")
    page.get_by_role("button", name="Retire it now").click()
    expect(page.locator(".head-line .tone").first).to_have_text("Retired")
    picture(page, "case-retired")
    return len(steps)


def bundled(page, service, folder):
    """The bundle of that service, and the key, as they are taken away."""
    page.goto(f"/bundles/?clause=8&service={service}")
    page.get_by_role("button", name="Make bundle").click()
    link = page.get_by_role("link", name=re.compile(r"\.zip$"))
    expect(link).to_be_visible(timeout=60_000)
    key = page.get_by_role("link", name="As a file")
    for each, name in ((link, "bundle.zip"), (key, "key.txt")):
        with page.expect_download() as taking:
            each.click()
        taking.value.save_as(folder / name)
    with zipfile.ZipFile(folder / "bundle.zip") as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_an_idea_lives_as_a_service_until_its_retirement(site, visitor, tmp_path):
    boss, owner = visitor(MANAGER), visitor(OWNER)
    for page in (boss, owner):
        page.goto("/me/tokens/")
    customer = api(boss, "customers/?name=Stadtwerke%20Auental")["results"][0]["uid"]
    [speaker] = api(boss, f"representatives/?customer={customer}")["results"]
    [keeper] = api(boss, f"persons/?email={site.people[OWNER][0]}")["results"]
    service = proposed(boss, keeper)
    [received] = make(boss, "subscriptions", [{"service": service, "customer": customer,
                                               "starts_on": str(BEGIN)}])  # fmt: skip
    make(boss, "catalogue-entries", [{"service": service, "name": "Heat meters",
                                      "description": "Readings of your meters."}])  # fmt: skip
    refused(boss, service)
    made = supplied(boss, service, customer, speaker, received["uid"])
    signed(owner, site, visitor, made.sla)
    live(boss, service)
    breach = measured(owner, made)
    change(owner, "breaches", breach, {"cause": "A node failed.", "told_on": str(TODAY)})
    reported(owner, service, customer)
    superseded(owner, site, visitor, made, speaker)
    steps = retired(boss, service)

    files = bundled(boss, service, tmp_path)
    told = {name: json.loads(text)["rows"] for name, text in files.items()
            if name.startswith("data/registers/") and name.endswith(".json")}  # fmt: skip
    counts = {name.split("/")[2].removesuffix(".json"): len(rows) for name, rows in told.items()}
    expected = {"services": 1, "slas": 2, "targets": 2, "breaches": 1, "service-reports": 1,
                "transition-plans": 1, "catalogue-entries": 1, "checklist-steps": steps}  # fmt: skip
    assert {name: counts[name] for name in expected} == expected
    facts = {name.split("/")[2].removesuffix(".json"): json.loads(text)["rows"]
             for name, text in files.items()
             if name.startswith("data/facts/") and name.endswith(".json")}  # fmt: skip
    assert {name: len(facts[name]) for name in ("measurements", "signatures")} == {
        "measurements": 22, "signatures": 4,
    }  # fmt: skip
    (tmp_path / "verify.py").write_bytes(files["verify.py"])
    command = [sys.executable, "-I", "-S", "verify.py", "bundle.zip", "--public-key", "key.txt"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    sound = site.manage("verify")
    assert sound.returncode == 0, sound.stdout
