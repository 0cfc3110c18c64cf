"""The clock that everything stored takes its time from; a demo or a test can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The current instant, aware."""
    return _set.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is ``moment`` (aware); the ledger still never goes back in time."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
