"""What an import would do, as it is shown, stored and compared: plain structures, no records."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from core.exchange.entries import Entry, Offer, Part, RowState
from core.exchange.packing import PackedRows
from core.exchange.showing import name_of
from core.models import Record, RegisterModel
from core.records import Draft

BLOCKED = (RowState.FAULTY, RowState.MISSING, RowState.CLASH)
#: Bytes of the number that says how long a stored head is.
LENGTH = 4


@dataclass
class Outcome:
    """The whole preview. ``rows`` are structures as :func:`row_of` makes them, kept packed."""

    rows: PackedRows = field(default_factory=PackedRows)
    counts: dict[str, int] = field(default_factory=dict)
    offers: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    header_row: int = 0
    sheets: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)

    def count(self, state: RowState) -> int:
        """How many rows are in a state."""
        return self.counts.get(state.value, 0)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def blocked(self) -> int:
        """How many rows cannot be imported as they are."""
        return sum(self.count(state) for state in BLOCKED)

    @property
    def effects(self) -> int:
        """How many rows would write something."""
        return self.count(RowState.NEW) + self.count(RowState.CHANGED)

    def fingerprint(self) -> str:
        """A hash of all that the rows would do, in whatever language they were shown."""
        digest = hashlib.sha256()
        for row in self.rows:
            digest.update(json.dumps(effect_of(row)).encode() + b"\n")
        return digest.hexdigest()

    def packed(self) -> bytes:
        """The outcome as stored: the length of its head, the head, and the packed rows one by one."""
        pieces = self.rows.pieces
        head = vars(self) | {"rows": [self.rows.size, *map(len, pieces)]}
        packed = zlib.compress(json.dumps(head).encode(), 1)
        return b"".join([len(packed).to_bytes(LENGTH), packed, *pieces])

    @classmethod
    def unpacked(cls, data: bytes) -> Outcome:
        """The outcome as it was stored."""
        start = LENGTH + int.from_bytes(data[:LENGTH])
        head = json.loads(zlib.decompress(data[LENGTH:start]))
        count, *lengths = head["rows"]
        ends = [*accumulate(lengths, initial=start)]
        head["rows"] = PackedRows([data[a:b] for a, b in pairwise(ends)], count)
        return cls(**head)


def outcome_of(
    entries: Sequence[Entry],
    offers: Sequence[Offer],
    notes: Sequence[str],
    cells: Callable[[Entry], list[Any]],
) -> Outcome:
    """The outcome of an examined file; ``cells`` are those of a row that may be corrected."""
    return Outcome(
        rows=PackedRows.of({**row_of(entry), "cells": cells(entry)} for entry in entries),
        counts=dict(Counter(entry.state.value for entry in entries)),
        offers=[_offer(offer) for offer in offers],
        notes=list(notes),
        records=dict(_records(entries, offers)),
    )


def row_of(entry: Entry) -> dict[str, Any]:
    """A row: its number, state, what is called what, faults and notes, and each record it touches."""
    return {
        "number": entry.row.number,
        "state": entry.state.value,
        "title": entry.own.title if entry.own else "",
        "faults": [list(fault) for fault in entry.faults],
        "notes": entry.notes,
        "clashes": [astuple(clash) for clash in entry.clashes],
        "parts": [_part(part) for part in entry.parts],
        "offers": [
            [str(offer.model._meta.verbose_name), offer.name, offer.key] for offer in entry.offers
        ],
    }


def effect_of(row: Mapping[str, Any]) -> list[Any]:
    """What a row would do, without the words that tell it: they differ by language."""
    names = ("register", "state", "uid", "version", "values")
    parts = [[part[name] for name in names] for part in row["parts"]]
    offers = [offer[1] for offer in row["offers"]]
    return [row["number"], row["state"], len(row["faults"]), parts, offers]


def _part(part: Part) -> dict[str, Any]:
    return {
        "register": part.model.register.name,
        "kind": str(part.model._meta.verbose_name),
        "state": part.state.value,
        "title": part.title,
        "uid": str(part.uid) if part.uid else "",
        "version": part.record.version if part.record is not None else 0,
        "values": _digest(part.draft.values) if part.draft is not None else "",
        "changes": [list(change) for change in part.changes],
    }


def _digest(values: Mapping[str, Any]) -> str:
    """A short hash of values to write."""
    text = repr([(name, _neutral(value)) for name, value in values.items()])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _neutral(value: Any) -> Any:
    """A value for comparing: a link by what it leads to."""
    if isinstance(value, Draft):
        return name_of(value)
    return value.uid if isinstance(value, RegisterModel | Record) else value


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "key": offer.key,
        "kind": str(offer.model._meta.verbose_name),
        "name": offer.name,
        "rows": offer.rows[:20],
    }


def _records(entries: Sequence[Entry], offers: Sequence[Offer]) -> Counter[str]:
    """How many records of each register would be made or changed."""
    counted: Counter[str] = Counter()
    seen: set[int] = set()
    drafts = [
        part.draft for entry in entries if not entry.faults for part in entry.parts if part.draft
    ]
    for draft in (*drafts, *(offer.draft for offer in offers)):
        if id(draft) not in seen:
            seen.add(id(draft))
            counted[draft.model.register.name] += 1
    return counted
