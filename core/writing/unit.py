"""The unit of work: one transaction, one time, one set of history and ledger rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connection, transaction

from core.access.principals import Principal
from core.choices import EntryKind, Event, Origin
from core.ledger import writing as ledger
from core.ledger.statements import insert, overwrite, places, run
from core.ledger.writing import Change, Note
from core.logs import request_id
from core.models import Counter, FactModel, Record, RegisterModel
from core.registers import registers
from core.text.search import search_text
from core.writing import quoting

BATCH = 500
REFERENCE_DIGITS = 4
#: Moves a counter on, and back over numbers that were not needed.
ADVANCE = (
    f'UPDATE "{Counter._meta.db_table}" SET "next" = "next" + %s WHERE "type" = %s RETURNING "next"'  # noqa: S608 - a constant
)

_current: ContextVar[Work | None] = ContextVar("unit_of_work", default=None)


class Work:
    """The writing end of a unit of work. Rows given to it are validated already."""

    def __init__(self, unit: ledger.Unit) -> None:
        self.unit = unit
        self.savepoints = _savepoints()
        self.endings: list[Callable[[], None]] = []
        self.renamed: dict[type[RegisterModel], set[int]] = {}

    def lock(self, keys: Iterable[int]) -> dict[int, int]:
        """Lock records in key order; their keys → current versions."""
        versions: dict[int, int] = {}
        ordered = sorted(set(keys))
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            versions.update(run(_locking(len(batch)), batch))  # type: ignore[arg-type]
        return versions

    def insert(self, rows: Sequence[RegisterModel]) -> None:
        """Insert new rows of one register with their records; empty references are numbered."""
        number(rows)
        for row in rows:
            row.title, row.version = row.make_title(), 1
        records = [_record(row) for row in rows]
        insert(Record, records)
        for row, record in zip(rows, records, strict=True):
            row.record = record
        insert(type(rows[0]), rows)
        self._remember(rows, Event.CREATE)

    def rewrite(self, rows: Sequence[RegisterModel], event: Event = Event.CHANGE) -> None:
        """Write full rows of one register that are locked and exist; the version grows once a unit."""
        model = type(rows[0])
        for row in rows:
            before, row.title = row.title, row.make_title()
            if row.title != before:
                self.renamed.setdefault(model, set()).add(row.pk)
            row.version += row.pk not in self.unit.changes
        overwrite(model, rows, leaving=model.register.untracked)
        overwrite(Record, [_record(row) for row in rows])
        self._remember(rows, event)

    def record_facts(self, facts: Sequence[FactModel], record: Record | None) -> None:
        """Insert immutable rows as one batch of the ledger."""
        model = type(facts[0])
        insert(model, facts)
        uids = ledger.record_uids(
            key
            for fact in facts
            for c in ledger.columns(model)
            if c.is_link and (key := getattr(fact, c.attname)) is not None
        )
        texts = {str(fact.uid): fact_text(fact, uids) for fact in facts}
        self.unit.notes.append(Note(EntryKind.FACT, Event.FACT, model.fact, texts, record))

    def _remember(self, rows: Sequence[RegisterModel], event: Event) -> None:
        for row in rows:
            earlier = self.unit.changes.get(row.pk)
            self.unit.changes[row.pk] = Change(row, earlier.event if earlier else event)


def fact_text(fact: FactModel, uids: dict[int, Any]) -> str:
    """The canonical text of one fact."""
    return "{" + ledger.canonical.members(ledger.field_texts(fact, uids)) + "}"


@contextmanager
def unit(*, by: Principal, origin: Origin, reason: str = "") -> Iterator[Work]:
    """A unit of work on behalf of ``by``; inside another one, a part of that one.

    The outermost unit is a durable transaction. It ends by writing what follows from its
    changes, anew the titles that quote what was renamed, then history and ledger. Writing inside a
    savepoint that somebody else opened is refused: its rollback would leave entries for rows that never
    were.
    """
    outer = _current.get()
    if outer is not None:
        if _savepoints() != outer.savepoints:
            raise RuntimeError("A unit of work cannot go on inside a foreign savepoint.")
        with transaction.atomic(savepoint=False):
            yield outer
        return
    with transaction.atomic(durable=True):
        work = Work(ledger.Unit(by, origin, reason, request_id.get()))
        token = _current.set(work)
        try:
            yield work
            _settle(work)
            quoting.follow(work)
            ledger.seal(work.unit)
            for ending in work.endings:
                ending()
        finally:
            _current.reset(token)


def _settle(work: Work) -> None:
    """Let every register that was written say what follows."""
    changes: dict[type[RegisterModel], list[ledger.Change]] = {}
    for change in work.unit.changes.values():
        changes.setdefault(type(change.row), []).append(change)
    for model in registers():
        if model in changes:
            model.settle(work, changes[model])


def _savepoints() -> list[str]:
    """The savepoints that are open; blocks without one, as nested units are, stand there as None."""
    return [name for name in connection.savepoint_ids if name is not None]


def number(rows: Sequence[RegisterModel]) -> None:
    """Give rows without a reference the next numbers of their register that were never used."""
    nameless = [row for row in rows if not row.reference]
    if not nameless:
        return
    options = nameless[0].register
    for row, reference in zip(
        nameless, _next_references(options.name, options.prefix, len(nameless)), strict=True
    ):
        row.reference = reference


def _next_references(name: str, prefix: str, count: int) -> list[str]:
    """The next references that nobody has: people may have typed some of them."""
    free: dict[str, int] = {}
    asked, last = min(count, BATCH), 0
    while len(free) < count:
        batch = {f"{prefix}-{n:0{REFERENCE_DIGITS}d}": n for n in _advance(name, asked)}
        taken = {found for (found,) in run(_finding_taken(asked), [name, *batch])}
        free |= {reference: n for reference, n in batch.items() if reference not in taken}
        asked, last = BATCH, max(batch.values())
    found = list(free)[:count]
    if passed := last - free[found[-1]]:
        _advance(name, -passed)
    return found


def _advance(name: str, by: int) -> range:
    """Move a counter on, which locks it; the numbers it passed."""
    found = run(ADVANCE, [by, name])
    if not found:
        Counter.objects.get_or_create(type=name)
        found = run(ADVANCE, [by, name])
    ((following,),) = found
    return range(following - by, following)


@cache
def _locking(count: int) -> str:
    """Locks records in the order of their keys; gives key and version."""
    locks = connection.features.has_select_for_update
    # Not the stronger FOR UPDATE: whoever only points to the row need not wait, and cannot deadlock.
    end = connection.ops.for_update_sql(no_key=True) if locks else ""
    text = f'SELECT "id", "version" FROM "{Record._meta.db_table}" WHERE "id" IN ({places(range(count))})'  # noqa: S608 - a constant
    return f'{text} ORDER BY "id" {end}'


@cache
def _finding_taken(count: int) -> str:
    return (
        f'SELECT "reference" FROM "{Record._meta.db_table}"'  # noqa: S608 - a constant
        f' WHERE "type" = %s AND "reference" IN ({places(range(count))})'
    )


def _record(row: RegisterModel) -> Record:
    return Record(
        pk=row.pk,
        uid=row.uid,
        type=row.register.name,
        reference=row.reference,
        title=row.title,
        search_text=search_text(row),
        version=row.version,
        archived_at=row.archived_at,
    )
