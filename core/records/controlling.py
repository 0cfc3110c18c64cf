"""Change control: what is in force changes only with a change reference, its impact and an approval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.choices import Event, Origin
from core.errors import FieldErrors
from core.records.checking import raise_errors
from core.records.drafts import Prepared
from core.registers import Control

#: What an installation's own commands and migrations do is no change of what was agreed.
SPARED = (Origin.COMMAND, Origin.MIGRATION)


def check_control(prepared: Sequence[Prepared], origin: Origin) -> None:
    """Raise Invalid for changes of records in force that say nothing of who approved them, and why."""
    if origin in SPARED:
        return
    for item in prepared:
        control = item.row.register.control
        if control is not None and _is_controlled(item, control):
            item.errors |= _missing(item, control)
    raise_errors(prepared)


def _is_controlled(item: Prepared, control: Control) -> bool:
    """Whether the content of a record changes that is in force before and after; not what verbs keep."""
    if item.draft.uid is None or item.draft.event is not Event.CHANGE:
        return False
    content = item.touched.intersection(item.row.writable_fields()) - item.draft.granted
    states = {item.states.get(control.state), getattr(item.row, control.state)}
    named = {control.state, control.reference, control.impact, control.approver}
    return states <= set(control.states) and bool(content - named - control.free)


def _missing(item: Prepared, control: Control) -> FieldErrors:
    errors: FieldErrors = {}
    if control.reference not in item.touched or not _text(item.row, control.reference):
        errors[control.reference] = [
            _("This is in force: name the reference of the change that was approved for this.")
        ]
    if not _text(item.row, control.impact):
        errors[control.impact] = [_("This is in force: say what the change means for others.")]
    if getattr(item.row, f"{control.approver}_id") is None:
        errors[control.approver] = [_("This is in force: name who approved the change.")]
    return errors


def _text(row: Any, name: str) -> str:
    return str(getattr(row, name) or "").strip()
