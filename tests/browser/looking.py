"""Looking at a page as axe, a ruler and people with a camera do."""

from __future__ import annotations

import json
import os
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What the other theme can change about a page that all rules have looked at.
COLOURS = ["color-contrast", "link-in-text-block"]
#: What passes is not asked for, and no rule among these reads style sheets a second time.
ASK = """runOnly => axe.run(document, {runOnly, resultTypes: ['violations'], preload: false})
  .then(found => JSON.stringify(found.violations))"""
#: A folder for pictures of every page, for people to look at: SCREENSHOTS=var/screenshots.
PICTURES = os.environ.get("SCREENSHOTS", "")


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, when somebody wants to look."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds, as sentences."""
    # The page's policy allows no foreign script; the tool's own world is not the page's.
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(ASK, rules)
    return [
        f"{each['id']}: {each['help']}: {node['html'][:160]}"
        for each in json.loads(found)
        for node in each["nodes"][:3]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def shine(page: Page, scheme: str) -> None:
    """Turn the system's light on or off; the page follows."""
    page.emulate_media(color_scheme=scheme)
    page.locator(f"html[data-bs-theme={scheme}]").wait_for(state="attached")
