"""Whole tables against each other, in the database: live rows, history, records, ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from core.history.rows import FOREVER
from core.models import LedgerEntry, Record, RegisterModel
from core.registers import registers

#: Named one by one up to this many per question; beyond, somebody replaced a table.
LIMIT = 100


def check_tables() -> Iterator[str]:
    """A sentence for every row that is not what its neighbours in other tables say."""
    for model in registers():
        names = _names(model)
        for question, sentence in QUESTIONS:
            yield from _ask(question % names, sentence, model.register.name)
    yield from _ask(_strangers(), "Record %s ({name}) has no row in its register.", "records")


#: {name} is the register, %s what the question selects.
QUESTIONS = (
    (
        (
            "SELECT l.reference FROM %(live)s l LEFT JOIN %(history)s h ON h.record_id = l.record_id"
            " AND h.valid_to = %(forever)s WHERE h.history_id IS NULL OR %(differ_history)s"
        ),
        "The {name} row %s differs from its last version in history.",
    ),
    (
        (
            "SELECT h.history_id FROM %(history)s h LEFT JOIN %(live)s l ON l.record_id = h.record_id"
            " WHERE l.record_id IS NULL"
        ),
        "History row %s of {name} has no live row.",
    ),
    (
        (
            "SELECT l.reference FROM %(live)s l LEFT JOIN %(record)s r ON r.id = l.record_id"
            " WHERE r.id IS NULL OR r.type <> '%(name)s' OR %(differ_record)s"
        ),
        "The {name} row %s differs from its record.",
    ),
    (
        (
            "SELECT history_id FROM (SELECT history_id, version, valid_to,"
            " LEAD(valid_from) OVER w AS following, LAG(version) OVER w AS before FROM %(history)s"
            " WINDOW w AS (PARTITION BY record_id ORDER BY version)) h"
            " WHERE valid_to <> COALESCE(following, %(forever)s) OR version <> COALESCE(before, 0) + 1"
        ),
        "History row %s of {name} does not end where the next version begins.",
    ),
    (
        (
            "SELECT h.history_id FROM %(history)s h LEFT JOIN %(ledger)s e"
            " ON e.record_id = h.record_id AND e.version = h.version AND e.history_id = h.history_id"
            " AND e.type = '%(name)s' WHERE e.seq IS NULL"
        ),
        "History row %s of {name} stands in no entry of the ledger.",
    ),
    (
        (
            "SELECT history_id FROM %(history)s WHERE history_date <> valid_from"
            " OR history_type <> CASE history_event WHEN 'create' THEN '+' ELSE '~' END"
        ),
        "History row %s of {name} contradicts itself in time or kind.",
    ),
)


def _names(model: type[RegisterModel]) -> dict[str, str]:
    tracked = [field.column for field in model.tracked_fields()]
    return {
        "name": model.register.name,
        "live": _quoted(model),
        "history": _quoted(model.history.model),
        "record": _quoted(Record),
        "ledger": _quoted(LedgerEntry),
        "forever": _literal(),
        "differ_history": _differ([*tracked, "version"], "h"),  # type: ignore[list-item]
        "differ_record": _differ(["uid", "reference", "title", "version", "archived_at"], "r"),
    }


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _literal() -> str:
    value: Any = connection.ops.adapt_datetimefield_value(FOREVER)
    return f"'{value}'"


def _differ(columns: list[str], other: str) -> str:
    operator = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f'l."{c}" {operator} {other}."{c}"' for c in columns) + ")"


def _strangers() -> str:
    """Records whose register is unknown or has no such row."""
    rows = " UNION ALL ".join(
        f"SELECT record_id, '{model.register.name}' AS type FROM {_quoted(model)}"
        for model in registers()
    )
    return (
        f"SELECT r.reference FROM {_quoted(Record)} r LEFT JOIN ({rows}) l"
        " ON l.record_id = r.id AND l.type = r.type WHERE l.record_id IS NULL"
    )


def _ask(question: str, sentence: str, name: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"{question} ORDER BY 1 LIMIT {LIMIT}")
        for row in cursor.fetchall():
            yield sentence.format(name=name) % row[0]
