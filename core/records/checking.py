"""Checking prepared rows: fields and rules, links, moves of states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.choices import Origin
from core.errors import Invalid
from core.gates.requirements import Move, behind, judge, requirements_of, told
from core.models import Record, RegisterModel
from core.records.drafts import Prepared
from core.transitions import transition
from core.writing.validation import validate

#: Where people and their programs write; the others bring what was found.
ENTRANCES = (Origin.SCREEN, Origin.API, Origin.LINK)


def check_rows(prepared: Sequence[Prepared], by: Principal) -> None:
    """Raise Invalid with every error of every row."""
    groups: dict[type[RegisterModel], list[Prepared]] = {}
    for item in prepared:
        groups.setdefault(type(item.row), []).append(item)
    for items in groups.values():
        changed = [item for item in items if item.changed]
        touched = [i.touched if i.draft.uid else None for i in changed]
        for position, errors in validate([i.row for i in changed], touched).items():
            changed[position].errors |= errors | changed[position].errors
        _check_links(items, by)
    raise_errors(prepared)


def raise_errors(prepared: Sequence[Prepared]) -> None:
    """Raise Invalid with the errors found so far, if there are any."""
    rows = {item.index: item.errors for item in prepared if item.errors}
    if rows:
        raise Invalid(rows=rows)


def _check_links(items: Sequence[Prepared], by: Principal) -> None:
    """A link may only lead to what the principal sees; others answer as if it did not exist."""
    wanted: dict[type[RegisterModel], set[int]] = {}
    for item in items:
        for _name, target in _linked(item):
            wanted.setdefault(_target_model(target), set()).add(target.pk)
    seen = {
        model: set(_visible_keys(model, keys, by))
        for model, keys in wanted.items()
        if access.allowed(by, model, "view") is not Reach.ALL
    }
    for item in items:
        for name, target in _linked(item):
            if target.pk not in seen.get(_target_model(target), {target.pk}):
                item.errors[name] = [_("There is no such record.")]


def _visible_keys(model: type[RegisterModel], keys: set[int], by: Principal) -> list[int]:
    return list(model.objects.for_user(by).filter(pk__in=keys).values_list("pk", flat=True))


def _linked(item: Prepared) -> list[tuple[str, Any]]:
    """Links to stored records among the values; records made in the same unit have no key yet."""
    links = item.values.items()
    return [(n, v) for n, v in links if isinstance(v, RegisterModel | Record) and v.pk is not None]


def _target_model(target: Any) -> type[RegisterModel]:
    return target.model if isinstance(target, Record) else type(target)


def check_moves(prepared: Sequence[Prepared], by: Principal, origin: Origin, reason: str) -> None:
    """States move by their tables only; raises Invalid."""
    for item in prepared:
        if item.draft.uid is None:
            continue
        for table in item.row.register.transitions:
            before = item.states[table.field]
            item.errors |= transition(table, before, item.row, by=by, origin=origin, reason=reason)
    if origin is not Origin.IMPORT:
        _check_gates(prepared)
    if origin in ENTRANCES:
        _check_beginnings(prepared)
    raise_errors(prepared)


def mark_passed_gates(prepared: Sequence[Prepared], by: Principal) -> None:
    """Errors of known records that would come behind a gate otherwise than through it."""
    entering = [item for item in prepared if _enters(item)]
    for item in entering:
        for table in item.row.register.transitions:
            before = item.states[table.field]
            # The file is the reason.
            item.errors |= transition(
                table, before, item.row, by=by, origin=Origin.TASK, reason="file"
            )
    _check_gates(entering)


def _enters(item: Prepared) -> bool:
    """Whether the state of a known record becomes one that has a gate before it."""
    if item.draft.uid is None:
        return False
    gated = behind(type(item.row))
    return any(state in gated and state != item.states[name] for name, state in _states(item.row))


def _check_beginnings(prepared: Sequence[Prepared]) -> None:
    """Nobody makes a record behind its gate; what an import or a command brings is as found."""
    for item in prepared:
        if item.draft.uid is not None:
            continue
        gated = behind(type(item.row))
        for field, state in _states(item.row):
            if state in gated:
                label = dict(item.row._meta.get_field(field).flatchoices).get(state)  # type: ignore[union-attr]
                sentence = _("A new record cannot begin as “%(state)s”: begin before its gate.")
                item.errors[field] = [sentence % {"state": label}]


def _states(row: RegisterModel) -> list[tuple[str, str]]:
    return [(table.field, getattr(row, table.field)) for table in row.register.transitions]


def _check_gates(prepared: Sequence[Prepared]) -> None:
    """What is missing for a new state is told whole; imported states are as found."""
    groups: dict[tuple[type[RegisterModel], str, Move], list[Prepared]] = {}
    for item in prepared:
        for field, move in _moved(item):
            groups.setdefault((type(item.row), field, move), []).append(item)
    for (model, field, move), items in groups.items():
        wanted = requirements_of(model, [move])
        lines = judge([item.row for item in items], wanted)
        for item in items:
            if missing := told(lines[item.row.pk], item.row):
                item.errors[field] = [_not_ready(item.row, field), *missing]


def _moved(item: Prepared) -> Iterator[tuple[str, Move]]:
    """State fields that move as their tables allow, from where to where."""
    if item.draft.uid is None or item.draft.waived:
        return
    for table in item.row.register.transitions:
        field = table.field
        before, after = item.states[field], getattr(item.row, field)
        if after != before and field not in item.errors:
            yield field, (before, after)


def _not_ready(row: RegisterModel, field: str) -> str:
    labels = dict(row._meta.get_field(field).flatchoices)  # type: ignore[union-attr]
    after = labels.get(getattr(row, field))
    return _("This is still missing for “%(state)s”:") % {"state": after}
