"""Values as text: in the cells of an export, from which import reads them back, and in a preview."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.models import Record, RegisterModel
from core.models.money import CurrencyField
from core.records import Draft
from core.registers import registers


def writer(found: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """How the stored values of a field (no link) are written into a file: text, number, day, yes or no."""
    if found.choices:
        labels = {value: str(label) for value, label in found.flatchoices}
        return lambda value: labels.get(value, value)
    if isinstance(found, models.JSONField):
        return _structure
    if isinstance(found, models.DateTimeField):
        return _moment
    if isinstance(found, models.BooleanField):
        words = {True: _("Yes"), False: _("No")}
        return lambda value: words.get(value, value)
    return _plain


def _plain(value: Any) -> Any:
    return str(value) if not isinstance(value, str | int | float | Decimal | date | None) else value


def _structure(value: Any) -> str:
    if value in (None, [], {}):
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _moment(value: datetime | None) -> str:
    return "" if value is None else clock.local(value).isoformat(sep=" ")


def shown(found: models.Field[Any, Any], value: Any) -> str:
    """A value as a person reads it in a preview."""
    if value is None:
        return ""
    if isinstance(value, str) and not found.choices:
        return value
    if isinstance(value, Draft):
        return name_of(value)
    if isinstance(value, RegisterModel | Record):
        reference, title = value.reference, value.title
        return f"{title} ({reference})" if title != reference else reference
    return str(_cached_writer(found, get_language() or "")(value))


def to_come(found: models.Field[Any, Any], value: Any) -> str:
    """A value that is to be written, as it will be kept: the currency “eur” as EUR."""
    if isinstance(found, CurrencyField) and isinstance(value, str):
        return CurrencyField.spelled(value)
    return shown(found, value)


@cache
def _cached_writer(found: models.Field[Any, Any], _language: str) -> Callable[[Any], Any]:
    return writer(found)


def name_of(draft: Draft) -> str:
    """What a record that is yet to be made will be called, as far as one can tell."""
    values = draft.values
    is_plain = draft.model.make_title is RegisterModel.make_title
    named = values.get(draft.model.register.title) if is_plain else values.get("reference")
    if named:
        return str(named)
    links = [
        _linked_name(value) for value in values.values() if isinstance(value, Draft | RegisterModel)
    ]
    said = [str(values[name]) for name in draft.model.register.search if values.get(name)]
    return " – ".join(links or said[:1]) or str(draft.model._meta.verbose_name)


def _linked_name(value: Any) -> str:
    return name_of(value) if isinstance(value, Draft) else str(value)


def floor(model: type[RegisterModel]) -> int:
    """A register's place in the staircase: what others link to comes first."""
    return registers().index(model)
