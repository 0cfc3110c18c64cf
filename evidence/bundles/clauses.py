"""Clause numbers: versioned data (clauses.json) that maps clauses to topics of evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from core.errors import Invalid

DEFAULT_EDITION = "2018"
#: What goes along with every clause: the open ends and the papers of its records.
ALWAYS = frozenset({"actions", "documents"})


@dataclass(frozen=True)
class Clause:
    """A clause of one edition; ``topics`` include those of the clauses beneath it."""

    edition: str
    edition_name: str
    number: str
    title: str
    topics: frozenset[str]

    @property
    def code(self) -> str:
        """How one asks for it: the number alone for the default edition, else "edition:number"."""
        return self.number if self.edition == DEFAULT_EDITION else f"{self.edition}:{self.number}"

    @property
    def label(self) -> str:
        """How people read it."""
        return f"{self.edition_name}, {self.number} {self.title}"


@cache
def clauses() -> dict[str, Clause]:
    """Every clause of every edition by its code."""
    table = json.loads(Path(__file__).with_name("clauses.json").read_text(encoding="utf-8"))
    found = [
        Clause(edition, data["name"], row["number"], row["title"], _topics(data["clauses"], row))
        for edition, data in table.items()
        for row in data["clauses"]
    ]
    return {clause.code: clause for clause in found}


def _topics(rows: list[dict[str, str]], row: dict[str, str]) -> frozenset[str]:
    number = row["number"]
    beneath = (r for r in rows if r["number"] == number or r["number"].startswith(f"{number}."))
    return frozenset(topic for r in beneath for topic in r["topics"])


def clause(code: str) -> Clause:
    """The clause asked for as "8.2", "2011:7.2" or "split:8.3.1"; Invalid names those there are."""
    known = clauses()
    try:
        return known[code.strip().removeprefix(f"{DEFAULT_EDITION}:")]
    except KeyError:
        message = _("There is no clause “%(code)s” here. There are: %(known)s.")
        text = message % {"code": code, "known": ", ".join(known)}
        raise Invalid(text, {"clause": [text]}) from None
