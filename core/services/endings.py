"""Beginning the end of a record: its state, what is known of it, and the checklist."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import records
from core.access.principals import Principal
from core.choices import ChecklistPurpose, Origin
from core.errors import NotFound
from core.models import ChecklistStep, Person
from core.records import Draft
from core.services import checklists
from core.writing.unit import unit


@dataclass(frozen=True)
class Ending:
    """How records of a register end: over the state ``during`` to ``target``, by a checklist."""

    purpose: ChecklistPurpose
    field: str
    during: str
    target: str

    @property
    def move(self) -> tuple[str, str]:
        """The move whose gate asks for everything."""
        return self.during, self.target

    def steps(self, row: Any, by: Principal) -> list[ChecklistStep]:
        """The checklist of a record, as far as ``by`` sees it."""
        return list(
            ChecklistStep.objects.for_user(by).of(row.pk, self.purpose).select_related("owner")
        )


def begin(
    *, model: Any, uid: uuid.UUID, ending: Ending, values: Mapping[str, Any], owner: Person | None,
    version: int | None, by: Principal, origin: Origin, reason: str,
) -> Any:  # fmt: skip
    """Move a record to the state in which it ends, with ``values``, and give it its checklist.

    Raises NotFound, Forbidden, Stale, Invalid.
    """
    row = model.objects.for_user(by).filter(uid=uid).first()
    if row is None:
        raise NotFound
    draft = Draft(model, {**values, ending.field: ending.during}, uid, version)
    with unit(by=by, origin=origin, reason=reason):
        begun: Any = records.apply([draft], by=by, origin=origin, reason=reason)[0]
        if not ending.steps(begun, by):
            checklists.begin(
                subject=begun, purpose=ending.purpose, owner=owner, by=by, origin=origin,
                reason=reason,
            )  # fmt: skip
    return begun
