"""`python -m tests.browser.retake`: the pictures of README and docs anew, from the demo."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, sign_in
from tests.browser.site import ROOT, Site

DOCS = ROOT / "docs"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
#: Name → who looks, at which list, below its first record or nothing, size, theme.
PICTURES = {
    "screenshot": ("Service manager", "/services/?layout=grid", None, DESKTOP, "light"),
    "screenshot-home": ("Service owner", "/", None, DESKTOP, "light"),
    "screenshot-dependencies": ("Service manager", "/services/?layout=list", "picture/", DESKTOP, "dark"),
    "screenshot-kept": (
        "Service manager", "/services/?q=Hospital&layout=list", "underpinning/", DESKTOP, "light",
    ),
    "screenshot-phone": ("Service owner", "/", None, PHONE, "light"),
}  # fmt: skip


def main() -> int:
    """Take all pictures; BROWSER_SITE=FOLDER:PORT takes them from a site that runs already."""
    folder, _, port = os.environ.get("BROWSER_SITE", "").rpartition(":")
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        site = Site(Path(folder or made), int(port)) if port else Site(Path(made))
        if port:
            site.read_people(Path(folder) / "said.txt")
        else:
            site.start()
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            for name in PICTURES:
                take(browser, site, name)
        finally:
            browser.close()
            if not port:
                site.stop()
    return 0


def take(browser: Browser, site: Site, name: str) -> None:
    """One picture."""
    role, path, below, size, scheme = PICTURES[name]
    context = browser.new_context(
        base_url=site.address, viewport=size, color_scheme=scheme, locale="en-GB",
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, *site.people[role])
    end_tour(page)
    page.goto(path)
    if below:
        page.goto(page.locator("#register-area tbody a").first.get_attribute("href") or "")
        page.goto(f"{page.url}{below}")
    if "grid" in path:
        page.locator("[data-grid][data-state=ready]").wait_for()
    page.screenshot(path=DOCS / f"{name}.png")
    if "grid" in path:
        page.goto("/services/?layout=list")
    context.close()


def end_tour(page: Page) -> None:
    """The tour would lie over everything."""
    skip = page.get_by_role("button", name="Skip", exact=True)
    if skip.count():
        with page.expect_response("**/me/tour/"):
            skip.first.click()


if __name__ == "__main__":
    sys.exit(main())
