"""Ledger entries as a bundle discloses them, and the readable history made of the same (§6)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any

from core import canonical, merkle
from core.choices import EntryKind
from evidence.bundles.bag import Bag
from evidence.bundles.scope import Scope
from evidence.bundles.selection import Selected, chunks, disclosed_names

#: What of the header a line of a history file repeats.
KEPT = ("actor", "event", "origin", "record", "seq", "time", "unit", "version")
COLUMNS = ("type", "kind", "payload", "nonce", "salts", "digests")


@dataclass(frozen=True)
class Disclosed:
    """One entry: its header, and its fields as far as the reader may see them."""

    header: dict[str, Any]
    fields: dict[str, Any]
    salts: dict[str, str]
    digests: dict[str, str]

    def line(self) -> str:
        """The line of entries.jsonl."""
        return canonical.text(self.__dict__)

    def history_line(self) -> str:
        """The line of the register's history file."""
        return canonical.text({**{k: self.header[k] for k in KEPT}, "fields": self.fields})


def disclose(row: tuple[Any, ...], names: frozenset[str] | None) -> Disclosed:
    """An entry from its stored columns; ``names`` are the readable fields, None means all."""
    _type, _kind, payload, nonce, salts, digests = row
    header = json.loads(payload)
    fields = header.pop("fields")
    if nonce is not None:
        known = {name: merkle.salt(bytes(nonce), name) for name in fields}
    else:
        known = {name: bytes.fromhex(salt) for name, salt in json.loads(salts).items()}
    hidden = {} if not digests else json.loads(digests)
    shown = {name: value for name, value in fields.items() if names is None or name in names}
    for name in fields.keys() - shown.keys():
        hidden[name] = merkle.digest(known[name], name, canonical.text(fields[name])).hex()
    return Disclosed(header, shown, {name: known[name].hex() for name in shown}, hidden)


def write_entries(
    bag: Bag, scope: Scope, selected: Sequence[Selected], seqs: Sequence[int]
) -> Iterator[Disclosed]:
    """Write entries.jsonl and the history files, giving each entry once more to whoever listens."""
    names = {one.name: disclosed_names(scope.principal, one) for one in selected}
    with ExitStack() as files:
        entries = files.enter_context(bag.text("data/ledger/entries.jsonl"))
        histories: dict[str, IO[str]] = {}
        for row in _rows(scope, seqs):
            type_, kind = row[:2]
            entry = disclose(row, names[type_] if kind == EntryKind.RECORD else None)
            entries.write(entry.line() + "\n")
            if kind == EntryKind.RECORD:
                if type_ not in histories:
                    file = bag.text(f"data/history/{type_}.jsonl")
                    histories[type_] = files.enter_context(file)
                histories[type_].write(entry.history_line() + "\n")
            yield entry


def _rows(scope: Scope, seqs: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    for chunk in chunks(seqs):
        rows = scope.entries().filter(seq__in=chunk).order_by("seq")
        yield from rows.values_list(*COLUMNS)


def write_proof(bag: Bag, size: int, hashes: dict[str, str], note: str) -> None:
    """Write proof.json and checkpoint.txt."""
    with bag.text("data/ledger/proof.json") as file:
        file.write(canonical.text({"hashes": hashes, "size": size}) + "\n")
    with bag.text("data/ledger/checkpoint.txt") as file:
        file.write(note)
