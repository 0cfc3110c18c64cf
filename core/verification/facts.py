"""Immutable rows against the batches of the ledger that recorded them."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from core.choices import EntryKind
from core.ledger import writing as ledger
from core.registers import facts
from core.writing.unit import fact_text


class FactReader:
    """Compares facts with their entries, batch by batch, and counts them in ``seen``."""

    def __init__(self) -> None:
        self.models = {model.fact: model for model in facts()}
        self.rows: dict[str, dict[str, Any]] = {}
        self.seen: Counter[str] = Counter()

    def load(self, entries: Iterable[tuple[Any, ...]], payload: int, kind: int, type_: int) -> None:
        """Read the rows that a batch of entries speaks of."""
        self.rows = {}
        for entry in entries:
            if entry[kind] == EntryKind.FACT and entry[type_] in self.models:
                found = self.models[entry[type_]].objects.filter(uid__in=_uids(entry[payload]))  # type: ignore[attr-defined]
                self.rows.setdefault(entry[type_], {}).update({str(r.uid): r for r in found})

    def compare(self, type_: str, said: dict[str, Any]) -> Iterator[str]:
        """A sentence for every fact of an entry that is missing or differs."""
        rows = self.rows.get(type_, {})
        self.seen[type_] += len(said)
        keys = [
            getattr(r, c.attname)
            for r in rows.values()
            for c in ledger.columns(type(r))  # type: ignore[arg-type]
            if c.is_link
        ]
        uids = ledger.record_uids(key for key in keys if key is not None)
        for uid, content in said.items():
            row = rows.get(uid)
            if row is None:
                yield f"the {type_} row {uid} is missing."
            elif json.loads(fact_text(row, uids)) != content:
                yield f"the {type_} row {uid} was changed."


def unrecorded(seen: Counter[str]) -> Iterator[str]:
    """After the walk: a sentence for each kind of fact that has rows the ledger never saw."""
    for model in facts():
        count = model._base_manager.count()
        if count != seen[model.fact]:
            yield f"There are {count} rows of {model.fact}; the ledger recorded {seen[model.fact]}."


def _uids(payload: str) -> list[str]:
    try:
        return [str(uuid.UUID(uid)) for uid in json.loads(payload)["fields"]]
    except (ValueError, KeyError, TypeError):
        return []
