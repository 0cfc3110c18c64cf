"""What an exported workbook offers offline: lists, checks, hidden keys; and what it keeps to itself."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from core.exchange import dropdowns
from core.exchange.exporting import write_rows
from core.registers import by_name
from tests.exchange.files import TESTER
from tests.factories import PersonFactory, ServiceFactory
from tests.personas import cast

pytestmark = pytest.mark.django_db


def workbook(register: str = "services", by: Any = TESTER) -> Any:
    """The export of a register as a spreadsheet program opens it."""
    file = io.BytesIO()
    write_rows(file, "xlsx", by_name(register).objects.for_user(by).order_by("pk"), by=by)
    return load_workbook(io.BytesIO(file.getvalue()))


def headings(sheet: Any) -> dict[str, str]:
    """The letters of the columns by heading."""
    return {cell.value: cell.column_letter for cell in sheet[1]}


def choices(book: Any, heading: str) -> list[str]:
    """The words that a cell below a heading offers."""
    sheet = book.worksheets[0]
    place = f"{headings(sheet)[heading]}2"
    check = next(v for v in sheet.data_validations.dataValidation if place in v.sqref)
    name, _mark, cells = check.formula1.rpartition("!")
    found = book[name.strip("'=")][cells.replace("$", "")]
    return [row[0].value for row in (found if isinstance(found, tuple) else ((found,),))]


def test_choices_and_links_have_lists_and_days_a_check() -> None:
    owner = PersonFactory(name="Mia")
    ServiceFactory(owner=owner)
    book = workbook()
    assert "Active" in choices(book, "Status")
    assert f"{owner.reference} · Mia" in choices(book, "Owner")
    kinds = {v.type for v in workbook("suppliers").worksheets[0].data_validations.dataValidation}
    assert "list" in kinds


def test_keys_are_hidden_and_the_header_stays_in_view() -> None:
    ServiceFactory()
    book = workbook()
    sheet = book.worksheets[0]
    hidden = {
        heading
        for heading, letter in headings(sheet).items()
        for each in sheet.column_dimensions.values()
        if each.hidden and each.min <= column_index_from_string(letter) <= each.max
    }
    assert hidden == {"Record uid", "Record version"}
    assert sheet.freeze_panes == "A2"
    assert {each.title for each in book.worksheets if each.sheet_state != "veryHidden"} == {
        sheet.title
    }


def test_lists_hold_nothing_that_the_reader_may_not_see() -> None:
    world = cast()
    reader = world.principal("representative")
    book = workbook("customers", by=reader)
    texts = " ".join(
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    assert "Own customer" in texts
    assert "Other customer" not in texts
    assert str(world.other_customer.uid) not in texts


def test_a_list_that_helps_nobody_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropdowns, "LONGEST", 2)
    for name in ("A", "B", "C"):
        PersonFactory(name=name)
    ServiceFactory()
    with pytest.raises(StopIteration):
        choices(workbook(), "Owner")
    assert "Active" in choices(workbook(), "Status")
