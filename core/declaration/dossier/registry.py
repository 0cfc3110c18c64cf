"""What the apps tell about records: panels and happenings, by the register that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Expression, F, Q

from core.declaration.dossier.looking import Look, Panel, Question
from core.reading.selections import discover

Make = Callable[[Look], Panel | None]


@dataclass(frozen=True)
class PanelSource:
    """A panel of every record of ``model``; ``covers`` are registers that it shows better than lists do.

    ``asks`` are its questions, which it puts by :meth:`Look.rows`: what all panels ask is looked for in one
    query, and what has no rows is not asked.
    """

    name: str
    model: Any
    title: Any
    make: Make
    template: str
    order: int
    wide: bool
    covers: frozenset[Any]
    asks: tuple[Question, ...]


@dataclass(frozen=True)
class Happening:
    """Rows of ``register`` as events of a record's timeline: on ``day``, in ``words``.

    ``group`` is what the reader filters by; ``needs`` are fields that the reader must see.
    """

    group: str
    label: Any
    register: Any
    rows: Callable[[Look], Q]
    day: F | Expression
    words: Any
    needs: frozenset[str]


_panels: dict[Any, dict[str, PanelSource]] = {}
_happenings: dict[Any, list[Happening]] = {}


def panel(
    name: str, model: Any, title: Any, *, template: str = "dossier/_rows.html", order: int = 50,
    wide: bool = False, covers: Iterable[Any] = (), asks: Iterable[Question] = (),
) -> Callable[[Make], Make]:  # fmt: skip
    """Register the maker of a panel; raises ValueError when the record's page has one of this name."""

    def register(make: Make) -> Make:
        known = _panels.setdefault(model, {})
        if name in known:
            raise ValueError(f"{model.register.name} has a panel “{name}” already.")
        known[name] = PanelSource(
            name, model, title, make, template, order, wide, frozenset(covers), tuple(asks)
        )
        return make

    return register


def happening(
    group: str, model: Any, label: Any, register: Any, rows: Callable[[Look], Q], *,
    day: str | Expression, words: Any, needs: Iterable[str] = (),
) -> None:  # fmt: skip
    """Put rows of ``register`` on the timeline of every record of ``model``."""
    on = F(day) if isinstance(day, str) else day
    named = {day} if isinstance(day, str) else set()
    _happenings.setdefault(model, []).append(
        Happening(group, label, register, rows, on, words, frozenset(needs) | named)
    )


def panels_of(look: Look, also: Iterable[Question] = ()) -> list[Panel]:
    """The panels of a record that have something to say to the reader, in their order.

    ``also`` are other questions of the page, learnt about with theirs.
    """
    sources = sources_of(type(look.row))
    look.learn([*(question for source in sources for question in source.asks), *also])
    made = []
    for source in sources:
        shown = source.make(look)
        if shown is not None:
            shown.name, shown.title = source.name, source.title
            shown.template, shown.wide = source.template, source.wide
            made.append(shown)
    return made


def covered(model: Any) -> frozenset[Any]:
    """The registers that panels of a record show already."""
    return frozenset().union(*(source.covers for source in sources_of(model)))


def sources_of(model: Any) -> list[PanelSource]:
    """What the apps show on the page of a register's records, in the order of the page."""
    discover()
    return sorted(_panels.get(model, {}).values(), key=lambda source: (source.order, source.name))


def happenings_of(model: Any) -> list[Happening]:
    """What the apps put on the timeline of a register's records."""
    discover()
    return _happenings.get(model, [])
