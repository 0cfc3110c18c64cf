"""CSV as people save it: encodings, delimiters, line ends in cells, rows that are broken."""

from __future__ import annotations

import pytest

from core.errors import TooLarge
from core.exchange.limits import Limits, Unreadable
from core.exchange.reading import read_sheet
from tests.exchange.files import csv_of, sheet_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    text = "Name,Town\r\nMüller,Łódź\r\n"
    data = (
        b"\xff\xfe" + text.encode("utf-16-le")
        if encoding.endswith("bom")
        else text.encode(encoding)
    )
    sheet = read_sheet(data, "a.csv")
    assert sheet.header == ["Name", "Town"]
    assert sheet.rows[0].cells == ["Müller", "Łódź"]
    assert sheet.notes == []


def test_windows_text_is_read_and_said_aloud() -> None:
    sheet = read_sheet("Name;Ort\r\nMüller;Köln\r\n".encode("cp1252"), "a.csv")
    assert sheet.rows[0].cells == ["Müller", "Köln"]
    assert "Windows-1252" in sheet.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [delimiter.join(row) for row in (["Name", "Note"], ["A", "x"], ["B", "y"])]
    assert sheet_of(*rows).rows[1].cells == ["B", "y"]


def test_commas_in_text_do_not_win_over_semicolons() -> None:
    sheet = sheet_of("Name;Parts", "A;one, two", "B;three, four, five")
    assert sheet.rows[1].cells == ["B", "three, four, five"]


def test_a_declared_delimiter_is_obeyed_and_rows_keep_their_numbers() -> None:
    sheet = sheet_of("sep=|", "Name|Note", "A,B|x")
    assert (sheet.header_row, sheet.rows[0].number, sheet.rows[0].cells) == (2, 3, ["A,B", "x"])


def test_line_ends_inside_cells_stay() -> None:
    sheet = sheet_of("Name,Note", '"A","one\ntwo"', "B,x")
    assert sheet.rows[0].cells == ["A", "one\ntwo"]
    assert sheet.rows[1].number == 3


def test_a_row_with_too_many_cells_is_faulty_and_never_shifted() -> None:
    sheet = sheet_of("Name,Town,Phone", "A,Köln,1", "Pavlova, Ltd.,Perth,2", "C,Bonn,3")
    assert [bool(row.fault) for row in sheet.rows] == [False, True, False]
    assert sheet.rows[1].number == 3
    assert "4 cells where the header (row 1) has 3" in sheet.rows[1].fault


def test_a_row_with_too_few_cells_is_faulty() -> None:
    assert "2 cells" in sheet_of("A,B,C", "1,2,3", "1,2").rows[1].fault


def test_a_delimiter_at_the_end_of_every_row_is_a_habit_and_no_fault() -> None:
    sheet = sheet_of("Name,Town", "A,Köln,", "B,Bonn,")
    assert not any(row.fault for row in sheet.rows)


def test_blank_lines_are_passed_over_and_counted() -> None:
    assert [row.number for row in sheet_of("Name,Town", "", "A,x", ",", "B,y").rows] == [3, 5]


def test_an_open_quotation_mark_is_refused_with_its_row() -> None:
    with pytest.raises(Unreadable, match="quotation mark in row 3 is never closed"):
        sheet_of("Name,Note", "A,x", 'B,"open', "C,y")


@pytest.mark.parametrize("data", [b"", b"  \r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"“a.csv” cannot be imported: it is empty"):
        read_sheet(data, "a.csv")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="not text"):
        read_sheet(bytes(range(32)) * 20, "a.csv")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(bytes=10), "MB"),
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=1), "more than 1 columns"),
        (Limits(cells=5), "more than 5 cells"),
    ],
)
def test_limits_are_named(limits: Limits, reason: str) -> None:
    with pytest.raises(TooLarge, match=reason):
        read_sheet(csv_of("A,B", "1,2", "1,2", "1,2"), "a.csv", limits=limits)
