"""Finds the records that links name, for a whole request at once, as the principal sees them."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.db.models.lookups import In

from core import access
from core.access import Reach
from core.api.kinds import Named
from core.ledger import statements
from core.models import Record, RegisterModel
from core.reading.links import SEPARATOR, Target
from core.registers import names

if TYPE_CHECKING:
    from core.access.principals import Principal

BATCH = 500
Word = str | Named
Found = dict[tuple[Target, Word], Any]


def find(principal: Principal, wanted: Mapping[Target, set[Word]]) -> Found:
    """The records by (register, uid or reference or Named): a query a register and 500 names.

    What is hidden is missing, as what does not exist; so is what several records are called.
    """
    found: Found = {}
    for target, words in wanted.items():
        texts = sorted(word for word in words if isinstance(word, str))
        for text, row in _known(principal, target, texts):
            found[target, text] = row
        named = [word for word in words if isinstance(word, Named)]
        for word, row in _named(principal, target, named):
            found[target, word] = row
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


def _named(principal: Principal, target: Target, words: list[Named]) -> Iterable[tuple[Named, Any]]:
    """What each is called, if it is one record: its reference, else a current record's title."""
    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        references = {_reference(word) for word in batch}
        titles = {word.text.lower() for word in batch} | {word.text for word in batch}
        called = Q(In(Lower("title"), titles)) | Q(title__in=titles)
        rows = _rows(principal, target, Q(reference__in=references) | Q(called, archived_at=None))
        for word in batch:
            fitting = [row for row in rows if row.reference == _reference(word)] or [
                row for row in rows if row.title.lower() == word.text.lower()
            ]
            if len(fitting) == 1:
                yield word, fitting[0]


def _reference(word: Named) -> str:
    return word.text.split(SEPARATOR, maxsplit=1)[0].strip()


def _known(principal: Principal, target: Target, texts: list[str]) -> Iterable[tuple[str, Any]]:
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        alone = _alone(principal, target, batch)
        rows = [alone] if alone else _rows(principal, target, condition(batch))
        times = Counter(row.reference for row in rows)
        for row in rows:
            yield str(row.uid), row
            # A reference is unique in its register only; one that two records bear names neither.
            if times[row.reference] == 1:
                yield row.reference, row


def _alone(principal: Principal, target: Target, texts: list[str]) -> Any | None:
    """The record with the one uid asked for, read the short way, as far as there is one.

    Most links name one person, who is linked to nothing else.
    """
    (text, *more) = texts
    if more or issubclass(target, Record) or _links_of(target):
        return None
    if access.allowed(principal, target, "view") is not Reach.ALL:
        return None
    with suppress(ValueError):
        return statements.find(target, "uid", uuid.UUID(text))
    return None


def _links_of(target: type[RegisterModel]) -> list[str]:
    fields = target._meta.concrete_fields
    return [field.name for field in fields if field.is_relation and field.name != "record"]


def _rows(principal: Principal, target: Target, fitting: Q) -> list[Any]:
    if issubclass(target, Record):
        return _visible(principal, list(Record.objects.filter(fitting)))
    if access.allowed(principal, target, "view") is None:
        return []
    visible = target.objects.for_user(principal).select_related(*_links_of(target))
    return list(visible.filter(fitting))


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
