"""Taking back one unit of work as a new unit: all of it, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from core import access, clock, records
from core.access.principals import Principal
from core.choices import Event, Origin
from core.errors import Conflict, Forbidden, Invalid, Stale
from core.ledger.writing import columns
from core.models import Record, RegisterModel
from core.reading import units
from core.reading.units import FoundUnit, Trace
from core.records import Draft
from core.writing.unit import Work

NAMED = 5
LONGEST_REASON = 2000


class Effect(StrEnum):
    """What undoing would do to one record."""

    ARCHIVE = "archive"
    GIVE_BACK = "give_back"
    NOTHING = "nothing"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass
class Step:
    """One record of a unit: as it stands, as the unit left it, as it was before (None: not there).

    ``names`` are the fields that the unit changed, ``refusal`` says why it cannot be taken back.
    """

    row: Any
    written: Any
    before: Any
    names: list[str] = field(default_factory=list)
    refusal: str = ""
    draft: Draft | None = None

    @property
    def effect(self) -> Effect:
        """What undoing would do to it."""
        if self._is_undone():
            return Effect.NOTHING
        if self.row.version != self.written.version:
            return Effect.CHANGED
        if self.refusal:
            return Effect.REFUSED
        return Effect.ARCHIVE if self.before is None else Effect.GIVE_BACK

    def _is_undone(self) -> bool:
        if self.before is None:
            return self.row.archived_at is not None
        is_moved = (self.row.archived_at is None) != (self.before.archived_at is None)
        attnames = [self.row._meta.get_field(name).attname for name in self.names]
        return not is_moved and all(
            getattr(self.row, name) == getattr(self.before, name) for name in attnames
        )


def plan(unit: FoundUnit, *, by: Principal) -> list[Step]:
    """What undoing the unit would do, record by record, in the order of the ledger.

    Titles that only followed a renaming follow its undoing by themselves, and are not listed.
    Raises Forbidden unless ``by`` may change every other record of the unit.
    """
    found: dict[int, Step] = {}
    for model, traces in unit.by_model().items():
        for batch in units.batches(traces):
            found.update(_steps(model, batch, by))
    return [found[trace.key] for trace in unit.traces if trace.key in found]


def _steps(model: type[RegisterModel], traces: list[Trace], by: Principal) -> dict[int, Step]:
    history = units.versions(model, traces)
    traces = [trace for trace in traces if not _only_followed(history, trace)]
    if not traces:
        return {}
    access.require(by, model, "change")
    rows = model.objects.for_user(by, "change").in_bulk([trace.key for trace in traces])
    if len(rows) < len(traces):
        raise Forbidden(_("Only who may change every record of a unit of work can undo it."))
    writable = None if by.is_system else frozenset(access.fields(by, model, "change"))
    return {
        trace.key: _step(
            rows[trace.key],
            history[trace.key, trace.version],
            history.get((trace.key, trace.version - 1)),
            writable,
        )
        for trace in traces
    }


def _only_followed(history: dict[tuple[int, int], Any], trace: Trace) -> bool:
    """Whether nothing but the title differs: it quotes what was renamed."""
    written = history[trace.key, trace.version]
    before = history.get((trace.key, trace.version - 1))
    names = {column.attname for column in columns(trace.model)} - {"title"}
    return before is not None and all(
        getattr(written, name) == getattr(before, name) for name in names
    )


def _step(row: Any, written: Any, before: Any, writable: frozenset[str] | None) -> Step:
    if before is None:
        return Step(row, written, None)
    names = [
        field.name
        for field in map(row._meta.get_field, row.value_fields())
        if getattr(written, field.attname) != getattr(before, field.attname)
    ]
    step = Step(row, written, before, names)
    if writable is not None and not writable.issuperset(names):
        step.refusal = _("It has a change that only its own action can make or take back.")
    return step


def _untold(_percent: float) -> None:
    """Nobody asks how far it is."""


def undo(
    uid: uuid.UUID,
    *,
    by: Principal,
    origin: Origin,
    skip_changed: bool = False,
    reason: str = "",
    report: Callable[[float], None] = _untold,
) -> uuid.UUID:
    """Take a unit of work back; answers with the identity of the new unit.

    Records that it made are archived, records that it changed get back what they had. Those that
    somebody changed since stop it, unless ``skip_changed`` leaves them as they are.
    Raises NotFound, Forbidden, Conflict.
    """
    unit = units.find(uid)
    unit.visible(by)
    steps = plan(unit, by=by)
    report(30)
    written = steps[0].written
    drafts = list(_drafts(_to_take(steps, skip_changed=skip_changed), by))
    report(50)
    # What an import could set without the tables of states, its undoing can set back.
    origin = Origin.IMPORT if written.history_origin == Origin.IMPORT else origin
    try:
        made = _write(drafts, by, origin, reason_of(uid, reason))
    except Stale as error:
        raise _changed([error.current]) from error
    except Invalid as error:
        raise Conflict(_refused(drafts, steps, error)) from error
    if made is None:
        raise Conflict(_("There is nothing left to undo."))
    return made


def _write(drafts: Sequence[Draft], by: Principal, origin: Origin, reason: str) -> uuid.UUID | None:
    """Write them as one unit: its identity, or None when nothing differs."""
    made: list[uuid.UUID] = []

    def note(work: Work) -> None:
        # A unit that was open already, as around a keyed request, was begun for another reason.
        work.unit.origin, work.unit.reason = origin, reason
        made.append(work.unit.uid)

    records.apply(drafts, by=by, origin=origin, reason=reason, ending=note)
    return made[0] if made else None


def reason_of(uid: uuid.UUID, reason: str = "") -> str:
    """The reason that the history gives for undoing a unit."""
    text = _("Undoes unit %(uid)s") % {"uid": uid}
    return f"{text}: {reason}"[:LONGEST_REASON] if reason else text


def _to_take(steps: Sequence[Step], *, skip_changed: bool) -> list[Step]:
    """The steps to carry out. Raises Conflict when something stops them."""
    changed = [step.row for step in steps if step.effect is Effect.CHANGED]
    if changed and not skip_changed:
        raise _changed(changed)
    refused = [step.row for step in steps if step.effect is Effect.REFUSED]
    if refused:
        text = _("These have changes that only their own actions can take back: %(records)s.")
        raise Conflict(text % {"records": _named(refused)})
    return [step for step in steps if step.effect in (Effect.ARCHIVE, Effect.GIVE_BACK)]


def _changed(rows: Sequence[Any]) -> Conflict:
    text = _(
        "Somebody changed %(records)s since. Nothing was undone; leave these out, or look at them first."
    )
    return Conflict(text % {"records": _named(rows)})


def _named(rows: Sequence[Any]) -> str:
    names = [f"{row.reference} {row.title}" for row in rows[:NAMED]]
    more = ["…"] if len(rows) > NAMED else []
    return ", ".join([*names, *more])


def _drafts(steps: Sequence[Step], by: Principal) -> Iterator[Draft]:
    """What writes each record back, in one run per register and event."""
    links = _Links(steps, by)
    for step in sorted(steps, key=lambda step: (step.row.register.name, _event(step))):
        model, row = type(step.row), step.row
        step.draft = Draft(model, _values(step, links), row.uid, row.version, _event(step))
        yield step.draft


def _event(step: Step) -> Event:
    if step.before is None:
        return Event.ARCHIVE
    was, is_now = step.before.archived_at is not None, step.row.archived_at is not None
    if was == is_now:
        return Event.CHANGE
    return Event.ARCHIVE if was else Event.RESTORE


def _values(step: Step, links: _Links) -> dict[str, Any]:
    event = _event(step)
    if step.before is None:
        return {"archived_at": clock.now()}
    values = {name: links.value(step.before, name) for name in step.names}
    if event is Event.CHANGE:
        return values
    return {**values, "archived_at": clock.now() if event is Event.ARCHIVE else None}


class _Links:
    """The records that former values link to. Raises Conflict for those that ``by`` may not see."""

    def __init__(self, steps: Sequence[Step], by: Principal) -> None:
        wanted: dict[Any, set[int]] = {}
        for step in steps:
            for name in step.names:
                target, key = _target(step.before, name)
                if target is not None and key is not None:
                    wanted.setdefault(target, set()).add(key)
        self._found = {target: _records(target, keys, by) for target, keys in wanted.items()}

    def value(self, before: Any, name: str) -> Any:
        """A former value: for a link the record."""
        target, key = _target(before, name)
        if target is None or key is None:
            return getattr(before, before._meta.get_field(name).attname)
        if key not in self._found[target]:
            raise Conflict(_("A record led to something that you may not see."))
        return self._found[target][key]


def _target(before: Any, name: str) -> tuple[Any, int | None]:
    found = before._meta.get_field(name)
    return (
        (found.related_model, getattr(before, found.attname)) if found.is_relation else (None, None)
    )


def _records(target: Any, keys: set[int], by: Principal) -> dict[int, Any]:
    rows: Any = Record.objects if target is Record else target.objects.for_user(by)
    found: dict[int, Any] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), units.CHUNK):
        found.update(rows.in_bulk(ordered[start : start + units.CHUNK]))
    return found


def _refused(drafts: Sequence[Draft], steps: Sequence[Step], error: Invalid) -> str:
    """Which rules the former values break, by record."""
    rows = {id(step.draft): step.row for step in steps if step.draft is not None}
    lines = []
    for index, errors in list(error.rows.items())[:NAMED]:
        said = " ".join(text for texts in errors.values() for text in texts)
        lines.append(f"{rows[id(drafts[index])].reference}: {said}")
    text = _("What was there before breaks a rule now, so nothing was undone. %(errors)s")
    return text % {"errors": " ".join(lines) or error.message}
