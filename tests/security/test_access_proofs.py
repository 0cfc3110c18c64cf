"""Who sees what: persona by surface, in one world, exactly as requirements.md gives it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.test import TestCase
from django.urls import reverse

from core.access.principals import today
from core.errors import Forbidden, Invalid
from evidence.bundles.scope import BundleRequest, resolve
from evidence.bundles.selection import select
from tests.api.caller import Caller
from tests.contract.ground import OTHER, OWN
from tests.evidence.world import attach, bundle
from tests.printing import reading
from tests.security import proofs
from tests.security.ground import browser
from tests.security.proofs import (
    CUSTOMERS_SEE,
    GONE,
    Told,
    sees,
)

#: Whom every register is tried with; the contract of each register tries the roles.
STRANGERS = ("representative", "stranger", "former", "coming", "other_manager")
EVERYBODY = (*STRANGERS, "service_owner", "auditor", "outsider", "catalogue_reader", *GONE)
OPEN, SHUT, GONE_FROM = {200}, {403, 404}, {302, 401}


@pytest.mark.pages
class TestAccess(TestCase):
    """Nothing here writes a record: one world serves every test."""

    ours: ClassVar[proofs.Ours]
    files: ClassVar[dict[str, str]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.ours = proofs.world()
        cls.files = {mark: cls.file_of(mark) for mark in (OWN, OTHER)}

    @classmethod
    def file_of(cls, mark: str) -> str:
        """The address of a file that belongs to the customer of a side."""
        name = f"{mark}.customers.-file"
        version = attach(cls.ours.rows[mark]["customers"], name, name.encode())
        return reverse("documents-download", args=[version.document.uid, version.number])

    def setUp(self) -> None:
        self.clients: dict[str, Any] = {}

    # --- asking ---------------------------------------------------------------------------

    def ask(self, persona: str, name: str, *args: Any, **query: Any) -> Told:
        """What an address tells the persona; never more than it may read."""
        if persona not in self.clients:
            user = None if persona == "anonymous" else self.ours.cast.users[persona]
            self.clients[persona] = browser(user)
        path = name if name[0] == "/" else reverse(name, args=args, query=query or None)
        response = self.clients[persona].get(path)
        told = Told.by(response)
        # Where somebody is sent to sign in, the address says where they wanted to go.
        judged = Told(302, told.text.replace(path, "")) if told.status == 302 else told
        assert judged.too_much(self.ours, persona) == [], (persona, path)
        return told

    def assert_rows(self, persona: str, register: str, name: str, **query: Any) -> None:
        """A list of a register holds the rows of those sides that the persona sees."""
        told, seen = self.ask(persona, name, **query), sees(persona, register)
        expected = GONE_FROM if persona in GONE else OPEN if seen else OPEN | SHUT
        assert told.status in expected, (persona, name, told.status)
        rows = self.ours.main(register)
        assert {mark for mark in rows if rows[mark] in told.uids()} == seen, (persona, name, query)

    def assert_opens(
        self, persona: str, register: str, name: str, *args: Any, **query: Any
    ) -> None:
        """An address of a record opens for those who see it."""
        for mark, uid in self.ours.main(register).items():
            told = self.ask(persona, name, uid, *args, **query)
            seen = mark in sees(persona, register)
            expected = OPEN if seen else GONE_FROM if persona in GONE else SHUT
            assert told.status in expected, (persona, name, mark, told.status)

    @property
    def registers(self) -> list[str]:
        """The names of all registers."""
        return list(self.ours.rows[OWN])

    # --- every register -------------------------------------------------------------------

    def test_the_api_lists_and_counts_for_everybody_their_rows(self):
        for register in self.registers:
            for persona in (*STRANGERS, "auditor", "expired_auditor"):
                self.assert_rows(persona, register, f"api:{register}-list", page_size=200)

    def test_lists_and_exports_hold_the_rows_of_whoever_asks(self):
        for register in self.registers:
            for persona in ("representative", "former"):
                self.assert_rows(persona, register, f"{register}-list")
                self.assert_rows(persona, register, f"{register}-export", format="csv")
            for persona in ("stranger", "other_manager"):
                self.assert_rows(persona, register, f"{register}-export", format="xlsx")

    def test_the_past_is_seen_by_those_who_see_the_record_today(self):
        day = today().isoformat()
        for register in set(self.registers) - {"users"}:
            for persona in ("stranger", "coming", "other_manager"):
                query = {"page_size": 200, "as_of": day}
                self.assert_rows(persona, register, f"api:{register}-list", **query)
            for persona in ("representative", "former"):
                self.assert_opens(persona, register, f"api:{register}-detail", as_of=day)

    def test_records_and_their_histories_open_for_those_who_see_them(self):
        for register in self.registers:
            for persona in ("stranger", "former", "expired_auditor"):
                self.assert_opens(persona, register, f"{register}-detail")
            for persona in ("representative", "coming", "other_manager"):
                self.assert_opens(persona, register, f"api:{register}-history")

    def test_whoever_may_read_a_catalogue_opens_no_register_and_no_record(self):
        for register in self.registers:
            for name in (f"{register}-list", f"api:{register}-list", f"{register}-export"):
                self.assert_rows("catalogue_reader", register, name)
            for name in (f"{register}-detail", f"{register}-history", f"api:{register}-detail"):
                self.assert_opens("catalogue_reader", register, name)

    # --- what is told of a customer ---------------------------------------------------------

    def test_everything_about_a_customer_is_for_those_who_see_the_customer(self):
        for persona in EVERYBODY:
            for name in ("customers-timeline", "customers-history"):
                self.assert_opens(persona, "customers", name)
            self.assert_opens(persona, "customers", "customers-version", 1)
            for name in ("slas-detail", "api:slas-sign", "api:slas-comments"):
                self.assert_opens(persona, "slas", name)

    def test_the_printed_brief_tells_no_more_than_the_page(self):
        for persona in ("representative", "stranger", "former", "other_manager", "expired_auditor"):
            for mark, uid in self.ours.main("customers").items():
                response = browser(self.ours.cast.users[persona]).get(
                    reverse("customers-brief", args=[uid])
                )
                seen = mark in sees(persona, "customers")
                assert (response.status_code == 200) == seen, (persona, mark)
                text = reading.text(b"".join(response)) if seen else ""
                told = Told(response.status_code, "".join(text.split()))
                assert told.too_much(self.ours, persona) == [], persona
                assert (f"{mark}.customers.-name" in told.text) == seen

    def test_another_manager_reads_the_customer_and_changes_nothing(self):
        uids = self.ours.main("customers")
        for verb in ("edit", "archive", "log", "log-mail", "hand-over"):
            told = {
                mark: self.ask("other_manager", f"customers-{verb}", uid).status
                for mark, uid in uids.items()
            }
            assert told == {OWN: 403, OTHER: 200}, verb

    def test_files_are_for_those_who_see_what_they_belong_to(self):
        for persona in EVERYBODY:
            for mark, path in self.files.items():
                told = self.ask(persona, path)
                seen = mark in sees(persona, "customers")
                assert (told.status == 200) == seen, (persona, mark)
                assert (f"{mark}.customers.-file" in told.text) == seen

    # --- finding ------------------------------------------------------------------------------

    def test_search_finds_what_is_seen_and_suggests_no_more(self):
        for persona in ("stranger", "former", "other_manager", "catalogue_reader", *GONE):
            for name in ("search", "api:search", "links-any"):
                for mark in (OWN, OTHER):
                    told = self.ask(persona, name, q=f"{mark}.customers")
                    seen = mark in sees(persona, "customers")
                    found = f"{mark}.customers.-name" in told.text
                    assert found == seen, (persona, name, mark)

    def test_pages_about_many_records_tell_everybody_their_own(self):
        pages = ("home", "levels", "catalogue", "catalogue-data", "changes", "notifications",
                 "conformity", "questions", "proof-relationships", "signers", "jobs")  # fmt: skip
        for persona in ("stranger", "former", "other_manager", "outsider", "anonymous"):
            for name in pages:
                assert self.ask(persona, name).status < 500, (persona, name)

    def test_a_token_reads_what_its_owner_sees_and_its_scopes_allow(self):
        users = self.ours.cast.users
        narrow = Caller(users["stranger"], ("slas:read",))
        for register in self.registers:
            told = Told.by(narrow.get(f"{register}/?page_size=200"))
            assert told.too_much(self.ours, "stranger") == [], register
            assert (told.status == 200) == (register == "slas"), register
        assert self.ours.main("slas")[OTHER] in Told.by(narrow.get("slas/")).text

    # --- bundles ------------------------------------------------------------------------------

    def test_a_bundle_selects_the_rows_that_its_reader_sees(self):
        for persona in (*STRANGERS, "auditor"):
            scope = resolve(BundleRequest("8.3"), self.ours.principal(persona))
            for one in select(scope):
                rows = {mark: self.ours.rows[mark][one.name].pk for mark in (OWN, OTHER)}
                found = {mark for mark, key in rows.items() if key in one.keys}
                assert found <= sees(persona, one.name), (persona, one.name)
                attached = one.name in ("calendars", "holidays", "documents", "document-links")
                whole = found == sees(persona, one.name)
                assert whole or attached, (persona, one.name)

    def test_no_byte_of_a_bundle_is_another_customers(self):
        with tempfile.TemporaryDirectory() as folder:
            path = bundle(Path(folder), "8.3", by=self.ours.principal("stranger"))
            told = Told(200, members(path))
        assert told.too_much(self.ours, "stranger") == []
        assert f"{OTHER}.customers.-name" in told.text

    def test_nobody_else_gets_a_bundle(self):
        foreign = BundleRequest("8.3", customer=self.ours.main("customers")[OTHER])
        with pytest.raises(Invalid):
            resolve(foreign, self.ours.principal("representative"))
        for persona in ("expired_auditor", "deactivated", "outsider"):
            with pytest.raises(Forbidden), tempfile.TemporaryDirectory() as folder:
                bundle(Path(folder), "8.3", by=self.ours.principal(persona))

    def test_every_register_that_customers_see_is_one(self):
        assert set(CUSTOMERS_SEE) - set(self.registers) == set()


def members(path: Path) -> str:
    """Every member of a bundle as text, workbooks and the PDF unpacked."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as book:
                    content = b"".join(book.read(part) for part in book.namelist())
            found.append(reading.text(content) if name.endswith(".pdf") else content.decode())
    return "\n".join(found)
