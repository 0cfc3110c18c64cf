"""Setting the values of drafts on their rows, and seeing what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import access
from core.access.principals import Principal
from core.choices import Event
from core.ledger.writing import columns
from core.models import RegisterModel
from core.records.drafts import Draft, Prepared, Values
from core.records.locating import locate
from core.writing.validation import kept


def prepare(drafts: Sequence[Draft], by: Principal) -> list[Prepared]:
    """Located rows with the values set; raises NotFound, Forbidden, PreconditionRequired, Stale."""
    rows = locate(drafts, by)
    made: dict[Draft, RegisterModel] = {}
    prepared = []
    for index, draft in enumerate(drafts):
        row = made[draft] = rows[draft.uid] if draft.uid else draft.new_row()
        values = _with_rows(draft.values, made)
        item = Prepared(index, draft, row, values)
        _check_names(item, by)
        before = _content(row) if draft.uid else {}
        item.states = {name: getattr(row, name) for name in _state_fields(row)}
        _assign(item)
        item.touched = _differing(row, before)
        item.changed = draft.uid is None or bool(item.touched) or bool(_unborn(item))
        prepared.append(item)
    return prepared


def _state_fields(row: RegisterModel) -> set[str]:
    """The fields that say how far a record has come."""
    control = row.register.control
    found = {table.field for table in row.register.transitions}
    return found | {control.state} if control else found


def _with_rows(values: Values, made: dict[Draft, RegisterModel]) -> Values:
    """The values with rows in place of drafts; most have none, and stay as they are."""
    if not any(isinstance(value, Draft) for value in values.values()):
        return values
    return {n: made[v] if isinstance(v, Draft) else v for n, v in values.items()}


def _differing(row: RegisterModel, before: Values) -> frozenset[str]:
    """Names of the fields that differ from what they were; of a new row nobody asks."""
    if not before:
        return frozenset()
    after = _content(row)
    return frozenset(name for name in after if after[name] != before[name])


def _unborn(item: Prepared) -> list[str]:
    """Links to records that this very unit is going to insert."""
    links = item.values.items()
    return [n for n, v in links if isinstance(v, RegisterModel) and v.pk is None]


def _check_names(item: Prepared, by: Principal) -> None:
    """Refuse fields that the principal may not write; hidden and unknown ones alike."""
    draft = item.draft
    if draft.event is not Event.CHANGE:
        return
    action = "change" if draft.uid else "add"
    writable = (
        draft.model.value_fields() if by.is_system else access.fields(by, draft.model, action)
    )
    for name in draft.values:
        if name not in writable and name not in draft.granted:
            item.errors[name] = [_("There is no such field that you may write.")]


def _assign(item: Prepared) -> None:
    for name, value in item.values.items():
        if name in item.errors:
            continue
        try:
            field: Any = item.row._meta.get_field(name)
            setattr(item.row, name, kept(field, value, getattr(item.row, field.attname)))
        except (ValidationError, ValueError) as error:
            item.errors[name] = getattr(error, "messages", [str(error)])
    if item.row.pk and item.draft.uid and not item.row.reference:
        item.errors["reference"] = [_("The reference cannot be emptied.")]


def _content(row: RegisterModel) -> dict[str, Any]:
    return {c.name: getattr(row, c.attname) for c in columns(type(row))}
