"""Workbooks: typed cells, several sheets, and everything hostile that a zip can be."""

from __future__ import annotations

import time
import zlib
from datetime import date

import pytest

from core.errors import DomainError, TooLarge
from core.exchange.limits import Limits, Unreadable
from core.exchange.reading import read_sheet
from core.text.sheets import text_of
from tests.exchange.files import parts_of, xlsx_of, zip_of

GOOD = xlsx_of([["Name", "Number"], ["A", 1]])
SHEET = "xl/worksheets/sheet1.xml"


def altered(part: str, old: bytes, new: bytes) -> bytes:
    """The good workbook with one of its parts changed."""
    parts = parts_of(GOOD)
    assert old in parts[part]
    return zip_of({**parts, part: parts[part].replace(old, new)})


def test_numbers_days_and_booleans_come_as_such() -> None:
    data = xlsx_of([["Name", "Count", "Day", "Yes"], ["A", 550, date(2024, 2, 29), True]])
    cells = read_sheet(data, "a.xlsx").rows[0].cells
    assert cells == ["A", 550.0, date(2024, 2, 29), True]
    assert [text_of(cell) for cell in cells] == ["A", "550", "2024-02-29", "TRUE"]


def test_formula_text_stays_text() -> None:
    assert (
        read_sheet(xlsx_of([["Name", "Note"], ["A", "=1+1"]]), "a.xlsx").rows[0].cells[1] == "=1+1"
    )


def test_empty_rows_and_columns_before_the_table_keep_the_numbers() -> None:
    sheet = read_sheet(xlsx_of([[], [], ["", "Name", "Town"], ["", "A", "x"]]), "a.xlsx")
    assert (sheet.header_row, sheet.header[1:], sheet.rows[0].number) == (3, ["Name", "Town"], 4)
    assert sheet.rows[0].cells[1:] == ["A", "x"]


def test_an_excel_error_is_a_fault_and_no_blank() -> None:
    wrong = altered(SHEET, b'<c r="B2"><v>1</v></c>', b'<c r="B2" t="e"><v>#REF!</v></c>')
    assert "Cell B2 holds an Excel error" in read_sheet(wrong, "a.xlsx").rows[0].fault


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Unreadable, match="no sheet “Two”; it has “Sheet1”"):
        read_sheet(GOOD, "a.xlsx", sheet="Two")


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    bomb = zip_of({**parts_of(GOOD), SHEET: b"<worksheet>" + b" " * 60_000_000})
    assert len(bomb) < 1_000_000
    start = time.monotonic()
    with pytest.raises(TooLarge, match="unpacked it would take"):
        read_sheet(bomb, "bomb.xlsx")
    assert time.monotonic() - start < 2


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    payload = b"<worksheet>" + b"<row/>" * 5_000_000
    bomb = zip_of({**parts_of(GOOD), SHEET: payload})
    size = len(payload).to_bytes(4, "little")
    lying = bomb.replace(size, (1000).to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(DomainError):
        read_sheet(lying, "bomb.xlsx")


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
def test_entities_are_refused(doctype: bytes) -> None:
    with pytest.raises(Unreadable, match="declares entities"):
        read_sheet(altered(SHEET, b"<worksheet", doctype + b"<worksheet"), "a.xlsx")


def test_a_cell_at_the_far_corner_is_refused_before_memory_is_taken() -> None:
    far = altered(SHEET, b'<c r="B2">', b'<c r="XFD1048576">')
    with pytest.raises(TooLarge, match="row 1048576 and column 16384"):
        read_sheet(far, "a.xlsx")


def test_one_long_text_used_by_many_cells_is_refused() -> None:
    parts = parts_of(GOOD)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(3, 9000)
    )
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")
    shared = "xl/sharedStrings.xml"
    parts[shared] = parts[shared].replace(b"<t>Name</t>", b"<t>" + b"N" * 30_000 + b"</t>")
    with pytest.raises(TooLarge, match="its texts together"):
        read_sheet(zip_of(parts), "a.xlsx")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE + b"\0" * 600, "old Excel file"),
        (OLE + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><img onerror=alert(1)></html>", "web page"),
        (zlib.compress(b"x")[:0] + b"\x1f\x8b\x08" + b"\0" * 50, "compressed"),
        (b"MZ" + b"\0" * 100, "program"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (zip_of({"readme.txt": b"x"}), "no Excel workbook"),
        (zip_of({"word/document.xml": b"<w/>"}), "Word"),
        (zip_of({"content.xml": b"<office/>"}), "OpenDocument"),
        (zip_of({"xl/workbook.bin": b"\0"}), "binary workbook"),
        (b"PK\x03\x04 not really", "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
    ],
)
def test_other_files_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_sheet(data, "a.xlsx")


def test_a_damaged_part_is_refused() -> None:
    broken = bytearray(xlsx_of([["Name"], *[[f"Row {n} {n * n}"] for n in range(500)]]))
    broken[len(broken) // 3] ^= 0xFF
    with pytest.raises(DomainError, match=r"a\.xlsx"):
        read_sheet(bytes(broken), "a.xlsx")


def test_too_many_parts_and_rows_are_refused() -> None:
    many = zip_of({**parts_of(GOOD), **{f"x{number}": b"" for number in range(20)}})
    with pytest.raises(TooLarge, match="20 parts"):
        read_sheet(many, "a.xlsx", limits=Limits(members=20))
    rows = xlsx_of([["Name"], *[["A"]] * 5])
    with pytest.raises(TooLarge, match="more than 3 rows"):
        read_sheet(rows, "a.xlsx", limits=Limits(rows=3))
