"""What outsiders may read of the past: nothing from when a record belonged to somebody else.

An earlier version of a contact may speak of another customer than the one it belongs to now. People of
the organisation read everything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from core import access

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.models import RegisterModel

CHUNK = 500
FIRST = 1


def links_of(model: type[RegisterModel], seen: Container[str]) -> list[models.ForeignKey[Any, Any]]:
    """The links that say what a record belongs to: all but those to persons, and those that the reader
    does not see, a customer's tier for one. What follows a record in its own register is no owner.
    """
    links = (
        f for f in model.tracked_fields() if isinstance(f, models.ForeignKey) and f.name in seen
    )
    others = (f for f in links if f.related_model is not model)
    return [f for f in others if f.related_model._meta.label != "core.Person"]


def since(principal: Principal, model: type[RegisterModel], keys: Iterable[int]) -> dict[int, int]:
    """Record key → the first version that ``principal`` may read; missing where that is the first."""
    names = [link.attname for link in links_of(model, access.fields(principal, model))]
    if principal.is_staff or not names:
        return {}
    found: dict[int, int] = {}
    for chunk in _chunks(list(keys)):
        rows = model.history.model.objects.filter(record_id__in=chunk)  # type: ignore[attr-defined]
        ordered = rows.order_by("record_id", "version").values_list("record_id", "version", *names)
        for key, versions in groupby(ordered.iterator(), key=itemgetter(0)):
            first = _last_move(versions)
            if first > FIRST:
                found[key] = first
    return found


def told(principal: Principal, model: type[RegisterModel], keys: Sequence[int]) -> Q:
    """The rows with these keys, at versions that ``principal`` may read; for looks at the past."""
    moved = since(principal, model, keys)
    condition = Q(pk__in=[key for key in keys if key not in moved])
    for key, version in moved.items():
        condition |= Q(pk=key, version__gte=version)
    return condition


def _last_move(versions: Iterable[tuple[Any, ...]]) -> int:
    """The version from which on the record belongs to what it belongs to now."""
    first, now = FIRST, None
    for _key, version, *belongs in versions:
        if belongs != now:
            first = version if now is not None else FIRST
            now = belongs
    return first


def _chunks(keys: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
