"""What the address of a list asks for: search, filters, order, columns, archived ones, place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from core import access
from core.declaration.columns import Column
from core.filters import LONGEST, Bound, bad, filters_for, search
from core.paging import Key

if TYPE_CHECKING:
    from core.declaration.registry import Declared
    from core.principals import Principal

PLACE = ("after", "before", "last")
OWN = ("q", "sort", "column", "archived", "as_of", "format", *PLACE)
SHOWN_BY_DEFAULT = 6
PAGE_SIZE = 50


@dataclass
class Listing:
    """One reading of a list's address; every part that breaks a rule raises Invalid naming it."""

    declaration: Declared
    principal: Principal
    params: QueryDict
    remembered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.check()

    def check(self) -> None:
        """Refuse parameters and columns that the list does not have."""
        known = {*OWN, *(name for filter_ in self._filters for name in filter_.params)}
        for name in self.params:
            if name not in known:
                raise bad(name, str(self.params[name]), _("this list has no such parameter."))
        for name in self.params.getlist("column"):
            if name not in self.visible:
                rule = _("use one of: %(all)s.") % {"all": ", ".join(self.visible)}
                raise bad("column", name, rule)

    @cached_property
    def visible(self) -> list[str]:
        """Every field that the reader may see."""
        return access.fields(self.principal, self.declaration.model, "view")

    @cached_property
    def _filters(self) -> list[Any]:
        """Filters of the declaration first, then every other link, so that pages can point here."""
        model = self.declaration.model
        linked = [f.name for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]
        names = dict.fromkeys([*self.declaration.filters, *linked])
        return filters_for(self.principal, model, list(names))

    @cached_property
    def filters(self) -> list[Bound]:
        """The filters with their values."""
        return [filter_.bind(self.principal, self.params) for filter_ in self._filters]

    @property
    def offered(self) -> list[Bound]:
        """The filters that stand above the list."""
        return [bound for bound in self.filters if bound.filter.name in self.declaration.filters]

    @property
    def used(self) -> list[Bound]:
        """The filters that narrow the list."""
        return [bound for bound in self.filters if bound.condition is not None]

    @cached_property
    def q(self) -> str:
        """The words searched for."""
        text = self.params.get("q", "").strip()
        if len(text) > LONGEST:
            raise bad("q", text, _("use at most %(count)d characters.") % {"count": LONGEST})
        return text

    @cached_property
    def archived(self) -> bool:
        """Whether archived records are shown too."""
        text = self.params.get("archived", "")
        if text not in ("", "yes"):
            raise bad("archived", text, _("use yes, or leave it out."))
        return text == "yes"

    @cached_property
    def columns(self) -> list[Column]:
        """The chosen columns: from the address, else remembered, else the declaration's."""
        asked = self.params.getlist("column")
        usual = (
            asked or self.remembered or self.declaration.columns or self.visible[:SHOWN_BY_DEFAULT]
        )
        return [
            Column(self.declaration, name) for name in dict.fromkeys(usual) if name in self.visible
        ]

    @cached_property
    def every_column(self) -> list[tuple[Column, bool]]:
        """All columns there are, and whether each is shown."""
        shown = {column.name for column in self.columns}
        return [(Column(self.declaration, name), name in shown) for name in self.visible]

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """The column to order by, and whether downward."""
        text = self.params.get("sort", "") or "reference"
        name, descending = text.removeprefix("-"), text.startswith("-")
        sortable = name in self.visible and Column(self.declaration, name).sort_name(self.principal)
        if not sortable:
            raise bad("sort", text, _("this list cannot be sorted by that column."))
        return name, descending

    @property
    def keys(self) -> list[Key]:
        """The order as paging keys, ending with the unique reference."""
        name, descending = self.sort
        first = Key(Column(self.declaration, name).sort_name(self.principal), descending)
        return [first] if name == "reference" else [first, Key("reference", descending)]

    @cached_property
    def place(self) -> dict[str, Any]:
        """Where in the order the page lies, as arguments for paging."""
        found: dict[str, Any] = {name: self.params[name] for name in PLACE if self.params.get(name)}
        if len(found) > 1:
            raise bad(next(iter(found)), "", _("use only one of after, before and last."))
        if found.get("last", "1") != "1":
            raise bad("last", found["last"], _("use 1, or leave it out."))
        return {**found, "last": True} if "last" in found else found

    def rows(self) -> QuerySet[Any]:
        """The rows that fit, as the reader may see them."""
        queryset = self.declaration.model.objects.for_user(self.principal)
        if not self.archived:
            queryset = queryset.current()
        for bound in self.used:
            queryset = queryset.filter(bound.condition)
        if self.q:
            queryset = queryset.filter(search(self.principal, self.declaration.model, self.q))
        return queryset

    def url(self, **changes: Any) -> str:
        """This list's query string with some parameters changed; None or "" takes one out."""
        params = self.params.copy()
        for name in PLACE:
            params.pop(name, None)
        for name, value in changes.items():
            params.pop(name, None)
            if value:
                params.setlist(name, value if isinstance(value, list) else [str(value)])
        return "?" + params.urlencode()

    @property
    def now_url(self) -> str:
        """This list today."""
        return self.url(as_of=None)

    @property
    def kept(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Per form above the list, the parameters that it keeps as they are."""
        return [
            ("tools-main", self._only(("sort", "as_of"))),
            (
                "tools-columns",
                self._only([name for name in self.params if name not in (*PLACE, "column")]),
            ),
            (
                "tools-past",
                self._only([name for name in self.params if name not in (*PLACE, "as_of")]),
            ),
        ]

    def _only(self, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, value) for name in names for value in self.params.getlist(name)]
