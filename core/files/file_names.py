"""Names and types of files that people send: what may be kept, what a browser is told."""

from __future__ import annotations

import re
import unicodedata
from typing import IO

LONGEST = 200
UNKNOWN = "application/octet-stream"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

#: Extension → (type, how such a file begins). Whatever is not as it says is of unknown type.
TYPES: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "zip": ("application/zip", (b"PK\x03\x04", b"PK\x05\x06")),
    "docx": (f"{OFFICE}wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": (f"{OFFICE}spreadsheetml.sheet", (b"PK\x03\x04",)),
    "pptx": (f"{OFFICE}presentationml.presentation", (b"PK\x03\x04",)),
    "odt": (f"{OPEN_DOCUMENT}text", (b"PK\x03\x04",)),
    "ods": (f"{OPEN_DOCUMENT}spreadsheet", (b"PK\x03\x04",)),
}
TEXTS = {
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "eml": "message/rfc822",
}


def clean_name(name: str) -> str:
    """A name without folders, control and direction marks; at most 200 characters, never empty."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(" .")
    if len(kept) > LONGEST:
        stem, dot, extension = kept.rpartition(".")
        tail = dot + extension if stem and len(extension) < 20 else ""
        kept = kept[: LONGEST - len(tail)] + tail
    return kept or "file"


def type_of(name: str, file: IO[bytes]) -> str:
    """The type that the extension says, if the beginning agrees; leaves the file at its start."""
    extension = name.rpartition(".")[2].lower()
    start = file.read(1024)
    file.seek(0)
    if extension in TYPES:
        content_type, magic = TYPES[extension]
        return content_type if start.startswith(magic) else UNKNOWN
    if extension in TEXTS and b"\0" not in start and not start.lstrip().startswith(b"<"):
        return TEXTS[extension]
    return UNKNOWN
