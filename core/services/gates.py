"""Moving a record through its gate, with all that ends by it; or letting it pass unready."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from core import clock, records
from core.access.principals import Principal, system, today
from core.choices import Origin, Role
from core.errors import Conflict, FieldErrors, Forbidden, Invalid, NotFound
from core.gates.requirements import judge, requirements_of, told
from core.models import GateOverride
from core.records import Draft
from core.services import closing
from core.transitions import Transitions
from core.writing.unit import Work, unit


def may_override(principal: Principal, model: Any) -> bool:
    """Whether the principal is one of those who may let such records pass."""
    approvers = {role for table in model.register.transitions for role in table.approvers}
    return principal.is_system or principal.has_role(*approvers, Role.ADMINISTRATOR)


def move(
    *, model: Any, uid: uuid.UUID, target: str, version: int | None, by: Principal, origin: Origin,
    reason: str, override: bool = False,
) -> Any:  # fmt: skip
    """Move a record to ``target`` and close what ends by that, all in one unit or nothing.

    With ``override`` it passes although something is missing: what is missing is kept for ever, with
    who approved it and why. Raises NotFound, Forbidden, Stale, Invalid with all that is missing, and
    Conflict where the state cannot follow or nothing needs an override.
    """
    row = model.objects.for_user(by).filter(uid=uid).first()
    if row is None:
        raise NotFound
    table = _table(row, target)
    if override:
        _check_approval(by, model, reason)
    state = getattr(row, table.field)
    draft = Draft(model, {table.field: target}, uid, version, waived=override)
    try:
        with unit(by=by, origin=origin, reason=reason) as work:
            # The record itself first: who may not move it learns that and nothing else. Its gate is
            # asked when everything else has ended.
            records.check([draft], by=by)
            _close(row, (state, target), by, origin, reason)
            if override:
                _keep(work, row, (state, target), reason, by)
            return records.apply([draft], by=by, origin=origin, reason=reason)[0]
    except Invalid as error:
        raise Invalid(error.message, error.fields or _together(error)) from error


def _together(error: Invalid) -> FieldErrors:
    """The errors of every row, by field."""
    found: FieldErrors = {}
    for fields in error.rows.values():
        for name, texts in fields.items():
            found.setdefault(name, []).extend(texts)
    return found


def _check_approval(by: Principal, model: Any, reason: str) -> None:
    if not may_override(by, model):
        raise Forbidden(_("You may not let this record pass its gate."))
    if not reason.strip():
        raise Invalid(fields={"reason": [_("Say why it passes although something is missing.")]})


def _close(row: Any, step: tuple[str, str], by: Principal, origin: Origin, reason: str) -> None:
    """Whoever may move the record closes what ends by it, whosever that is."""
    drafts = closing.drafts(by, row, step, today())
    records.apply(drafts, by=system("closing"), origin=origin, reason=reason)


def _keep(
    work: Work, row: Any, step: tuple[str, str], reason: str, by: Principal
) -> None:  # fmt: skip
    """What is missing after all that, as a fact."""
    missing = told(judge([row], requirements_of(type(row), [step]))[row.pk], row)
    if not missing:
        raise Conflict(_("Nothing is missing for this: make the move as usual."))
    before, after = step
    fact = GateOverride(
        subject=row.record, before=before, after=after, missing=missing, reason=reason,
        approved_by=by.name[:255], approved_at=clock.now(),
    )  # fmt: skip
    work.record_facts([fact], row.record)


def _table(row: Any, target: str) -> Transitions:
    """The table by which ``target`` can follow."""
    for table in row.register.transitions:
        if target in table.following(getattr(row, table.field)):
            found: Transitions = table
            return found
    raise Conflict(_("This state cannot follow the one that the record has now."))
