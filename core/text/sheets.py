"""What a file holds: rows of cells as found, and the sheet with its header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

#: One cell as the file gives it. A blank cell is the empty string; datetime is a date too.
Cell = str | int | float | bool | date | time | timedelta

#: So many different short texts are remembered while a file is read.
KNOWN, SHORT = 10_000, 80


@dataclass(slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells, and why it cannot be used, if so."""

    number: int
    cells: list[Cell]
    fault: str = ""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if not is_blank(cell))


@dataclass
class Table:
    """All rows of a file or of one of its sheets, before anybody knows which one is the header.

    ``exported`` are the uids of the records that an export of ours had put into it.
    """

    file: str
    rows: list[Row]
    sheet: str = ""
    sheets: Sequence[str] = ()
    merged: frozenset[int] = frozenset()
    notes: list[str] = field(default_factory=list)
    rectangular: bool = False
    exported: Sequence[str] = ()


@dataclass
class Sheet:
    """A table with its header: every row below has exactly one cell per column, or a fault."""

    file: str
    header: list[str]
    rows: list[Row]
    header_row: int
    sheet: str = ""
    sheets: Sequence[str] = ()
    notes: list[str] = field(default_factory=list)
    exported: Sequence[str] = ()


def sharing() -> Callable[[Sequence[Cell]], list[Cell]]:
    """A function that gives rows with equal short texts as one and the same: columns repeat themselves."""
    known: dict[str, str] = {}

    def shared(cell: Cell) -> Cell:
        if not isinstance(cell, str) or len(cell) > SHORT:
            return cell
        return known.setdefault(cell, cell) if len(known) < KNOWN else known.get(cell, cell)

    return lambda cells: [shared(cell) for cell in cells]


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but space."""
    return isinstance(cell, str) and (not cell or cell.isspace())


def text_of(cell: Cell) -> str:
    """A cell as a person would read it; whole numbers without decimals, days without a time."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        whole = cell.time() == time.min and cell.tzinfo is None
        return cell.date().isoformat() if whole else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
