"""The index of search texts: trigrams, in PostgreSQL by ``pg_trgm``, in SQLite by FTS5.

Where neither is offered, the same questions are answered by reading every search text.
"""

from __future__ import annotations

import logging
import sqlite3
from functools import cache
from typing import Any

from django.db import ProgrammingError, connection, transaction
from django.db.models import Lookup, Q, TextField
from django.db.models.expressions import RawSQL

from core.models import Record

log = logging.getLogger("sms.search")

TABLE = Record._meta.db_table
INDEX = "core_record_search"
SHORTEST = 3

#: SQLite: the index follows the table, whoever writes it. Named apart from the guards.
TRIGGERS = {
    "sms_search_insert": (
        f"AFTER INSERT ON {TABLE} BEGIN"
        f" INSERT INTO {INDEX}(rowid, search_text) VALUES (NEW.id, NEW.search_text); END"
    ),
    "sms_search_delete": (
        f"AFTER DELETE ON {TABLE} BEGIN INSERT INTO {INDEX}({INDEX}, rowid, search_text)"
        " VALUES ('delete', OLD.id, OLD.search_text); END"
    ),
    "sms_search_update": (
        f"AFTER UPDATE OF search_text ON {TABLE} WHEN OLD.search_text IS NOT NEW.search_text BEGIN"
        f" INSERT INTO {INDEX}({INDEX}, rowid, search_text)"
        " VALUES ('delete', OLD.id, OLD.search_text);"
        f" INSERT INTO {INDEX}(rowid, search_text) VALUES (NEW.id, NEW.search_text); END"
    ),
}


@TextField.register_lookup
class Like(Lookup):  # type: ignore[type-arg]
    """A pattern with ``_`` for any one character and ``%`` for any text."""

    lookup_name = "like"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """``LIKE``; SQLite has no escape character unless told."""
        left, params = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        escape = r" ESCAPE '\'" if connection.vendor == "sqlite" else ""
        return f"{left} LIKE {right}{escape}", (*params, *more)


def holds(piece: str) -> Q:
    """Records whose search text has this piece of text in it."""
    if connection.vendor != "sqlite" or len(piece) < SHORTEST or not offers_trigrams():
        return Q(search_text__contains=piece)
    phrase = '"' + piece.replace('"', '""') + '"'
    rows = f"SELECT rowid FROM {INDEX} WHERE search_text MATCH %s"
    return Q(pk__in=RawSQL(rows, [phrase]))


@cache
def offers_trigrams() -> bool:
    """Whether this SQLite was built with full-text search by trigrams."""
    with sqlite3.connect(":memory:") as database:
        try:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(t, tokenize='trigram')")
        except sqlite3.OperationalError:
            return False
    return True


def install() -> None:
    """Make the index where the database offers one; harmless when repeated."""
    if connection.vendor == "postgresql":
        _install_on_postgresql()
    elif offers_trigrams():
        _install_on_sqlite()


def _install_on_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (search_text gin_trgm_ops)"
            )
    except ProgrammingError as error:
        # Search works without it, only slower; who may create extensions can do so later.
        log.warning("no trigram index", extra={"error": str(error)})


def _install_on_sqlite() -> None:
    """Rebuilding a table drops its triggers; what was written without them is indexed again."""
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'sms_search_%'"
    with connection.cursor() as cursor:
        cursor.execute(names)
        there = {name for (name,) in cursor.fetchall()}
        if there == set(TRIGGERS):
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(search_text,"
            f" content='{TABLE}', content_rowid='id', tokenize='trigram')"
        )
        for name, what in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {what}")
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")
