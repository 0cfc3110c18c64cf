"""What the first page shows by role: days that come near, and figures; apps add theirs in ``panels``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import RowNumber

from core import access
from core.access import Reach
from core.choices import Role
from core.reading.links import Link
from core.reading.selections import Selection, announce, discover, own_rows

if TYPE_CHECKING:
    from core.access.principals import Principal

SHOWN = 6
Dated = Callable[[Any], Sequence[tuple[Any, date]]]


@dataclass(frozen=True)
class Watch:
    """Rows of a register with a day that those in ``roles`` should have in view.

    ``day`` is the field that holds it; ``dated`` instead works it out for the rows in reach.
    ``own``: whatever their reach, people watch their own rows only.
    """

    selection: Selection
    words: Any
    roles: frozenset[Role]
    day: str = ""
    dated: Dated | None = None
    own: bool = False


@dataclass(frozen=True)
class Waiting:
    """What a watch came to for somebody: how many rows, the first of them, and their list."""

    watch: Watch
    total: int
    first: list[tuple[date, Link]]
    url: str


@dataclass(frozen=True)
class Drawing:
    """A figure of the first page for those in ``roles``: a chart or :class:`core.registries.counting.Shares`.

    None when it has nothing to show.
    """

    roles: frozenset[Role]
    make: Callable[[Principal], Any]


_watches: list[Watch] = []
_drawings: dict[str, Drawing] = {}


def watch(
    name: str, model: Any, title: Any, condition: Callable[[], Q], *, words: Any, roles: Iterable[Role],
    needs: Iterable[str], day: str = "", dated: Dated | None = None, own: bool = False,
) -> None:  # fmt: skip
    """Watch rows of a register; raises ValueError when it has a selection of this name."""
    watchers = frozenset(roles)
    inside = Role.REPRESENTATIVE not in watchers
    selection = announce(Selection(name, model, title, condition, frozenset(needs), inside=inside))
    _watches.append(Watch(selection, words, watchers, day, dated, own))


def figure(name: str, roles: Iterable[Role]) -> Callable[[Any], Any]:
    """Register the maker of a figure; raises ValueError when the name is taken."""

    def register(
        make: Callable[[Principal], Any],
    ) -> Callable[[Principal], Any]:
        if name in _drawings:
            raise ValueError(f"There is a figure called “{name}” already.")
        _drawings[name] = Drawing(frozenset(roles), make)
        return make

    return register


def figures(principal: Principal) -> list[Any]:
    """The figures for the principal's roles, one query each."""
    discover()
    made = [each.make(principal) for each in _drawings.values() if each.roles & principal.roles]
    return [each for each in made if each is not None]


def waiting(principal: Principal) -> list[Waiting]:
    """What the principal watches and is there now; one query, and one for each watch that is dated."""
    discover()
    watched = [
        each
        for each in _watches
        if each.roles & principal.roles and each.selection.open_to(principal)
    ]
    looked = _look(principal, [each for each in watched if each.dated is None])
    found = [looked.get(each) or _look_dated(principal, each) for each in watched]
    return [each for each in found if each is not None and each.total]


def rows_of(principal: Principal, model: Any, *, own: bool = False) -> tuple[Any, bool]:
    """The current rows that somebody keeps, or else sees, and whether those are only the own ones."""
    action = "change" if access.allowed(principal, model, "change") is not None else "view"
    narrowed = own or access.allowed(principal, model, action) is Reach.OWN
    rows = model.objects.for_user(principal, action).current()
    return (rows.filter(own_rows(principal, model)) if narrowed else rows), narrowed


def _look(principal: Principal, watched: Sequence[Watch]) -> dict[Watch, Waiting]:
    """What watches of a field came to, as far as there is something, in one query."""
    queries = [_first(principal, each, place) for place, each in enumerate(watched)]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    found: dict[Watch, Waiting] = {}
    for place, _nth, day, total, uid, reference, title in sorted(rows, key=lambda row: row[:2]):
        each = watched[place]
        if each not in found:
            found[each] = Waiting(each, total, [], _url(principal, each))
        link = Link(each.selection.model.register.name, uid, reference, title)
        found[each].first.append((day, link))
    return found


def _first(principal: Principal, watched: Watch, place: int) -> Any:
    rows, _own = rows_of(principal, watched.selection.model, own=watched.own)
    order = [watched.day, "reference"]
    return (
        rows.filter(watched.selection.condition())
        .order_by()
        .annotate(
            its_group=Value(place), its_place=Window(RowNumber(), order_by=order),
            its_day=F(watched.day), its_total=Window(Count("pk")),
        )
        .filter(its_place__lte=SHOWN)
        .values_list("its_group", "its_place", "its_day", "its_total", "uid", "reference", "title")
    )  # fmt: skip


def _look_dated(principal: Principal, watched: Watch) -> Waiting | None:
    if watched.dated is None:
        return None
    rows, _own = rows_of(principal, watched.selection.model, own=watched.own)
    dated = watched.dated(rows)
    first = [(day, _link(row)) for row, day in dated[:SHOWN]]
    return Waiting(watched, len(dated), first, _url(principal, watched))


def _url(principal: Principal, watched: Watch) -> str:
    _rows, own = rows_of(principal, watched.selection.model, own=watched.own)
    return watched.selection.url(own=own)


def _link(row: Any) -> Link:
    return Link(row.register.name, row.uid, row.reference, row.title)
