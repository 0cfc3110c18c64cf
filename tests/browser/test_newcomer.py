"""A newcomer's way: import, conflict, history, the past, a bundle, and what tampering does."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.site import ROOT, Site

FIXTURES = ROOT / "tests" / "fixtures"
VERIFIER = ROOT / "evidence" / "verifier" / "verify.py"
MANAGER = "Service manager"


def bring(page: Page, register: str, file: str) -> None:
    """Import a file through the screens, letting it create what it names and nobody knows."""
    page.goto(f"/{register}/import/")
    page.get_by_label("Spreadsheet").set_input_files(FIXTURES / file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Nothing has been written yet.")).to_be_visible()
    create = page.locator("input[name=create_missing]")
    if create.count() and not create.is_checked():
        create.check()
        page.locator("form:has(input[name=create_missing]) button[type=submit]").first.click()
    page.get_by_role("button", name=re.compile("^Import [0-9]+ row")).click()
    expect(page.get_by_text("The import is done")).to_be_visible()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_both_layouts_come_in(visitor, kind):
    page = visitor("Administrator")
    for register, file in (
        ("services", f"service-portfolio-register.{kind}"),
        ("suppliers", f"supplier-management-register.{kind}"),
    ):
        if kind == "csv":
            bring(page, register, file)
        else:
            # The same rows again: everything is known already.
            page.goto(f"/{register}/import/")
            page.get_by_label("Spreadsheet").set_input_files(FIXTURES / file)
            page.get_by_role("button", name="Look at it").click()
            expect(
                page.get_by_text("Everything in this file is in the register already.")
            ).to_be_visible()


def open_service(page: Page, name: str) -> None:
    """Find a service by searching the list, and open it."""
    page.goto("/services/")
    page.get_by_label("Search in Services").fill(name)
    page.locator("#register-area").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_two_browsers_change_one_service_and_the_second_decides(visitor):
    mine, theirs = visitor(MANAGER), visitor("Administrator")
    for page in (mine, theirs):
        open_service(page, "E-Mail")
        page.get_by_role("link", name="Edit", exact=True).click()
    theirs.get_by_label("Service hours").fill("Around the clock")
    theirs.get_by_label("Reason for this change").fill("Asked for by the hospital")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_text("was saved.")).to_be_visible()
    mine.get_by_label("Service hours").fill("Weekdays only")
    mine.get_by_label("Support channels").fill("Only by letter")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Around the clock")).to_be_visible()
    expect(mine.get_by_text("Weekdays only")).to_be_visible()
    mine.locator("input[name=choose-service_hours][value=theirs]").check()
    mine.get_by_role("button", name="Save this choice").click()
    expect(mine.get_by_text("was saved.")).to_be_visible()
    main = mine.locator("main")
    expect(main).to_contain_text("Around the clock")
    expect(main).to_contain_text("Only by letter")
    expect(main).not_to_contain_text("Weekdays only")
    mine.get_by_role("link", name="History").first.click()
    expect(mine.locator("main")).to_contain_text("Asked for by the hospital")
    expect(mine.locator("main")).to_contain_text("Only by letter")


def test_the_list_and_a_record_as_they_stood_last_spring(visitor):
    page = visitor("Auditor")
    page.goto("/services/")
    now = set(page.locator("#register-area tbody tr").all_inner_texts())
    page.get_by_text("As of", exact=True).click()
    spring = (timezone.localdate() - timedelta(days=420)).isoformat()
    page.get_by_label("As it stood at the end of").fill(spring)
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_text("read only.")).to_be_visible()
    then = set(page.locator("#register-area tbody tr").all_inner_texts())
    assert then
    assert then != now
    page.locator("#register-area tbody a").first.click()
    expect(page.get_by_text("read only.")).to_be_visible()
    assert f"as_of={spring}" in page.url
    assert page.get_by_role("link", name="Edit", exact=True).count() == 0


@pytest.fixture(scope="module")
def taken(tmp_path_factory) -> Path:
    """Where the bundle and the key go."""
    return tmp_path_factory.mktemp("taken")


def test_a_bundle_is_made_on_screen_and_taken(visitor, taken):
    page = visitor("Auditor")
    page.goto("/bundles/")
    page.get_by_label("Clause").select_option("8.2")
    page.get_by_role("button", name="Make bundle").click()
    # The page renews itself while the worker writes the bundle.
    download = page.get_by_role("link", name=re.compile(r"\.zip$"))
    expect(download).to_be_visible(timeout=120_000)
    with page.expect_download() as taking:
        download.click()
    taking.value.save_as(taken / "bundle.zip")
    with page.expect_download() as taking:
        page.get_by_role("link", name="As a file").click()
    taking.value.save_as(taken / "key.txt")


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )


def check(bundle: Path, key: Path) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a stranger would."""
    return run(sys.executable, "-I", "-S", VERIFIER, bundle, "--public-key", key)


def test_standard_tools_verify_the_bundle(taken):
    done = check(taken / "bundle.zip", taken / "key.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(taken / "bundle.zip") as archive:
        archive.extractall(taken / "open")
    bag = next((taken / "open").iterdir())
    assert run(sys.executable, "-m", "bagit", "--validate", bag).returncode == 0
    done = run("sha256sum", "--quiet", "-c", "manifest-sha256.txt", cwd=bag)
    assert done.returncode == 0, done.stdout
    own = run(sys.executable, "-I", "-S", bag / "verify.py", bag, "--public-key", taken / "key.txt")
    assert own.returncode == 0, own.stdout + own.stderr


def test_one_flipped_byte_in_the_bundle_is_found(taken):
    bag = next((taken / "open").iterdir())
    victim = next(bag.rglob("services.csv"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    assert check(bag, taken / "key.txt").returncode == 1
    assert run(sys.executable, "-m", "bagit", "--validate", bag).returncode != 0
    assert run("sha256sum", "-c", "manifest-sha256.txt", cwd=bag).returncode != 0


def test_one_flipped_byte_in_the_database_file_is_found(site: Site, tmp_path):
    done = site.manage("verify")
    assert done.returncode == 0, done.stdout + done.stderr
    copy = tmp_path / "db.sqlite3"
    with sqlite3.connect(site.var / "db.sqlite3") as whole, sqlite3.connect(copy) as database:
        whole.backup(database)
    (tmp_path / "keys").symlink_to(site.var / "keys")
    (tmp_path / "files").symlink_to(site.var / "files")
    assert site.manage("verify", var=tmp_path).returncode == 0
    content = bytearray(copy.read_bytes())
    place = content.index(b"Only by letter")
    content[place] ^= 0x20
    copy.write_bytes(content)
    done = site.manage("verify", var=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "The services row SVC-" in done.stdout
