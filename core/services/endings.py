"""Beginning the end of a record: its state, what is known of it, and the checklist."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core import records
from core.access.principals import Principal
from core.choices import ChecklistPurpose, Origin
from core.errors import NotFound
from core.gates.requirements import judge, requirements_of, told
from core.models import ChecklistStep
from core.records import Draft
from core.services import checklists, closing
from core.writing.unit import unit


@dataclass(frozen=True)
class Ending:
    """How records of a register end: over the state ``during`` to ``target``, by a checklist.

    ``asks`` names fields of the record that are wanted at the beginning, ``responsible`` the one whose
    person works through the checklist.
    """

    purpose: ChecklistPurpose
    field: str
    during: str
    target: str
    asks: Sequence[str] = ()
    responsible: str = ""

    @property
    def move(self) -> tuple[str, str]:
        """The move whose gate asks for everything."""
        return self.during, self.target

    def steps(self, row: Any, by: Principal) -> list[ChecklistStep]:
        """The checklist of a record, as far as ``by`` sees it."""
        return list(
            ChecklistStep.objects.for_user(by).of(row.pk, self.purpose).select_related("owner")
        )


def missing(row: Any, ending: Ending) -> list[str]:
    """What stands in the way of the end; what the end itself closes does not."""
    closes = closing.closed_names(type(row))
    wanted = requirements_of(type(row), [ending.move])
    lines = judge([row], [each for each in wanted if each.name not in closes])[row.pk]
    return told(lines, row)


def begin(
    *, model: Any, uid: uuid.UUID, ending: Ending, values: Mapping[str, Any],
    version: int | None, by: Principal, origin: Origin, reason: str,
) -> Any:  # fmt: skip
    """Move a record to the state in which it ends, with ``values``, and give it its checklist.

    Raises NotFound, Forbidden, Stale, Invalid.
    """
    row = model.objects.for_user(by).filter(uid=uid).first()
    if row is None:
        raise NotFound
    owner = getattr(row, ending.responsible, None) if ending.responsible else None
    draft = Draft(model, {**values, ending.field: ending.during}, uid, version)
    with unit(by=by, origin=origin, reason=reason):
        begun: Any = records.apply([draft], by=by, origin=origin, reason=reason)[0]
        if not ending.steps(begun, by):
            checklists.begin(
                subject=begun, purpose=ending.purpose, owner=owner, by=by, origin=origin,
                reason=reason,
            )  # fmt: skip
    return begun
