"""Statements that are put together once instead of on every request.

Most requests are about one record. Django compiles the same long SELECT, INSERT or UPDATE for each;
here its text is kept by model. Many rows at once go through Django's own ``bulk_create``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

BATCH = 500

Prepare = Callable[[Any, Any], Any]
Convert = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Statement:
    """A text, and how the values of its placeholders are read from a row and written."""

    text: str
    values: tuple[tuple[str, Prepare], ...]

    def of(self, row: models.Model) -> list[Any]:
        """The parameters for one row."""
        own = _own_connection()
        return [
            None if (value := getattr(row, name)) is None else prepare(value, own)
            for name, prepare in self.values
        ]


@dataclass(frozen=True)
class Finding:
    """A text with one placeholder, and how its columns become the fields of a row."""

    text: str
    prepare: Prepare
    names: tuple[str, ...]
    converted: tuple[tuple[int, models.Expression, tuple[Convert, ...]], ...]


def _own_connection() -> BaseDatabaseWrapper:
    """This thread's connection; Django's ``connection`` looks it up anew for every attribute."""
    return connections[DEFAULT_DB_ALIAS]


def run(text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run a written-out statement; its rows, if it has any."""
    with _own_connection().cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall()) if cursor.description else []


def places(values: Sequence[Any]) -> str:
    """Placeholders for a list of values."""
    return ", ".join(["%s"] * len(values))


def find(model: type[models.Model], name: str, value: Any) -> Any | None:
    """The row with this value in a unique field, or None."""
    finding, own = _finding(model, name), _own_connection()
    for found in run(finding.text, [finding.prepare(value, own)]):
        values = list(found)
        for place, column, converters in finding.converted:
            for convert in converters:
                values[place] = convert(values[place], column, own)
        return model.from_db(own.alias, finding.names, values)
    return None


def insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert new rows; keys that the database gives are set on them."""
    if len(rows) != 1:
        model._base_manager.bulk_create(rows, batch_size=BATCH)
        return
    (row,) = rows
    statement = _inserting(model, with_key=row.pk is not None)
    with _own_connection().cursor() as cursor:
        cursor.execute(statement.text, statement.of(row))
        if row.pk is None:
            row.pk = _key_given(cursor)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


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
def _finding(model: type[models.Model], name: str) -> Finding:
    fields = model._meta.concrete_fields
    by: Any = model._meta.get_field(name)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    text = f'SELECT {columns} FROM "{model._meta.db_table}" WHERE "{by.column}" = %s'  # noqa: S608 - names of the model
    converted = [(place, field.get_col(model._meta.db_table)) for place, field in enumerate(fields)]
    return Finding(
        text,
        by.get_db_prep_value,
        tuple(field.attname for field in fields),
        tuple((place, col, found) for place, col in converted if (found := _converters(col))),
    )


def _converters(column: models.Expression) -> tuple[Convert, ...]:
    own = _own_connection()
    return (*own.ops.get_db_converters(column), *column.get_db_converters(own))


@cache
def _inserting(model: type[models.Model], *, with_key: bool) -> Statement:
    fields = [f for f in model._meta.concrete_fields if with_key or not f.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    text = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places(fields)})'  # noqa: S608 - names of the model
    if not with_key and _own_connection().features.can_return_columns_from_insert:
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
    returning = _own_connection().features.can_return_columns_from_insert
    key: int = cursor.fetchone()[0] if returning else cursor.lastrowid
    return key
