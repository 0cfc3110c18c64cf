"""A file to import becomes a sheet: what kind of file it is shows in its content, not in its name."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from core.exchange.csv_files import read_csv
from core.exchange.headers import with_header
from core.exchange.json_files import read_json
from core.exchange.limits import MEGABYTE, Limits, too_large, unreadable
from core.exchange.xlsx_files import read_xlsx
from core.text.sheets import Sheet, Table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_sheet(
    data: bytes,
    name: str,
    *,
    header_row: int | None = None,
    sheet: str = "",
    limits: Limits | None = None,
) -> Sheet:
    """The sheet in a .csv, .tsv, .xlsx or .json file.

    Raises Unreadable or TooLarge with one sentence that names the file and the reason.
    """
    table = read_table(data, name, sheet=sheet, limits=limits or Limits.of_settings())
    return with_header(table, header_row)


def read_table(data: bytes, name: str, *, sheet: str, limits: Limits) -> Table:
    """All rows of a file, before its header is known."""
    if len(data) > limits.bytes:
        raise too_large(name, _("more than %(size)s MB.") % {"size": limits.bytes // MEGABYTE})
    if not data.strip():
        raise unreadable(name, _("it is empty."))
    reason = _foreign(data)
    if reason:
        raise unreadable(name, reason)
    if data.startswith(b"PK"):
        return read_xlsx(data, name, limits, sheet)
    if Path(name).suffix.lower() == ".json":
        return read_json(data, name, limits)
    return read_csv(data, name, limits)


def _foreign(data: bytes) -> str:
    """Why a file of another kind is refused; empty when it may be a table."""
    if data.startswith(OLE):
        return _ole(data)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kinds = {
        b"%pdf": _("it is a PDF."),
        b"<": _("it is a web page or XML. Save it as .xlsx or .csv."),
        b"{\\rtf": _("it is a text document."),
        b"\x1f\x8b": _("it is a compressed file. Unpack it first."),
        b"rar!": _("it is a compressed file. Unpack it first."),
        b"7z\xbc\xaf": _("it is a compressed file. Unpack it first."),
        b"mz": _executable(data),
        b"\x7felf": _("it is a program."),
        b"gif8": _("it is a picture."),
        b"\x89png": _("it is a picture."),
        b"\xff\xd8\xff": _("it is a picture."),
    }
    return next((reason for mark, reason in kinds.items() if start.startswith(mark) and reason), "")


def _executable(data: bytes) -> str:
    # “MZ” may also begin a heading; a program has zero bytes.
    return _("it is a program.") if b"\x00" in data[:512] else ""


def _ole(data: bytes) -> str:
    if ENCRYPTED in data:
        return _("it is protected by a password. Save it without one.")
    return _("it is an old Excel file (.xls). Save it as .xlsx or .csv.")
