"""Which row is the header: titles and blank rows above it are recognised and said."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from django.utils.translation import gettext as _

from core.exchange.limits import unreadable
from core.text.sheets import Cell, Row, Sheet, Table, is_blank, letter, text_of

LOOKED_AT = 30
NUMBER = re.compile(r"^[\s$€£]*[-+]?[\d.,']*\d[\s%]*$")


def with_header(table: Table, header_row: int | None = None) -> Sheet:
    """The table under its header: the row with the given number, else the one that looks like one.

    Raises Unreadable with the reason and what to choose when no row does.
    """
    if not table.rows:
        raise unreadable(table.file, _("it is empty."))
    position = _position(table, header_row) if header_row is not None else find_header(table)
    row = table.rows[position]
    notes = [*table.notes, *_skipped(table, position)]
    below = table.rows[position + 1 :]
    width = _width(table, row, below)
    header = _names(row, width, below, notes)
    rows = [_fitted(item, row.number, width) for item in below]
    return Sheet(
        table.file, header, rows, row.number, table.sheet, table.sheets, notes, table.exported
    )


def _position(table: Table, number: int) -> int:
    for position, row in enumerate(table.rows):
        if row.number == number:
            return position
    raise unreadable(table.file, _("it has no row %(row)s that holds anything.") % {"row": number})


def find_header(table: Table) -> int:
    """The position of the first row that looks like a header; titles above it are passed over."""
    width = _usual_width(table.rows)
    reasons = []
    for position, row in enumerate(table.rows[:LOOKED_AT]):
        reason = _why_not(row, width, table.merged)
        if not reason:
            return position
        reasons.append(_("row %(row)s %(reason)s") % {"row": row.number, "reason": reason})
        if _is_split(row, table.merged) or not _is_title(row, width):
            break
    detail = "; ".join(reasons)
    text = _(
        "no row looks like a header: %(detail)s. Choose the row that holds the names of the columns."
    )
    raise unreadable(table.file, text % {"detail": detail})


def _usual_width(rows: list[Row]) -> int:
    """How many cells are filled in the fuller half of the beginning."""
    filled = sorted(row.filled for row in rows[:60])
    return int(median(filled[len(filled) // 2 :]))


def _is_title(row: Row, width: int) -> bool:
    return width > 1 and row.filled * 2 <= width


def _is_split(row: Row, merged: frozenset[int]) -> bool:
    """Whether headings of the row reach over several columns; a title alone in its row may."""
    return row.number in merged and row.filled > 1


def _why_not(row: Row, width: int, merged: frozenset[int]) -> str:
    """Why a row is no header; empty when it may be one."""
    if _is_split(row, merged):
        return _("has merged cells, one heading over several columns")
    if _is_title(row, width):
        return _("is a title, with %(filled)s of %(width)s cells filled") % {
            "filled": row.filled,
            "width": width,
        }
    values = sum(1 for cell in row.cells if _is_value(cell))
    if values * 2 > row.filled:
        return _("holds values, not names")
    return ""


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(NUMBER.match(cell))
    return True


def _skipped(table: Table, position: int) -> list[str]:
    """What is said when the header is not the first row of the file."""
    number = table.rows[position].number
    if number <= 1:
        return []
    above = {row.number: row for row in table.rows[:position]}
    parts = [
        _("row %(row)s is a title") % {"row": n}
        if n in above
        else _("row %(row)s is blank") % {"row": n}
        for n in range(1, min(number, 6))
    ]
    text = _("Row 1 is no header: %(parts)s. Row %(row)s was taken as the header.")
    return [text % {"parts": ", ".join(parts), "row": number}]


def _width(table: Table, header: Row, below: list[Row]) -> int:
    """The number of columns: the header's, without blank ends that no row uses."""
    cells = header.cells
    width = len(cells)
    if table.rectangular:
        return width
    # A delimiter at the end of every row but the header is a habit of some programs, not a fault.
    usual = Counter(len(row.cells) for row in below).most_common(1)
    extra = usual[0][0] - width if usual and usual[0][1] == len(below) else 0
    if extra > 0 and all(is_blank(cell) for row in below for cell in row.cells[width:]):
        return width + extra
    return width


def _names(row: Row, width: int, below: list[Row], notes: list[str]) -> list[str]:
    """The columns' names, each once; nameless columns are called by their letter."""
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    names: list[str] = []
    for index, cell in enumerate(cells):
        name = re.sub(r"\s+", " ", text_of(cell)).strip()
        names.append(_unique(name, names, notes) if name else _nameless(index, below, notes))
    return names


def _unique(name: str, names: list[str], notes: list[str]) -> str:
    if name not in names:
        return name
    number = 2
    while f"{name} ({number})" in names:
        number += 1
    notes.append(_("The column “%(name)s” occurs more than once.") % {"name": name})
    return f"{name} ({number})"


def _nameless(index: int, below: list[Row], notes: list[str]) -> str:
    name = _("Column %(letter)s") % {"letter": letter(index)}
    if any(index < len(row.cells) and not is_blank(row.cells[index]) for row in below):
        notes.append(
            _("Column %(letter)s has no heading but holds values.") % {"letter": letter(index)}
        )
    return name


def _fitted(row: Row, header: int, width: int) -> Row:
    """A row with exactly ``width`` cells; one with another number is faulty and keeps its cells."""
    if row.fault or len(row.cells) == width:
        return row
    text = _(
        "The row has %(cells)s cells where the header (row %(header)s) has %(width)s. "
        "A text that holds the delimiter must stand in quotation marks."
    )
    row.fault = text % {"cells": len(row.cells), "header": header, "width": width}
    return row
