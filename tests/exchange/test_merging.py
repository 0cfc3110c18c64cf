"""A spreadsheet that comes back is merged three ways: as exported, as it stands now, as the file has it."""

from __future__ import annotations

import io
from itertools import count
from typing import Any

import pytest
from openpyxl import load_workbook

from core.access.principals import Principal
from core.choices import Role
from core.errors import Conflict
from core.exchange import confirming, storing
from core.exchange.exporting import write_rows
from core.exchange.reading import read_sheet
from core.exchange.round_trips import deleted
from core.exchange.storing import Choices
from core.registers import by_name
from portfolio.models import Service
from relationships.models import Contact, Customer
from tests.exchange.files import TESTER, csv_of, examined, faults, states
from tests.factories import ContactFactory, CustomerFactory, PersonFactory, ServiceFactory, change
from tests.personas import cast, user

pytestmark = pytest.mark.django_db
NUMBERS = count()


class Book:
    """An export as somebody edits it offline: cells by reference and heading."""

    def __init__(self, register: str = "services") -> None:
        file = io.BytesIO()
        write_rows(file, "xlsx", by_name(register).objects.all().order_by("reference"), by=TESTER)
        self.book = load_workbook(io.BytesIO(file.getvalue()))
        self.sheet = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def row(self, name: str) -> int:
        """The number of the row that is called so."""
        column = self.columns["Name"]
        found = range(2, self.sheet.max_row + 1)
        return next(n for n in found if self.sheet.cell(n, column).value == name)

    def write(self, row: int, **values: Any) -> None:
        """Type values into cells; underscores stand for blanks in headings."""
        for heading, value in values.items():
            self.sheet.cell(row, self.columns[heading.replace("_", " ")], value)

    @property
    def data(self) -> bytes:
        """The file as it is sent back."""
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def looked_at(book: Book, **choices: Any) -> Any:
    """The file examined."""
    return examined("services", book.data, "back.xlsx", **choices)


def imported(book: Book, **choices: Any) -> Any:
    """The file confirmed by an administrator: the preview."""
    by = Principal.of(user(f"importer-{next(NUMBERS)}", Role.ADMINISTRATOR))
    model = by_name("services")
    preview = storing.start(
        model, name="back.xlsx", data=book.data, by=by, choices=Choices(**choices)
    )
    confirming.confirm(preview, by=by)
    return preview


def now(row: Any) -> Any:
    """The record as it stands."""
    return type(row)._base_manager.get(pk=row.pk)


def test_what_only_the_file_changed_applies_and_what_only_the_system_changed_stays() -> None:
    mail = ServiceFactory(name="Mail", notes="old", support_channels="old")
    book = Book()
    book.write(2, Notes="file")
    change(mail, support_channels="system")
    assert states(looked_at(book)) == ["changed"]
    preview = imported(book)
    assert (now(mail).notes, now(mail).support_channels) == ("file", "system")
    assert preview.written == 1


def test_what_both_changed_is_asked_and_taken_from_the_side_that_is_chosen() -> None:
    mail = ServiceFactory(name="Mail", notes="old", support_channels="old")
    book = Book()
    book.write(2, Notes="file", Support_channels="file")
    change(mail, notes="system", support_channels="system")
    examination = looked_at(book)
    assert states(examination) == ["clash"]
    clashes = examination.outcome.rows[0]["clashes"]
    assert {clash[0]: clash[2:] for clash in clashes} == {
        "notes": ["old", "system", "file", ""],
        "support_channels": ["old", "system", "file", ""],
    }
    with pytest.raises(Exception, match="cannot be imported"):
        imported(book, sides={"2": {"notes": "mine"}})
    imported(book, sides={"2": {"notes": "mine", "support_channels": "theirs"}})
    assert (now(mail).notes, now(mail).support_channels) == ("file", "system")


@pytest.mark.parametrize(("side", "left"), [("mine", "file"), ("theirs", "system")])
def test_all_clashes_are_decided_at_once(side: str, left: str) -> None:
    rows = [ServiceFactory(name=name, notes="old") for name in ("Mail", "Chat")]
    book = Book()
    for number, row in enumerate(rows, start=2):
        book.write(number, Notes="file")
        change(row, notes="system")
    imported(book, side_all=side)
    assert {now(row).notes for row in rows} == {left}


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    mail = ServiceFactory(name="Mail")
    book = Book()
    book.write(2, Notes="agreed")
    change(mail, notes="agreed")
    assert states(looked_at(book)) == ["unchanged"]


def test_links_are_merged_too() -> None:
    old, mine, theirs = (
        PersonFactory(name="Old"),
        PersonFactory(name="Mine"),
        PersonFactory(name="Theirs"),
    )
    mail = ServiceFactory(name="Mail", owner=old)
    book = Book()
    book.write(2, Owner=f"{mine.reference} · Mine")
    change(mail, owner=theirs)
    clash = looked_at(book).outcome.rows[0]["clashes"][0]
    assert [text.split(" (")[0] for text in clash[2:5]] == ["Old", "Theirs", "Mine"]
    imported(book, side_all="mine")
    assert now(mail).owner_id == mine.pk


def test_a_deleted_row_is_told_and_does_nothing() -> None:
    mail, _chat = ServiceFactory(name="Mail"), ServiceFactory(name="Chat")
    book = Book()
    book.sheet.delete_rows(book.row("Mail"))
    examination = looked_at(book)
    assert states(examination) == ["unchanged"]
    said = " ".join(examination.outcome.notes)
    assert f"{mail.reference} Mail" in said
    assert "Chat" not in said


def test_deleted_rows_of_records_one_may_not_see_are_not_told() -> None:
    world = cast()
    book = Book("customers")
    for name in ("Own customer", "Other customer"):
        book.sheet.delete_rows(book.row(name))
    sheet = read_sheet(book.data, "b.xlsx")
    told = deleted(sheet, Customer, set(), world.principal("representative"))
    assert "Own customer" in told[0]
    assert "Other customer" not in told[0]
    assert deleted(sheet, Customer, set(), world.principal("outsider")) == []


def test_an_added_row_is_a_new_record() -> None:
    ServiceFactory(name="Mail")
    book = Book()
    book.write(3, Name="Fresh", Notes="new")
    assert states(looked_at(book)) == ["unchanged", "new"]
    imported(book)
    assert Service.objects.get(name="Fresh").notes == "new"


def test_a_new_row_of_a_register_without_names_is_a_new_record() -> None:
    contact = ContactFactory()
    customer = CustomerFactory(name="Second")
    data = csv_of(
        "Reference,Customer,Person,Record version,Record uid",
        f"{contact.reference},{contact.customer},{contact.person},1,{contact.uid}",
        f",{customer.name},{contact.person},,",
    )
    assert states(examined("contacts", data)) == ["unchanged", "new"]
    assert Contact.objects.count() == 1


def test_a_row_that_stands_there_twice_is_refused_and_named() -> None:
    ServiceFactory(name="Mail")
    book = Book()
    for cell in book.sheet[2]:
        book.sheet.cell(3, cell.column, cell.value)
    book.write(3, Notes="copied")
    examination = looked_at(book)
    assert states(examination) == ["unchanged", "faulty"]
    assert "same record as row 2" in faults(examination)[3][0][1]


def test_a_tampered_key_answers_as_one_that_is_not_there() -> None:
    ServiceFactory(name="Mail")
    elsewhere, nothing = CustomerFactory().uid, "00000000-0000-4000-8000-000000000007"
    told = []
    for uid in (elsewhere, nothing):
        data = csv_of("Name,Record uid,Record version", f"Mail,{uid},1")
        told.append(faults(examined("services", data))[2][0][1].replace(str(uid), "UID"))
    assert told == ["There is no record with the uid “UID” that you may see."] * 2


@pytest.mark.parametrize("version", ["9", "0", "-1", "9" * 30])
def test_a_version_that_never_was_is_a_fault(version: str) -> None:
    mail = ServiceFactory(name="Mail")
    data = csv_of("Name,Record uid,Record version,Notes", f"Mail,{mail.uid},{version},x")
    assert "never was" in faults(examined("services", data))[2][0][1]


def test_versions_are_compared_again_at_the_confirmation() -> None:
    mail = ServiceFactory(name="Mail", notes="old")
    book = Book()
    book.write(2, Notes="file")
    by = Principal.of(user("importer", Role.ADMINISTRATOR))
    preview = storing.start(by_name("services"), name="b.xlsx", data=book.data, by=by)
    change(mail, notes="system")
    with pytest.raises(Conflict, match="row 2, Mail"):
        confirming.confirm(preview, by=by)
    assert now(mail).notes == "system"
    shown = storing.outcome_of(storing.find(preview.uid, by_name("services"), by=by))
    assert [row["state"] for row in shown.rows] == ["clash"]


def test_formulas_in_a_file_stay_text_or_are_refused_and_never_run() -> None:
    mail = ServiceFactory(name="Mail", notes="=1+1")
    book = Book()
    cell = book.sheet.cell(2, book.columns["Notes"])
    assert (cell.data_type, cell.value) == ("s", "=1+1")
    assert states(looked_at(book)) == ["unchanged"]
    assert now(mail).notes == "=1+1"
