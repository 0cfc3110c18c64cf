"""The arithmetic: in series, in parallel, times added, hours in common. Plain data in and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from core.calendars.hours import Week
from core.calendars.overlap import common, either
from portfolio.services.underpinning.promises import (
    SERVICE,
    Level,
    Need,
    Needs,
    Node,
    Promise,
)

HUNDRED = Decimal(100)
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One part of a service and what it keeps to; without ``promises`` its own parts say so."""

    node: Node
    level: Level
    group: str = ""
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Reckoned:
    """What a service can keep at best, and from which lines that follows."""

    level: Level
    lines: Sequence[Line] = ()
    unknown: int = 0

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """Lines that count alone stand alone; alternatives together."""
        found: list[tuple[str, list[Line]]] = []
        for line in self.lines:
            known = next((group for name, group in found if name and name == line.group), None)
            if known is None:
                found.append((line.group, [line]))
            else:
                known.append(line)
        return found


@dataclass
class Book:
    """Every service reckoned once, parts before what needs them. ``broken`` are circles, as keys."""

    services: dict[int, Reckoned] = field(default_factory=dict)
    broken: list[tuple[int, ...]] = field(default_factory=list)


def reckon(needs: Needs, promised: Mapping[Node, Sequence[Promise]]) -> Book:
    """What every service can keep at best."""
    book = Book()
    order, book.broken = _order(needs)
    for service in order:
        lines = [*_own(service, promised), *_parts(service, needs, promised, book)]
        lines = [line for line in lines if not _spare(line)] or lines
        book.services[service] = _together(lines)
    return book


def _order(needs: Needs) -> tuple[list[int], list[tuple[int, ...]]]:
    """Services, parts first. Circles from before they were refused are cut at their last step."""
    below = {
        service: {need.node[1] for need in each if need.node[0] == SERVICE}
        for service, each in needs.by_service.items()
    }
    broken: list[tuple[int, ...]] = []
    while True:
        try:
            return list(TopologicalSorter(below).static_order()), broken
        except CycleError as error:
            circle = tuple(error.args[1])  # each one stands before what needs it
            broken.append(circle)
            below[circle[1]].discard(circle[0])


def _own(service: int, promised: Mapping[Node, Sequence[Promise]]) -> list[Line]:
    """What is promised for the service itself: each stands in its way like a part."""
    node = (SERVICE, service)
    return [Line(node, promise.level, "", (promise,)) for promise in promised.get(node, ())]


def _spare(line: Line) -> bool:
    return any(promise.fallback for promise in line.promises)


def _parts(
    service: int, needs: Needs, promised: Mapping[Node, Sequence[Promise]], book: Book
) -> list[Line]:
    lines = []
    for need in needs.by_service.get(service, ()):
        kind, key = need.node
        if kind != SERVICE:
            found = tuple(promised.get(need.node, ()))
            lines.append(Line(need.node, weakest(each.level for each in found), need.group, found))
        elif key in book.services:
            lines.append(Line(need.node, book.services[key].level, need.group))
    return lines


def weakest(levels: Iterable[Level]) -> Level:
    """Of several promises for one thing the weakest counts."""
    found = list(levels)
    return Level(
        least(level.availability for level in found),
        most(level.response for level in found),
        _all_hours(level.hours for level in found),
    )


def _together(lines: Sequence[Line]) -> Reckoned:
    unknown = sum(line.level.is_empty for line in lines)
    bare = Reckoned(Level(), lines)
    counted = [_one_of(group) if name else group[0].level for name, group in bare.groups]
    own = most(line.level.response for line in lines if line.promises and line.node[0] == SERVICE)
    below = most(
        level.response
        for (_name, group), level in zip(bare.groups, counted, strict=True)
        if not (group[0].promises and group[0].node[0] == SERVICE)
    )
    times = [time for time in (own, below) if time is not None]
    level = Level(
        in_series(level.availability for level in counted),
        sum(times, Decimal(0)) if times else None,
        _all_hours(level.hours for level in counted),
    )
    return Reckoned(level, lines, unknown)


def _one_of(group: Sequence[Line]) -> Level:
    """Alternatives: down only when all are down, as slow as the slowest, open when one is."""
    levels = [line.level for line in group]
    hours = [level.hours for level in levels]
    return Level(
        in_parallel(level.availability for level in levels),
        most(level.response for level in levels),
        reduce(either, [week for week in hours if week]) if all(hours) else None,
    )


def in_series(shares: Iterable[Decimal | None]) -> Decimal | None:
    """All are needed: the product of those that are known."""
    known = [share for share in shares if share is not None]
    return reduce(lambda one, other: one * other / HUNDRED, known) if known else None


def in_parallel(shares: Iterable[Decimal | None]) -> Decimal | None:
    """One is enough: what is left when all fail at once; unknown where one is unknown."""
    found = list(shares)
    if not found or None in found:
        return None
    down = reduce(lambda left, share: left * (HUNDRED - (share or 0)) / HUNDRED, found, HUNDRED)
    return HUNDRED - down


def least(values: Iterable[Decimal | None]) -> Decimal | None:
    """The smallest that is known."""
    return min((value for value in values if value is not None), default=None)


def most(values: Iterable[Decimal | None]) -> Decimal | None:
    """The largest that is known."""
    return max((value for value in values if value is not None), default=None)


def _all_hours(weeks: Iterable[Week | None]) -> Week | None:
    known = [week for week in weeks if week is not None]
    return reduce(common, known) if known else None


def needs_of(rows: Iterable[tuple[int, int | None, int | None, str]]) -> Needs:
    """Dependencies as (service, component, other service, group) by service."""
    found: dict[int, list[Need]] = {}
    for service, component, other, group in rows:
        node = ("component", component) if component else (SERVICE, other or 0)
        found.setdefault(service, []).append(Need(service, node, group))
        if other:
            found.setdefault(other, [])
    return Needs(found)
