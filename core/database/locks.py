"""Locks held until the end of the transaction: one of each kind of work at a time."""

from __future__ import annotations

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """Numbers that no other advisory lock of the database uses."""

    JOBS = 200003
    CHECKPOINTS = 200004
    ACCOUNTS = 200005
    DEPENDENCIES = 200006
    VERIFICATION = 200007
    CATALOGUE = 200008


def hold(lock: Lock) -> None:
    """Wait for a lock; call it inside a transaction. SQLite's holds the only write lock already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(lock)])
