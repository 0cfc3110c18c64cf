"""Drafts: what somebody wants written, and the same beside the rows it will change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.choices import Event
from core.errors import FieldErrors
from core.models import RegisterModel

Values = Mapping[str, Any]


@dataclass(eq=False, slots=True)
class Draft:
    """One row to write: ``values`` by field name, links as instances or as drafts that come before.

    Without ``uid`` a new record; with it a change of the version that the writer saw. ``identity``
    fixes the uid of a new record beforehand. ``granted`` names fields that the verb writes for
    somebody who could not write them by form. ``waived`` lets the record pass its gate unready: only
    the verb that keeps the override sets it.
    """

    model: type[RegisterModel]
    values: Values
    uid: uuid.UUID | None = None
    version: int | None = None
    event: Event = Event.CHANGE
    identity: uuid.UUID | None = None
    granted: frozenset[str] = frozenset()
    waived: bool = False

    def new_row(self) -> RegisterModel:
        """An empty row for a new record."""
        return self.model(uid=self.identity) if self.identity else self.model()


@dataclass(slots=True)
class Prepared:
    """A draft with its row, its values with rows for drafts, and which fields differ."""

    index: int
    draft: Draft
    row: RegisterModel
    values: Values
    errors: FieldErrors = field(default_factory=dict)
    changed: bool = True
    touched: frozenset[str] = frozenset()
    states: dict[str, Any] = field(default_factory=dict)
