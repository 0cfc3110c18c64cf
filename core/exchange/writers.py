"""Rows of written values become the bytes of a file: CSV, Excel or JSON, the same rows the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter
from django.db import models
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.errors import Invalid
from core.exchange import dropdowns
from core.exchange.columns import ExportColumn, Name, Values
from core.exchange.quoting import mark, mark_in_workbook
from core.exchange.round_trips import EXPORTED

#: The workbook says that it was made then, so that the same rows give the same bytes.
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
LONGEST_CELL = 32_767
LONGEST_SHEET = 1_048_575
NO_GUESSES = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True)
class Head:
    """What stands above the rows: the register's name and title, the columns, the day looked at.

    ``lists`` are words to choose from, by the name of the column.
    """

    register: str
    title: str
    columns: Sequence[ExportColumn]
    as_of: date | None = None
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_csv(file: BinaryIO, head: Head, chunks: Iterable[list[Values]]) -> int:
    """Rows as CSV in UTF-8 with a byte order mark, which Excel needs. Answers with their number."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    rows = csv.writer(text)
    rows.writerow([mark(column.label) for column in head.columns])
    count = 0
    for chunk in chunks:
        cells = [
            _marked(values) if column.is_text else values
            for column, values in zip(head.columns, chunk, strict=True)
        ]
        rows.writerows(zip(*cells, strict=True))
        count += len(chunk[0])
    text.flush()
    text.detach()
    return count


def _marked(values: Values) -> Values:
    """Texts of a column so that none is taken for a formula; many columns are blank throughout."""
    if not any(values):
        return values
    return [mark(str(value)) if value else "" for value in values]


def write_json(file: BinaryIO, head: Head, chunks: Iterable[list[Values]]) -> int:
    """Rows as JSON objects under “records”, one a line; fields by name, amounts as text, links as objects."""
    about = {"register": head.register, "as_of": head.as_of.isoformat() if head.as_of else None}
    start = json.dumps(about, ensure_ascii=False)[:-1] + ', "records": ['
    file.write(start.encode())
    names = [column.name for column in head.columns]
    count = 0
    for chunk in chunks:
        for row in zip(*chunk, strict=True):
            text = json.dumps(dict(zip(names, row, strict=True)), default=_json, ensure_ascii=False)
            file.write((",\n" if count else "\n").encode() + text.encode())
            count += 1
    file.write(b"\n]}\n")
    return count


def _json(value: Any) -> Any:
    if isinstance(value, Name):
        return {"uid": str(value.uid), "reference": value.reference, "title": value.title}
    return value.isoformat() if isinstance(value, date) else str(value)


def write_xlsx(file: BinaryIO, head: Head, chunks: Iterable[list[Values]]) -> int:
    """Rows as one sheet of a workbook: text stays text, numbers numbers, days days.

    Uid and version are in hidden columns; hidden sheets hold the words to choose from, and which
    records were exported.
    """
    book = xlsxwriter.Workbook(file, NO_GUESSES)
    book.set_properties({"title": head.title, "created": CREATED})
    sheet = book.add_worksheet(_sheet_name(head.title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for index, column in enumerate(head.columns):
        hidden = {"hidden": column.name in HIDDEN}
        sheet.set_column(index, index, 36 if column.is_text else 14, None, hidden)
        sheet.write_string(0, index, column.label, bold)
    sheet.freeze_panes(1, 0)
    uids = book.add_worksheet(EXPORTED)
    uids.very_hidden()
    writers = [_cell_writer(column, sheet, day) for column in head.columns]
    count = 0
    for chunk in chunks:
        _check_length(count + len(chunk[0]))
        _write_chunk(chunk, head.columns, writers, count + 1)
        for position, uid in enumerate(chunk[-1]):
            uids.write_string(count + position, 0, str(uid))
        count += len(chunk[0])
    dropdowns.add(book, sheet, head.columns, head.lists, count)
    sheet.autofilter(0, 0, max(count, 1), len(head.columns) - 1)
    book.close()
    return count


#: Columns by which an import finds records and sees what changed since; nobody needs to look at them.
HIDDEN = frozenset({"version", "uid"})
CellWriter = Callable[[int, int, Any], Any]


def _cell_writer(column: ExportColumn, sheet: Worksheet, day: Format) -> CellWriter:
    """How the cells of a column are written: text as text, numbers as numbers, days as days."""
    found = column.field
    if column.is_text or isinstance(found, models.DateTimeField):
        return sheet.write_string
    if isinstance(found, models.DateField):
        return lambda row, index, value: sheet.write_datetime(row, index, value, day)
    numbers = (models.DecimalField, models.IntegerField, models.FloatField)
    if isinstance(found, numbers):
        return sheet.write_number
    return lambda row, index, value: sheet.write_string(row, index, str(value))


def _write_chunk(
    chunk: list[Values], columns: Sequence[ExportColumn], writers: Sequence[CellWriter], first: int
) -> None:
    """Write some rows; a column that is blank throughout them is not looked at again."""
    used = [
        (index, writers[index], _texts(values, first) if columns[index].is_text else values)
        for index, values in enumerate(chunk)
        if any(value is not None and value != "" for value in values)
    ]
    for position in range(len(chunk[0])):
        for index, write, values in used:
            value = values[position]
            if value is not None and value != "":
                write(first + position, index, value)


def _texts(values: Values, first: int) -> list[str]:
    """Texts as cells of a workbook."""
    return [
        _fitting(mark_in_workbook(str(value)), first + position) if value else ""
        for position, value in enumerate(values)
    ]


def _fitting(text: str, number: int) -> str:
    if len(text) > LONGEST_CELL:
        message = _(
            "Row %(row)s has a text too long for Excel (%(count)s characters); export as CSV."
        )
        raise Invalid(message % {"row": number + 1, "count": len(text)})
    return text


def _check_length(count: int) -> None:
    if count > LONGEST_SHEET:
        raise Invalid(_("There are more rows than an Excel sheet holds; export as CSV."))


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet."""
    return (
        "".join(" " if char in "[]:*?/\\'" else char for char in title).strip()[:31] or "Register"
    )


#: Formats that programs read: values as stored, fields by name.
RAW = frozenset({"json"})
WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
