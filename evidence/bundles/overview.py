"""The page a person opens first, as HTML and as PDF: what is in the bundle, and how to check it."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.template.loader import render_to_string

from core.choices import EntryKind, Event
from core.registers import names
from evidence.bundles.bag import Bag
from evidence.bundles.disclosure import Disclosed
from evidence.bundles.scope import Scope
from evidence.bundles.selection import Selected

#: How much of a long list the overview shows; the tables and histories have all of it.
ROWS = 200
CHANGES = 200
PAGE = Path(__file__).with_name("index.typ")


@dataclass
class Section:
    """One register in the overview."""

    name: str
    title: str
    count: int
    rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many rows stand in the tables only."""
        return self.count - len(self.rows)


@dataclass
class Overview:
    """What is remembered of everything written, for the first page."""

    scope: Scope
    sections: list[Section] = field(default_factory=list)
    changes: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=CHANGES))
    entries: int = 0
    documents: list[dict[str, str]] = field(default_factory=list)

    def section(self, selected: Selected) -> Section:
        """Begin a register."""
        title = str(selected.model._meta.verbose_name_plural).capitalize()
        self.sections.append(Section(selected.name, title, len(selected.keys)))
        return self.sections[-1]

    def note_row(self, section: Section, row: dict[str, Any]) -> None:
        """A row of a register."""
        if len(section.rows) < ROWS:
            fields = row["fields"]
            state = fields.get("status") or fields.get("state") or ""
            section.rows.append(
                {
                    "reference": fields.get("reference", ""),
                    "title": fields.get("title", ""),
                    "state": "archived" if fields.get("archived_at") else str(state),
                    "version": str(row["version"]),
                }
            )

    def note_entry(self, entry: Disclosed) -> None:
        """A disclosed entry of the ledger."""
        self.entries += 1
        header, fields = entry.header, entry.fields
        if header["kind"] == EntryKind.RECORD:
            model = names()[header["type"]]
            self.changes.appendleft(
                {
                    "time": header["time"][:19].replace("T", " "),
                    "event": str(Event(header["event"]).label),
                    "register": str(model._meta.verbose_name),
                    "record": fields.get("title") or fields.get("reference", ""),
                    "version": str(header["version"]),
                    "actor": fields.get("@actor", ""),
                    "reason": fields.get("@reason", ""),
                }
            )

    def note_file(self, name: str, file: str) -> None:
        """A document's file, by its name in the bag."""
        link = file.removeprefix("data/")
        self.documents.append({"name": name, "file": file, "link": link})

    def data(self) -> dict[str, Any]:
        """Everything the pages say."""
        return {
            "organisation": settings.ORGANISATION_NAME,
            "title": self.scope.clause.label,
            "facts": [list(fact) for fact in self.scope.facts()],
            "size": self.scope.size,
            "entries": self.entries,
            "sections": [
                {"name": s.name, "title": s.title, "count": s.count, "rows": s.rows, "more": s.more}
                for s in self.sections
            ],
            "changes": list(self.changes),
            "documents": self.documents,
        }

    def write(self, bag: Bag) -> None:
        """Write index.html and index.pdf."""
        data = self.data()
        bag.write("data/index.html", render_to_string("evidence/bundle/index.html", data))
        stamp = str(int(self.scope.horizon.timestamp()))
        inputs = {"data": json.dumps(data), "stamp": stamp}
        pdf = typst.compile(PAGE.read_bytes(), sys_inputs=inputs, pdf_standards=["ua-1"])
        bag.path("data/index.pdf").write_bytes(pdf)
