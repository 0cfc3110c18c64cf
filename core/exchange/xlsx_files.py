"""Excel workbooks as rows: one sheet of one .xlsx, values as Excel keeps them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

import python_calamine
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.exchange.archives import Part, check_archive
from core.exchange.limits import Limits, too_large, unreadable
from core.exchange.round_trips import EXPORTED
from core.text.sheets import Cell, Row, Table, letter, sharing

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
KINDS = {
    "xl/workbook.bin": gettext_noop("it is a binary workbook (.xlsb). Save it as .xlsx."),
    "content.xml": gettext_noop("it is an OpenDocument file. Save it as .xlsx or .csv."),
    "word/document.xml": gettext_noop("it is a Word document."),
    "ppt/presentation.xml": gettext_noop("it is a presentation."),
}


def read_xlsx(data: bytes, name: str, limits: Limits, sheet: str = "") -> Table:
    """The rows of one sheet, the first that holds anything unless one is named."""
    parts = check_archive(io.BytesIO(data), name, limits)
    if "xl/workbook.xml" not in parts:
        raise unreadable(name, _not_a_workbook(data))
    book = _open(data, name)
    chosen = _choose(book, name, sheet)
    rows = list(_rows(chosen, name, limits, _errors(data, chosen.name, parts)))
    table = Table(
        file=name,
        rows=rows,
        sheet=chosen.name,
        sheets=_worksheets(book),
        merged=_merged_rows(chosen),
        rectangular=True,
        exported=_exported(book),
    )
    if not sheet and len(table.sheets) > 1:
        note = _("The file has %(count)s sheets; “%(sheet)s” was read.")
        table.notes.append(note % {"count": len(table.sheets), "sheet": chosen.name})
    return table


def _not_a_workbook(data: bytes) -> str:
    with ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    for member, reason in KINDS.items():
        if member in names:
            return _(reason)
    return _("it is a zip archive, but no Excel workbook.")


def _open(data: bytes, name: str) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.CalamineError:
        raise unreadable(name, _("the workbook is damaged; open it and save it again.")) from None
    except BaseException as error:  # noqa: BLE001 - see _panic
        raise _panic(error, name) from None


def _panic(error: BaseException, name: str) -> BaseException:
    """The reader is compiled code whose inner faults are no ordinary exceptions: refuse the file."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return unreadable(name, _("the workbook is damaged; open it and save it again."))
    return error


def _worksheets(book: python_calamine.CalamineWorkbook) -> list[str]:
    """The names of the sheets that a person sees, or of all when none is seen."""
    kind, visible = (
        python_calamine.SheetTypeEnum.WorkSheet,
        python_calamine.SheetVisibleEnum.Visible,
    )
    found = [sheet for sheet in book.sheets_metadata if sheet.typ == kind]
    seen = [sheet.name for sheet in found if sheet.visible == visible]
    return seen or [sheet.name for sheet in found]


def _exported(book: python_calamine.CalamineWorkbook) -> list[str]:
    """The uids of the records that an export of ours put into the workbook."""
    if EXPORTED not in book.sheet_names:
        return []
    try:
        rows = book.get_sheet_by_name(EXPORTED).iter_rows()
        return [str(row[0]) for row in rows if row]
    except BaseException as error:
        # See _panic: a hidden sheet that cannot be read says nothing.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return []
        raise


def _choose(
    book: python_calamine.CalamineWorkbook, name: str, wanted: str
) -> python_calamine.CalamineSheet:
    names = _worksheets(book)
    if wanted and wanted not in names:
        known = ", ".join(f"“{known}”" for known in names)
        raise unreadable(
            name,
            _("it has no sheet “%(sheet)s”; it has %(known)s.") % {"sheet": wanted, "known": known},
        )
    try:
        sheets = (book.get_sheet_by_name(known) for known in ([wanted] if wanted else names))
        filled = next((sheet for sheet in sheets if sheet.end is not None), None)
    except BaseException as error:  # noqa: BLE001 - see _panic
        raise _panic(error, name) from None
    if filled is None:
        raise unreadable(name, _("it is empty."))
    return filled


def _rows(
    sheet: python_calamine.CalamineSheet, name: str, limits: Limits, errors: dict[int, list[int]]
) -> Iterator[Row]:
    count, share = 0, sharing()
    width = (sheet.end or (0, -1))[1] + 1
    if width > limits.columns:
        raise too_large(name, _("more than %(count)s columns.") % {"count": limits.columns})
    # iter_rows begins at row 1, whatever is empty above, but at the first column that is used.
    for number, values in enumerate(sheet.iter_rows(), start=1):
        fault = _error_fault(number, errors)
        if not fault and not any(value != "" for value in values):
            continue
        count += 1
        if count > limits.rows + 1:
            raise too_large(name, _("more than %(count)s rows.") % {"count": limits.rows})
        blank: list[Cell] = [""] * (width - len(values))
        yield Row(number, share([*blank, *values]), fault)


def _error_fault(number: int, errors: dict[int, list[int]]) -> str:
    if number not in errors:
        return ""
    cells = ", ".join(f"{letter(column - 1)}{number}" for column in errors[number])
    return _("Cell %(cells)s holds an Excel error such as #REF!; mend the formula in the file.") % {
        "cells": cells
    }


def _merged_rows(sheet: python_calamine.CalamineSheet) -> frozenset[int]:
    """Numbers of rows in which a cell reaches over several columns."""
    ranges = sheet.merged_cell_ranges or []
    return frozenset(top + 1 for (top, left), (_bottom, right) in ranges if right > left)


def _errors(data: bytes, sheet: str, parts: dict[str, Part]) -> dict[int, list[int]]:
    """Columns of the cells with an Excel error by row: the reader would give them as blank."""
    if not any(part.errors for part in parts.values()):
        return {}
    part = parts.get(_part_of(data, sheet))
    found: dict[int, list[int]] = {}
    for row, column in part.errors if part else ():
        found.setdefault(row, []).append(column)
    return found


def _part_of(data: bytes, sheet: str) -> str:
    """The name of the zip part that holds a sheet."""
    with ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - no DTD
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD
    key = next((node.get(RELATION) for node in book.iter() if node.get("name") == sheet), None)
    target = next((node.get("Target", "") for node in relations if node.get("Id") == key), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
