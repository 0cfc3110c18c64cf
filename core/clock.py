"""The clock that everything stored takes its time from; a demo or a test can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, tzinfo

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


def zone() -> tzinfo:
    """The organisation's time zone: a *day* is one in it, wherever somebody reads from."""
    return timezone.get_default_timezone()


def local(instant: datetime) -> datetime:
    """An instant in the organisation's time zone."""
    return instant.astimezone(zone())


def aware(naive: datetime) -> datetime:
    """What a clock on the organisation's wall shows, as an instant."""
    return timezone.make_aware(naive, zone())
