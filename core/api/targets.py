"""Finds the records that links name, for a whole request at once, as the principal sees them."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from core import access
from core.links import Target
from core.models import Record, RegisterModel
from core.registers import names

if TYPE_CHECKING:
    from core.principals import Principal

BATCH = 500
Found = dict[tuple[Target, str], Any]


def find(principal: Principal, wanted: Mapping[Target, set[str]]) -> Found:
    """The records by (register, uid or reference): one query a register and 500 names.

    What is hidden is missing, as what does not exist.
    """
    found: Found = {}
    for target, texts in wanted.items():
        for name, row in _named(principal, target, sorted(texts)):
            found[target, name] = row
    return found


def condition(texts: Iterable[str]) -> Q:
    """Rows that bear one of these uids or references."""
    uids, references = [], []
    for text in texts:
        try:
            uids.append(uuid.UUID(text))
        except ValueError:
            references.append(text)
    return Q(uid__in=uids) | Q(reference__in=references)


def _named(principal: Principal, target: Target, texts: list[str]) -> Iterable[tuple[str, Any]]:
    for start in range(0, len(texts), BATCH):
        rows = _rows(principal, target, texts[start : start + BATCH])
        times = Counter(row.reference for row in rows)
        for row in rows:
            yield str(row.uid), row
            # A reference is unique in its register only; one that two records bear names neither.
            if times[row.reference] == 1:
                yield row.reference, row


def _rows(principal: Principal, target: Target, texts: list[str]) -> list[Any]:
    if issubclass(target, Record):
        return _visible(principal, list(Record.objects.filter(condition(texts))))
    if access.allowed(principal, target, "view") is None:
        return []
    links = [f.name for f in target._meta.concrete_fields if f.is_relation and f.name != "record"]
    visible = target.objects.for_user(principal).select_related(*links)
    return list(visible.filter(condition(texts)))


def _visible(principal: Principal, records: list[Record]) -> list[Record]:
    """Those of some records that the principal may see in their registers."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for record in records:
        by_type[record.type].append(record.pk)
    keys: set[int] = set()
    for name, group in by_type.items():
        model: type[RegisterModel] = names()[name]
        seen = model.objects.for_user(principal).filter(pk__in=group)
        keys.update(seen.values_list("pk", flat=True))
    return [record for record in records if record.pk in keys]
