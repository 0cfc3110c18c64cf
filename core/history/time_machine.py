"""The time machine: inside ``past(instant)`` every register's table is its history at that instant.

PostgreSQL: views in the schema ``past`` read the instant from a setting of the transaction, which is
read-only. SQLite: temporary views shadow the tables. Django's unchanged queries then answer from the
past, and writes fail by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from core import clock
from core.errors import Invalid
from core.registers import registers

if TYPE_CHECKING:
    from core.models import RegisterModel

SCHEMA = "past"
_instant: ContextVar[datetime | None] = ContextVar("past_instant", default=None)


def current_instant() -> datetime | None:
    """The instant being looked at, or None for now."""
    return _instant.get()


def end_of_day(day: date) -> datetime:
    """The last moment of a day in the organisation's time zone, in UTC."""
    start = datetime.combine(day, time.min) + timedelta(days=1)
    return clock.aware(start).astimezone(UTC) - timedelta(microseconds=1)


def shadowed() -> list[type[RegisterModel]]:
    """The registers whose whole table history can answer for."""
    return [model for model in registers() if not model.register.untracked]


@contextmanager
def past(instant: datetime) -> Iterator[None]:
    """Read every register as it stood at ``instant`` (aware); raises Invalid for the future."""
    if instant > clock.now():
        raise Invalid(
            "The future cannot be looked at.", {"as_of": ["Choose a day that has begun."]}
        )
    if _instant.get() is not None:
        raise RuntimeError("One past at a time.")
    token = _instant.set(instant.astimezone(UTC))
    try:
        with _shadow():
            yield
    finally:
        _instant.reset(token)


@contextmanager
def today() -> Iterator[None]:
    """Step out of the past for one question about now."""
    instant = _instant.get()
    if instant is None:
        yield
        return
    _unshadow()
    token = _instant.set(None)
    try:
        yield
    finally:
        _instant.reset(token)
        _cast_shadow(instant)


@contextmanager
def _shadow() -> Iterator[None]:
    instant = _instant.get()
    assert instant is not None
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _cast_shadow(instant)
            yield
            # Nothing was written; rolling back also puts search_path and read-only back.
            transaction.set_rollback(True)
        return
    _cast_shadow(instant)
    try:
        yield
    finally:
        _unshadow()


def _cast_shadow(instant: datetime) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT set_config('transaction_read_only', 'on', true),"
                " set_config('search_path', %s, true), set_config('sms.instant', %s, true)",
                [f"{SCHEMA}, public", instant.isoformat()],
            )
            return
        for model in shadowed():
            cursor.execute(_sqlite_view(model, instant))


def _unshadow() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('search_path', 'public', true)")
            return
        for model in shadowed():
            cursor.execute(f'DROP VIEW IF EXISTS temp."{model._meta.db_table}"')


def _columns(model: type[RegisterModel]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def _sqlite_view(model: type[RegisterModel], instant: datetime) -> str:
    table, history = model._meta.db_table, model.history.model._meta.db_table
    moment = instant.strftime("%Y-%m-%d %H:%M:%S.%f")
    return (
        f'CREATE TEMP VIEW "{table}" AS SELECT {_columns(model)} FROM main."{history}"'
        f" WHERE valid_from <= '{moment}' AND valid_to > '{moment}'"
    )


def _postgresql_view(model: type[RegisterModel]) -> str:
    table, history = model._meta.db_table, model.history.model._meta.db_table
    moment = "current_setting('sms.instant')::timestamptz"
    return (
        f'CREATE VIEW {SCHEMA}."{table}" AS SELECT {_columns(model)} FROM public."{history}"'
        f" WHERE valid_from <= {moment} AND valid_to > {moment}"
    )


def drop_views(**_: Any) -> None:
    """Before migrations: PostgreSQL's views would hold the columns they name."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def build_views(**_: Any) -> None:
    """After migrations: build the views anew. SQLite's are built when the past is entered."""
    if connection.vendor != "postgresql":
        return
    drop_views()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for model in shadowed():
            cursor.execute(_postgresql_view(model))
