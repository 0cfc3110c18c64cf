"""Titles that quote linked records (a subscription's names its service and its customer).

Which registers quote follows from ``make_title``: every link of a register that makes its own title
may be quoted. When a record is renamed, whoever quotes it gets a new version in the same unit, so that
a title is always true of its time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, IntegerField, Q, Value

from core.models import Record, RegisterModel
from core.registers import registers

if TYPE_CHECKING:
    from core.writing.unit import Work

Model = type[RegisterModel]
LONGEST_TITLE = 255
BATCH = 500


@cache
def links(model: Model) -> tuple[ForeignKey[Any, Any], ...]:
    """The links of a register to other records."""
    fields = model._meta.concrete_fields
    return tuple(f for f in fields if isinstance(f, ForeignKey) and not f.primary_key)


@cache
def quotes(model: Model) -> bool:
    """Whether titles of this register may quote others."""
    return model.make_title is not RegisterModel.make_title and bool(links(model))


@cache
def read_along(model: Model) -> tuple[str, ...]:
    """Links to read along with rows whose titles are made: also those that a quoted title leads to."""
    names = [link.name for link in links(model)]
    for link in links(model):
        target: Any = link.related_model
        if quotes(model) and target is not Record and quotes(target):
            names += [f"{link.name}__{further.name}" for further in links(target)]
    return tuple(names)


def targets(row: RegisterModel) -> Iterator[tuple[str, Any]]:
    """The stored records that the title of a row may quote, by link."""
    for link in links(type(row)) if quotes(type(row)) else ():
        if getattr(row, link.attname) is not None:
            yield link.name, getattr(row, link.name)


def follow(work: Work) -> None:
    """Write anew every title that quotes what was renamed in this unit, and what quotes those."""
    while work.renamed:
        model, renamed = work.renamed.popitem()
        for keys in _batches(renamed):
            for quoting, condition in _held(list(_linked(model, keys))):
                _retitle(work, quoting, condition)


def _retitle(work: Work, model: Model, condition: Q) -> None:
    for keys in _batches(row.pk for row in _stale(model, condition)):
        work.lock(keys)
        if stale := _stale(model, Q(pk__in=keys)):
            work.rewrite(stale)


def _stale(model: Model, condition: Q) -> list[RegisterModel]:
    """Rows whose title is no longer what it says."""
    rows = model._base_manager.filter(condition).select_related(*read_along(model))
    return [row for row in rows if row.make_title() != row.title]


def _linked(model: Model, keys: Collection[int]) -> Iterator[tuple[Model, Q]]:
    """The registers that quote others, each with the condition of being linked to some records."""
    for quoting in filter(quotes, registers()):
        names = [f.name for f in links(quoting) if f.related_model in (model, Record)]
        if names:
            yield quoting, reduce(or_, (Q(**{f"{name}__in": keys}) for name in names))


def _held(linked: list[tuple[Model, Q]]) -> list[tuple[Model, Q]]:
    """Those of the registers that have such rows now: one question, however many registers quote."""
    asked = [
        model._base_manager.filter(condition)
        .order_by()
        .values_list(Value(place, IntegerField()))
        .distinct()
        for place, (model, condition) in enumerate(linked)
    ]
    found = asked[0].union(*asked[1:], all=True) if asked else ()
    return [linked[place] for (place,) in found]


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


@dataclass
class Quotation:
    """The versions of one record, by their history keys, whose titles quote a text."""

    model: Model
    key: int
    versions: set[int] = field(default_factory=set)


def quotations(model: Model, key: int, texts: Collection[str]) -> list[Quotation]:
    """Versions of others that are or were linked to a record and quote one of its titles.

    Links are followed onward from those: a coverage quotes a person by way of a representative. A
    title that was cut at its end counts as quoting, since nobody can tell.
    """
    found: dict[int, Quotation] = {}
    ahead = [(model, key)]
    while ahead and texts:
        reached, reached_key = ahead.pop()
        for quoting, condition in _linked(reached, [reached_key]):
            rows = quoting.history.model.objects.filter(condition)  # type: ignore[attr-defined]
            for version, record, title in rows.values_list("pk", "record_id", "title"):
                if record != key and _tells(title, texts):
                    if record not in found:
                        found[record] = Quotation(quoting, record)
                        ahead.append((quoting, record))
                    found[record].versions.add(version)
    return list(found.values())


def _tells(title: str, texts: Collection[str]) -> bool:
    return len(title) >= LONGEST_TITLE or any(text in title for text in texts)
