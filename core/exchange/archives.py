"""A zip looked through before anything opens it: how large it becomes, and what its XML would cost.

A workbook is a zip of XML. Its reader trusts it, so nothing here does: the declared sizes are checked
first, then every part is unpacked once, counted, and thrown away.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from django.utils.translation import gettext as _

from core.exchange.limits import Limits, too_large, unreadable

CHUNK = 1024 * 1024
#: What the standard library raises for archives that are not what they say.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: A cell that is not empty: not written as <c …/>.
CELL = re.compile(rb"<(?:\w+:)?c\b(?:[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"'])?[^>]*(?<!/)>")
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d{1,7})[\"'][^>]*(?<!/)>")
ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*[\"']e[\"'])[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']"
)
SHARED = re.compile(rb"<(?:\w+:)?si[\s>]")
SHARED_USE = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")


@dataclass
class Part:
    """What one XML part of a workbook would cost to read."""

    name: str
    cells: int = 0
    unplaced: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: list[tuple[int, int]] = field(default_factory=list)
    strings: array[int] = field(default_factory=lambda: array("Q"))
    used: Counter[bytes] = field(default_factory=Counter)


def check_archive(file: BinaryIO, name: str, limits: Limits) -> dict[str, Part]:
    """The XML parts of a zip by name. Raises Unreadable or TooLarge before any of it could do harm."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_declared(archive, name, limits)
            parts = [_examine(archive, info, name, limits) for info in archive.infolist()]
    except BROKEN:
        raise unreadable(name, _("the file is damaged; open it and save it again.")) from None
    _check_texts(parts, name, limits)
    return {part.name: part for part in parts if part}


def _check_declared(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & 0x1 for info in infos):
        raise unreadable(name, _("it is protected by a password. Save it without one."))
    if len(infos) > limits.members:
        raise too_large(
            name, _("its zip holds more than %(count)s parts.") % {"count": limits.members}
        )
    expanded = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if expanded > limits.expanded or expanded > max(limits.free, packed * limits.ratio):
        raise too_large(
            name,
            _("unpacked it would take %(size)s MB, %(ratio)s times its size.")
            % {"size": expanded // CHUNK, "ratio": expanded // max(packed, 1)},
        )


def _examine(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limits: Limits
) -> Part | None:
    """Read a part to its end, so that its checksum is checked too; None if it is no XML."""
    part = Part(info.filename)
    xml = None
    for text in _pieces(archive, info):
        xml = _is_xml(text, name) if xml is None else xml
        if xml:
            _count(part, text, name, limits)
    return part if xml else None


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces that never cut a tag; a piece begins with its tag."""
    rest = b""
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            rest += chunk
            cut = rest.rfind(b"<")
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 4 * CHUNK:
                yield rest
                rest = b""
    if rest:
        yield rest


def _is_xml(text: bytes, name: str) -> bool:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unreadable(name, _("its XML is not in UTF-8."))
    return text.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _count(part: Part, text: bytes, name: str, limits: Limits) -> None:
    if DOCTYPE.search(text):
        raise unreadable(name, _("its XML declares entities, which a workbook never needs."))
    places = CELL.findall(text)
    part.cells += len(places)
    if part.cells > limits.cells:
        raise too_large(name, _("more than %(count)s cells.") % {"count": limits.cells})
    part.unplaced += places.count((b"", b""))
    _extend(part, places, text)
    part.errors += [(int(row), column_number(letters)) for letters, row in ERROR.findall(text)]
    # The length of a shared text is at most the distance to the next one.
    starts = [match.start() for match in SHARED.finditer(text)]
    part.strings.extend(after - before for before, after in pairwise([*starts, len(text)]))
    part.used.update(SHARED_USE.findall(text))
    _check_extent(part, name, limits)


def _extend(part: Part, places: list[tuple[bytes, bytes]], text: bytes) -> None:
    """Note how far the cells reach; the reader takes memory for the whole rectangle."""
    columns = {letters for letters, _row in places if letters}
    rows = [int(row) for _letters, row in places[-1:] if row]
    rows += [int(row) for row in ROW.findall(text)] if places else []
    farthest = max(columns, key=lambda letters: (len(letters), letters), default=b"")
    part.last_column = max(part.last_column, column_number(farthest))
    part.last_row = max(part.last_row, *rows, 0)


def column_number(letters: bytes) -> int:
    """A is 1, AA is 27, nothing is 0."""
    number = 0
    for code in letters:
        number = number * 26 + code - 64
    return number


def _check_extent(part: Part, name: str, limits: Limits) -> None:
    if part.last_row * max(part.last_column, 1) > limits.cells:
        raise too_large(
            name,
            _("its cells reach to row %(row)s and column %(column)s.")
            % {"row": part.last_row, "column": part.last_column},
        )


def _check_texts(parts: list[Part | None], name: str, limits: Limits) -> None:
    """A text shared by many cells is stored once and read many times: bound what it becomes."""
    found = [part for part in parts if part]
    lengths = max((part.strings for part in found), key=len, default=array("Q"))
    total = 0
    for part in found:
        total += sum(
            count * lengths[int(index)]
            for index, count in part.used.items()
            if int(index) < len(lengths)
        )
    if total > limits.texts:
        raise too_large(name, _("its texts together take %(size)s MB.") % {"size": total // CHUNK})
