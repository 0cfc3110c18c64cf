"""What the address of a list asks for: search, filters, order, columns, archived and closed ones."""

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
from core.declaration.saved import EVERYTHING, SHAPE, Params, View, query_of
from core.reading.filters import LONGEST, Bound, Filter, bad, filters_for, search
from core.reading.paging import Key

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.declaration.registry import Declared

PLACE = ("after", "before", "last")
OWN = ("q", "sort", "column", "archived", "closed", "as_of", "format", "layout", *PLACE)
MOST_SORTS = 4
SHOWN_BY_DEFAULT = 6
PAGE_SIZE = 50


def filters_of(principal: Principal, declaration: Declared) -> list[Filter]:
    """Filters of the declaration first, then of every other field that can be compared."""
    fields = [declaration.model._meta.get_field(name) for name in declaration.model.value_fields()]
    plain = [field.name for field in fields if not isinstance(field, models.JSONField)]
    names = dict.fromkeys([*declaration.filters, *plain])
    found = filters_for(principal, declaration.model, list(names))
    return [each for each in found if not {*each.params} & {*OWN, "view", "edited"}]


def filters_by_parameter(principal: Principal, declaration: Declared) -> dict[str, Filter]:
    """The filters of :func:`filters_of`, by each parameter that they read."""
    found = filters_of(principal, declaration)
    return {name: each for each in found for name in each.params}


@dataclass
class Listing:
    """One reading of a list's address; every part that breaks a rule raises Invalid naming it.

    ``params`` are those of the address with those of its ``view`` merged in (``saved.opened``);
    ``everything`` says that the address asks for no view where the list might begin with one.
    """

    declaration: Declared
    principal: Principal
    params: QueryDict
    remembered: list[str] = field(default_factory=list)
    view: View | None = None
    edited: bool = False
    everything: bool = False

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

    def verify(self) -> None:
        """Raise Invalid for any value that breaks a rule, whether or not it is asked for yet."""
        for each in self._filters:
            each.check(self.principal, self.params)
        _read = (self.q, self.archived, self.closed, self.sorts)

    @cached_property
    def visible(self) -> list[str]:
        """Every field that the reader may see."""
        return access.fields(self.principal, self.declaration.model, "view")

    @cached_property
    def _filters(self) -> list[Filter]:
        return filters_of(self.principal, self.declaration)

    @cached_property
    def kept_names(self) -> frozenset[str]:
        """The parameters that a view keeps."""
        return frozenset({*SHAPE, *(name for each in self._filters for name in each.params)})

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
        return self._yes("archived")

    @cached_property
    def closed(self) -> bool:
        """Whether records that are closed are asked for too."""
        return self._yes("closed")

    def _yes(self, name: str) -> bool:
        text = self.params.get(name, "")
        if text not in ("", "yes"):
            raise bad(name, text, _("use yes, or leave it out."))
        return text == "yes"

    @cached_property
    def closing(self) -> list[str]:
        """The words for the states with which records are left out until asked; none where nothing
        is: the register has no such states, or the address asks for certain states or certain rows.
        """
        field, states = self.declaration.model.register.left_out or ("", ())
        certain = {field, "only"} & {bound.filter.name for bound in self.used}
        if field not in self.visible or certain:
            return []
        known: Any = self.declaration.model._meta.get_field(field)
        words = dict(known.flatchoices)
        return [str(words[state]) for state in states]

    @property
    def leaves_out(self) -> bool:
        """Whether closed records are left out."""
        return bool(self.closing) and not self.closed

    def closed_rows(self) -> QuerySet[Any]:
        """The rows that fit but are closed."""
        found: QuerySet[Any] = self._fitting().closed()
        return found

    @cached_property
    def columns(self) -> list[Column]:
        """The chosen columns: from the address, else remembered, else the declaration's."""
        return [Column(self.declaration, name) for name in self.columns_in(self.params)]

    def columns_in(self, params: QueryDict) -> list[str]:
        """The columns that some parameters of this list show."""
        asked = params.getlist("column")
        usual = (
            asked or self.remembered or self.declaration.columns or self.visible[:SHOWN_BY_DEFAULT]
        )
        return [name for name in dict.fromkeys(usual) if name in self.visible]

    @cached_property
    def every_column(self) -> list[tuple[Column, bool]]:
        """All columns there are, those shown first in their order, and whether each is shown."""
        shown = [column.name for column in self.columns]
        names = dict.fromkeys([*shown, *self.visible])
        return [(Column(self.declaration, name), name in shown) for name in names]

    @cached_property
    def sorts(self) -> dict[str, bool]:
        """The columns to order by, and whether each downward."""
        texts = [text for text in self.params.get("sort", "").split(",") if text] or ["reference"]
        if len(texts) > MOST_SORTS:
            rule = _("give at most %(count)d values.") % {"count": MOST_SORTS}
            raise bad("sort", ",".join(texts), rule)
        for text in texts:
            name = text.removeprefix("-")
            if name not in self.visible or not self._path(name):
                raise bad("sort", text, _("this list cannot be sorted by that column."))
        return {text.removeprefix("-"): text.startswith("-") for text in texts}

    def _path(self, name: str) -> str:
        return Column(self.declaration, name).sort_name(self.principal)

    @property
    def keys(self) -> list[Key]:
        """The order as paging keys, ending with the unique reference."""
        keys = [Key(self._path(name), descending) for name, descending in self.sorts.items()]
        last = Key("reference", keys[-1].descending)
        return keys if "reference" in self.sorts else [*keys, last]

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
        """The rows that fit, as the reader may see them; none for a view that cannot be used."""
        return self._fitting().open_ones() if self.leaves_out else self._fitting()

    def _fitting(self) -> Any:
        queryset = self.declaration.model.objects.for_user(self.principal)
        if self.spoiled:
            return queryset.none()
        if not self.archived:
            queryset = queryset.current()
        for bound in self.used:
            queryset = queryset.filter(bound.condition)
        if self.q:
            queryset = queryset.filter(search(self.principal, self.declaration.model, self.q))
        return queryset

    @cached_property
    def content(self) -> Params:
        """What a view of this list would keep: shown columns, and all that narrows or orders."""
        return self._content(self.params)

    @cached_property
    def _base(self) -> Params:
        return self._content(self.view.query) if self.view else {}

    def _content(self, params: QueryDict) -> Params:
        content: Params = {"column": self.columns_in(params)}
        for name in self.kept_names.intersection(params) - {"column"}:
            values = [value.strip() for value in params.getlist(name) if value.strip()]
            if values and (name, values) != ("sort", ["reference"]):
                content[name] = sorted(values)
        return content

    @property
    def changed(self) -> bool:
        """Whether the list shows something else than its view."""
        if self.view is None:
            return False
        return self.content != self._base or (self.edited and not self.view.usable)

    @property
    def spoiled(self) -> bool:
        """Whether the view filters by what the reader may not see, and is shown as it was kept."""
        return self.view is not None and not self.view.usable and not self.edited

    def url(self, **changes: Any) -> str:
        """This list's query string with some parameters changed; None or "" takes one out."""
        return "?" + self._carried(self._with(changes)).urlencode()

    def plain_url(self, **changes: Any) -> str:
        """As :meth:`url`, with every parameter said and no view named."""
        return "?" + self._with(changes).urlencode()

    @property
    def stated(self) -> str:
        """All parameters, said one by one, with the view that they began with."""
        if self.view:
            return self.stated_url
        return self.url()

    @property
    def stated_url(self) -> str:
        """This list with all that is left of its view said, so that it counts as changed."""
        return f"?view={self.view.uid}&edited=yes&{self._with({}).urlencode()}" if self.view else ""

    def _with(self, changes: dict[str, Any]) -> QueryDict:
        params = self.params.copy()
        for name in PLACE:
            params.pop(name, None)
        for name, value in changes.items():
            params.pop(name, None)
            if value:
                params.setlist(name, value if isinstance(value, list) else [str(value)])
        return params

    def _carried(self, params: QueryDict) -> QueryDict:
        """The parameters with the view in front; as long as nothing differs from it, it says enough."""
        stated = dict(params.lists())
        if self.view is None:
            return query_of({"view": [EVERYTHING], **stated}) if self.everything else params
        content = self._content(params)
        same = content == self._base and (self.view.usable or not self.edited)
        more = {name: stated[name] for name in stated.keys() - self.kept_names}
        edits = {} if same else {"edited": ["yes"], **content}
        return query_of({"view": [self.view.uid], **edits, **more})

    @property
    def now_url(self) -> str:
        """This list today."""
        return self.url(as_of=None)

    @property
    def kept(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Per form above the list, the parameters that it keeps as they are."""
        return [
            ("tools-main", [*self._named, *self._only(("sort", "as_of", *self._shown))]),
            ("tools-columns", [*self._named, *self._only(self._others("column"))]),
            ("tools-past", [*self._named, *self._only(self._others("as_of"))]),
        ]

    @property
    def _named(self) -> list[tuple[str, str]]:
        """What a form says of the view: all parameters come with it."""
        if self.view is None:
            return [("view", EVERYTHING)] if self.everything else []
        return [("view", self.view.uid), ("edited", "yes")]

    @property
    def _shown(self) -> tuple[str, ...]:
        """Columns are kept by a view; without one they are remembered for the reader."""
        return ("column",) if self.view else ()

    def _others(self, name: str) -> list[str]:
        return [each for each in self.params if each not in (*PLACE, name)]

    def _only(self, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, value) for name in names for value in self.params.getlist(name)]
