"""Which row is the header: titles are passed over, what is no header is said."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from core.exchange.limits import Unreadable
from core.exchange.reading import read_sheet
from tests.exchange.files import sheet_of


def test_blank_and_title_rows_above_the_header_are_recognised_and_said() -> None:
    sheet = sheet_of(",,", "Students by state,,", "State,Code,Total", "Alabama,AL,5")
    assert (sheet.header_row, sheet.header) == (3, ["State", "Code", "Total"])
    assert "Row 1 is no header: row 1 is blank, row 2 is a title. Row 3 was taken" in sheet.notes[0]


def test_the_person_may_choose_another_row() -> None:
    sheet = sheet_of("A,B", "Name,Town", "x,y", header_row=2)
    assert (sheet.header, sheet.rows[0].cells) == (["Name", "Town"], ["x", "y"])


def test_a_row_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(Unreadable, match="no row 9"):
        sheet_of("A,B", "1,2", header_row=9)


def test_a_file_that_begins_with_values_has_no_header() -> None:
    with pytest.raises(Unreadable, match=r"row 1 holds values, not names.*Choose the row"):
        sheet_of("1,2,3", "4,5,6")


def test_merged_headings_are_refused_with_the_reason() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 1, 0, 2, "Africa")
    sheet.merge_range(0, 3, 0, 4, "Asia")
    sheet.write_row(1, 0, ["Q1", 0.1, 5, 0.2, 7])
    book.close()
    with pytest.raises(Unreadable, match="row 1 has merged cells"):
        read_sheet(file.getvalue(), "a.xlsx")


def test_repeated_and_missing_headings_are_named_apart() -> None:
    sheet = sheet_of("Name,Name,,Town", "a,b,c,d")
    assert sheet.header == ["Name", "Name (2)", "Column C", "Town"]
    assert len(sheet.notes) == 2
