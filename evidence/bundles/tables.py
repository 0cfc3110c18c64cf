"""The registers of a bundle as tables: JSON, CSV and Excel of the same rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

import orjson
import xlsxwriter
from django.db import models
from django.utils.translation import gettext as _

from core.choices import EntryKind
from core.errors import Conflict
from core.exchange.quoting import mark, mark_in_workbook
from core.history.time_machine import past
from core.ledger import canonical
from core.reading import links
from evidence.bundles.bag import Bag
from evidence.bundles.scope import Scope
from evidence.bundles.selection import IDENTITY, Selected, chunks

Row = dict[str, Any]
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDTH = 18


class Table:
    """The columns of one register in a bundle."""

    def __init__(self, selected: Selected) -> None:
        self.selected = selected
        self.columns = ("reference", "title", *(f for f in selected.fields if f != "reference"))
        self.columns += ("archived_at",)
        known = {field.name: field for field in selected.model._meta.concrete_fields}
        fields = [known[name] for name in self.columns]
        self.kinds = {field.name: canonical.kind_of(field)["kind"] for field in fields}
        self.links = {f.name: f for f in fields if isinstance(f, models.ForeignKey)}
        self.headings = [str(field.verbose_name) for field in fields]


def rows(scope: Scope, table: Table) -> Iterator[Row]:
    """Rows in the order of references: the last version in the ledger, links with their names."""
    for keys in chunks(table.selected.keys):
        states, labels = _past_state(scope, table, keys)
        payloads = _payloads(scope, table, keys, {state["version"] for state in states.values()})
        for key in keys:
            version = states[key]["version"]
            payload = payloads.get((key, version))
            if payload is None:
                raise _broken(table, states[key]["reference"])
            yield _row(scope, table, payload, labels[key], version)


def _past_state(
    scope: Scope, table: Table, keys: Sequence[int]
) -> tuple[dict[int, Row], dict[int, dict[str, str]]]:
    """Version and link labels of the rows at the horizon, by key."""
    names = [field.attname for field in table.links.values()]
    with past(scope.horizon):
        queryset = table.selected.model._base_manager.filter(pk__in=keys)
        states = {row["pk"]: row for row in queryset.values("pk", "version", "reference", *names)}
        wanted: dict[Any, set[int]] = {}
        for field in table.links.values():
            found = {state[field.attname] for state in states.values()} - {None}
            wanted.setdefault(field.related_model, set()).update(found)
        known = links.resolve(scope.principal, wanted)
    labels = {key: dict(_labels(table, state, known)) for key, state in states.items()}
    return states, labels


def _labels(table: Table, state: Row, known: links.Links) -> Iterator[tuple[str, str]]:
    for name, field in table.links.items():
        target: Any = field.related_model
        link = known.get(target, state[field.attname])
        if link is not None:
            yield name, link.label


def _payloads(
    scope: Scope, table: Table, keys: Sequence[int], versions: set[int]
) -> dict[tuple[int, int], Row]:
    entries = scope.entries().filter(
        kind=EntryKind.RECORD, record_id__in=keys, version__in=versions, type=table.selected.name
    )
    found = entries.values_list("record_id", "version", "payload")
    return {(key or 0, version or 0): orjson.loads(payload) for key, version, payload in found}


def _row(scope: Scope, table: Table, payload: Row, labels: dict[str, str], version: int) -> Row:
    shown = IDENTITY | frozenset(table.selected.fields)
    fields = {name: value for name, value in payload["fields"].items() if name in shown}
    named = {name: label for name, label in labels.items() if fields.get(name)}
    return {"uid": payload["record"], "version": version, "fields": fields, "labels": named}


def _broken(table: Table, reference: str) -> Conflict:
    message = _("The ledger lacks the last version of %(reference)s in %(register)s; run a check.")
    return Conflict(message % {"reference": reference, "register": table.selected.name})


def write_tables(bag: Bag, scope: Scope, selected: Selected) -> Iterator[Row]:
    """Write one register in all three forms, giving each row once more to whoever listens."""
    table, start = Table(selected), f"data/registers/{selected.name}"
    with ExitStack() as files:
        as_json = _Json(files.enter_context(bag.text(f"{start}.json")), scope, table)
        as_csv = csv.writer(files.enter_context(bag.text(f"{start}.csv")), lineterminator="\r\n")
        as_csv.writerow(["uid", "version", *table.columns])
        workbook = _Workbook(str(bag.path(f"{start}.xlsx")), scope, table)
        files.callback(workbook.close)
        for row in rows(scope, table):
            as_json.add(row)
            values = list(map((row["fields"] | row["labels"]).get, table.columns))
            as_csv.writerow([row["uid"], str(row["version"]), *map(cell, values)])
            workbook.add(row, values)
            yield row
        as_json.close()


class _Json:
    """A JSON document with one row a line."""

    def __init__(self, file: IO[str], scope: Scope, table: Table) -> None:
        self.file, self.divider = file, "\n"
        as_of, columns = canonical.instant(scope.horizon), canonical.text(table.columns)
        name = canonical.string(table.selected.name)
        file.write(f'{{"as_of":"{as_of}","columns":{columns},"register":{name},"rows":[')

    def add(self, row: Row) -> None:
        self.file.write(self.divider + orjson.dumps(row).decode())
        self.divider = ",\n"

    def close(self) -> None:
        self.file.write("\n]}\n")


def cell(value: Any) -> str:
    """A value in a CSV file."""
    return _plain(value) if not isinstance(value, str) else mark(value) if value else ""


def _plain(value: Any) -> str:
    return "" if value is None else canonical.text(value)


class _Workbook:
    """A sheet with typed cells; the same rows give the same bytes."""

    def __init__(self, path: str, scope: Scope, table: Table) -> None:
        self.table, self.line = table, 0
        self.book = xlsxwriter.Workbook(path, OPTIONS)
        self.book.set_properties({"created": scope.horizon.replace(tzinfo=None)})
        self.sheet = self.book.add_worksheet(table.selected.name[:31])
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.amount = self.book.add_format({"num_format": "#,##0.00"})
        bold = self.book.add_format({"bold": True})
        self.sheet.set_column(0, len(table.columns) + 1, WIDTH)
        self.sheet.freeze_panes(1, 2)
        headings = ["uid", str(_("version")), *table.headings]
        for column, heading in enumerate(headings):
            self.sheet.write_string(0, column, heading, bold)

    def add(self, row: Row, values: Sequence[Any]) -> None:
        """One record as a line, with its values in the order of the columns."""
        self.line += 1
        self.sheet.write_string(self.line, 0, row["uid"])
        self.sheet.write_number(self.line, 1, row["version"])
        for column, (name, value) in enumerate(zip(self.table.columns, values, strict=True), 2):
            # An empty cell says the same as a cell with an empty text.
            if value is not None and value != "":
                self._put(
                    column, "text" if name in row["labels"] else self.table.kinds[name], value
                )

    def _put(self, column: int, kind: str, value: Any) -> None:
        if kind == "bool":
            self.sheet.write_boolean(self.line, column, value)
        elif kind in ("int", "decimal"):
            style = self.amount if kind == "decimal" else None
            self.sheet.write_number(self.line, column, Decimal(value), style)
        elif kind == "day":
            moment = datetime.fromisoformat(value)
            self.sheet.write_datetime(self.line, column, moment, self.day)
        else:
            text = value if isinstance(value, str) else _plain(value)
            self.sheet.write_string(self.line, column, mark_in_workbook(text))

    def close(self) -> None:
        """Finish the file."""
        self.sheet.autofilter(0, 0, max(self.line, 1), len(self.table.columns) + 1)
        self.book.close()
