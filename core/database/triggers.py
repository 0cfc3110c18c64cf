"""Triggers that make accidents impossible: history, ledger and facts refuse to be changed.

One idempotent function installs them after every migration, because table rebuilds drop them silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection as default_connection
from django.db import models

from core.models import AccessEntry, LedgerEntry, NoOverlap
from core.registers import facts, registers

PREFIX = "sms_guard"
Statement = str


def install(connection: Any = default_connection) -> None:
    """Install every trigger, replacing those that are there."""
    lift(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def lift(connection: Any = default_connection) -> None:
    """Take every trigger away: for migrations and tests; the product never calls it otherwise."""
    with connection.cursor() as cursor:
        for name, table in installed(connection):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def installed(connection: Any = default_connection) -> set[tuple[str, str]]:
    """The (trigger, table) pairs in the database that are ours."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname LIKE %s"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return {(name, table) for name, table in cursor.fetchall()}


def expected(connection: Any = default_connection) -> set[tuple[str, str]]:
    """The (trigger, table) pairs that must be in the database."""
    kinds = (
        ("change", "truncate")
        if connection.vendor == "postgresql"
        else ("update", "delete", "insert")
    )
    names = {(_name(kind, table), table) for table in _tables() for kind in kinds}
    if connection.vendor == "sqlite":
        for model, rule in _overlaps():
            table = model._meta.db_table
            names |= {(_overlap_name(kind, rule), table) for kind in ("insert", "update")}
    return names


def missing(connection: Any = default_connection) -> set[tuple[str, str]]:
    """The triggers that should be there and are not."""
    return expected(connection) - installed(connection)


def _name(kind: str, table: str) -> str:
    return f"{PREFIX}_{kind}_{table}"[:63]


def _tables() -> list[str]:
    return [model._meta.db_table for model in _sealed()] + [
        model.history.model._meta.db_table for model in registers()
    ]


def _sealed() -> list[type[models.Model]]:
    return [LedgerEntry, AccessEntry, *facts()]


def _statements(vendor: str) -> Iterator[Statement]:
    make = _postgresql if vendor == "postgresql" else _sqlite
    for model in _sealed():
        yield from make(model, _ledger_exception(model, vendor))
    for register in registers():
        yield from make(register.history.model, _history_exception(register, vendor))
    if vendor == "sqlite":
        for model, rule in _overlaps():
            yield from _no_overlap(model, rule)


def _overlaps() -> Iterator[tuple[type[models.Model], NoOverlap]]:
    """Registers whose rows must not overlap; PostgreSQL has a constraint for that."""
    for register in registers():
        for rule in register._meta.constraints:
            if isinstance(rule, NoOverlap):
                yield register, rule


def _overlap_name(kind: str, rule: NoOverlap) -> str:
    return f"{PREFIX}_{kind}_{rule.name}"[:63]


def _no_overlap(model: type[models.Model], rule: NoOverlap) -> Iterator[Statement]:
    for kind in ("insert", "update"):
        yield (
            f'CREATE TRIGGER "{_overlap_name(kind, rule)}" BEFORE {kind.upper()} ON'
            f' "{model._meta.db_table}" WHEN {rule.broken_on_sqlite(model)}'
            f" BEGIN SELECT RAISE(ABORT, '{rule.name}'); END"
        )


def _ledger_exception(model: type[models.Model], vendor: str) -> str:
    """Which updates of a sealed row may pass: blanking beside an ``erase`` entry."""
    erasable = getattr(model, "erasable", ())
    if erasable:
        kept = [column for column in _columns(model) if column not in erasable]
        return f"{_same(kept, vendor)} AND {_erased(f'OLD.{model.belongs_to}', '0')}"  # type: ignore[attr-defined]
    if model is not LedgerEntry:
        return "FALSE" if vendor == "postgresql" else "0"
    kept = [c for c in _columns(model) if c not in ("payload", "nonce", "salts", "digests")]
    return f"{_same(kept, vendor)} AND {_erased('OLD.record_id', 'OLD.seq')}"


def _history_exception(register: Any, vendor: str) -> str:
    """Which updates of a history row may pass: closing it once, or blanking beside an erasure."""
    columns = _columns(register.history.model)
    closing = _same([c for c in columns if c != "valid_to"], vendor)
    blanked = {*register.register.personal, "title", "history_change_reason", *_free_text(register)}
    erasing = _same([c for c in columns if c not in blanked], vendor)
    open_row = "OLD.valid_to > '9000-01-01' AND NEW.valid_to < '9000-01-01'"
    return f"({closing} AND {open_row}) OR ({erasing} AND {_erased('OLD.record_id', '0')})"


def _free_text(register: Any) -> set[str]:
    """Any text that people typed may have to be forgotten one day."""
    typed = (
        f for f in register.tracked_fields() if isinstance(f, models.TextField | models.CharField)
    )
    return {f.column for f in typed if not f.choices and f.name != "reference"}  # type: ignore[misc]


def _erased(record: str, seq: str) -> str:
    table = LedgerEntry._meta.db_table
    return (
        f"EXISTS (SELECT 1 FROM {table} erasure WHERE erasure.kind = 'erase'"
        f" AND erasure.record_id = {record} AND erasure.seq > {seq})"
    )


def _same(columns: list[str], vendor: str) -> str:
    operator = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    return "(" + " AND ".join(f'OLD."{c}" {operator} NEW."{c}"' for c in columns) + ")"


def _columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]  # type: ignore[misc]


def _postgresql(model: type[models.Model], exception: str) -> Iterator[Statement]:
    table = model._meta.db_table
    function = _name("may", table)
    yield (
        f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN'
        f" IF TG_OP = 'UPDATE' THEN IF {exception} THEN RETURN NEW; END IF; END IF;"
        f" RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    yield (
        f'CREATE TRIGGER "{_name("change", table)}" BEFORE UPDATE OR DELETE ON "{table}"'
        f' FOR EACH ROW EXECUTE FUNCTION "{function}"()'
    )
    yield (
        f'CREATE TRIGGER "{_name("truncate", table)}" BEFORE TRUNCATE ON "{table}"'
        f' FOR EACH STATEMENT EXECUTE FUNCTION "{function}"()'
    )


def _sqlite(model: type[models.Model], exception: str) -> Iterator[Statement]:
    table = model._meta.db_table
    stop = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    yield (
        f'CREATE TRIGGER "{_name("update", table)}" BEFORE UPDATE ON "{table}"'
        f" WHEN NOT ({exception}) {stop}"
    )
    yield f'CREATE TRIGGER "{_name("delete", table)}" BEFORE DELETE ON "{table}" {stop}'
    # INSERT OR REPLACE deletes without firing a delete trigger.
    yield (
        f'CREATE TRIGGER "{_name("insert", table)}" BEFORE INSERT ON "{table}"'
        f' WHEN EXISTS (SELECT 1 FROM "{table}" old WHERE {_collision(model)}) {stop}'
    )


def _collision(model: type[models.Model]) -> str:
    """The condition that a new row would replace an old one by a unique key."""
    keys = [[field.column] for field in model._meta.concrete_fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            keys.append([model._meta.get_field(name).column for name in constraint.fields])  # type: ignore[union-attr]
    clauses = (" AND ".join(f'old."{c}" = NEW."{c}"' for c in key) for key in keys)
    return " OR ".join(f"({clause})" for clause in clauses)
