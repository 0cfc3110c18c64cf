"""From history rows back to payloads: what the ledger must say if nobody touched anything."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core import canonical, ledger
from core.models import RegisterModel
from core.schemas import Schema, describe
from core.verification.reading import Rows

Texts = dict[str, str]

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


@dataclass
class Version:
    """One history row as canonical texts."""

    record_id: int
    header: Texts
    fields: Texts


class HistoryReader:
    """Reads the history rows of one register as the schema then in force says."""

    def __init__(self, model: type[RegisterModel]) -> None:
        self.model = model
        self.type = f'"{model.register.name}"'
        self.columns = ledger.columns(model)
        self.links = [OWN + i for i, column in enumerate(self.columns) if column.is_link]
        self.names = (*COMMON, *(column.attname for column in self.columns))
        self.schema = describe(model)
        self.defaults: Texts = {}
        self.writers: list[tuple[int, str, Callable[[Any], str]]] = []
        self.follow(self.schema)

    def follow(self, schema: Schema) -> None:
        """From here on entries have the fields of ``schema``; later fields must hold defaults."""
        self.writers = [
            (OWN + i, column.name, canonical.writer_of(schema[column.name]))  # type: ignore[arg-type]
            for i, column in enumerate(self.columns)
            if column.name in schema
        ]
        self.gone = frozenset(schema) - {column.name for column in self.columns}
        self.later = [
            (OWN + i, column) for i, column in enumerate(self.columns) if column.name not in schema
        ]

    def fetch(self, keys: Sequence[int]) -> Rows:
        """History rows by history key."""
        rows = self.model.history.model.objects.filter(history_id__in=keys).order_by()
        return list(rows.values_list(*self.names))

    def linked(self, rows: Iterable[tuple[Any, ...]]) -> set[int]:
        """The record keys that rows link to."""
        return {row[i] for row in rows for i in self.links if row[i] is not None}

    def version(self, row: tuple[Any, ...], uids: dict[int, uuid.UUID], seq: int) -> Version:
        """A row as header and fields; raises ValueError when a value cannot be written."""
        fields = {}
        for i, name, write in self.writers:
            value = row[i]
            if i in self.links and value is not None:
                value = uids.get(value)
            fields[name] = write(value)
        fields["@actor"] = canonical.string(row[8])
        fields["@reason"] = canonical.string(row[9])
        fields["@request"] = canonical.string(row[10])
        return Version(row[1], self._header(row, uids, seq), fields)

    def _header(self, row: tuple[Any, ...], uids: dict[int, uuid.UUID], seq: int) -> Texts:
        return {
            "actor": f'"{row[7]}"' if row[7] else "null",
            "event": f'"{row[5]}"',
            "kind": '"record"',
            "origin": f'"{row[6]}"',
            "record": f'"{uids.get(row[1])}"',
            "seq": str(seq),
            "time": f'"{canonical.instant(row[3])}"',
            "type": self.type,
            "unit": f'"{row[4]}"',
            "v": str(ledger.PAYLOAD_VERSION),
            "version": str(row[2]),
        }

    def later_than_schema(self, row: tuple[Any, ...], defaults: Schema) -> list[str]:
        """Names of fields that came after this version and do not hold their default."""
        wrong = []
        for i, column in self.later:
            expected = defaults.get(column.name, {}).get("default")
            if column.is_link or column.name not in defaults:
                continue
            if json.loads(column.write(row[i])) != expected:
                wrong.append(column.name)
        return wrong
