"""Asking for a confirmation because something happened: one task for each record and occasion, ever."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import records
from core.access.principals import Principal, system
from core.choices import ActionState, Origin, Priority
from core.models import Action, Person, Record, RegisterModel
from core.records import Draft
from core.registers import by_name
from core.writing.unit import unit

BY = system("confirmations")
BATCH = 500
Tasks = Mapping[int, Sequence[Action]]


@dataclass(frozen=True)
class Ask:
    """Who is to confirm a record by when, and what happened.

    ``key`` tells apart what one occasion asks for several times: the day of a renewal.
    """

    row: RegisterModel
    occasion: Record
    owner: Person | None
    name: str
    details: str
    due: date
    key: str = ""

    @property
    def uid(self) -> uuid.UUID:
        """The identity of its task: the same whoever asks first, and how often."""
        return uuid.uuid5(self.row.uid, f"{self.occasion.uid} {self.key}".strip())


def ask(asks: Sequence[Ask], *, by: Principal = BY, reason: str = "") -> int:
    """Open the tasks that were never opened; how many. Harmless when repeated, also at once."""
    new = _never_asked(asks)
    if not new:
        return 0
    with unit(by=by, origin=Origin.TASK, reason=reason) as work:
        # Whoever asks for the same waits here, and then finds the task.
        work.lock([each.row.pk for each in new])
        drafts = [_draft(each) for each in _never_asked(new)]
        if drafts:
            records.apply(drafts, by=BY, origin=Origin.TASK, reason=reason)
    return len(drafts)


def _never_asked(asks: Sequence[Ask]) -> list[Ask]:
    wanted = {each.uid: each for each in asks}
    keys = list(wanted)
    for start in range(0, len(keys), BATCH):
        known = Action.objects.for_user(BY).filter(uid__in=keys[start : start + BATCH])
        for uid in known.values_list("uid", flat=True):
            wanted.pop(uid)
    return list(wanted.values())


def _draft(ask: Ask) -> Draft:
    values = {
        "name": ask.name[:255], "details": ask.details, "subject": ask.row.record,
        "occasion": ask.occasion, "owner": ask.owner, "due": ask.due, "priority": Priority.HIGH,
    }  # fmt: skip
    return Draft(Action, values, identity=ask.uid)


def waiting(keys: Iterable[int]) -> Tasks:
    """The open tasks that ask to confirm these records, by the records' keys."""
    found: dict[int, list[Action]] = {}
    rows = Action.objects.for_user(BY).asking().filter(subject__in=list(keys))
    for task in rows.select_related("occasion").order_by("due", "pk"):
        found.setdefault(task.subject_id, []).append(task)
    return found


def because_of(tasks: Iterable[Action]) -> str:
    """What kinds of records asked, each once: “event, SLA”.

    It stands in attestations, which customers read too, so it names none of the records: the tasks
    do, which the same unit closes.
    """
    kinds = (by_name(task.occasion.type) for task in tasks if task.occasion)
    return ", ".join(dict.fromkeys(str(model._meta.verbose_name) for model in kinds))


def answer(
    tasks: Tasks, outcome: str, *, by: Principal, origin: Origin,
    state: ActionState = ActionState.DONE,
) -> None:  # fmt: skip
    """Close tasks with what was answered, by whoever answers the records' question. Raises Stale."""
    values: dict[str, Any] = {"state": state, "outcome": outcome}
    drafts = [
        Draft(Action, values, task.uid, task.version) for rows in tasks.values() for task in rows
    ]
    if not drafts:
        return
    with unit(by=by, origin=origin, reason=outcome[:500]):
        # Whoever may answer for the record closes its tasks, whoever was to do them.
        records.apply(drafts, by=BY, origin=origin, reason=outcome[:500])
