"""Reading rows that somebody may have damaged: one unreadable row must not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError

Rows = list[tuple[Any, ...]]
Fetch = Callable[[Sequence[int]], Rows]
UNREADABLE = (ValueError, TypeError, ArithmeticError, DatabaseError)


def read(keys: Sequence[int], fetch: Fetch, unreadable: Callable[[int], None]) -> Rows:
    """The rows of ``keys``; rows that cannot even be read are told one by one."""
    try:
        return fetch(keys)
    except UNREADABLE:
        if len(keys) == 1:
            unreadable(keys[0])
            return []
    middle = len(keys) // 2
    return read(keys[:middle], fetch, unreadable) + read(keys[middle:], fetch, unreadable)
