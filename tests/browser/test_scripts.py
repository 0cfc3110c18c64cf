"""Scripts that somebody wrote into texts stay texts, in a real browser; our tools are unchanged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from playwright.sync_api import expect

VENDOR = Path(__file__).parent / "vendor"
PAYLOAD = (
    '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    "</textarea><svg onload=window.hacked=1>"
)


def test_a_script_in_a_text_never_runs(visitor):
    page = visitor("Administrator")
    page.goto("/services/new/")
    page.locator("#id_name").fill(f"Inert {PAYLOAD}"[:190])
    page.locator("#id_description").fill(PAYLOAD)
    page.locator("#id_notes").fill(PAYLOAD)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("was created.")).to_be_visible()
    record = page.url
    columns = "?column=name&column=description&column=notes&q=Inert"
    for path in (
        record, f"{record}edit/", f"{record}history/", f"{record}versions/1/", f"{record}archive/",
        f"/services/{columns}", "/search/?q=Inert", "/", f"/services/?status={PAYLOAD}",
    ):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state()
        assert page.evaluate("window.hacked") is None, path


def test_the_description_of_the_api_opens_without_a_complaint(visitor):
    page = visitor()
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("link", name="/api/v1/actions/", exact=True).first).to_be_visible()


def test_vendored_tools_are_those_of_the_manifest():
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))
    for package in manifest["packages"]:
        for name, digest in package["files"].items():
            assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
