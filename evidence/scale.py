"""Many services with a long history, for benchmarks: a valid ledger written in bulk, past the door.

The rows are what the door would have written; only the way into the database is shorter.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from core import clock, records
from core.access.principals import system
from core.choices import Event, Level, Origin
from core.errors import Conflict
from core.history.rows import FOREVER
from core.ledger import writing as ledger
from core.models import LedgerEntry, Person, Record
from core.records import Draft
from core.text.search import search_text
from core.writing.unit import number
from portfolio.choices import ServiceStatus
from portfolio.models import Service

OWNERS = 200
#: Entries in one unit of work, and rows in one statement.
UNIT = 5_000
BATCH = 1_000
#: From so many further versions on one record has so many of them.
MANY, LONGEST = 1_000_000, 50_000
HISTORY = timedelta(days=730)
STATES = (ServiceStatus.ACTIVE,) * 6 + (ServiceStatus.DESIGN, ServiceStatus.RETIRED)
WORDS = ("Archive", "Billing", "Claims", "Directory", "Exchange", "Forms", "Gateway", "Hosting")
COPY_ESCAPES = (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r"))
REASONS = ("Yearly prices", "Correction after review", "New contract", "Renamed with the release")


@dataclass(frozen=True)
class Plan:
    """Which record each entry is a version of, and when its next version comes (-1: never)."""

    order: list[int]
    following: list[int]
    versions: list[int]


def seed(*, services: int, history: int) -> int:
    """Make services and further versions of them; the number of entries. All or nothing.

    Raises Conflict when the last entry is too young to write so many after it.
    """
    owners = _owners()
    plan = make_plan(services, history)
    with transaction.atomic(durable=True):
        rows = _insert_rows(plan.versions, owners)
        _stream(_Writer(rows, owners, plan))
    _analyze()
    return len(plan.order)


def make_plan(services: int, history: int) -> Plan:
    """First every service once, then the further versions spread over all of them."""
    order = list(range(services))
    turns = itertools.cycle(range(1, services) if services > 1 else [0])
    every = history // LONGEST if history >= MANY else 0
    order += [0 if every and n % every == 0 else next(turns) for n in range(history)]
    following, versions, last = [-1] * len(order), [0] * services, [-1] * services
    for position, index in enumerate(order):
        if last[index] >= 0:
            following[last[index]] = position
        last[index] = position
        versions[index] += 1
    return Plan(order, following, versions)


def _owners() -> list[Person]:
    drafts = [
        Draft(Person, {"name": f"Owner {n:03d}", "email": f"owner{n:03d}@scale.example"})
        for n in range(OWNERS)
    ]
    with clock.at(clock.now() - HISTORY):
        return records.apply(drafts, by=system("seed_scale"), origin=Origin.COMMAND)


def _dress(row: Service, index: int, version: int, owners: Sequence[Person]) -> None:
    """Give a row what the service ``index`` holds in a version."""
    row.name = f"{WORDS[index % len(WORDS)]} {index:06d}" + (f" R{version // 8}" * (version > 7))
    row.title = row.name
    row.description = f"Service number {index} of the scale test, release {version // 8}."
    row.status = STATES[index % len(STATES)]
    row.owner_id = owners[(index + version) % len(owners)].pk
    row.criticality = Level.MEDIUM if index % 3 else Level.HIGH
    row.service_hours, row.support_channels = "Mon–Fri 08:00–18:00", "Portal, phone"
    row.currency, row.cost = "EUR", Decimal(index % 9000 * 100 + version)
    row.version = version


def _insert_rows(versions: list[int], owners: Sequence[Person]) -> list[Service]:
    """The live rows as their last version leaves them, with their records."""
    rows = []
    for index, version in enumerate(versions):
        row = Service()
        _dress(row, index, version, owners)
        rows.append(row)
    number(rows)
    made = Record.objects.bulk_create(map(_record, rows), batch_size=BATCH)
    for row, record in zip(rows, made, strict=True):
        row.record = record
    Service._base_manager.bulk_create(rows, batch_size=BATCH)
    return rows


def _record(row: Service) -> Record:
    return Record(
        uid=row.uid, type=row.register.name, reference=row.reference, title=row.title,
        search_text=search_text(row), version=row.version,
    )  # fmt: skip


class _Writer:
    """Turns a plan into rows of history and ledger, unit by unit."""

    def __init__(self, rows: list[Service], owners: Sequence[Person], plan: Plan) -> None:
        self.rows, self.owners, self.plan = rows, owners, plan
        self.history: Any = Service.history.model
        self.uids = {owner.pk: owner.uid for owner in owners}
        self.versions = [0] * len(rows)
        self.head = ledger.take_head()
        self.first_key = _next_key(self.history)
        self.moments = self._moments()

    def _moments(self) -> list[datetime]:
        """The moment of each unit, from long ago (or the last entry) until now."""
        units = len(self.plan.order) // UNIT + 1
        end = clock.now()
        start = max(end - HISTORY, self.head.time + ledger.TICK) if self.head else end - HISTORY
        step = (end - start) / units
        if step < UNIT * ledger.TICK:
            raise Conflict("The last entry is too young; try again in a minute.")
        return [start + n * step for n in range(units)]

    def time(self, position: int) -> datetime:
        """The time of the entry at a position of the plan."""
        return self.moments[position // UNIT] + position % UNIT * ledger.TICK

    def units(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """(history rows, ledger rows) of each unit as tuples."""
        for start in range(0, len(self.plan.order), UNIT):
            reason = REASONS[start // UNIT % len(REASONS)]
            uid = ledger.unit_uid(self.time(start))
            unit = ledger.Unit(system("seed_scale"), Origin.COMMAND, reason, uid=uid)
            chain = ledger.Chain(unit, self.time(start), self.head)
            positions = range(start, min(start + UNIT, len(self.plan.order)))
            past = [self._version(chain, position) for position in positions]
            last = chain.entries[-1]
            self.head = ledger.Head(last.seq, last.time, bytes(last.chain))
            yield past, [_values(entry) for entry in chain.entries]

    def _version(self, chain: ledger.Chain, position: int) -> tuple[Any, ...]:
        index = self.plan.order[position]
        self.versions[index] += 1
        version = self.versions[index]
        row = self.rows[index]
        _dress(row, index, version, self.owners)
        event = Event.CREATE if version == 1 else Event.CHANGE
        chain.add_change(ledger.Change(row, event), self.first_key + position, self.uids)
        return self._history_row(chain.unit, row, event, position)

    def _history_row(
        self, unit: ledger.Unit, row: Service, event: Event, position: int
    ) -> tuple[Any, ...]:
        start, following = self.time(position), self.plan.following[position]
        values = row.__dict__ | {
            "history_id": self.first_key + position,
            "history_date": start,
            "history_type": ledger.HISTORY_TYPES.get(event, "~"),
            "history_user_id": None,
            "history_change_reason": unit.reason,
            "valid_from": start,
            "valid_to": self.time(following) if following >= 0 else FOREVER,
            "history_unit": unit.uid,
            "history_event": event.value,
            "history_origin": unit.origin.value,
            "history_actor": unit.by.name,
            "history_request": "",
        }
        return tuple(values[field.attname] for field in self.history._meta.concrete_fields)


def _values(row: models.Model) -> tuple[Any, ...]:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields)


def _stream(writer: _Writer) -> None:
    """Write each unit; PostgreSQL takes one in while the next one is being computed."""
    if connection.vendor != "postgresql":
        for past, entries in writer.units():
            _insert(writer.history, past)
            _insert(LedgerEntry, entries)
        return
    raw, pending = connection.connection, []  # type: ignore[var-annotated]
    with ThreadPoolExecutor(max_workers=1) as pool:
        for past, entries in writer.units():
            wait(pending)
            pending = [
                pool.submit(_copy, raw, writer.history, past),
                pool.submit(_copy, raw, LedgerEntry, entries),
            ]
    wait(pending)
    _move_sequence(writer.history, writer.first_key + len(writer.plan.order))


def wait(pending: list[Future[None]]) -> None:
    """Wait for what was given to the pool; raises what it raised."""
    for future in pending:
        future.result()


def _insert(model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    """Insert tuples in the order of the model's fields."""
    fields = model._meta.concrete_fields
    marks = ", ".join("%s" for field in fields)
    into = f'"{model._meta.db_table}" ({_columns(model)})'
    with connection.cursor() as cursor:
        for row in rows:
            pairs = zip(fields, row, strict=True)
            values = [field.get_db_prep_save(value, connection) for field, value in pairs]
            # Names come from the models alone.
            cursor.execute(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608


def _copy(raw: Any, model: type[models.Model], rows: list[tuple[Any, ...]]) -> None:
    """The same over PostgreSQL's COPY and a connection that belongs to another thread."""
    lines = "\n".join("\t".join(map(_copied, row)) for row in rows)
    with raw.cursor() as cursor:
        into = f'"{model._meta.db_table}" ({_columns(model)})'
        cursor.copy_expert(f"COPY {into} FROM STDIN", io.StringIO(lines))


def _columns(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def _copied(value: Any) -> str:
    """A value in PostgreSQL's COPY format."""
    if value is None:
        return r"\N"
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    text = str(value)
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        for char, escape in COPY_ESCAPES:
            text = text.replace(char, escape)
    return text


def _next_key(model: Any) -> int:
    return (model.objects.aggregate(last=models.Max("history_id"))["last"] or 0) + 1


def _move_sequence(model: Any, following: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'history_id'), %s, false)",
            [model._meta.db_table, following],
        )


def _analyze() -> None:
    """Let the database know what it holds now."""
    tables = (Service, Service.history.model, Record, LedgerEntry)
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
