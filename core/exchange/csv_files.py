"""Comma-separated text as rows: its encoding and delimiter are found out, a broken row stays broken."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.exchange.limits import Limits, too_large, unreadable
from core.text.sheets import Row, Table, sharing

DELIMITERS = (",", ";", "\t", "|")
#: Excel's own way to name the delimiter, in a first line of its own.
DECLARED = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
PROBE = 256 * 1024


def read_csv(data: bytes, name: str, limits: Limits) -> Table:
    """The rows of a text file. Raises Unreadable or TooLarge with the reason."""
    text, notes = decode(data, name)
    declared = DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    delimiter = declared.group(1) if declared else find_delimiter(body)
    first = 2 if declared else 1
    rows = list(_rows(body, delimiter, name, limits, first))
    return Table(file=name, rows=rows, notes=notes)


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """The text of a file, and a note when its encoding had to be guessed."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strictly(data, encoding, name), []
    try:
        text, notes = data.decode("utf-8"), []
    except UnicodeDecodeError:
        text = _strictly(data, "cp1252", name)
        notes = [
            _("The file is not UTF-8. It was read as Windows-1252; check letters with accents.")
        ]
    if len(CONTROL.findall(text[:PROBE])) > 16:
        raise unreadable(name, _("it is not text."))
    return text, notes


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        reason = _("its text is neither UTF-8, UTF-16 nor Windows-1252. Save it as “CSV UTF-8”.")
        raise unreadable(name, reason) from None


def find_delimiter(text: str) -> str:
    """The delimiter under which most rows of the beginning have the same number of cells, more than one."""
    lines = text[:PROBE].splitlines(keepends=True)[:200]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return (0.0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (rows / widths.total(), width) if width > 1 else (0.0, 0)


def _rows(text: str, delimiter: str, name: str, limits: Limits, first: int) -> Iterator[Row]:
    """Rows that hold something, numbered as a spreadsheet program numbers them."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    cells = count = 0
    number, share = first - 1, sharing()
    try:
        for number, row in enumerate(reader, start=first):
            lines.row_ended()
            if not any(row):
                continue
            cells, count = cells + len(row), count + 1
            _check_size(name, limits, count, len(row), cells)
            yield Row(number, share(row))
    except csv.Error as error:
        raise unreadable(name, _row_error(number + 1, error)) from None
    _check_closed(lines.last, delimiter, number, name)


class _Lines:
    """Lines of a text that remembers those of the row being read."""

    def __init__(self, text: str) -> None:
        self.stream = io.StringIO(text, newline="")
        self.last: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self.stream)
        if self.ended:
            self.last, self.ended = [], False
        self.last.append(line)
        return line

    def row_ended(self) -> None:
        """The reader has finished a row: the next line begins another."""
        self.ended = True


def _check_size(name: str, limits: Limits, rows: int, columns: int, cells: int) -> None:
    # One row more: the header.
    if rows > limits.rows + 1:
        raise too_large(name, _("more than %(count)s rows.") % {"count": limits.rows})
    if columns > limits.columns:
        raise too_large(name, _("more than %(count)s columns.") % {"count": limits.columns})
    if cells > limits.cells:
        raise too_large(name, _("more than %(count)s cells.") % {"count": limits.cells})


def _row_error(number: int, error: csv.Error) -> str:
    if "field larger" in str(error):
        return _(
            "row %(row)s has a cell of more than %(limit)s characters; is a quotation mark open?"
        ) % {
            "row": number,
            "limit": csv.field_size_limit(),
        }
    return _("row %(row)s cannot be read (%(error)s).") % {"row": number, "error": error}


def _check_closed(lines: list[str], delimiter: str, number: int, name: str) -> None:
    """Refuse a file that ends inside quotation marks: everything after them would be one cell."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            reason = _("a quotation mark in row %(row)s is never closed.") % {"row": number}
            raise unreadable(name, reason) from None
