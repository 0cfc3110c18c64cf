"""Paging by key: first, next, previous and last page cost the same, however many rows there are."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, F, Field, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.text.sort_keys import SortKey

COUNT_CAP = 10_000
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Key:
    """One thing to order by; ``name`` may follow links (``owner__title``). Nothing comes last."""

    name: str
    descending: bool = False

    def field(self, model: type[Model]) -> Field[Any, Any]:
        """The model field at the end of the path."""
        *links, last = self.name.split("__")
        for link in links:
            model = model._meta.get_field(link).related_model  # type: ignore[assignment]
        found = model._meta.get_field(last)
        if not isinstance(found, Field):
            raise FieldDoesNotExist(self.name)
        return found

    def nullable(self, model: type[Model]) -> bool:
        """Whether a row may have nothing here."""
        *links, last = self.name.split("__")
        for link in links:
            field = model._meta.get_field(link)
            if field.null:
                return True
            model = field.related_model  # type: ignore[assignment]
        return bool(model._meta.get_field(last).null)

    def is_text(self, model: type[Model]) -> bool:
        """Whether rows stand by sort keys here: people's words do, codes and references do not."""
        field = self.field(model)
        return isinstance(field, CharField | TextField) and not (field.choices or field.unique)

    def order(self, model: type[Model], backward: bool = False) -> OrderBy:
        """The ORDER BY term, turned round when reading backward.

        Without a NULLS clause where nothing can be null, so that indexes serve.
        """
        what = SortKey(self.name) if self.is_text(model) else F(self.name)
        nulls: Any = {}
        if self.nullable(model):
            nulls = {"nulls_first": True} if backward else {"nulls_last": True}
        return what.desc(**nulls) if self.descending != backward else what.asc(**nulls)

    def where(self, model: type[Model], sign: str, value: Any) -> Q:
        """Rows whose value here is beyond ``value`` in that direction, or equal to it.

        The database makes both sort keys, so that a page never depends on who else could.
        """
        if self.is_text(model):
            return Q(**{f"{self.name}__sort_key__{sign}": SortKey(Value(value))})
        return Q(**{f"{self.name}__{sign}": value})


@dataclass(frozen=True)
class Page:
    """Rows in the asked order, and the cursors of its neighbours (None where there is none)."""

    rows: list[Any]
    previous: str | None
    next: str | None


def page(
    queryset: QuerySet[Any],
    keys: Sequence[Key],
    *,
    size: int,
    after: str | None = None,
    before: str | None = None,
    last: bool = False,
    skip: int = 0,
) -> Page:
    """One page of ``size`` rows, from the beginning ``skip`` rows further on; the last key is unique.

    Raises Invalid for a broken cursor.
    """
    model = queryset.model
    backward = last or before is not None
    cursor = before if backward else after
    if cursor:
        name = "before" if backward else "after"
        queryset = queryset.filter(
            _beyond(model, keys, read_cursor(model, keys, cursor, name), backward)
        )
    queryset = queryset.order_by(*(key.order(model, backward) for key in keys))
    if linked := _linked(keys):
        queryset = queryset.annotate(**linked)
    if skip:
        # Only keys are sorted and skipped; whole rows are read for the page alone.
        queryset = queryset.filter(pk__in=queryset.values("pk")[skip : skip + size + 1])
    rows = list(queryset[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    return _neighbours(rows, keys, more=more, backward=backward, moved=bool(cursor or skip))


@dataclass(frozen=True)
class Spot:
    """A place in a list: the number of its row from 0, and how many rows there are."""

    number: int
    count: int


def spot(queryset: QuerySet[Any], fraction: float) -> Spot:
    """Where so much of the list lies behind one: for a scroll bar, which knows nothing else.

    Going there counts and skips rows, so it grows with the list, unlike all other ways through it.
    """
    count = queryset.order_by().count()
    return Spot(min(int(fraction * count), max(count - 1, 0)), count)


def _neighbours(
    rows: list[Any], keys: Sequence[Key], *, more: bool, backward: bool, moved: bool
) -> Page:
    if not rows:
        return Page(rows, None, None)
    is_first = not more if backward else not moved
    is_last = not moved if backward else not more
    return Page(
        rows,
        None if is_first else write_cursor(rows[0], keys),
        None if is_last else write_cursor(rows[-1], keys),
    )


def capped_count(queryset: QuerySet[Any], cap: int = COUNT_CAP) -> tuple[int, bool]:
    """How many rows, counting no further than ``cap``, and whether there are more."""
    found = queryset.order_by()[: cap + 1].count()
    return min(found, cap), found > cap


def _linked(keys: Sequence[Key]) -> dict[str, F]:
    return {_alias(key): F(key.name) for key in keys if "__" in key.name}


def _alias(key: Key) -> str:
    return f"key_{key.name}" if "__" in key.name else key.name


def _beyond(model: type[Model], keys: Sequence[Key], values: Sequence[Any], backward: bool) -> Q:
    """The rows after the cursor in the direction of reading."""
    same, steps = Q(), []
    for key, value in zip(keys, values, strict=True):
        step = _step(model, key, value, backward)
        if step is not None:
            steps.append(same & step)
        absent = Q(**{f"{key.name}__isnull": True})
        same &= absent if value is None else key.where(model, "exact", value)
    return reduce(or_, steps, Q(pk__in=())) & _bound(model, keys[0], values[0], backward)


def _step(model: type[Model], key: Key, value: Any, backward: bool) -> Q | None:
    if value is None:
        return Q(**{f"{key.name}__isnull": False}) if backward else None
    step = key.where(model, "lt" if key.descending != backward else "gt", value)
    if key.nullable(model) and not backward:
        step |= Q(**{f"{key.name}__isnull": True})
    return step


def _bound(model: type[Model], key: Key, value: Any, backward: bool) -> Q:
    """Says what follows from the rest, in a form that an index range scan can use."""
    if value is None or key.nullable(model):
        return Q()
    return key.where(model, "lte" if key.descending != backward else "gte", value)


def write_cursor(row: Any, keys: Sequence[Key]) -> str:
    """The place of a row (instance or mapping) in the order, as opaque text."""
    values = [
        _text(row[_alias(key)] if isinstance(row, Mapping) else getattr(row, _alias(key)))
        for key in keys
    ]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def read_cursor(
    model: type[Model], keys: Sequence[Key], cursor: str, name: str = "after"
) -> list[Any]:
    """The key values in a cursor; raises Invalid naming the parameter."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        texts = json.loads(base64.urlsafe_b64decode(padded))
        fields = [key.field(model) for key in keys]
        return [_parse(field, text) for field, text in zip(fields, list(texts), strict=True)]
    except (ValueError, TypeError, binascii.Error, ValidationError, OverflowError, RecursionError):
        message = _("This is not a place in the list; start again from the first page.")
        raise Invalid(fields={name: [message]}) from None


def _parse(field: Field[Any, Any], text: Any) -> Any:
    """A key value as its field holds it; raises ValueError for what no row can hold."""
    if text is None:
        return None
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError(text)
    text.encode()
    value = field.to_python(text)
    too_large = isinstance(value, int) and abs(value) > LARGEST
    odd_number = isinstance(value, Decimal) and not value.is_finite()
    if too_large or odd_number or (isinstance(value, datetime) and value.tzinfo is None):
        raise ValueError(text)
    return value
