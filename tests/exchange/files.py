"""Small files made for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from core.access.principals import Principal, system
from core.exchange.examining import Examination, Wishes, examine
from core.exchange.plans import plan_of
from core.exchange.reading import read_sheet
from core.registers import by_name
from core.text.sheets import Sheet

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
TESTER = system("tests")


def csv_of(*rows: str) -> bytes:
    """Lines as a CSV file."""
    return "\r\n".join(rows).encode() + b"\r\n"


def xlsx_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as a workbook of one sheet; text stays text."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            sheet.write(number, index, value)
    book.close()
    return file.getvalue()


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_of(*rows: str, name: str = "test.csv", **options: Any) -> Sheet:
    """Lines as a sheet that was read."""
    return read_sheet(csv_of(*rows), name, **options)


def examined(
    register: str, data: bytes, name: str = "test.csv", *, by: Principal = TESTER, **wishes: Any
) -> Examination:
    """A file examined for a register."""
    sheet = read_sheet(data, name)
    return examine(sheet, plan_of(by_name(register)), Wishes(**wishes), by=by)


def states(examination: Examination) -> list[str]:
    """The states of the rows, in order."""
    return [row["state"] for row in examination.outcome.rows]


def faults(examination: Examination) -> dict[int, list[tuple[str, str]]]:
    """The faults by row number."""
    rows = examination.outcome.rows
    return {row["number"]: [tuple(f) for f in row["faults"]] for row in rows if row["faults"]}
