"""Ledger entries as a bundle discloses them, and the readable history made of the same (§6)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any

import orjson
from django.db.models import Q

from core.choices import EntryKind
from core.ledger import canonical, merkle
from evidence.bundles.bag import Bag
from evidence.bundles.scope import Scope
from evidence.bundles.selection import Selected, chunks, disclosed_names

COLUMNS = ("type", "kind", "payload", "nonce", "salts", "digests")


@dataclass(frozen=True)
class Disclosed:
    """One entry: its header, and its fields as far as the reader may see them; names in order.

    ``text`` is the canonical text of ``fields``.
    """

    header: dict[str, Any]
    fields: dict[str, Any]
    text: str
    salts: dict[str, str]
    digests: dict[str, str]

    def lines(self) -> tuple[str, str]:
        """The line of entries.jsonl, and that of the register's history file."""
        head = {name: canonical.known(value) for name, value in self.header.items()}
        entry = (
            f'{{"digests":{_hexes(self.digests)},"fields":{self.text},'
            f'"header":{canonical.ordered_object(head)},"salts":{_hexes(self.salts)}}}\n'
        )
        return entry, HISTORY % {**head, "fields": self.text}


HISTORY = (
    '{"actor":%(actor)s,"event":%(event)s,"fields":%(fields)s,"origin":%(origin)s,'
    '"record":%(record)s,"seq":%(seq)s,"time":%(time)s,"unit":%(unit)s,"version":%(version)s}\n'
)


def _hexes(values: dict[str, str]) -> str:
    return canonical.ordered_object({name: f'"{text}"' for name, text in values.items()})


def disclose(row: tuple[Any, ...], names: frozenset[str] | None) -> Disclosed:
    """An entry from its stored columns; ``names`` are the readable fields, None means all."""
    _type, _kind, payload, nonce, salts, digests = row
    header = orjson.loads(payload)
    fields = header.pop("fields")
    if nonce is not None:
        known = merkle.salts(bytes(nonce), fields)
    else:
        known = {name: bytes.fromhex(salt) for name, salt in json.loads(salts).items()}
    hidden = json.loads(digests) if digests else {}
    shown = {name: value for name, value in fields.items() if names is None or name in names}
    for name in fields.keys() - shown.keys():
        hidden[name] = merkle.digest(known[name], name, canonical.known(fields[name])).hex()
    ordered = {name: hidden[name] for name in canonical.in_order(hidden)}
    text = _inside(payload) if len(shown) == len(fields) else _text(shown)
    return Disclosed(header, shown, text, {name: known[name].hex() for name in shown}, ordered)


def _text(fields: dict[str, Any]) -> str:
    return canonical.ordered_object({n: canonical.known(value) for n, value in fields.items()})


def _inside(payload: str) -> str:
    """The fields as the payload has them: between headers whose values hold no such words."""
    start, end = payload.index('"fields":') + len('"fields":'), payload.rindex(',"kind":')
    return payload[start:end]


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
            line, history_line = entry.lines()
            entries.write(line)
            if kind == EntryKind.RECORD:
                if type_ not in histories:
                    file = bag.text(f"data/history/{type_}.jsonl")
                    histories[type_] = files.enter_context(file)
                histories[type_].write(history_line)
            yield entry


def _rows(scope: Scope, seqs: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    for chunk in chunks(seqs):
        rows = scope.entries().filter(_numbered(chunk)).order_by("seq")
        yield from rows.values_list(*COLUMNS)


def _numbered(seqs: Sequence[int]) -> Q:
    """Entries by number; without gaps a range is a smaller question than a list."""
    gapless = seqs[-1] - seqs[0] == len(seqs) - 1
    return Q(seq__range=(seqs[0], seqs[-1])) if gapless else Q(seq__in=seqs)


def write_proof(bag: Bag, size: int, hashes: dict[str, str], note: str) -> None:
    """Write proof.json and checkpoint.txt."""
    with bag.text("data/ledger/proof.json") as file:
        file.write(canonical.text({"hashes": hashes, "size": size}) + "\n")
    with bag.text("data/ledger/checkpoint.txt") as file:
        file.write(note)
