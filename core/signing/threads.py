"""What was said of a text: the clauses one can point at, and the threads about them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from core.choices import Said
from core.models import Comment
from core.models.comments import OPENING
from core.signing.reading import blocks
from core.signing.registry import Party, signable_of


@dataclass(frozen=True)
class Clause:
    """A field of a text, or a record that belongs to it (then ``part``), as it reads now."""

    key: str
    label: str
    text: str
    field: str = ""
    part: Any = None


@dataclass
class Thread:
    """A comment or contest with its answers; ``last`` settles it, when there is one."""

    first: Comment
    party: Any
    answers: list[tuple[Comment, Any]] = field(default_factory=list)
    last: Comment | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing has settled it."""
        return self.last is None

    @property
    def blocks(self) -> bool:
        """Whether nobody can sign before it is settled."""
        return self.is_open and self.first.kind == Said.CONTEST


def clauses(row: Any) -> list[Clause]:
    """What one can point at in a text: its fields, then the records that belong to it."""
    signable = signable_of(type(row))
    assert signable is not None
    whole, *rest = blocks(row)
    found = [Clause(line.name, line.label, line.text, field=line.name) for line in whole.lines]
    for block, (part, _names) in zip(rest, signable.parts(row), strict=True):
        text = "\n".join(f"{line.label}: {line.text}" for line in block.lines if line.text)
        found.append(Clause(str(part.uid), block.title, text, part=part))
    return found


def threads(row: Any, *, until: datetime | None = None) -> list[Thread]:
    """All threads about a record, the open ones first; as of an instant, if one is given."""
    rows = Comment.objects.filter(record=row.pk).select_related("author")
    if until is not None:
        rows = rows.filter(said_at__lt=until)
    parties = _parties(row)
    found: dict[uuid.UUID, Thread] = {}
    for each in rows.order_by("said_at", "pk"):
        party = parties.get(each.party)
        if each.thread is None:
            found[each.uid] = Thread(each, party)
            continue
        thread = found[each.thread]
        thread.answers.append((each, party))
        thread.last = each if each.kind == Said.SETTLED else thread.last
    return sorted(found.values(), key=lambda thread: (not thread.blocks, not thread.is_open))


def open_contests(records: Iterable[int] | None = None) -> QuerySet[Comment]:
    """Contests that nothing has settled, of these records or of all."""
    settled = Comment.objects.filter(settles=OuterRef("uid"))
    found = Comment.objects.filter(~Exists(settled), kind=Said.CONTEST)
    return found if records is None else found.filter(record__in=records)


def openings(row: Any) -> QuerySet[Comment]:
    """The comments and contests of a record, settled or not."""
    return Comment.objects.filter(record=row.pk, kind__in=OPENING)


def _parties(row: Any) -> dict[str, Any]:
    signable = signable_of(type(row))
    found: tuple[Party, ...] = signable.parties if signable else ()
    return {party.name: party.label for party in found}
