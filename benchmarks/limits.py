"""What the least possible work takes: the limits that figures are ratios to."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from psycopg2.extras import execute_values as insert_many

from core.ledger import canonical, merkle
from core.models import LedgerEntry, Record
from portfolio.models import Service

COPY_SUFFIX = "_limit"
FETCH = 2_000


def plain_row(values: dict[str, Any], number: int) -> Service:
    """A service to save without door, history and ledger; its record is there already."""
    reference = f"PLAIN-{number}-{time.time_ns()}"
    record = Record(type="services", reference=reference, title=values["name"], version=1)
    record.save()
    row = Service(record=record, uid=record.uid, reference=reference, version=1, **values)
    row.title = row.name
    return row


def execute_values(rows: int, rounds: int) -> float:
    """Seconds (median) to insert the last ``rows`` of the four tables into equal empty tables."""
    tables: list[type[models.Model]] = [Record, Service, Service.history.model, LedgerEntry]
    contents = [_last_rows(model, rows) for model in tables]
    taken = []
    for _round in range(rounds):
        _make_copies(tables)
        start = time.perf_counter()
        _insert(tables, contents)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _last_rows(model: type[models.Model], rows: int) -> list[tuple[Any, ...]]:
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}" DESC LIMIT %s', [rows])
        return list(cursor.fetchall())


def _make_copies(tables: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            cursor.execute(f'DROP TABLE IF EXISTS "{table}{COPY_SUFFIX}"')
            cursor.execute(f'CREATE TABLE "{table}{COPY_SUFFIX}" (LIKE "{table}" INCLUDING ALL)')


def _insert(tables: list[type[models.Model]], contents: list[list[tuple[Any, ...]]]) -> None:
    raw = connection.connection
    raw.autocommit = False
    try:
        with raw.cursor() as cursor:
            for model, rows in zip(tables, contents, strict=True):
                into = f'INSERT INTO "{model._meta.db_table}{COPY_SUFFIX}" VALUES %s'
                insert_many(cursor, into, rows, page_size=1000)
        raw.commit()
    finally:
        raw.autocommit = True


def recompute() -> dict[str, float]:
    """Read every payload and nonce once and compute digests, leaves and chain again."""
    start, entries, chain = time.perf_counter(), 0, merkle.EMPTY_CHAIN
    tree = merkle.Tree()
    for payload, nonce in _payloads():
        header = json.loads(payload)
        fields = {name: canonical.text(value) for name, value in header.pop("fields").items()}
        texts = {name: canonical.text(value) for name, value in header.items()}
        data = merkle.leaf_data(texts, merkle.digests(bytes(nonce), fields))
        leaf = merkle.leaf_hash(data)
        chain = merkle.chain(chain, leaf)
        tree.append(leaf)
        entries += 1
    tree.root()
    return {"seconds": time.perf_counter() - start, "entries": entries}


def _payloads() -> Iterator[tuple[str, Any]]:
    rows = LedgerEntry.objects.order_by("seq").values_list("payload", "nonce")
    yield from rows.iterator(chunk_size=FETCH)
