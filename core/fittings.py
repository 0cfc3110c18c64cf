"""What a database needs beside its tables: triggers, views of the past, indexes, schema entries."""

from __future__ import annotations

from typing import Any

from django.db import connection

from core import schemas, time_machine, triggers
from core.models import Record


def take_down(**_: Any) -> None:
    """Before migrations."""
    time_machine.drop_views()


def put_up(**_: Any) -> None:
    """After migrations; harmless when repeated."""
    time_machine.build_views()
    triggers.install(connection)
    _index_search()
    schemas.write_missing()


def _index_search() -> None:
    """PostgreSQL: a trigram index for search, where the server offers the extension."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS core_record_search ON"
            f" {Record._meta.db_table} USING gin (search_text gin_trgm_ops)"
        )
