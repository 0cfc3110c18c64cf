"""One row of a file on its way to records: what its cells mean, what is wrong, what it would do."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.exchange.plans import headings
from core.exchange.showing import shown, to_come
from core.exchange.values import Meaning, fold
from core.models import RegisterModel
from core.records import Draft
from core.text.sheets import Row

Change = tuple[str, str, str]


class RowState(TextChoices):
    """What a row would do."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    CLASH = "clash", _("Changed on both sides")
    MISSING = "missing", _("Names something unknown")
    FAULTY = "faulty", _("Faulty")


@dataclass(slots=True)
class Part:
    """One record that a row makes, changes or finds as it is."""

    model: type[RegisterModel]
    title: str
    record: Any = None
    draft: Draft | None = None

    @property
    def state(self) -> RowState:
        """What happens to the record."""
        if self.draft is None:
            return RowState.UNCHANGED
        return RowState.NEW if self.record is None else RowState.CHANGED

    @property
    def target(self) -> Any:
        """What other records link to: the record, or the draft that makes it."""
        return self.record if self.record is not None else self.draft

    @property
    def changes(self) -> list[Change]:
        """(label, old, new) for every value that is to be written; put together when asked for."""
        values = {} if self.draft is None else self.draft.values
        labels = headings(self.model)
        field_of: Any = self.model._meta.get_field
        return [
            (labels[name], self._old(field_of(name)), to_come(field_of(name), value))
            for name, value in values.items()
            if self.record is not None or not (value is None or value == "")
        ]

    def _old(self, found: Any) -> str:
        return "" if self.record is None else shown(found, getattr(self.record, found.name))

    @property
    def uid(self) -> uuid.UUID | None:
        """The record's identity, when it exists."""
        return self.record.uid if self.record is not None else None


@dataclass(slots=True)
class Offer:
    """A linked record that nobody has; it is made only when the person says so."""

    model: type[RegisterModel]
    name: str
    draft: Draft
    rows: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What a person ticks to have it made."""
        return offer_key(self.model, self.name)


def offer_key(model: type[RegisterModel], name: str) -> str:
    """What a person ticks to have a record of that name made, the same in each look at the file."""
    return f"{model.register.name}:{fold(name)}"


@dataclass(slots=True)
class Clash:
    """A cell that the file and somebody in the system changed: as exported, now, in the file.

    ``side`` says whose value is taken, or nothing when nobody has decided.
    """

    key: str
    label: str
    base: str
    theirs: str
    mine: str
    side: str


@dataclass(slots=True)
class Entry:
    """A row with all that is known of it. ``faults`` are (heading, message).

    ``doubts`` are the headings of cells that name something unknown.
    """

    row: Row
    meanings: dict[str, Meaning] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    waits: bool = False

    @property
    def own(self) -> Part | None:
        """The record of the row itself."""
        return self.parts[0] if self.parts else None

    @property
    def state(self) -> RowState:
        """What the row would do as a whole."""
        if self.faults:
            return RowState.FAULTY
        if any(not clash.side for clash in self.clashes):
            return RowState.CLASH
        if self.waits:
            return RowState.MISSING
        states = {part.state for part in self.parts}
        if self.own is not None and self.own.state is RowState.NEW:
            return RowState.NEW
        return RowState.CHANGED if states - {RowState.UNCHANGED} else RowState.UNCHANGED

    def meaning(self, key: str) -> Meaning | None:
        """What the cell of a target means; None when the file has no such column."""
        return self.meanings.get(key)

    def text(self, key: str) -> str:
        """The text of a target's cell; empty when it holds nothing."""
        meaning = self.meanings.get(key)
        return "" if meaning is None or meaning.absent else str(meaning.value)

    def remark(self, key: str) -> str:
        """What a placeholder in a target's cell said, such as TBD."""
        meaning = self.meanings.get(key)
        return meaning.remark if meaning else ""
