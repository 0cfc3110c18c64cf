"""What the address of a list asks for: filters, search, order, fields, page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.api import targets
from core.api.beside import add_beside, beside_columns
from core.api.kinds import LINK, Field, Kind, Refused, bad, field_of, kind_of
from core.api.parameters import Parameters
from core.api.rows import Model, Rows
from core.errors import Invalid
from core.history.time_machine import current_instant
from core.models import Record
from core.reading.filters import LONGEST, LinkFilter, search
from core.reading.links import Target
from core.reading.paging import Key, Page, Spot, page, spot
from core.reading.selections import own_rows, selections_for

if TYPE_CHECKING:
    from core.access.principals import Principal

PAGE_SIZE, LARGEST_PAGE = 50, 200
MOST_WORDS = 200
MOST_KEYS = 5
END = "end"
ARCHIVED = ("false", "true", "any")
CLOSED = ("any", "false", "true")
#: Signs of a cursor: reading on from its place, or back.
ONWARD, BACK = "n", "p"
SHORTEST_CURSOR = 5
#: A cursor that is a part of the list: “@0.5” is its middle.
PART = re.compile(r"@(0(\.[0-9]{1,9})?|1)", re.ASCII)


class Listing:
    """One reading of a list's parameters; raises BadParameter naming what breaks which rule."""

    def __init__(self, principal: Principal, model: Model, params: Parameters) -> None:
        self.principal, self.model, self.params = principal, model, params
        self.visible = access.fields(principal, model, "view")
        self.spot: Spot | None = None

    def rows(self) -> QuerySet[Any]:
        """The rows that fit, as the reader may see them."""
        queryset = self.model.objects.for_user(self.principal)
        archived = self.params.take_choice("archived", ARCHIVED)
        if archived != "any":
            queryset = queryset.filter(archived_at__isnull=archived == "false")
        closed = self.params.take_choice("closed", CLOSED)
        if closed != "any":
            queryset = queryset.closed() if closed == "true" else queryset.open_ones()
        for condition in self.conditions():
            queryset = queryset.filter(condition)
        return queryset

    def conditions(self) -> Iterator[Q]:
        """Search and filters."""
        text = self.params.take("q")
        if len(text) > LONGEST:
            raise bad("q", _("use at most %(count)d characters.") % {"count": LONGEST})
        if text.strip():
            yield search(self.principal, self.model, text)
        yield from self._selected()
        for name in self.visible:
            yield from self._filters(name, field_of(self.model, name))

    def _selected(self) -> Iterator[Q]:
        """A named selection; the rows that are the reader's own."""
        name = self.params.take("only")
        known = selections_for(self.principal, self.model)
        if name and name not in known:
            raise bad("only", _("this list has no such selection."))
        if name:
            yield known[name].condition()
        if self.params.take_choice("mine", ("false", "true")) == "true":
            yield own_rows(self.principal, self.model)

    def _filters(self, name: str, field: Field) -> Iterator[Q]:
        kind = kind_of(field)
        if self.params.has(name):
            yield self._match(name, field, kind, [self.params.take(name)])
        for ending in kind.lookups:
            asked = f"{name}__{ending}"
            if self.params.has(asked):
                yield self._lookup(asked, field, kind, ending)

    def _lookup(self, asked: str, field: Field, kind: Kind, ending: str) -> Q:
        if ending == "in":
            return self._match(asked, field, kind, self.params.take_all(asked))
        if ending == "isnull":
            empty = self.params.take_choice(asked, ("true", "false")) == "true"
            missing = {field.name: ""} if kind.empty_text else {f"{field.name}__isnull": True}
            return Q(**missing) if empty else ~Q(**missing)
        value = self._parse(asked, field, kind, self.params.take(asked))
        if kind is LINK:
            return LinkFilter(field).called(self.principal, value)
        lookup = "icontains" if ending == "contains" else ending
        return Q(**{f"{field.name}__{lookup}": value})

    def _match(self, asked: str, field: Field, kind: Kind, texts: list[str]) -> Q:
        if len(texts) > MOST_WORDS:
            raise bad(asked, _("give at most %(count)d values.") % {"count": MOST_WORDS})
        values = [self._parse(asked, field, kind, text) for text in texts]
        if kind is LINK:
            return self._linked(field, values)
        return (
            Q(**{f"{field.name}__in": values}) if len(values) > 1 else Q(**{field.name: values[0]})
        )

    def _linked(self, field: Field, texts: list[str]) -> Q:
        """Rows that link to one of the named records, as far as the reader sees those."""
        target: Target = field.related_model  # type: ignore[assignment]
        if issubclass(target, Record):
            found = targets.find(self.principal, {target: set(texts)}).values()
            return Q(**{f"{field.name}__in": {row.pk for row in found}})
        named = target.objects.for_user(self.principal).filter(targets.condition(texts))
        return Q(**{f"{field.name}__in": named.order_by().values("pk")})

    def _parse(self, asked: str, field: Field, kind: Kind, text: str) -> Any:
        try:
            return kind.parse(field, text)
        except Refused as rule:
            raise bad(asked, str(rule)) from None

    @cached_property
    def names(self) -> list[str] | None:
        """The fields asked for, or None for all."""
        if not self.params.has("fields"):
            return None
        asked = self.params.take_all("fields")
        for name in asked:
            if name not in self.visible:
                known = ", ".join(self.visible)
                raise bad("fields", _("use one of: %(all)s.") % {"all": known})
        return asked

    @cached_property
    def keys(self) -> list[Key]:
        """The order, ending with the unique reference."""
        asked = [word for word in self.params.take_all("ordering") if word] or ["reference"]
        if len(asked) > MOST_KEYS:
            raise bad("ordering", _("give at most %(count)d values.") % {"count": MOST_KEYS})
        keys = [Key(self._sortable(word.removeprefix("-")), word.startswith("-")) for word in asked]
        last = Key("reference", keys[-1].descending)
        return keys if "reference" in {key.name for key in keys} else [*keys, last]

    def _sortable(self, name: str) -> str:
        """The path to order by; links by the title of what they lead to, where all are seen."""
        if name not in self.sortable:
            known = ", ".join(self.sortable)
            raise bad("ordering", _("use one of: %(all)s.") % {"all": known})
        if name in self.visible and kind_of(field_of(self.model, name)) is LINK:
            return f"{name}__title"
        return "title" if self.model.is_titled_by(name) else name

    @cached_property
    def sortable(self) -> list[str]:
        """Names to order by."""
        return ["title", *(name for name in self.visible if self._may_sort(name))]

    def _may_sort(self, name: str) -> bool:
        field = field_of(self.model, name)
        if kind_of(field) is not LINK:
            return field.get_internal_type() != "JSONField"
        target: Target = field.related_model  # type: ignore[assignment]
        return (
            not issubclass(target, Record)
            and access.allowed(self.principal, target, "view") is Reach.ALL
        )

    def page(self) -> tuple[list[dict[str, Any]], Page]:
        """The rows of the page asked for, written, with the cursors of its neighbours.

        Asked for by a part of the list, ``spot`` says afterwards where that was.
        """
        size = self.params.take_number("page_size", PAGE_SIZE, LARGEST_PAGE)
        writer, cursor = Rows(self.principal, self.model, self.names), self.params.take("cursor")
        keys, fitting = self.keys, self.rows()
        ordered = [key.name for key in keys if "__" not in key.name]
        queryset = fitting.values(*dict.fromkeys([*writer.columns, *ordered]))
        marked = self.params.take_choice("editable", ("false", "true")) == "true"
        more = beside_columns(self.principal, self.model, self.params.take("beside"))
        place = self._place(cursor)
        self.params.finish()
        if PART.fullmatch(cursor):
            self.spot = spot(fitting, float(cursor[1:]))
            place = {"skip": self.spot.number}
        try:
            found = page(queryset, keys, size=size, **place)
        except Invalid as error:
            raise bad("cursor", next(iter(error.fields.values()))[0]) from None
        rows = add_beside(self.principal, self.model, more, writer.write(found.rows))
        return (self._marked(rows) if marked else rows), found

    def _marked(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows, each with whether the reader may change it now."""
        reach = (
            access.allowed(self.principal, self.model, "change") if not current_instant() else None
        )
        uids = {row["uid"] for row in rows}
        if reach is Reach.OWN:
            changeable = self.model.objects.for_user(self.principal, "change").filter(uid__in=uids)
            uids = set(changeable.order_by().values_list("uid", flat=True))
        return [{**row, "editable": reach is not None and row["uid"] in uids} for row in rows]

    def _place(self, cursor: str) -> dict[str, Any]:
        if not cursor or PART.fullmatch(cursor):
            return {}
        if cursor == END:
            return {"last": True}
        if cursor[0] not in (ONWARD, BACK) or len(cursor) < SHORTEST_CURSOR:
            raise bad("cursor", _("use a cursor from an earlier answer, or “end”."))
        return {"after" if cursor[0] == ONWARD else "before": cursor[1:]}
