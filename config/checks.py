"""Start-up checks of what protects data: durable commits and append-only triggers.

`manage.py check --deploy --database default` runs them; gunicorn does when it starts.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connections

from config.protection import TAG
from core.database import triggers

FULL = 2


@register(TAG, deploy=True)
def durability(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Committed work must survive a power cut."""
    if not settings.REQUIRE_DURABILITY:
        return []
    found = [sentence for alias in databases or () for sentence in lost_on_power_cut(alias)]
    return [Error(sentence, id="config.E001") for sentence in found]


@register(TAG, deploy=True)
def append_only(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """History and ledger must refuse to be changed."""
    tables = {
        table for alias in databases or () for _, table in triggers.missing(connections[alias])
    }
    if not tables:
        return []
    sentence = f"Append-only triggers are missing on {', '.join(sorted(tables)[:3])}."
    return [Error(sentence, hint="Run `manage.py migrate`; it installs them.", id="config.E002")]


def lost_on_power_cut(alias: str) -> list[str]:
    """Return one sentence for each setting by which the database may lose commits."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            level = cursor.fetchone()[0]
            return [] if level >= FULL else ["SQLite runs with synchronous below FULL."]
        found = []
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] == "off":
                found.append(f"PostgreSQL runs with {name}=off; committed work may be lost.")
        return found
