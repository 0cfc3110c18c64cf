"""What a record needs before its state may move on: filled by the apps, asked by the write door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from core.transitions import Transitions

Move = tuple[str, str]
Met = Callable[[], Q]
Mend = Callable[[Any], str]
Names = Callable[[Any], Iterable[str]]
#: The rooms in which requirements are said; closers are requirements too.
ROOMS = ("gates", "closers")


@dataclass(frozen=True)
class Requirement:
    """One thing that must be there before some moves of a register's state.

    ``field`` names a field of the record's own that must be filled: it is read from the record as
    it is about to be written. Otherwise ``met`` is the condition on stored rows, looking at other tables
    by subqueries only. ``mend`` gives the address where it can be mended, ``names`` what it lacks
    for in particular.
    """

    name: str
    model: Any
    moves: frozenset[Move]
    says: Any
    mend: Mend
    field: str = ""
    met: Met | None = None
    names: Names | None = None

    def is_filled(self, row: Any) -> bool:
        """Whether the record's own field has a value."""
        value = getattr(row, row._meta.get_field(self.field).attname)
        return value not in (None, "", [], {})


@dataclass(frozen=True)
class Line:
    """A requirement as it stands for one record."""

    requirement: Requirement
    met: bool
    url: str

    @property
    def says(self) -> str:
        """What must be so."""
        return str(self.requirement.says)


@dataclass(frozen=True)
class Gate:
    """What a record needs to become ``target``."""

    target: str
    label: str
    lines: Sequence[Line]

    @property
    def missing(self) -> list[Line]:
        """What is not there yet."""
        return [line for line in self.lines if not line.met]


_requirements: dict[Any, list[Requirement]] = {}


def require(each: Requirement) -> None:
    """Register a requirement; raises ValueError when the register has one of this name."""
    known = _requirements.setdefault(each.model, [])
    if any(other.name == each.name for other in known):
        raise ValueError(f"{each.model.register.name} has a requirement “{each.name}”.")
    if bool(each.field) == bool(each.met):
        raise ValueError(f"{each.name}: name either a field or a condition.")
    known.append(each)


def edit(field: str = "") -> Mend:
    """Mended in the record's own form, at a field."""

    def url(row: Any) -> str:
        page = reverse(f"{row.register.name}-edit", args=[row.uid])
        return f"{page}#id_{field}" if field else page

    return url


def new(register: str, link: str, **values: str) -> Mend:
    """Mended by a new record of another register that points here."""

    def url(row: Any) -> str:
        query = urlencode({link: str(row.uid), **values})
        return f"{reverse(f'{register}-create')}?{query}"

    return url


def page(name: str) -> Mend:
    """Mended on one of the record's own pages."""
    return lambda row: reverse(f"{row.register.name}-{name}", args=[row.uid])


def listed(register: str, link: str) -> Mend:
    """Mended in another register's list, narrowed to what points here."""
    return lambda row: f"{reverse(f'{register}-list')}?{urlencode({link: str(row.uid)})}"


@cache
def _discover() -> None:
    for room in ROOMS:
        autodiscover_modules(room)


def requirements_of(model: Any, moves: Iterable[Move] | None = None) -> list[Requirement]:
    """The requirements of a register, for some moves or for all."""
    _discover()
    found = _requirements.get(model, [])
    if moves is None:
        return list(found)
    wanted = set(moves)
    return [each for each in found if each.moves & wanted]


def behind(model: Any) -> set[str]:
    """The states of a register that have a gate before them."""
    return {target for each in requirements_of(model) for _from, target in each.moves}


def judge(rows: Sequence[Any], wanted: Sequence[Requirement]) -> dict[int, list[Line]]:
    """How each requirement stands for rows of one register, by key; one query at most."""
    stored = _stored(rows, [each for each in wanted if each.met])
    return {
        row.pk: [Line(each, _is_met(each, row, stored), each.mend(row)) for each in wanted]
        for row in rows
    }


def _is_met(each: Requirement, row: Any, stored: dict[int, set[str]]) -> bool:
    return each.is_filled(row) if each.field else each.name in stored.get(row.pk, ())


def _stored(rows: Sequence[Any], wanted: Sequence[Requirement]) -> dict[int, set[str]]:
    """Key → the names of the requirements that stored rows meet."""
    if not rows or not wanted:
        return {}
    columns = {
        f"its_met_{place}": _flag(each.met()) for place, each in enumerate(wanted) if each.met
    }
    found = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    return {
        key: {each.name for each, is_met in zip(wanted, flags, strict=True) if is_met}
        for key, *flags in found.annotate(**columns).values_list("pk", *columns)
    }


def _flag(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def ahead(row: Any) -> list[Gate]:
    """The gates before the states that can follow; one query, none where the register has no gate."""
    moves = [(table, getattr(row, table.field)) for table in row.register.transitions]
    steps = [(table, (state, to)) for table, state in moves for to in table.following(state)]
    wanted = requirements_of(type(row), [move for _table, move in steps])
    if not wanted:
        return []
    lines = judge([row], wanted)[row.pk]
    gates = [_gate(table, row, move, lines) for table, move in steps]
    return [gate for gate in gates if gate.lines]


def _gate(table: Transitions, row: Any, move: Move, lines: Sequence[Line]) -> Gate:
    _state, target = move
    labels = dict(row._meta.get_field(table.field).flatchoices)
    mine = [line for line in lines if move in line.requirement.moves]
    return Gate(target, str(labels.get(target, target)), mine)


def told(lines: Iterable[Line], row: Any) -> list[str]:
    """Sentences for what is missing, naming what it lacks for."""
    return [_told(line, row) for line in lines if not line.met]


def _told(line: Line, row: Any) -> str:
    found = list(line.requirement.names(row)) if line.requirement.names else []
    return f"{line.says} ({', '.join(found)})" if found else line.says
