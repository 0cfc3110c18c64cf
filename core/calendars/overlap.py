"""Weeks of hours together: what is open in both, in either, and whether one covers another."""

from __future__ import annotations

from functools import lru_cache

from core.calendars.hours import NEVER_CLOSED, Spans, Week


@lru_cache(maxsize=1024)
def common(one: Week, other: Week) -> Week:
    """The hours in which both are open."""
    days = zip(one.days, other.days, strict=True)
    return Week(tuple(_both(mine, theirs) for mine, theirs in days))


@lru_cache(maxsize=1024)
def either(one: Week, other: Week) -> Week:
    """The hours in which at least one is open."""
    days = zip(one.days, other.days, strict=True)
    return Week(tuple(_joined(sorted((*mine, *theirs))) for mine, theirs in days))


def covers(one: Week, other: Week) -> bool:
    """Whether ``one`` is open whenever ``other`` is."""
    return one == NEVER_CLOSED or common(one, other) == other


def _both(mine: Spans, theirs: Spans) -> Spans:
    found = [(max(a, c), min(b, d)) for a, b in mine for c, d in theirs]
    return tuple(sorted((start, end) for start, end in found if start < end))


def _joined(spans: list[tuple[int, int]]) -> Spans:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
