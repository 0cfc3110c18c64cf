"""Changing many records of a register at once: looked at first, then all of it or nothing."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access, clock, records
from core.access.principals import Principal
from core.choices import BulkAction, BulkState, Event, Origin
from core.errors import Conflict, FieldErrors, Invalid, NotFound, Stale, TooLarge
from core.forms import RegisterForm, register_form
from core.models import BulkChange, RegisterModel
from core.records import Draft
from core.writing.unit import Work

KEPT = timedelta(hours=24)
MOST_ROWS = 5000
EVENTS = {
    BulkAction.CHANGE: Event.CHANGE,
    BulkAction.ARCHIVE: Event.ARCHIVE,
    BulkAction.RESTORE: Event.RESTORE,
}


class Fate(StrEnum):
    """What would become of one record."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    STALE = "stale"


@dataclass
class Line:
    """One record of a bulk change: as it stands, as it would be, and why it may not be.

    ``stale`` says that somebody changed it after the versions were taken.
    """

    row: Any
    after: Any = None
    changed: bool = False
    stale: bool = False
    errors: FieldErrors = field(default_factory=dict)

    @property
    def fate(self) -> Fate:
        """What would become of it; a refusal is told before anything else."""
        if self.errors:
            return Fate.REFUSED
        if not self.changed:
            return Fate.UNCHANGED
        return Fate.STALE if self.stale else Fate.CHANGED


def fields_of(principal: Principal, model: type[RegisterModel]) -> list[str]:
    """The fields that can have the same value in many records."""
    names = access.fields(principal, model, "change")
    unique = {f.name for f in model._meta.concrete_fields if f.unique}
    return [name for name in names if name not in unique]


def form_of(
    principal: Principal,
    model: type[RegisterModel],
    special: Mapping[str, Any],
    typed: Mapping[str, Sequence[str]],
) -> RegisterForm:
    """The form of the fields that are to change, with what was typed."""
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, list(values))
    form = register_form(principal, model, "change", data=query, special=special)
    form.leave_out(*(name for name in list(form.own) if name not in typed))
    return form


def values_of(
    change: BulkChange, *, model: type[RegisterModel], special: Mapping[str, Any], by: Principal
) -> dict[str, Any]:
    """The new values of a bulk change; raises Invalid when what was typed does not fit any more."""
    if change.action != BulkAction.CHANGE:
        return {}
    form = form_of(by, model, special, change.typed)
    if not form.is_valid():
        fields = {name: [str(rule) for rule in rules] for name, rules in form.errors.items()}
        raise Invalid(fields=fields)
    return form.values


def start(
    *,
    model: type[RegisterModel],
    rows: QuerySet[Any],
    action: str,
    typed: Mapping[str, Sequence[str]],
    reason: str,
    by: Principal,
) -> BulkChange:
    """Keep what is to be done to rows that ``by`` sees, at the versions they have now.

    Raises Forbidden, Invalid without a row or a field, TooLarge.
    """
    access.require(by, model, "change" if action == BulkAction.CHANGE else "archive")
    found = _chosen(rows)
    if action == BulkAction.CHANGE and not typed:
        raise Invalid(_("Choose at least one field to change."))
    now = timezone.now()
    return BulkChange.objects.create(
        type=model.register.name,
        action=action,
        typed={name: list(values) for name, values in typed.items()},
        rows=found,
        reason=reason,
        requested_by=by.user,
        created_at=now,
        expires_at=now + KEPT,
    )


def _chosen(rows: QuerySet[Any]) -> list[list[Any]]:
    """[uid, version] of each row; raises Invalid for none, TooLarge for too many."""
    columns = rows.order_by("reference").values_list("uid", "version")
    found = [[str(uid), version] for uid, version in columns[: MOST_ROWS + 1]]
    if not found:
        raise Invalid(_("Choose at least one record."))
    if len(found) > MOST_ROWS:
        sentence = _("At most %(count)d records can be changed at once; narrow the list first.")
        raise TooLarge(sentence % {"count": MOST_ROWS})
    return found


def forget_expired() -> None:
    """Forget the choices whose time is over."""
    BulkChange.objects.filter(expires_at__lt=timezone.now()).delete()


def find(uid: uuid.UUID, model: type[RegisterModel], *, by: Principal) -> BulkChange:
    """A bulk change of the one who asked for it; raises NotFound for everybody else."""
    access.require(by, model, "change")
    mine = BulkChange.objects.filter(uid=uid, type=model.register.name, requested_by=by.user)
    found = mine.filter(expires_at__gt=timezone.now()).first()
    if found is None:
        raise NotFound
    return found


def lines(
    change: BulkChange, *, model: type[RegisterModel], values: Mapping[str, Any], by: Principal
) -> list[Line]:
    """What would become of each record that ``by`` still sees, in the order of the choice."""
    versions = {uuid.UUID(uid): version for uid, version in change.rows}
    seen = model.objects.for_user(by).by_uid(versions)
    writable = model.objects.for_user(by, "change").by_uid(seen)
    found = {uid: Line(row, stale=row.version != versions[uid]) for uid, row in seen.items()}
    for uid in seen.keys() - writable.keys():
        found[uid].errors = {"__all__": [_("You may not change this record.")]}
    within = [uid for uid in versions if uid in writable and not _is_so(change, seen[uid])]
    drafts = [_draft(change, model, uid, seen[uid].version, values) for uid in within]
    examined = records.examine(drafts, by=by, origin=Origin.SCREEN, reason=change.reason)
    for uid, item in zip(within, examined, strict=True):
        line = found[uid]
        line.after, line.changed, line.errors = item.row, item.changed, dict(item.errors)
    return [found[uid] for uid in versions if uid in found]


def _is_so(change: BulkChange, row: Any) -> bool:
    """Whether an archived record is to be archived, or a current one restored."""
    if change.action == BulkAction.CHANGE:
        return False
    return (row.archived_at is not None) == (change.action == BulkAction.ARCHIVE)


def mark_of(found: Sequence[Line]) -> str:
    """What stands for the versions that somebody looked at."""
    versions = sorted(f"{line.row.uid}:{line.row.version}" for line in found)
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


def confirm(
    change: BulkChange,
    *,
    model: type[RegisterModel],
    values: Mapping[str, Any],
    seen: str,
    skip_refused: bool,
    by: Principal,
    report: Callable[[float], None] = lambda _percent: None,
    look: Callable[[], None] = lambda: None,
) -> BulkChange:
    """Do it as one unit, to just the versions that were looked at (``seen``, by :func:`mark_of`).

    ``look`` is called last before it counts. Raises Conflict and writes nothing when somebody changed
    a record since, and when a record is refused unless ``skip_refused``.
    """
    if change.state == BulkState.DONE:
        raise Conflict(_carried_out())
    found = lines(change, model=model, values=values, by=by)
    report(40)
    taken = _to_write(found, seen=seen, skip_refused=skip_refused)
    drafts = [_draft(change, model, row.uid, row.version, values) for row in taken]

    def note(work: Work) -> None:
        look()
        _mark_done(change, work, len(taken))

    report(60)
    try:
        records.apply(drafts, by=by, origin=Origin.SCREEN, reason=change.reason, ending=note)
    except Stale as error:
        raise Conflict(_stale_sentence()) from error
    except Invalid as error:
        raise Conflict(error.message) from error
    change.refresh_from_db()
    return change


def _to_write(found: Sequence[Line], *, seen: str, skip_refused: bool) -> list[Any]:
    """The records to write. Raises Conflict when they are not those that were looked at, when one is
    refused and not to be skipped, and when none is left.
    """
    if mark_of(found) != seen:
        raise Conflict(_stale_sentence())
    if not skip_refused and any(line.errors for line in found):
        raise Conflict(_("Some records are refused; leave them out or mend them first."))
    taken = [line.row for line in found if line.fate in (Fate.CHANGED, Fate.STALE)]
    if not taken:
        raise Conflict(_("There is nothing to change."))
    return taken


def _mark_done(change: BulkChange, work: Work, written: int) -> None:
    """Say so in the transaction that writes; raises Conflict when another one was first."""
    still = BulkChange.objects.filter(pk=change.pk, state=BulkState.OPEN)
    if not still.update(state=BulkState.DONE, unit=work.unit.uid, written=written):
        raise Conflict(_carried_out())


def _carried_out() -> str:
    return _("This was carried out already.")


def _stale_sentence() -> str:
    return _(
        "Nothing was written: others changed some of these records after you looked. "
        "They are marked below; look again and confirm."
    )


def _draft(
    change: BulkChange, model: type[RegisterModel], uid: uuid.UUID, version: int, values: Any
) -> Draft:
    if change.action == BulkAction.CHANGE:
        return Draft(model, dict(values), uid, version)
    archived_at = clock.now() if change.action == BulkAction.ARCHIVE else None
    return Draft(
        model, {"archived_at": archived_at}, uid, version, EVENTS[BulkAction(change.action)]
    )
