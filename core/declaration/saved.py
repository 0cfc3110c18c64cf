"""Views of a register as one reader may use them, and which of them an address asks for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core import access
from core.choices import Layout, Role
from core.declaration.columns import Column
from core.errors import Invalid, NotFound
from core.models import RoleView, SavedView
from core.reading.filters import bad

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.declaration.beside import BesideColumn
    from core.declaration.registry import BuiltInView, Declared
    from core.reading.filters import Filter

Params = dict[str, list[str]]

#: Stands in an address for "no view", where the list would begin with one.
EVERYTHING = "all"
NAMESPACE = uuid.UUID("6e1f2f0c-6f0a-5d3b-9a53-0f5f6b6c9d11")
#: Parameters of a view beside its filters.
SHAPE = ("q", "sort", "column", "archived", "closed")


@dataclass(frozen=True)
class View:
    """A view as its reader may use it.

    ``params`` leaves out what the reader may not see; without ``usable`` a filter was among it, so
    that the rows would not be those that the view is about. ``grid`` has ``widths`` in pixels by
    column and the names of ``frozen`` columns; ``beside`` are columns that other registers fill.
    """

    uid: str
    name: str
    params: Params = field(default_factory=dict)
    usable: bool = True
    layout: str = Layout.LIST
    row: SavedView | None = None
    mine: bool = False
    grid: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[BesideColumn, ...] = ()

    @property
    def query(self) -> QueryDict:
        """Its parameters as an address would give them."""
        return query_of(self.params)


def query_of(params: Mapping[str, Iterable[str]]) -> QueryDict:
    """Parameters as an address gives them."""
    query = QueryDict(mutable=True)
    for name, values in params.items():
        query.setlist(name, list(values))
    return query


def views_of(
    principal: Principal,
    declaration: Declared,
    filters: Mapping[str, Filter],
    stored: Iterable[SavedView],
) -> list[View]:
    """A register's views as the principal may use them: declared ones, own ones, shared ones.

    ``filters`` are those that the reader has, by parameter; ``stored`` are the rows to use.
    """
    own = principal.user.pk if principal.user else None
    rows = sorted(stored, key=lambda row: (row.owner_id != own, row.name.casefold()))
    declared = [_declared(principal, declaration, filters, each) for each in declaration.views]
    return declared + [_saved(principal, declaration, filters, row) for row in rows]


def built_in_uid(declaration: Declared, built_in: BuiltInView) -> uuid.UUID:
    """The identity of a view that code declares."""
    return uuid.uuid5(NAMESPACE, f"{declaration.name()}/{built_in.key}")


def _declared(
    principal: Principal, declaration: Declared, filters: Mapping[str, Filter], view: BuiltInView
) -> View:
    params, usable = fitting(principal, declaration, filters, view.params)
    beside = tuple(column for column in view.beside if column.seen_by(principal))
    uid = str(built_in_uid(declaration, view))
    return View(uid, str(view.name), params, usable, beside=beside)


def _saved(
    principal: Principal, declaration: Declared, filters: Mapping[str, Filter], row: SavedView
) -> View:
    params, usable = fitting(principal, declaration, filters, row.params)
    mine = principal.user is not None and row.owner_id == principal.user.pk
    grid = _grid(row.grid, access.fields(principal, declaration.model, "view"))
    return View(str(row.uid), row.name, params, usable, row.layout, row, mine, grid)


def _grid(kept: Mapping[str, Any], visible: list[str]) -> dict[str, Any]:
    """What the grid keeps of columns that the reader may see."""
    widths = {name: width for name, width in kept.get("widths", {}).items() if name in visible}
    frozen = [name for name in kept.get("frozen", []) if name in visible]
    return {"widths": widths, "frozen": frozen}


def fitting(
    principal: Principal,
    declaration: Declared,
    filters: Mapping[str, Filter],
    params: Mapping[str, Iterable[str]],
) -> tuple[Params, bool]:
    """What a reader may use of a view's parameters, and whether all its filters are among it.

    Fields may be hidden from the reader or gone since the view was kept: both are left out alike.
    """
    visible = access.fields(principal, declaration.model, "view")
    kept: Params = {}
    usable = True
    for name, values in ((name, list(values)) for name, values in params.items()):
        if name == "column":
            kept[name] = [value for value in values if value in visible]
        elif name == "sort":
            words = [word for value in values for word in value.split(",")]
            fit = [word for word in words if _sortable(principal, declaration, visible, word)]
            kept[name] = [",".join(fit)] if fit else []
        elif name in SHAPE or _accepts(filters.get(name), principal, name, values):
            kept[name] = values
        else:
            usable = False
    return {name: values for name, values in kept.items() if values}, usable


def _sortable(principal: Principal, declaration: Declared, visible: list[str], text: str) -> bool:
    name = text.removeprefix("-")
    return name in visible and bool(Column(declaration, name).sort_name(principal))


def _accepts(filter_: Filter | None, principal: Principal, name: str, values: list[str]) -> bool:
    """Whether a filter is there and still knows the value."""
    if filter_ is None:
        return False
    try:
        filter_.check(principal, query_of({name: values}))
    except Invalid:
        return False
    return True


@dataclass(frozen=True)
class Opened:
    """What an address asks for: parameters with those of its view merged in, and the view."""

    params: QueryDict
    view: View | None = None
    edited: bool = False
    everything: bool = False


def opened(views: list[View], address: QueryDict) -> Opened:
    """Read ``view`` and ``edited`` of an address. Raises Invalid, NotFound.

    ``view=<uid>`` alone stands for the view's own parameters; further ones take the place of those
    of the same name; with ``edited=yes`` the address says all parameters itself.
    """
    params = address.copy()
    asked, edited = params.pop("view", [""])[-1], params.pop("edited", [""])[-1]
    if edited not in ("", "yes"):
        raise bad("edited", edited, _("use yes, or leave it out."))
    if asked in ("", EVERYTHING):
        return Opened(params, everything=bool(asked))
    view = find_view(views, asked)
    if not edited:
        for name, values in view.params.items():
            if name not in params:
                params.setlist(name, values)
    return Opened(params, view, edited=bool(edited))


def find_view(views: list[View], asked: str) -> View:
    """The view with this uid; raises NotFound, and Invalid for what is no uid."""
    try:
        wanted = str(uuid.UUID(asked))
    except ValueError:
        raise bad("view", asked, _("this is not a view.")) from None
    view = next((view for view in views if view.uid == wanted), None)
    if view is None:
        raise NotFound
    return view


def first_view(principal: Principal, declaration: Declared, views: list[View]) -> View | None:
    """The view that the list begins with: the reader's own choice, else that of a role."""
    name = declaration.name()
    known = {view.uid: view for view in views if view.usable}
    chosen = principal.user.first_views.get(name) if principal.user else None
    if chosen is not None:
        return known.get(chosen)
    given = dict(
        RoleView.objects.filter(type=name, role__in=principal.roles).values_list("role", "view")
    )
    ordered = [str(given[role]) for role in Role if role in given]
    return next((known[uid] for uid in ordered if uid in known), None)
