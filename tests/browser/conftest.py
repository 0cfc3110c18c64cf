"""One site and one browser for all browser tests; every page is watched for errors."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portfolio.views.registers import Services
from tests.browser.site import Site

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run",
]  # fmt: skip
PATIENCE = 15_000  # milliseconds
HOME = re.compile(r":[0-9]+/$")
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The running site. BROWSER_SITE=FOLDER:PORT takes one that runs already, for looking around.

    Its output must lie in FOLDER/said.txt, because the passwords stand in it.
    """
    folder, _, port = os.environ.get("BROWSER_SITE", "").rpartition(":")
    if port:
        found = Site(Path(folder), int(port))
        found.read_people(Path(folder) / "said.txt")
        yield found
        return
    found = Site(tmp_path_factory.mktemp("site"))
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_ins(site: Site, chromium: Browser) -> Callable[[str], Any]:
    """Signs somebody in once; later contexts take the cookies over."""
    known: dict[str, Any] = {}

    def state(role: str) -> Any:
        if role not in known:
            context = chromium.new_context(base_url=site.address)
            sign_in(context.new_page(), *site.people[role])
            known[role] = context.storage_state()
            context.close()
        return known[role]

    return state


def sign_in(page: Page, mail: str, password: str) -> None:
    """Sign in as people do."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(mail)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(HOME)


@pytest.fixture
def errors() -> list[str]:
    """What went wrong on any page of the test: console errors, exceptions, CSP, broken files."""
    return []


#: The columns of the services that a register begins with.
USUAL = "&".join(f"column={name}" for name in Services.columns)


@pytest.fixture
def visitor(
    site: Site, chromium: Browser, sign_ins: Callable[[str], Any], errors: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens a browser window of somebody; afterwards nothing may have gone wrong in any."""
    contexts: list[BrowserContext] = []

    def window(role: str = "", *, size: dict[str, int] | None = None, **more: Any) -> Page:
        state = sign_ins(role) if role else None
        context = chromium.new_context(
            base_url=site.address,
            storage_state=state,
            viewport=size or DESKTOP,
            locale="en-GB",
            reduced_motion="reduce",  # colours are measured, not on their way
            **more,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, errors)
        return page

    yield window
    for context in contexts:
        if hasattr(context, "as_grid"):  # remembered for its user: back to the usual ones
            context.request.get("/persons/?layout=list")
            context.request.get(f"/services/?{USUAL}")
        context.close()
    assert errors == []


def watch(page: Page, errors: list[str]) -> None:
    """Note everything that a browser complains about; an answer of 4xx asked for is no error."""

    def complain(message: Any) -> None:
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            errors.append(f"{page.url}: {message.text}")

    def failed(response: Any) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            errors.append(f"{page.url}: {response.url} answered {response.status}")

    page.on("console", complain)
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    page.on("response", failed)
