"""The page a person opens first, as HTML and as PDF: what is in the bundle, and how to check it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.choices import EntryKind, Event, Meaning, SignedBy
from core.models import Record, RegisterModel
from core.printing import pdf
from core.registers import names
from core.templatetags.sms import capital
from evidence.bundles.bag import Bag
from evidence.bundles.disclosure import Disclosed
from evidence.bundles.scope import Scope
from evidence.bundles.selection import Selected
from evidence.bundles.words import FACTS, PERIOD, TABLES, WORDS

#: How much of a long list the overview shows; the tables and histories have all of it.
ROWS = 200
CHANGES = 200


@dataclass
class Section:
    """One register in the overview."""

    name: str
    title: str
    count: int
    model: type[RegisterModel]
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
    latest: deque[Disclosed] = field(default_factory=lambda: deque(maxlen=CHANGES))
    entries: int = 0
    documents: list[dict[str, str]] = field(default_factory=list)
    signatures: list[dict[str, str]] = field(default_factory=list)
    #: How many rows each table of facts has, by the fact's name.
    facts: dict[str, int] = field(default_factory=dict)

    def section(self, selected: Selected) -> Section:
        """Begin a register."""
        title = capital(selected.model._meta.verbose_name_plural)
        self.sections.append(Section(selected.name, title, len(selected.keys), selected.model))
        return self.sections[-1]

    def note_row(self, section: Section, row: dict[str, Any]) -> None:
        """A row of a register."""
        if len(section.rows) < ROWS:
            fields = row["fields"]
            section.rows.append(
                {
                    "reference": fields.get("reference", ""),
                    "title": fields.get("title", ""),
                    "state": _state(section.model, fields),
                    "version": str(row["version"]),
                }
            )

    def note_entry(self, entry: Disclosed) -> None:
        """A disclosed entry of the ledger."""
        self.entries += 1
        if entry.header["kind"] == EntryKind.RECORD:
            self.latest.append(entry)

    def note_file(self, name: str, file: str) -> None:
        """A document's file, by its name in the bag."""
        link = file.removeprefix("data/")
        self.documents.append({"name": name, "file": file, "link": link})

    def note_signatures(self, entry: Disclosed) -> None:
        """Signatures of a record."""
        for signed in entry.fields.values():
            day = f" ({signed['agreed_on']})" if signed["agreed_on"] else ""
            self.signatures.append(
                {
                    "time": entry.header["time"][:19].replace("T", " "),
                    "record": str(entry.header["record"]),
                    "version": str(signed["version"]),
                    "name": f"{signed['name']}, {signed['capacity']}",
                    "meaning": str(Meaning(signed["meaning"]).label),
                    "how": f"{SignedBy(signed['method']).label}{day}",
                    "content": signed["content"],
                }
            )

    def data(self) -> dict[str, Any]:
        """Everything the pages say."""
        return {
            "organisation": settings.ORGANISATION_NAME,
            "title": self.scope.clause.label,
            "language": get_language(),
            "words": {name: str(text) for name, text in WORDS.items()},
            "facts": [
                (str(FACTS[name]), str(PERIOD.get(text, text))) for name, text in self.scope.facts()
            ],
            "disclosed": _("%(shown)d of %(all)d entries disclosed")
            % {"shown": self.entries, "all": self.scope.size},
            "sections": [
                {"name": s.name, "title": s.title, "count": s.count, "rows": s.rows, "more": s.more}
                for s in self.sections
            ],
            "changes": [_change(entry) for entry in reversed(self.latest)],
            "documents": self.documents,
            "tables": [
                {"name": name, "title": str(TABLES.get(name, name)), "count": count}
                for name, count in sorted(self.facts.items())
            ],
            "signatures": _with_references(self.signatures),
        }

    def write(self, bag: Bag) -> None:
        """Write index.html and index.pdf."""
        data = self.data()
        bag.write("data/index.html", render_to_string("evidence/bundle/index.html", data))
        title = f"{data['words']['evidence']}: {data['title']}"
        made = pdf("evidence/bundle/index.typ", data, title=title, at=self.scope.horizon)
        bag.path("data/index.pdf").write_bytes(made)


def _with_references(signatures: list[dict[str, str]]) -> list[dict[str, str]]:
    """Signatures with the references of the records in place of their uids."""
    uids = {each["record"] for each in signatures}
    known = Record.objects.filter(uid__in=uids).values_list("uid", "reference")
    references = {str(uid): reference for uid, reference in known}
    return [{**each, "record": references.get(each["record"], "")} for each in signatures]


def _state(model: type[RegisterModel], fields: dict[str, Any]) -> str:
    """The state of a record in words."""
    if fields.get("archived_at"):
        return str(_("archived"))
    for name in ("status", "state"):
        if fields.get(name):
            field: Any = model._meta.get_field(name)
            choices = dict(field.flatchoices)
            return str(choices.get(fields[name], fields[name]))
    return ""


def _change(entry: Disclosed) -> dict[str, str]:
    """One line of the latest changes."""
    header, fields = entry.header, entry.fields
    return {
        "time": header["time"][:19].replace("T", " "),
        "event": str(Event(header["event"]).label),
        "register": str(names()[header["type"]]._meta.verbose_name),
        "record": fields.get("title") or fields.get("reference", ""),
        "version": str(header["version"]),
        "actor": fields.get("@actor", ""),
        "reason": fields.get("@reason", ""),
    }
