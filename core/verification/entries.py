"""Every entry of the ledger, recomputed: numbering, chain, leaf, payload against history row."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from core import canonical, merkle
from core.canonical import instant
from core.choices import EntryKind
from core.ledger import record_uids
from core.models import LedgerEntry
from core.registers import names
from core.schemas import Schema
from core.verification.facts import FactReader
from core.verification.findings import Findings
from core.verification.history import HistoryReader, Version
from core.verification.reading import UNREADABLE, Rows, read

BATCH = 2000
COLUMNS = (
    "seq", "kind", "record_id", "type", "version", "history_id", "time", "payload",
    "nonce", "salts", "digests", "leaf", "previous", "chain",
)  # fmt: skip
(
    SEQ,
    KIND,
    RECORD,
    TYPE,
    VERSION,
    HISTORY,
    TIME,
    PAYLOAD,
    NONCE,
    SALTS,
    DIGESTS,
    LEAF,
    PREVIOUS,
    CHAIN,
) = range(14)

Row = tuple[Any, ...]


class EntryCheck:
    """Walks the ledger once; ``tree`` and ``chain`` are what the entries themselves give."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.tree = merkle.Tree()
        self.chain = merkle.EMPTY_CHAIN
        self.readers = {name: HistoryReader(model) for name, model in names().items()}
        self.facts = FactReader()
        self.schemas: dict[str, Schema] = {}
        self.pending = _defaults()

    def run(self) -> Iterator[int]:
        """Check every entry in order; yields the size after each one, for roots at any size."""
        last = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        for start in range(1, last + 1, BATCH):
            seqs = list(range(start, min(start + BATCH, last + 1)))
            rows = {row[SEQ]: row for row in read(seqs, _fetch, self._unreadable)}
            yield from self._batch(seqs, rows)

    def _unreadable(self, seq: int) -> None:
        self.findings.add(f"Entry {seq} of the ledger cannot be read.")

    def _batch(self, seqs: Sequence[int], rows: dict[int, Row]) -> Iterator[int]:
        history = self._history(rows.values())
        uids = self._uids(rows.values(), history)
        self.facts.load(rows.values(), PAYLOAD, KIND, TYPE)
        for seq in seqs:
            row = rows.get(seq)
            if row is None:
                self.findings.add(f"Entry {seq} of the ledger is missing.")
                leaf = merkle.EMPTY_CHAIN
            else:
                leaf = self._entry(row, history, uids)
            self.tree.append(leaf)
            yield seq

    def _history(self, rows: Any) -> dict[tuple[str, int], Row]:
        wanted: dict[str, list[int]] = {}
        for row in rows:
            if row[KIND] == EntryKind.RECORD and row[HISTORY] is not None:
                wanted.setdefault(row[TYPE], []).append(row[HISTORY])
        found = {}
        for type_, keys in wanted.items():
            if reader := self.readers.get(type_):
                found.update({(type_, r[0]): r for r in self._read_history(reader, keys)})
        return found

    def _read_history(self, reader: HistoryReader, keys: list[int]) -> Rows:
        def unreadable(key: int) -> None:
            name = reader.model.register.name
            self.findings.add(f"History row {key} of {name} cannot be read.")

        return read(keys, reader.fetch, unreadable)

    def _uids(self, rows: Any, history: dict[tuple[str, int], Row]) -> dict[int, uuid.UUID]:
        keys = {row[RECORD] for row in rows if row[RECORD] is not None}
        for (type_, _key), row in history.items():
            keys |= self.readers[type_].linked([row])
        return record_uids(keys)

    def _entry(self, row: Row, history: dict[tuple[str, int], Row], uids: Any) -> bytes:
        """Check one entry; answers with the leaf recomputed from what the database holds."""
        try:
            header, fields = self._content(row, history, uids)
            leaf = self._leaf(row, header, fields)
        except (*UNREADABLE, KeyError, AttributeError) as error:
            self.findings.add(f"Entry {row[SEQ]}: what it says cannot be recomputed ({error}).")
            leaf = bytes(row[LEAF])
        if leaf != bytes(row[LEAF]):
            self.findings.add(f"{_what(row)}: its leaf does not match what it says.")
        if bytes(row[PREVIOUS]) != self.chain:
            self.findings.add(f"Entry {row[SEQ]} does not follow the entry before it.")
        self.chain = merkle.chain(self.chain, bytes(row[LEAF]))
        if bytes(row[CHAIN]) != self.chain:
            self.findings.add(f"Entry {row[SEQ]}: its chain value does not match.")
            self.chain = bytes(row[CHAIN])
        return bytes(row[LEAF])

    def _content(self, row: Row, history: Any, uids: Any) -> tuple[dict[str, str], dict[str, str]]:
        if row[KIND] != EntryKind.RECORD:
            return self._noted(row, uids)
        found = history.get((row[TYPE], row[HISTORY]))
        if found is None:
            self.findings.add(f"{_what(row)}: its history row is missing.")
            return self._noted(row, uids)
        reader = self.readers[row[TYPE]]
        version = reader.version(found, uids, row[SEQ])
        self._compare(row, version)
        for name in reader.later_than_schema(found, self.pending.get(row[TYPE], {})):
            self.findings.add(f"{_what(row)}: its history row was changed in “{name}”.")
        return version.header, self._with_gone(row, reader, version.fields)

    def _with_gone(self, row: Row, reader: HistoryReader, fields: dict[str, str]) -> dict[str, str]:
        """Fields that the register has no more stand in the payload alone."""
        if not reader.gone:
            return fields
        said = json.loads(row[PAYLOAD])["fields"]
        return fields | {n: canonical.text(said[n]) for n in reader.gone if n in said}

    def _compare(self, row: Row, version: Version) -> None:
        if version.record_id != row[RECORD]:
            self.findings.add(f"{_what(row)}: its history row belongs to another record.")
        if row[TIME] is None or f'"{instant(row[TIME])}"' != version.header["time"]:
            self.findings.add(f"{_what(row)}: its time differs from its history row's.")
        if str(row[VERSION]) != version.header["version"]:
            self.findings.add(f"{_what(row)}: its version differs from its history row's.")

    def _noted(self, row: Row, uids: Any) -> tuple[dict[str, str], dict[str, str]]:
        """An entry without history row: what it says, once it is seen to be what was hashed."""
        said = json.loads(row[PAYLOAD])
        if canonical.text(said) != row[PAYLOAD]:
            self.findings.add(f"Entry {row[SEQ]}: its payload is not canonical.")
        header = {name: canonical.text(said[name]) for name in merkle.HEADER}
        self._compare_note(row, said, uids)
        fields = {name: canonical.text(value) for name, value in said["fields"].items()}
        if row[KIND] == EntryKind.SCHEMA:
            self._follow(row[TYPE], said["fields"])
        if row[KIND] == EntryKind.FACT:
            for sentence in self.facts.compare(row[TYPE], said["fields"]):
                self.findings.add(f"Entry {row[SEQ]}: {sentence}")
        return header, fields

    def _compare_note(self, row: Row, said: dict[str, Any], uids: Any) -> None:
        record = str(uids.get(row[RECORD])) if row[RECORD] is not None else None
        columns = (row[SEQ], row[KIND], row[TYPE], row[VERSION], record, instant(row[TIME]))
        told = tuple(said[n] for n in ("seq", "kind", "type", "version", "record", "time"))
        if columns != told:
            self.findings.add(f"Entry {row[SEQ]}: its columns differ from what it says.")

    def _follow(self, type_: str, schema: Schema) -> None:
        """From here on the register has these fields."""
        self.schemas[type_] = schema
        self.pending[type_] = _later(self.pending.get(type_, {}), schema)
        if type_ in self.readers:
            self.readers[type_].follow(schema)

    def _leaf(self, row: Row, header: dict[str, str], fields: dict[str, str]) -> bytes:
        erased = json.loads(row[DIGESTS]) if row[DIGESTS] else {}
        kept = {name: text for name, text in fields.items() if name not in erased}
        if merkle.payload(header, kept) != row[PAYLOAD]:
            self.findings.add(f"{_what(row)}: {_difference(header, kept, row[PAYLOAD])}")
        if row[NONCE] is not None:
            if row[SALTS] or row[DIGESTS]:
                self.findings.add(f"{_what(row)}: it has salts beside its nonce.")
            digests = merkle.digests(bytes(row[NONCE]), kept)
        else:
            salts = json.loads(row[SALTS])
            digests = {
                name: merkle.digest(bytes.fromhex(salts[name]), name, text).hex()
                for name, text in kept.items()
            }
        return merkle.leaf_hash(merkle.leaf_data(header, digests | erased))


def _fetch(seqs: Sequence[int]) -> Rows:
    rows = LedgerEntry.objects.filter(seq__gte=seqs[0], seq__lte=seqs[-1]).order_by("seq")
    return list(rows.values_list(*COLUMNS))


def _what(row: Row) -> str:
    version = f" version {row[VERSION]}" if row[VERSION] is not None else ""
    return f"Entry {row[SEQ]} ({row[TYPE]}{version})"


def _difference(header: dict[str, str], fields: dict[str, str], payload: str) -> str:
    """Which part of the payload and the history row disagree."""
    said = json.loads(payload)
    told = {f"“{n}”" for n, v in header.items() if canonical.text(said.get(n)) != v}
    content = said.get("fields", {})
    told |= {
        f"“{n}”" for n, v in fields.items() if n not in content or canonical.text(content[n]) != v
    }
    told |= {f"“{n}”" for n in content if n not in fields}
    return f"ledger and history disagree in {', '.join(sorted(told)) or 'their writing'}."


def _defaults() -> dict[str, Schema]:
    """For each type: fields and the default of the first schema entry that names them."""
    first: dict[str, Schema] = {}
    entries = LedgerEntry.objects.filter(kind=EntryKind.SCHEMA).order_by("seq")
    for type_, payload in entries.values_list("type", "payload"):
        try:
            schema = json.loads(payload)["fields"]
        except (ValueError, KeyError):
            continue
        first[type_] = schema | first.get(type_, {})
    return first


def _later(first: Schema, schema: Schema) -> Schema:
    """The defaults that still matter once ``schema`` is in force: those of fields it lacks."""
    return {name: kind for name, kind in first.items() if name not in schema}
