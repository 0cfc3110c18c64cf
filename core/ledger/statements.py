"""Statements of the write door that are put together once instead of on every write.

Most writes are of one record. Django compiles the same long INSERT or UPDATE for each; here its text
is kept by model. Many rows at once go through Django's own ``bulk_create``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

BATCH = 500

Prepare = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Statement:
    """A text, and how the values of its placeholders are read from a row and written."""

    text: str
    values: tuple[tuple[str, Prepare], ...]

    def of(self, row: models.Model) -> list[Any]:
        """The parameters for one row."""
        return [prepare(getattr(row, name), connection) for name, prepare in self.values]


def run(text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a written-out statement; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall()) if cursor.description else []


def places(values: Sequence[Any]) -> str:
    """Placeholders for a list of values."""
    return ", ".join(["%s"] * len(values))


def insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert new rows; keys that the database gives are set on them."""
    if len(rows) != 1:
        model._base_manager.bulk_create(rows, batch_size=BATCH)
        return
    (row,) = rows
    statement = _inserting(model, with_key=row.pk is not None)
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.of(row))
        if row.pk is None:
            row.pk = _key_given(cursor)
    row._state.adding, row._state.db = False, connection.alias


def overwrite(
    model: type[models.Model], rows: Sequence[Any], *, leaving: frozenset[str] = frozenset()
) -> None:
    """Overwrite rows that exist and are locked: every column but those ``leaving`` names."""
    if len(rows) != 1:
        names = [field.name for field in _overwritten(model, leaving)]
        key = model._meta.pk.name
        model._base_manager.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=[key], update_fields=names
        )
        return
    statement = _overwriting(model, leaving)
    run(statement.text, statement.of(rows[0]))


def _overwritten(
    model: type[models.Model], leaving: frozenset[str]
) -> list[models.Field[Any, Any]]:
    fields = model._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in leaving]


def _values(fields: Sequence[models.Field[Any, Any]]) -> tuple[tuple[str, Prepare], ...]:
    return tuple((field.attname, field.get_db_prep_save) for field in fields)


@cache
def _inserting(model: type[models.Model], *, with_key: bool) -> Statement:
    fields = [f for f in model._meta.concrete_fields if with_key or not f.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    text = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places(fields)})'  # noqa: S608 - names of the model
    if not with_key and connection.features.can_return_columns_from_insert:
        text += f' RETURNING "{model._meta.pk.column}"'
    return Statement(text, _values(fields))


@cache
def _overwriting(model: type[models.Model], leaving: frozenset[str]) -> Statement:
    fields = _overwritten(model, leaving)
    assigned = ", ".join(f'"{field.column}" = %s' for field in fields)
    key = model._meta.pk
    text = f'UPDATE "{model._meta.db_table}" SET {assigned} WHERE "{key.column}" = %s'  # noqa: S608 - names of the model
    return Statement(text, _values([*fields, key]))


def _key_given(cursor: Any) -> int:
    returning = connection.features.can_return_columns_from_insert
    key: int = cursor.fetchone()[0] if returning else cursor.lastrowid
    return key
