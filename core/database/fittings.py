"""What a database needs beside its tables: triggers, views of the past, indexes, schema entries."""

from __future__ import annotations

from typing import Any

from django.db import connection

from core.database import triggers
from core.history import time_machine
from core.reading import search_index
from core.text import sort_keys
from core.writing import schemas


def take_down(**_: Any) -> None:
    """Before migrations."""
    time_machine.drop_views()
    sort_keys.install()


def put_up(**_: Any) -> None:
    """After migrations; harmless when repeated."""
    time_machine.build_views()
    triggers.install(connection)
    search_index.install()
    schemas.write_missing()
