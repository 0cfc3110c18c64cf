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

#: Kinds of entries that say what facts are.
TELLING = (EntryKind.FACT, EntryKind.ERASE)


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
            if entry[kind] in TELLING and entry[type_] in self.models:
                uids = _uids(entry[payload], entry[kind])
                found = self.models[entry[type_]].objects.filter(uid__in=uids)  # type: ignore[attr-defined]
                self.rows.setdefault(entry[type_], {}).update({str(r.uid): r for r in found})

    def count(self, type_: str, number: int) -> None:
        """So many facts were recorded, whether they can still be read in their entry or not."""
        self.seen[type_] += number

    def compare(self, type_: str, said: dict[str, Any]) -> Iterator[str]:
        """A sentence for every fact of an entry that is missing or differs."""
        rows = self.rows.get(type_, {})
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


def told(fields: dict[str, Any], kind: str) -> dict[str, Any]:
    """The facts that an entry tells: a batch, or what an erasure left of them."""
    found: dict[str, Any] = fields if kind == EntryKind.FACT else fields.get("rows", {})
    return found


def _uids(payload: str, kind: str) -> list[str]:
    try:
        return [str(uuid.UUID(uid)) for uid in told(json.loads(payload)["fields"], kind)]
    except (ValueError, KeyError, TypeError):
        return []
