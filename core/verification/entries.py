"""Every entry of the ledger, recomputed, block by block: numbering, chain, leaf, payload, history row."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.choices import EntryKind
from core.ledger import canonical, merkle
from core.ledger.canonical import instant
from core.ledger.writing import record_uids
from core.models import LedgerEntry
from core.registers import names
from core.verification.facts import TELLING, FactReader, told
from core.verification.history import HistoryReader, Version
from core.verification.reading import UNREADABLE, Rows, read
from core.writing.schemas import Schema

#: Entries of a block, and how many are read to find the one before it.
BATCH, STEP = 2000, 20
#: Uids of linked records kept at hand; more would grow with the database.
REMEMBERED = 20_000
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
#: History rows by register and key.
Histories = dict[str, dict[int, Row]]


@dataclass
class Block:
    """What the entries ``start`` … gave: leaves and chain values one after another, findings by entry."""

    start: int
    leaves: list[bytes] = field(default_factory=list)
    chains: list[bytes] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)


class EntryCheck:
    """Checks blocks of entries, each for itself: what comes before a block is read anew.

    Blocks are asked for in ascending order, but not all of them: others may check the rest.
    """

    def __init__(self) -> None:
        self.out = Block(1)
        self.seq = 1
        self.following = 1
        self.chain = merkle.EMPTY_CHAIN
        self.readers = {name: HistoryReader(model) for name, model in names().items()}
        self.facts = FactReader()
        self.pending = _defaults()
        self.known: dict[int, uuid.UUID] = {}

    def block(self, start: int, end: int) -> Block:
        """Check the entries ``start`` to ``end``."""
        self.out, self.seq = Block(start), start
        if start != self.following:
            self._skip_to(start)
        self.following = end + 1
        seqs = range(start, end + 1)
        rows = {row[SEQ]: row for row in read(seqs, _fetch, self._unreadable)}
        self._check(seqs, rows)
        self.out.facts, self.facts.seen = self.facts.seen, Counter()
        return self.out

    def _skip_to(self, start: int) -> None:
        """Go on from ``start`` as if all entries before it had been checked here."""
        schemas = LedgerEntry.objects.filter(kind=EntryKind.SCHEMA, seq__lt=start)
        between = schemas.filter(seq__gte=self.following).order_by("seq")
        for seq in list(between.values_list("seq", flat=True)):
            for row in read([seq], _fetch, self._unreadable):
                self._entry(row, {}, {})
        self.out.findings.clear()
        self.chain = _chain_before(start)

    def _find(self, sentence: str) -> None:
        self.out.findings.append((self.seq, sentence))

    def _unreadable(self, seq: int) -> None:
        self._find(f"Entry {seq} of the ledger cannot be read.")

    def _check(self, seqs: Sequence[int], rows: dict[int, Row]) -> None:
        history = self._history(rows.values())
        uids = self._uids(rows.values(), history)
        self.facts.load(rows.values(), PAYLOAD, KIND, TYPE)
        for self.seq in seqs:
            row = rows.get(self.seq)
            if row is None:
                self._find(f"Entry {self.seq} of the ledger is missing.")
                self.out.leaves.append(merkle.EMPTY_CHAIN)
            else:
                self.out.leaves.append(self._entry(row, history, uids))
            self.out.chains.append(self.chain)

    def _history(self, rows: Any) -> Histories:
        wanted: dict[str, list[int]] = {}
        for row in rows:
            if row[KIND] == EntryKind.RECORD and row[HISTORY] is not None:
                wanted.setdefault(row[TYPE], []).append(row[HISTORY])
        return {
            type_: {row[0]: row for row in self._read_history(self.readers[type_], keys)}
            for type_, keys in wanted.items()
            if type_ in self.readers
        }

    def _read_history(self, reader: HistoryReader, keys: list[int]) -> Rows:
        def unreadable(key: int) -> None:
            name = reader.model.register.name
            self._find(f"History row {key} of {name} cannot be read.")

        return read(keys, reader.fetch, unreadable)

    def _uids(self, rows: Any, history: Histories) -> dict[int, uuid.UUID]:
        keys = {row[RECORD] for row in rows if row[RECORD] is not None}
        for type_, versions in history.items():
            keys |= self.readers[type_].linked(versions.values())
        missing = keys - self.known.keys()
        if len(self.known) + len(missing) > REMEMBERED:
            self.known, missing = {}, keys
        self.known |= record_uids(missing)
        return self.known

    def _entry(self, row: Row, history: Histories, uids: Any) -> bytes:
        """Check one entry; answers with the leaf recomputed from what the database holds."""
        try:
            leaf = self._recomputed(row, history, uids)
        except (*UNREADABLE, KeyError, AttributeError) as error:
            self._find(f"Entry {row[SEQ]}: what it says cannot be recomputed ({error}).")
            leaf = row[LEAF]
        if leaf != row[LEAF]:
            self._find(f"{_what(row)}: its leaf does not match what it says.")
        if row[PREVIOUS] != self.chain:
            self._find(f"Entry {row[SEQ]} does not follow the entry before it.")
        if row[CHAIN] != merkle.chain(self.chain, row[LEAF]):
            self._find(f"Entry {row[SEQ]}: its chain value does not match.")
        self.chain = row[CHAIN]
        found: bytes = row[LEAF]
        return found

    def _recomputed(self, row: Row, history: Histories, uids: Any) -> bytes:
        if row[KIND] != EntryKind.RECORD:
            return self._leaf(row, *self._noted(row, uids))
        found = history.get(row[TYPE], {}).get(row[HISTORY])
        if found is None:
            self._find(f"{_what(row)}: its history row is missing.")
            return self._leaf(row, *self._noted(row, uids))
        reader = self.readers[row[TYPE]]
        version = reader.version(found, uids, row[SEQ])
        self._compare(row, version)
        if reader.later:
            for name in reader.later_than_schema(found, self.pending.get(row[TYPE], {})):
                self._find(f"{_what(row)}: its history row was changed in “{name}”.")
        if _is_plain(row) and not reader.gone and version.payload() == row[PAYLOAD]:
            # Nearly all entries are like this, and quicker.
            return version.form.leaf(version.header, row[NONCE], version.values)
        return self._leaf(row, version.header, self._with_gone(row, reader, version.fields))

    def _with_gone(self, row: Row, reader: HistoryReader, fields: dict[str, str]) -> dict[str, str]:
        """Fields that the register has no more stand in the payload alone."""
        if not reader.gone:
            return fields
        said = json.loads(row[PAYLOAD])["fields"]
        return fields | {n: canonical.text(said[n]) for n in reader.gone if n in said}

    def _compare(self, row: Row, version: Version) -> None:
        if version.record_id != row[RECORD]:
            self._find(f"{_what(row)}: its history row belongs to another record.")
        if row[TIME] != version.time:
            self._find(f"{_what(row)}: its time differs from its history row's.")
        if str(row[VERSION]) != version.header["version"]:
            self._find(f"{_what(row)}: its version differs from its history row's.")

    def _noted(self, row: Row, uids: Any) -> tuple[dict[str, str], dict[str, str]]:
        """An entry without history row: what it says, once it is seen to be what was hashed."""
        said = json.loads(row[PAYLOAD])
        if canonical.text(said) != row[PAYLOAD]:
            self._find(f"Entry {row[SEQ]}: its payload is not canonical.")
        header = {name: canonical.text(said[name]) for name in merkle.HEADER}
        self._compare_note(row, said, uids)
        fields = {name: canonical.text(value) for name, value in said["fields"].items()}
        if row[KIND] == EntryKind.SCHEMA:
            self._follow(row[TYPE], said["fields"])
        if row[KIND] in TELLING:
            self._compare_facts(row, said["fields"])
        return header, fields

    def _compare_note(self, row: Row, said: dict[str, Any], uids: Any) -> None:
        record = str(uids.get(row[RECORD])) if row[RECORD] is not None else None
        columns = (row[SEQ], row[KIND], row[TYPE], row[VERSION], record, instant(row[TIME]))
        told = tuple(said[n] for n in ("seq", "kind", "type", "version", "record", "time"))
        if columns != told:
            self._find(f"Entry {row[SEQ]}: its columns differ from what it says.")

    def _compare_facts(self, row: Row, fields: dict[str, Any]) -> None:
        if row[KIND] == EntryKind.FACT:
            erased = json.loads(row[DIGESTS]) if row[DIGESTS] else {}
            self.facts.count(row[TYPE], len(fields) + len(erased))
        for sentence in self.facts.compare(row[TYPE], told(fields, row[KIND])):
            self._find(f"Entry {row[SEQ]}: {sentence}")

    def _follow(self, type_: str, schema: Schema) -> None:
        """From here on the register has these fields."""
        self.pending[type_] = _later(self.pending.get(type_, {}), schema)
        if type_ in self.readers:
            self.readers[type_].follow(schema)

    def _leaf(self, row: Row, header: dict[str, str], fields: dict[str, str]) -> bytes:
        erased = json.loads(row[DIGESTS]) if row[DIGESTS] else {}
        kept = {name: text for name, text in fields.items() if name not in erased}
        if merkle.payload(header, kept) != row[PAYLOAD]:
            self._find(f"{_what(row)}: {_difference(header, kept, row[PAYLOAD])}")
        if row[NONCE] is not None:
            if row[SALTS] or row[DIGESTS]:
                self._find(f"{_what(row)}: it has salts beside its nonce.")
            digests = merkle.digests(row[NONCE], kept)
        else:
            salts = json.loads(row[SALTS])
            digests = {
                name: merkle.digest(bytes.fromhex(salts[name]), name, text).hex()
                for name, text in kept.items()
            }
        return merkle.leaf_hash(merkle.leaf_data(header, digests | erased))


def _fetch(seqs: Sequence[int]) -> Rows:
    rows = LedgerEntry.objects.filter(seq__gte=seqs[0], seq__lte=seqs[-1]).order_by("seq")
    return [_with_bytes(row) for row in rows.values_list(*COLUMNS)]


def _with_bytes(row: Row) -> Row:
    """A row whose hashes can be compared, whatever the database gives them as."""
    nonce = None if row[NONCE] is None else bytes(row[NONCE])
    hashes = (bytes(row[LEAF]), bytes(row[PREVIOUS]), bytes(row[CHAIN]))
    return (*row[:NONCE], nonce, row[SALTS], row[DIGESTS], *hashes)


def _chain_before(start: int) -> bytes:
    """The chain value of the last readable entry before ``start``."""
    for end in range(start - 1, 0, -STEP):
        seqs = range(max(1, end - STEP + 1), end + 1)
        if rows := read(seqs, _fetch, lambda _seq: None):
            chain: bytes = rows[-1][CHAIN]
            return chain
    return merkle.EMPTY_CHAIN


def _is_plain(row: Row) -> bool:
    """Whether nothing of an entry was erased."""
    return row[NONCE] is not None and not row[SALTS] and not row[DIGESTS]


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
