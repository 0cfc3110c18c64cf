"""Writing the ledger and the history: the last statements of a unit of work (docs/ledger.md)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, models

from core import clock
from core.access.principals import Principal
from core.choices import EntryKind, Event, Origin
from core.history.rows import FOREVER
from core.ledger import canonical, merkle
from core.ledger.statements import insert, places, run
from core.models import FactModel, LedgerEntry, Record, RegisterModel

PAYLOAD_VERSION = 1
TICK = timedelta(microseconds=1)
BATCH = 1000
#: Any number that no other advisory lock of the database uses.
LOCK = 200001
LAST_ENTRY = (
    f'SELECT "seq", "time", "chain" FROM "{LedgerEntry._meta.db_table}"'  # noqa: S608 - a constant
    ' ORDER BY "seq" DESC LIMIT 1'
)

Texts = dict[str, str]
HISTORY_TYPES = {Event.CREATE: "+"}


@dataclass(slots=True)
class Change:
    """A register row as the unit leaves it, and what happened to it."""

    row: RegisterModel
    event: Event


@dataclass
class Note:
    """An entry that is no record version: a batch of facts, a schema, an erasure."""

    kind: EntryKind
    event: Event
    type: str
    fields: Texts
    record: Record | None = None


def unit_uid(moment: datetime | None = None) -> uuid.UUID:
    """A new identity of a unit that begins at ``moment``, else now.

    It begins with that time (a UUID of version 7), so that the unit's entries are found by theirs.
    """
    milliseconds = int((moment or clock.now()).timestamp() * 1000)
    chance = secrets.randbits(74)
    high = milliseconds << 80 | 7 << 76 | (chance >> 62) << 64
    return uuid.UUID(int=high | 2 << 62 | chance & (1 << 62) - 1)


@dataclass
class Unit:
    """What one unit of work will write, and on whose behalf."""

    by: Principal
    origin: Origin
    reason: str = ""
    request_id: str = ""
    uid: uuid.UUID = field(default_factory=unit_uid)
    changes: dict[int, Change] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """How one tracked field is read from a row and written into a payload."""

    name: str
    attname: str
    is_link: bool
    write: Callable[[Any], str]


@cache
def columns(model: type[RegisterModel] | type[FactModel]) -> tuple[Column, ...]:
    """The tracked fields of a register or fact."""
    return tuple(
        Column(f.name, f.attname, isinstance(f, models.ForeignKey), canonical.writer_for(f))
        for f in model.tracked_fields()
    )


@cache
def history_of(model: type[RegisterModel]) -> Any:
    """The model of a register's history rows; simple-history makes a manager on every access."""
    return model.history.model


def seal(unit: Unit) -> None:
    """Write history and ledger of a unit: lock, read one time, insert in bulk."""
    if not unit.changes and not unit.notes:
        return
    uids = _uids(unit.changes.values())
    last = take_head()
    moment = max(clock.now(), last.time + TICK) if last else clock.now()
    changes = list(unit.changes.values())
    chain = Chain(unit, moment, last)
    for start in range(0, len(changes), BATCH):
        # A large import has no room for all its history rows and entries at once.
        chain.store_many()
        part = changes[start : start + BATCH]
        history_ids = _write_history(unit, part, moment + start * TICK)
        for change in part:
            chain.add_change(change, history_ids[change.row.pk], uids)
    for note in unit.notes:
        chain.add_note(note)
    chain.store()


@dataclass(frozen=True)
class Head:
    """The last entry, as far as the next one needs it."""

    seq: int
    time: datetime
    chain: bytes


def take_head() -> Head | None:
    """Queue up for the ledger's end, then read it; SQLite's transaction holds the only write lock.

    Each of the two statements sees what is committed when it begins: the second one begins with the
    lock in hand, although both travel together.
    """
    lock = f"SELECT pg_advisory_xact_lock({LOCK}); " if connection.vendor == "postgresql" else ""
    for seq, time, chain in run(lock + LAST_ENTRY):
        return Head(seq, time if time.tzinfo else time.replace(tzinfo=UTC), bytes(chain))
    return None


def _uids(changes: Iterable[Change]) -> dict[int, uuid.UUID]:
    """The uids of everything the changed rows link to, by key: every link points to a record."""
    known: dict[int, uuid.UUID] = {}
    unknown: set[int] = set()
    for change in changes:
        read_along = change.row._state.fields_cache
        for column in columns(type(change.row)):
            key = getattr(change.row, column.attname) if column.is_link else None
            target = read_along.get(column.name)
            if target is not None and target.pk == key:
                known[target.pk] = target.uid
            elif key is not None:
                unknown.add(key)
    return known | record_uids(unknown - known.keys())


def record_uids(keys: Iterable[int]) -> dict[int, uuid.UUID]:
    """Record keys → uids, in batches."""
    found: dict[int, uuid.UUID] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        for key, uid in run(_finding_uids(len(batch)), batch):
            found[key] = uid if isinstance(uid, uuid.UUID) else uuid.UUID(uid)
    return found


@cache
def _finding_uids(count: int) -> str:
    return (
        f'SELECT "id", "uid" FROM "{Record._meta.db_table}" WHERE "id" IN ({places(range(count))})'  # noqa: S608 - a constant
    )


def _write_history(unit: Unit, changes: Sequence[Change], moment: datetime) -> dict[int, int]:
    """Insert the history rows and close the versions before; record key → history key."""
    by_model: dict[type[RegisterModel], list[Any]] = {}
    for offset, change in enumerate(changes):
        row = _history_row(unit, change, moment + offset * TICK)
        by_model.setdefault(type(change.row), []).append(row)
    keys: dict[int, int] = {}
    for model, rows in by_model.items():
        history = history_of(model)
        insert(history, rows)
        keys.update({row.record_id: row.history_id for row in rows})
        _close(history, [row for row in rows if row.version > 1])
    return keys


def _history_row(unit: Unit, change: Change, moment: datetime) -> Any:
    row = change.row
    history = history_of(type(row))
    values = {f.attname: getattr(row, f.attname) for f in history.tracked_fields}
    return history(
        **values,
        history_date=moment,
        history_type=HISTORY_TYPES.get(change.event, "~"),
        history_user_id=unit.by.uid,
        history_change_reason=unit.reason,
        valid_from=moment,
        valid_to=FOREVER,
        history_unit=unit.uid,
        history_event=change.event,
        history_origin=unit.origin,
        history_actor=unit.by.name[:255],
        history_request=unit.request_id[:64],
    )


def _close(history: Any, rows: Sequence[Any]) -> None:
    """Let the versions before end where the new ones begin."""
    forever = connection.ops.adapt_datetimefield_value(FOREVER)
    for start in range(0, len(rows), BATCH):
        keys = [row.history_id for row in rows[start : start + BATCH]]
        run(_closing(history._meta.db_table, len(keys)), [*keys, forever])


@cache
def _closing(table: str, count: int) -> str:
    """Written out because it runs under the ledger's lock, where everybody waits."""
    # For many rows SQLite would rather go through all current versions; the plus forbids it that index.
    plain = "+" if connection.vendor == "sqlite" else ""
    return (
        f'UPDATE "{table}" AS h SET valid_to = n.valid_from FROM "{table}" AS n'  # noqa: S608 - the table's name is the model's
        f" WHERE n.history_id IN ({places(range(count))})"
        f" AND h.record_id = n.record_id AND h.version = n.version - 1 AND {plain}h.valid_to = %s"
    )


class Chain:
    """Builds the entries of one unit, each linked to the one before."""

    def __init__(self, unit: Unit, moment: datetime, head: Head | None) -> None:
        self.unit, self.moment = unit, moment
        self.first = head.seq + 1 if head else 1
        self.count = 0
        self.previous = head.chain if head else merkle.EMPTY_CHAIN
        self.entries: list[LedgerEntry] = []
        self.pseudo = {
            "@actor": canonical.string(unit.by.name[:255]),
            "@reason": canonical.string(unit.reason),
            "@request": canonical.string(unit.request_id[:64]),
        }

    def add_change(self, change: Change, history_id: int, uids: dict[int, uuid.UUID]) -> None:
        """One version of one record."""
        row = change.row
        fields = {**field_texts(row, uids), **self.pseudo}
        entry = LedgerEntry(
            kind=EntryKind.RECORD, record_id=row.pk, type=row.register.name,
            version=row.version, history_id=history_id,
        )  # fmt: skip
        self._add(entry, change.event, row.uid, fields)

    def add_note(self, note: Note) -> None:
        """Facts, a schema or an erasure."""
        entry = LedgerEntry(kind=note.kind, record=note.record, type=note.type)
        self._add(entry, note.event, note.record.uid if note.record else None, note.fields)

    def _add(
        self, entry: LedgerEntry, event: Event, record: uuid.UUID | None, fields: Texts
    ) -> None:
        entry.seq = self.first + self.count
        entry.time = self.moment + self.count * TICK
        entry.nonce = secrets.token_bytes(32)
        header = header_texts(entry, event, record, self.unit)
        entry.payload = merkle.payload(header, fields)
        digests = merkle.digests(entry.nonce, fields)
        entry.leaf = merkle.leaf_hash(merkle.leaf_data(header, digests))
        entry.previous = self.previous
        entry.chain = self.previous = merkle.chain(self.previous, entry.leaf)
        self.entries.append(entry)
        self.count += 1

    def store_many(self) -> None:
        """Store the entries once there are as many as go together."""
        if len(self.entries) >= BATCH:
            self.store()

    def store(self) -> None:
        """Insert the entries built so far, and let go of them."""
        if self.entries:
            insert(LedgerEntry, self.entries)
        self.entries = []


def field_texts(row: RegisterModel | FactModel, uids: dict[int, uuid.UUID]) -> Texts:
    """The canonical texts of a row's tracked fields; ``uids`` resolves its links."""
    texts = {}
    for column in columns(type(row)):
        value = getattr(row, column.attname)
        if column.is_link and value is not None:
            value = uids[value]
        texts[column.name] = column.write(value)
    return texts


def header_texts(entry: LedgerEntry, event: str, record: uuid.UUID | None, unit: Unit) -> Texts:
    """The header of an entry as canonical texts (docs/ledger.md §2)."""
    return {
        "actor": f'"{unit.by.uid}"' if unit.by.uid else "null",
        "event": f'"{event}"',
        "kind": f'"{entry.kind}"',
        "origin": f'"{unit.origin}"',
        "record": f'"{record}"' if record else "null",
        "seq": str(entry.seq),
        "time": f'"{canonical.instant(entry.time)}"',
        "type": f'"{entry.type}"',
        "unit": f'"{unit.uid}"',
        "v": str(PAYLOAD_VERSION),
        "version": "null" if entry.version is None else str(entry.version),
    }
