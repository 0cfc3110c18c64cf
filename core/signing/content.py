"""The exact text that is signed, as one hash (docs/ledger.md §8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.choices import EntryKind
from core.ledger import canonical
from core.ledger import writing as ledger
from core.models import LedgerEntry
from core.signing.registry import Piece, signable_of

PREFIX = b"\x05"
#: One part of a signed text: type, record, version and the names of its fields.
Part = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """A text to sign: the versions and fields it is made of, and its hash."""

    parts: list[Part]
    digest: str


def content_of(row: Any) -> Content:
    """The text of a record as it stands, with the records that belong to it."""
    signable = signable_of(type(row))
    if signable is None:
        raise TypeError(f"{type(row).__name__} is not signed")
    said = [
        n for n in signable.fields if n not in signable.later or getattr(row, n) not in (None, "")
    ]
    pieces = [(row, tuple(said)), *signable.parts(row)]
    known = _names_in_ledger(pieces)
    parts, texts = [], []
    for piece, fields in pieces:
        names = [name for name in fields if name in known[piece.pk]]
        texts.append(part_text(piece.register.name, str(piece.uid), _fields(piece, names)))
        parts.append(
            {
                "fields": names, "record": str(piece.uid), "type": piece.register.name,
                "version": piece.version,
            }
        )  # fmt: skip
    return Content(parts, digest_of(texts))


def digest_of(texts: Iterable[str]) -> str:
    """The hash of a text from the canonical texts of its parts."""
    return hashlib.sha256(PREFIX + f"[{','.join(texts)}]".encode()).hexdigest()


def part_text(type_: str, record: str, fields: Mapping[str, str]) -> str:
    """The canonical text of one part from the canonical texts of its fields."""
    inside = canonical.members(
        {
            "fields": "{" + canonical.members(fields) + "}",
            "record": f'"{record}"',
            "type": f'"{type_}"',
        }
    )
    return "{" + inside + "}"


def _fields(row: Any, names: Sequence[str]) -> dict[str, str]:
    model: Any = type(row)
    columns = [column for column in ledger.columns(model) if column.name in names]
    keys = {getattr(row, c.attname) for c in columns if c.is_link} - {None}
    uids = ledger.record_uids(keys)
    texts = {}
    for column in columns:
        value = getattr(row, column.attname)
        if column.is_link and value is not None:
            value = uids[value]
        texts[column.name] = column.write(value)
    return texts


def _names_in_ledger(pieces: Sequence[Piece]) -> dict[int, set[str]]:
    """The fields that the last versions have in the ledger: a field that came later has no text there."""
    wanted = Q()
    for row, _fields in pieces:
        wanted |= Q(record=row.pk, version=row.version)
    entries = LedgerEntry.objects.filter(wanted, kind=EntryKind.RECORD)
    found = entries.values_list("record_id", "payload")
    return {key: set(json.loads(payload)["fields"]) for key, payload in found if key is not None}
