"""What the grid of a register must know: its columns, where rows come from and go to, its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from core import access, clock
from core.declaration.beside import BesideColumn, placed
from core.declaration.columns import Column
from core.declaration.grid_words import words
from core.declaration.tones import tone_of
from core.history.time_machine import end_of_day
from core.reading.filters import Bound, is_uid
from core.text import reader

if TYPE_CHECKING:
    from core.declaration.listing import Listing
    from core.declaration.pages import RegisterPage

#: Kind of editor by kind of field; the first that fits.
EDITORS: tuple[tuple[Any, str], ...] = (
    (models.ForeignKey, "link"),
    (models.BooleanField, "yesno"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.DecimalField, "number"),
    (models.IntegerField, "whole"),
    (models.JSONField, "structure"),
    (models.TextField, "long"),
)


def grid_settings(page: RegisterPage, listing: Listing) -> dict[str, Any]:
    """Everything that the grid's script reads from the page, as JSON can hold it."""
    user: Any = page.request.user
    writable = access.fields(page.principal, page.model, "change") if page.may("change") else []
    addable = access.fields(page.principal, page.model, "add") if page.may("add") else []
    return {
        "register": page.declaration.name(),
        "title": page.declaration.title(),
        "user": str(user.uid),
        "language": get_language() or settings.LANGUAGE_CODE,
        "zone": reader.zone_name(),
        "csrf": get_token(page.request),
        **_addresses(page.declaration.name()),
        "selected": _selected(page, listing) if writable else "",
        "mayAdd": bool(addable),
        "past": bool(page.as_of),
        "query": api_query(listing, page),
        "address": listing.stated,
        **_view(listing),
        "columns": [
            *(
                describe(Column(page.declaration, each), listing, writable, addable)
                for each in listing.visible
            ),
            *map(_beside, _more(listing)),
        ],
        "words": words(),
    }


def _addresses(name: str) -> dict[str, str]:
    """Where the script reads and writes, and where people sign in again."""
    return {
        "signIn": reverse("account_login"),
        "rows": reverse(f"api:{name}-list"),
        "units": f"{reverse('api:root')}units/",
        "count": reverse(f"api:{name}-count"),
        "bulk": reverse(f"api:{name}-bulk"),
        "record": reverse(f"{name}-list"),
    }


def _view(listing: Listing) -> dict[str, Any]:
    """How the reader, or the kept view, wants the grid to look."""
    return {
        "look": dict(listing.view.grid) if listing.view else {},
        "ownView": _own_view(listing),
        "sorts": [[column, down] for column, down in listing.sorts.items()],
        "shown": [column.name for column in placed(listing.columns, _more(listing))],
        "beside": listing.view.uid if listing.view and _more(listing) else "",
    }


def _more(listing: Listing) -> Sequence[BesideColumn]:
    """The columns that other registers fill in this view."""
    return listing.view.beside if listing.view else ()


def _beside(column: BesideColumn) -> dict[str, Any]:
    """A column of another register: it is only read here."""
    return {
        "name": column.name,
        "label": str(column.label),
        "kind": "text",
        "beside": True,
        **dict.fromkeys(("numeric", "grouped", "writable", "addable", "text", "sortable"), False),
        "filter": None,
    }


def _selected(page: RegisterPage, listing: Listing) -> str:
    """Where the rows that are shown are changed at once, which not every register has."""
    try:
        return reverse(f"{page.declaration.name()}-bulk-edit") + listing.url()
    except NoReverseMatch:
        return ""


def _own_view(listing: Listing) -> str:
    """Where widths and frozen columns are kept when the view shown is the reader's own."""
    view = listing.view
    return reverse("api:views-detail", args=[view.uid]) if view and view.mine else ""


def describe(
    column: Column, listing: Listing, writable: list[str], addable: list[str]
) -> dict[str, Any]:
    """One column: how its values look, how they are edited, and by what it can be filtered."""
    field, kind = column.field, kind_of(column)
    bound = next((b for b in listing.filters if b.filter.name == column.name), None)
    found = {
        "name": column.name,
        "label": column.label,
        "kind": kind,
        "numeric": column.numeric,
        "grouped": not isinstance(field, models.PositiveSmallIntegerField),
        "writable": column.name in writable and kind != "structure",
        "addable": column.name in addable and kind != "structure",
        "text": field.empty_strings_allowed and not field.null,
        "sortable": bool(column.sort_name(listing.principal)),
        "filter": _filter(bound) if bound else None,
    }
    return found | _particulars(column, kind)


def _particulars(column: Column, kind: str) -> dict[str, Any]:
    """What only columns of some kinds have."""
    if kind == "choice":
        own = column.declaration.tones
        words = column.field.flatchoices
        tones = {word: tone_of(word, own) if column.badged else "" for word, _label in words}
        return {"choices": [[word, str(label), tones[word]] for word, label in words]}
    if kind == "words":
        labels = column.declaration.labels[column.name]
        return {"choices": [[str(word), str(label), ""] for word, label in labels.items()]}
    if kind == "link":
        options = getattr(column.field.related_model, "register", None)
        return {
            "links": reverse("links", args=[options.name]) if options else reverse("links-any"),
            "target": reverse(f"{options.name}-list") if options else "",
        }
    if kind == "structure":
        return {"labels": {}}
    return {"title": column.is_title}


def kind_of(column: Column) -> str:
    """The name of the editor that fits."""
    if column.field.choices:
        return "choice"
    if isinstance(column.field, models.JSONField) and column.name in column.declaration.labels:
        return "words"
    return next((kind for cls, kind in EDITORS if isinstance(column.field, cls)), "text")


def _filter(bound: Bound) -> dict[str, Any]:
    return {
        "kind": bound.filter.kind,
        "params": list(bound.filter.params),
        "values": {name: bound.values.get(name, "") for name in bound.filter.params},
    }


def api_query(listing: Listing, page: RegisterPage) -> str:
    """The same rows in the same order, in the words of the API."""
    asked: dict[str, str] = {}
    for bound in listing.used:
        asked |= _in_api(bound)
    if listing.q:
        asked["q"] = listing.q
    if listing.archived:
        asked["archived"] = "any"
    if listing.leaves_out:
        asked["closed"] = "false"
    if page.as_of:
        asked["as_of"] = page.as_of.isoformat()
    order = [f"-{name}" if down else name for name, down in listing.sorts.items()]
    return urlencode({**asked, "ordering": ",".join(order)})


def _in_api(bound: Bound) -> dict[str, str]:
    """A filter of the list as parameters of the API."""
    name, kind = bound.filter.name, bound.filter.kind
    value = bound.values.get(name, "")
    if kind in ("days", "numbers"):
        return _range(bound)
    if kind == "choice":
        return {f"{name}__in": ",".join(value)}
    if kind == "yesno":
        return {name: "true" if value == "yes" else "false"}
    if kind == "link":
        return _link(name, value)
    if kind == "selection":
        return {name: value}
    return {f"{name}__contains": value}


def _link(name: str, value: str) -> dict[str, str]:
    if value == "-":
        return {f"{name}__isnull": "true"}
    return {name: value} if is_uid(value) else {f"{name}__contains": value}


def _range(bound: Bound) -> dict[str, str]:
    start, end = (bound.values.get(param, "") for param in bound.filter.params)
    if isinstance(bound.filter.field, models.DateTimeField):
        start, end = _moment(start, last=False), _moment(end, last=True)
    elif bound.filter.kind == "numbers":
        whole = isinstance(bound.filter.field, models.IntegerField)
        start, end = _number(start, whole, ROUND_CEILING), _number(end, whole, ROUND_FLOOR)
    ends = {f"{bound.filter.name}__gte": start, f"{bound.filter.name}__lte": end}
    return {name: value for name, value in ends.items() if value}


def _moment(text: str, *, last: bool) -> str:
    day = parse_date(text) if text else None
    if day is None:
        return ""
    first = clock.aware(datetime.combine(day, time.min))
    return (end_of_day(day) if last else first).isoformat()


def _number(text: str, whole: bool, rounding: str) -> str:
    if not text:
        return ""
    number = Decimal(text)
    return format(number.to_integral_value(rounding) if whole else number, "f")
