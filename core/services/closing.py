"""The registry of closers: what ends together with a record, said by the apps that know it.

An app says it in its module ``closers``. What a closer names is shown before the record's state moves;
the verb then closes all of it in the same unit. What only people can finish has no ``close``: it is
shown, and the move waits for it. Either way it is a requirement of the move, so whoever moves the
state by form or API meets the same gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from core import clock
from core.access.principals import Principal
from core.choices import Event
from core.gates.requirements import Move, Requirement, edit, listed, require, requirements_of
from core.records.drafts import Draft

#: Values that end a row on a day; None: it never began, so it is archived.
Close = Callable[[Any, date], Mapping[str, Any] | None]
SHOWN = 20


@dataclass(frozen=True)
class Closer:
    """Rows of ``rows`` that end with a record of ``model``; ``link`` is the way from them to it."""

    name: str
    model: Any
    moves: frozenset[Move]
    rows: Any
    link: str
    still: Callable[[], Q]
    close: Close | None
    how: Any


@dataclass(frozen=True)
class Closing:
    """What a closer finds for one record."""

    closer: Closer
    rows: Sequence[Any]
    total: int

    @property
    def title(self) -> str:
        """What the rows are."""
        text = str(self.closer.rows._meta.verbose_name_plural)
        return text[:1].upper() + text[1:]

    @property
    def by_hand(self) -> bool:
        """Whether people must finish them first."""
        return self.closer.close is None


_closers: dict[str, Closer] = {}


def closer(
    name: str, model: Any, moves: Iterable[Move], *, rows: Any, link: str, still: Callable[[], Q],
    says: Any, how: Any, close: Close | None = None,
) -> None:  # fmt: skip
    """Register a closer, and the requirement that none of its rows is left; ValueError when taken.

    ``still`` says which rows have not ended, ``says`` that there is none, ``how`` what becomes of them.
    """
    if name in _closers:
        raise ValueError(f"There is a closer called “{name}” already.")

    def met() -> Q:
        left = rows._base_manager.filter(still(), archived_at=None)
        # A row that names nobody, an SLA of a group for one, would make the answer unknown for all.
        return ~Q(pk__in=left.exclude(**{link: None}).values(link))

    found = Closer(name, model, frozenset(moves), rows, link, still, close, how)
    mend = listed(rows.register.name, link) if "__" not in link else edit()
    require(Requirement(name, model, frozenset(moves), says, mend, met=met))
    _closers[name] = found


def ended(begin: str, end: str) -> Close:
    """Closes rows with a term: it ends that day; one that begins later is archived."""

    def close(row: Any, day: date) -> Mapping[str, Any] | None:
        begins = getattr(row, begin)
        return None if begins and begins > day else {end: day}

    return close


def archived(row: Any, day: date) -> None:
    """Closes rows by archiving them."""


def closings(principal: Principal, row: Any, move: Move) -> list[Closing]:
    """What would end with the record; one query a closer."""
    found = [_look(principal, row, each) for each in _of(row, move)]
    return [each for each in found if each.total]


def drafts(principal: Principal, row: Any, move: Move, day: date) -> list[Draft]:
    """The changes that end all of it on ``day``."""
    return [
        _draft(each, one, day)
        for each in _of(row, move)
        if each.close
        for one in _left(principal, row, each)
    ]


def closed_names(model: Any) -> set[str]:
    """The names of the requirements that ending a record of the register meets by itself."""
    requirements_of(model)  # lets every app speak
    return {each.name for each in _closers.values() if each.model is model and each.close}


def _of(row: Any, move: Move) -> list[Closer]:
    requirements_of(type(row))  # lets every app speak
    return [each for each in _closers.values() if each.model is type(row) and move in each.moves]


def _left(principal: Principal, row: Any, each: Closer) -> Any:
    left = each.rows.objects.for_user(principal).current().filter(each.still())
    return left.filter(**{each.link: row.pk}).order_by("title", "reference")


def _look(principal: Principal, row: Any, each: Closer) -> Closing:
    rows = list(_left(principal, row, each))
    return Closing(each, rows[:SHOWN], len(rows))


def _draft(each: Closer, row: Any, day: date) -> Draft:
    values = each.close(row, day) if each.close else {}
    if values is None:
        archived = {"archived_at": clock.now()}
        return Draft(each.rows, archived, row.uid, row.version, Event.ARCHIVE)
    return Draft(each.rows, values, row.uid, row.version)
