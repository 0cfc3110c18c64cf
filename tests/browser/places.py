"""Every page type of the site, with whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page

from evidence.demo.script import uid_of

ADMINISTRATOR = "Administrator"


def nothing(page: Page) -> None:
    """The page as it opens."""


def first_record(page: Page) -> None:
    """Go from the list to its first record."""
    link = page.locator("#register-area tbody a").first
    page.goto(link.get_attribute("href") or "")


def below(path: str) -> Callable[[Page], None]:
    """Go to a page below the first record."""

    def go(page: Page) -> None:
        first_record(page)
        page.goto(f"{page.url}{path}")

    return go


def showing(path: str) -> Callable[[Page], None]:
    """Go to a page below the first record that has one: of others it says that it is not their time."""

    def go(page: Page) -> None:
        links = page.locator("#register-area tbody a")
        found = links.evaluate_all("all => all.map(each => each.getAttribute('href'))")
        records = dict.fromkeys(each for each in found if each.startswith(urlsplit(page.url).path))
        pages = (f"{record}{path}" for record in records)
        open_ = next((each for each in pages if page.request.get(each).ok), None)
        assert open_, f"No record of {page.url} shows its page {path} to the reader."
        page.goto(open_)

    return go


def wrong(page: Page) -> None:
    """Send the form with a value that breaks a rule."""
    page.get_by_label("Reference").fill("R" * 70)
    page.get_by_role("button", name="Create").click()


def conflict(page: Page) -> None:
    """Save over somebody else: the second window of the same person saved first."""
    below("edit/")(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window, text in ((other, "theirs"), (page, "mine")):
        field = window.get_by_label("Support channels")
        field.fill(f"{text} {window.evaluate('Date.now()')}")
        window.get_by_role("button", name="Save").click()
        window.wait_for_load_state()
    other.close()


def preview(page: Page) -> None:
    """Look at what a small file would do: one new row, one faulty."""
    lines = "Name,Kind,Status\nA new customer,external,active\nAnother,nonsense,active\n"
    file = {"name": "customers.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    page.get_by_label("Spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/import/*-*/")


def view(page: Page) -> None:
    """Open a view and change it."""
    page.get_by_role("link", name="Supplier management register").click()
    page.wait_for_url("**view=**")
    page.goto(f"{page.url}&q=e")


def bulk_preview(page: Page) -> None:
    """Look at what a change of all active services would do; one new state is refused."""
    page.get_by_role("combobox", name="Status").select_option("retired")
    page.get_by_role("textbox", name="Service hours").fill("24/7")
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/bulk-edit/*-*/")


def through(words: str) -> Callable[[Page], None]:
    """Follow a link on the first record's page."""

    def go(page: Page) -> None:
        first_record(page)
        page.get_by_role("link", name=words).first.click()
        page.wait_for_load_state()

    return go


def bundle(page: Page) -> None:
    """Ask for a bundle and wait until it is there."""
    page.get_by_role("button", name="Make bundle").click()
    page.get_by_role("link", name=".zip").wait_for(timeout=120_000)


def unit(page: Page) -> None:
    """What one act wrote."""
    below("history/")(page)
    page.get_by_role("link", name="All that was written with it").first.click()
    page.wait_for_url("**/units/*-*/")


def undo(page: Page) -> None:
    """What taking it back would do."""
    unit(page)
    page.goto(f"{page.url}undo/")


def bundle_job(page: Page) -> None:
    """The job behind a bundle."""
    bundle(page)
    page.goto("/jobs/")
    page.locator("ul.rows a").first.click()
    page.wait_for_url("**/jobs/*-*/")


@dataclass(frozen=True)
class Place:
    """A page type: its address, who looks, and what is done after opening it.

    ``of`` names the address that one ends at, where it is not that of ``path``.
    """

    name: str
    path: str
    role: str = ADMINISTRATOR
    then: Callable[[Page], None] = nothing
    of: str = ""

    def __post_init__(self) -> None:
        """Whoever says no name means the one of the address."""
        if not self.of and self.then is nothing:
            object.__setattr__(self, "of", resolve(urlsplit(self.path).path).url_name)

    def open(self, page: Page) -> None:
        """Go there."""
        page.goto(self.path)
        self.then(page)
        page.wait_for_load_state()


PLACES = [
    Place("sign-in", "/account/login/", ""),
    Place("forgotten", "/account/password/reset/", ""),
    Place("home", "/"),
    Place("home-of-a-customer", "/", "Customer representative"),
    Place("home-of-a-reader", "/", "Catalogue reader"),
    Place("home-of-an-owner", "/", "Service owner"),
    Place("home-of-an-auditor", "/", "Auditor"),
    Place("conformity", "/conformity/", "Auditor"),
    Place("changes", "/changes/", "Auditor"),
    Place("questions", "/questions/", "Auditor"),
    Place("signers", "/signers/", "Auditor"),
    Place("proof-relationships", "/proof/relationships/", "Auditor"),
    Place("list-of-a-broken-rule", "/services/?only=service-owner", "Service manager"),
    Place("search", "/search/?q=e"),
    Place("profile", "/me/"),
    Place("preferences", "/me/preferences/"),
    Place("design", "/design/"),
    Place("tokens", "/me/tokens/"),
    Place("second-factor", "/account/2fa/"),
    Place("list", "/services/"),
    Place("list-filtered", "/services/?status=active&q=e"),
    Place("catalogue-access", "/catalogue-accesses/?layout=list", then=first_record),
    Place("list-of-a-customer", "/services/", "Customer representative"),
    Place("list-empty", "/services/?q=zzzzzz"),
    Place("list-past", "/services/?as_of=2025-09-30", "Auditor"),
    Place("list-wide", "/agreements/"),
    Place("list-of-actions", "/actions/"),
    Place(
        "contested-figures-withdraw",
        "/contested-figures/",
        "Customer representative",
        showing("withdraw/"),
        of="contested-figures-withdraw",
    ),
    Place(
        "report-of-the-system",
        f"/service-reports/?definition={uid_of('report:system')}",
        "Auditor",
        first_record,
    ),
    Place("list-of-users", "/users/"),
    Place("list-in-a-view", "/suppliers/", then=view),
    Place("view-new", "/services/views/new/?status=active"),
    Place("bulk", "/services/bulk-edit/?criticality=high"),
    Place("bulk-preview", "/services/bulk-edit/?criticality=high", then=bulk_preview),
    Place("notifications", "/notifications/"),
    Place("how-i-am-told", "/me/notifications/"),
    Place("record", "/services/", then=first_record),
    Place("record-of-a-supplier", "/suppliers/", then=first_record),
    Place("record-of-a-customer", "/customers/", then=first_record),
    Place("record-of-a-document", "/documents/", then=first_record),
    Place("record-of-a-user", "/users/", then=first_record),
    Place("dependencies", "/services/", then=below("picture/"), of="services-picture"),
    Place("history", "/services/", then=below("history/")),
    Place("version", "/services/", then=below("versions/1/")),
    Place("create", "/services/new/"),
    Place("create-wrong", "/services/new/", then=wrong),
    Place("edit", "/services/", then=below("edit/")),
    Place("conflict", "/services/", then=conflict),
    Place("archive", "/services/", then=below("archive/")),
    Place("import", "/services/import/"),
    Place("invite", "/users/new/"),
    Place("import-preview", "/customers/import/", then=preview),
    Place("attach", "/customers/", then=through("Attach"), of="documents-attach"),
    Place("log", "/customers/", then=below("log/"), of="customers-log"),
    Place(
        "new-version-of-a-file", "/documents/", then=through("New version"), of="documents-upload"
    ),
    Place("change-password", "/account/password/change/"),
    Place("undelivered", "/outbox/"),
    Place("bundles", "/bundles/", "Auditor"),
    Place("bundle", "/bundles/", "Service manager", then=bundle, of="bundles-detail"),
    Place("jobs", "/jobs/", "Auditor"),
    Place("job", "/bundles/", "Service manager", then=bundle_job, of="jobs-detail"),
    Place("unit", "/services/", then=unit, of="units-detail"),
    Place("undo", "/services/", then=undo, of="units-undo"),
    Place("not-found", "/services/00000000-0000-0000-0000-000000000000/"),
    Place("refused", "/users/", "Customer representative"),
    Place("bad-address", "/services/?status=nonsense"),
    Place("problems", "/problems/", ""),
]
