"""The columns of an export: what a reader may take away, written so that an import finds it again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from core import access
from core.access.principals import Principal
from core.exchange.plans import META_LABELS, UID, VERSION, label_of
from core.exchange.showing import writer
from core.models import Record, RegisterModel
from core.reading import links
from core.reading.links import SEPARATOR

CHUNK = 2000
#: Names of linked records that are remembered from chunk to chunk.
REMEMBERED = 20_000
Values = Sequence[Any]


@dataclass(frozen=True)
class ExportColumn:
    """One column: its name in JSON, its heading elsewhere, and where its values come from."""

    name: str
    label: str
    attname: str
    field: models.Field[Any, Any]
    link: type[RegisterModel] | type[Record] | None = None

    @property
    def is_text(self) -> bool:
        """Whether people write its values freely."""
        kinds = (models.CharField, models.TextField, models.JSONField)
        return self.link is not None or isinstance(self.field, kinds) or bool(self.field.choices)

    def converter(self) -> Callable[[Any], Any] | None:
        """How its stored values are written; None when they are written as they are."""
        worded = (models.JSONField, models.DateTimeField, models.BooleanField)
        return writer(self.field) if self.field.choices or isinstance(self.field, worded) else None


def export_columns(
    principal: Principal, model: type[RegisterModel], only: Sequence[str] = ()
) -> list[ExportColumn]:
    """The fields that ``principal`` may export, or those of them that are asked for, then version and uid.

    Raises Forbidden.
    """
    access.require(principal, model, "export")
    names = access.fields(principal, model, "export")
    chosen = [name for name in names if name == "reference" or not only or name in only]
    return [
        *(_column(model, name, name, label_of(model, name)) for name in chosen),
        _column(model, "version", VERSION, str(META_LABELS[VERSION])),
        _column(model, "uid", UID, str(META_LABELS[UID])),
    ]


def _column(model: type[RegisterModel], name: str, key: str, label: str) -> ExportColumn:
    found: Any = model._meta.get_field(name)
    linked = found.remote_field.model if found.remote_field else None
    return ExportColumn(key.lstrip("@"), label, found.attname, found, linked)


def chunks(
    queryset: QuerySet[Any], columns: Sequence[ExportColumn], names: Names, *, raw: bool = False
) -> Iterator[list[Values]]:
    """The rows as columns of written values, a few thousand rows at a time, with flat memory.

    ``raw``: the stored values, for programs; else words, for people.
    """
    attnames = [column.attname for column in columns]
    converters = [None if raw else column.converter() for column in columns]
    rows: list[Values] = []
    for row in queryset.values_list(*attnames).iterator(chunk_size=CHUNK):
        rows.append(row)
        if len(rows) == CHUNK:
            yield _written(rows, columns, converters, names)
            rows = []
    if rows:
        yield _written(rows, columns, converters, names)


def _written(
    rows: list[Values],
    columns: Sequence[ExportColumn],
    converters: Sequence[Callable[[Any], Any] | None],
    names: Names,
) -> list[Values]:
    found: list[Values] = []
    for values, column, convert in zip(zip(*rows, strict=True), columns, converters, strict=True):
        if column.link is not None:
            found.append(names.of(column, values))
        else:
            found.append([convert(value) for value in values] if convert else values)
    return found


@dataclass(frozen=True)
class Name:
    """What an export says of a linked record."""

    uid: uuid.UUID
    reference: str
    title: str

    def __str__(self) -> str:
        """Reference and title, as :func:`core.reading.links.find` and import understand them."""
        return f"{self.reference}{SEPARATOR}{self.title}"


class Names:
    """Names of linked records, looked up for a whole chunk; what the reader may not see stays blank."""

    def __init__(self, principal: Principal) -> None:
        self.principal = principal
        self._known: dict[Any, dict[int, Name | None]] = {}

    def of(self, column: ExportColumn, keys: Values) -> list[Name | None]:
        """The names behind a column of keys."""
        target = column.link
        assert target is not None
        known = self._known.setdefault(target, {})
        wanted = {key for key in keys if key is not None} - known.keys()
        if len(known) > REMEMBERED:
            known.clear()
            wanted = {key for key in keys if key is not None}
        if wanted:
            known.update(dict.fromkeys(wanted))
            known.update(self._look_up(target, wanted))
        return [known.get(key) if key is not None else None for key in keys]

    def _look_up(self, target: Any, keys: set[int]) -> dict[int, Name]:
        if issubclass(target, Record):
            found = links.resolve(self.principal, {target: keys})
            named = {key: found.get(target, key) for key in keys}
            return {k: Name(n.uid, n.reference, n.title) for k, n in named.items() if n}
        if access.allowed(self.principal, target, "view") is None:
            return {}
        rows = target.objects.for_user(self.principal).filter(pk__in=keys)
        return {
            pk: Name(*rest) for pk, *rest in rows.values_list("pk", "uid", "reference", "title")
        }
