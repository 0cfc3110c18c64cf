"""Facts of a bundle's records as tables: what was measured, signed, confirmed, issued, overridden.

Unlike a register's row a fact never changes, so each stands here once, as its ledger entry says it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from core.choices import EntryKind
from core.ledger import canonical
from core.models import FactModel, Record
from evidence.bundles.bag import Bag
from evidence.bundles.disclosure import Disclosed
from evidence.bundles.scope import Scope
from evidence.bundles.selection import facts_for
from evidence.bundles.tables import cell

Row = dict[str, Any]
LEADING = ("uid", "record", "reference", "seq")
CHUNK = 500


class FactTables:
    """The tables of all facts, written as the entries pass; use as a context."""

    def __init__(self, bag: Bag, scope: Scope) -> None:
        self.bag, self.scope = bag, scope
        self.models = facts_for(scope)
        self.tables: dict[str, _Table] = {}
        self.files = ExitStack()

    def __enter__(self) -> FactTables:
        return self

    def __exit__(self, error: type[BaseException] | None, *_more: object) -> None:
        with self.files:
            for table in () if error else self.tables.values():
                table.close()

    def note(self, entry: Disclosed) -> None:
        """A disclosed entry: the facts in it, or what they say since some of it was erased."""
        name = entry.header["type"]
        if name not in self.models or entry.header["kind"] == EntryKind.RECORD:
            return
        for uid, fields in _told(entry):
            table = self.tables.get(name) or self._begin(name)
            header = entry.header
            table.add({"uid": uid, "record": header["record"], "seq": header["seq"],
                       "fields": fields})  # fmt: skip

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: table.count for name, table in self.tables.items()}

    def _begin(self, name: str) -> _Table:
        start = f"data/facts/{name}"
        as_json, as_csv = (
            self.files.enter_context(self.bag.text(f"{start}.{kind}")) for kind in ("json", "csv")
        )
        table = _Table(self.models[name], self.scope, as_json, as_csv)
        self.tables[name] = table
        return table


def _told(entry: Disclosed) -> Iterator[tuple[str, Row]]:
    is_fact = entry.header["kind"] == EntryKind.FACT
    rows = entry.fields if is_fact else entry.fields.get("rows", {})
    yield from rows.items()


class _Table:
    """One kind of fact: a JSON document with one row a line, and the same as CSV."""

    def __init__(
        self, model: type[FactModel], scope: Scope, as_json: IO[str], as_csv: IO[str]
    ) -> None:
        self.count = 0
        self.columns = [field.name for field in model.tracked_fields()]
        self.waiting: list[Row] = []
        self.json, self.csv = as_json, csv.writer(as_csv, lineterminator="\r\n")
        self.csv.writerow([*LEADING, *self.columns])
        as_of, columns = canonical.instant(scope.horizon), canonical.text(self.columns)
        name = canonical.string(model.fact)
        as_json.write(f'{{"as_of":"{as_of}","columns":{columns},"fact":{name},"rows":[')

    def add(self, row: Row) -> None:
        """A fact; written once the reference of its record is known."""
        self.waiting.append(row)
        if len(self.waiting) == CHUNK:
            self._write()

    def close(self) -> None:
        """Write what is waiting, and the end."""
        self._write()
        self.json.write("\n]}\n")

    def _write(self) -> None:
        uids = {row["record"] for row in self.waiting}
        known = Record.objects.filter(uid__in=uids).values_list("uid", "reference")
        references = {str(uid): reference for uid, reference in known}
        for row in self.waiting:
            row["reference"] = references[row["record"]] if row["record"] else None
            self.json.write((",\n" if self.count else "\n") + canonical.text(row))
            self.csv.writerow(self._cells(row))
            self.count += 1
        self.waiting = []

    def _cells(self, row: Row) -> Iterator[str]:
        yield from ("" if row[name] is None else str(row[name]) for name in LEADING)
        yield from (cell(row["fields"].get(name)) for name in self.columns)
