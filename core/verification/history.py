"""From history rows back to payloads: what the ledger must say if nobody touched anything."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models

from core.ledger import canonical, merkle
from core.ledger import writing as ledger
from core.models import RegisterModel
from core.verification.reading import Rows
from core.writing.schemas import Schema, describe

Texts = dict[str, str]
Row = tuple[Any, ...]

#: Columns of every history row, before the register's own.
COMMON = (
    "history_id",
    "record_id",
    "version",
    "valid_from",
    "history_unit",
    "history_event",
    "history_origin",
    "history_user_id",
    "history_actor",
    "history_change_reason",
    "history_request",
)
OWN = len(COMMON)
PSEUDO = {"@actor": 8, "@reason": 9, "@request": 10}
#: So many texts of a column are remembered: states and owners come again and again.
REMEMBERED = 512


@dataclass(slots=True)
class Version:
    """One history row as canonical texts; ``values`` in the order of the form's names."""

    record_id: int
    time: datetime
    header: Texts
    values: list[str]
    form: merkle.Form

    def payload(self) -> str:
        """The payload of an entry that says just this."""
        return self.form.payload(self.header, self.values)

    @property
    def fields(self) -> Texts:
        """The values by name."""
        return dict(zip(self.form.names, self.values, strict=True))


class HistoryReader:
    """Reads the history rows of one register as the schema then in force says."""

    def __init__(self, model: type[RegisterModel]) -> None:
        self.model = model
        self.type = f'"{model.register.name}"'
        self.columns = ledger.columns(model)
        self.links = [OWN + i for i, column in enumerate(self.columns) if column.is_link]
        self.names = (*COMMON, *(column.attname for column in self.columns))
        self.follow(describe(model))

    def follow(self, schema: Schema) -> None:
        """From here on entries have the fields of ``schema``; later fields must hold defaults."""
        known = self._known_as(schema)
        own = {name: OWN + i for i, name in enumerate(known) if name in schema}
        places = own | PSEUDO
        self.form = merkle.Form(places)
        self.writers = [(places[name], self._writer(name, schema)) for name in self.form.names]
        self.gone = frozenset(schema) - own.keys()
        self.later = [
            (OWN + i, column) for i, column in enumerate(self.columns) if known[i] not in schema
        ]

    def _known_as(self, schema: Schema) -> list[str]:
        """What ``schema`` calls each column: before a field came that only keeps earlier values, these
        had another name, and the column that has it now was not there.
        """
        former = self.model.register.former.items()
        moved = {old: kept for kept, old in former if kept not in schema and old in schema}
        names = {kept: old for old, kept in moved.items()} | dict.fromkeys(moved, "")
        return [names.get(column.name, column.name) for column in self.columns]

    def _writer(self, name: str, schema: Schema) -> Callable[[Any], str]:
        if name in PSEUDO:
            return lru_cache(REMEMBERED)(canonical.string)
        write = canonical.writer_of(schema[name])  # type: ignore[arg-type]
        found: Any = self.model._meta.get_field(name)
        recurs = isinstance(found, models.CharField | models.ForeignKey) and not found.unique
        return lru_cache(REMEMBERED)(write) if recurs else write

    def fetch(self, keys: Sequence[int]) -> Rows:
        """History rows by history key; those of neighbouring entries lie side by side."""
        rows = self.model.history.model.objects.order_by()
        wanted, first, last = set(keys), min(keys), max(keys)
        dense = last - first < 2 * len(wanted)
        near = {"history_id__range": (first, last)} if dense else {"history_id__in": keys}
        return [r for r in rows.filter(**near).values_list(*self.names) if r[0] in wanted]

    def linked(self, rows: Iterable[Row]) -> set[int]:
        """The keys of the records themselves and of those that rows link to."""
        places = (1, *self.links)
        return {row[i] for row in rows for i in places if row[i] is not None}

    def version(self, row: Row, uids: dict[int, uuid.UUID], seq: int) -> Version:
        """A row as header and fields; raises ValueError when a value cannot be written."""
        own: list[Any] = list(row)
        for i in self.links:
            own[i] = uids.get(row[i])
        values = [write(own[i]) for i, write in self.writers]
        return Version(row[1], row[3], self._header(row, uids, seq), values, self.form)

    def _header(self, row: Row, uids: dict[int, uuid.UUID], seq: int) -> Texts:
        return {
            "actor": _quoted(row[7]) if row[7] else "null",
            "event": f'"{row[5]}"',
            "kind": '"record"',
            "origin": f'"{row[6]}"',
            "record": _quoted(uids.get(row[1])),
            "seq": str(seq),
            "time": f'"{canonical.instant(row[3])}"',
            "type": self.type,
            "unit": _quoted(row[4]),
            "v": str(ledger.PAYLOAD_VERSION),
            "version": str(row[2]),
        }

    def later_than_schema(self, row: Row, defaults: Schema) -> list[str]:
        """Names of fields that came after this version and do not hold their default."""
        wrong = []
        for i, column in self.later:
            expected = defaults.get(column.name, {}).get("default")
            if column.is_link or column.name not in defaults:
                continue
            if json.loads(column.write(row[i])) != expected:
                wrong.append(column.name)
        return wrong


@lru_cache(REMEMBERED)
def _quoted(uid: uuid.UUID | None) -> str:
    return f'"{uid}"'
