"""The one door for writes to registers: from form, grid, API, import and task alike.

Order, always: locate in scope (NotFound) → permission (Forbidden) → precondition
(PreconditionRequired, Stale) → validate (Invalid) → write.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _

from core import access, clock
from core.access import Reach
from core.choices import Event, Origin
from core.errors import (
    Conflict,
    FieldErrors,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionRequired,
    Stale,
)
from core.ledger import columns
from core.models import Record, RegisterModel
from core.principals import Principal
from core.transitions import transition
from core.unit import unit
from core.validation import normalise, validate

Values = Mapping[str, Any]
BATCH = 1000


@dataclass(eq=False)
class Draft:
    """One row to write: ``values`` by field name, links as instances or as drafts that come before.

    Without ``uid`` a new record; with it a change of the version that the writer saw. ``identity``
    fixes the uid of a new record beforehand.
    """

    model: type[RegisterModel]
    values: Values
    uid: uuid.UUID | None = None
    version: int | None = None
    event: Event = Event.CHANGE
    identity: uuid.UUID | None = None

    def new_row(self) -> RegisterModel:
        """An empty row for a new record."""
        return self.model(uid=self.identity) if self.identity else self.model()


@dataclass
class _Prepared:
    """A draft with its row, its values with rows for drafts, and which fields differ."""

    index: int
    draft: Draft
    row: RegisterModel
    values: Values
    errors: FieldErrors = field(default_factory=dict)
    changed: bool = True
    touched: frozenset[str] = frozenset()
    states: dict[str, str] = field(default_factory=dict)


def create(
    model: type[RegisterModel], values: Values, *, by: Principal, origin: Origin, reason: str = ""
) -> Any:
    """A new record. Raises Forbidden, Invalid."""
    return _one(Draft(model, values), by, origin, reason)


def change(
    model: type[RegisterModel],
    uid: uuid.UUID,
    values: Values,
    *,
    version: int | None,
    by: Principal,
    origin: Origin,
    reason: str = "",
) -> Any:
    """Change the given fields of a record. Raises NotFound, Forbidden, Stale, Invalid.

    Values that change nothing write nothing: the version stays.
    """
    return _one(Draft(model, values, uid, version), by, origin, reason)


def archive(
    model: type[RegisterModel], uid: uuid.UUID, *, version: int | None, by: Principal,
    origin: Origin, reason: str = "",
) -> Any:  # fmt: skip
    """Take a record out of choices and current views; its reference stays taken."""
    draft = Draft(model, {"archived_at": clock.now()}, uid, version, Event.ARCHIVE)
    return _one(draft, by, origin, reason)


def restore(
    model: type[RegisterModel], uid: uuid.UUID, *, version: int | None, by: Principal,
    origin: Origin, reason: str = "",
) -> Any:  # fmt: skip
    """Bring an archived record back."""
    draft = Draft(model, {"archived_at": None}, uid, version, Event.RESTORE)
    return _one(draft, by, origin, reason)


def _one(draft: Draft, by: Principal, origin: Origin, reason: str) -> Any:
    try:
        return apply([draft], by=by, origin=origin, reason=reason)[0]
    except Invalid as error:
        if error.rows:
            raise Invalid(fields=error.rows[0]) from error
        raise


def apply(drafts: Sequence[Draft], *, by: Principal, origin: Origin, reason: str = "") -> list[Any]:
    """Write many drafts, of several registers, all or nothing, as one unit; rows in the drafts' order.

    Validates before the transaction; locks, compares versions again and writes within it.
    Raises what :func:`change` raises; Invalid has the errors by draft index in ``rows``.
    """
    prepared = _prepare(drafts, by)
    _check(prepared, by)
    _check_moves(prepared, by, origin, reason)
    _write([item for item in prepared if item.changed], by, origin, reason)
    return [item.row for item in prepared]


def check(drafts: Sequence[Draft], *, by: Principal) -> None:
    """Raise what :func:`apply` would raise before it writes: previews are checked by the same rules."""
    _check(_prepare(drafts, by), by)


def _prepare(drafts: Sequence[Draft], by: Principal) -> list[_Prepared]:
    rows = _locate(drafts, by)
    made: dict[Draft, RegisterModel] = {}
    prepared = []
    for index, draft in enumerate(drafts):
        row = made[draft] = rows[draft.uid] if draft.uid else draft.new_row()
        values = {n: made[v] if isinstance(v, Draft) else v for n, v in draft.values.items()}
        item = _Prepared(index, draft, row, values)
        _check_names(item, by)
        before = _content(row)
        item.states = {table.field: getattr(row, table.field) for table in row.register.transitions}
        _assign(item)
        after = _content(row)
        item.touched = frozenset(name for name in after if after[name] != before[name])
        item.changed = draft.uid is None or bool(item.touched) or bool(_unborn(item))
        prepared.append(item)
    return prepared


def _unborn(item: _Prepared) -> list[str]:
    """Links to records that this very unit is going to insert."""
    links = item.values.items()
    return [n for n, v in links if isinstance(v, RegisterModel) and v.pk is None]


def _locate(drafts: Sequence[Draft], by: Principal) -> dict[uuid.UUID, RegisterModel]:
    """The rows to change, by uid: in scope, permitted, at the version the writer saw."""
    found: dict[uuid.UUID, RegisterModel] = {}
    for model, group in _by_model(drafts).items():
        for action in {"change" if draft.uid else "add" for draft in group}:
            if action == "add":
                access.require(by, model, action)
        existing = [draft for draft in group if draft.uid]
        found |= _locate_in(model, existing, by)
    return found


def _locate_in(
    model: type[RegisterModel], drafts: list[Draft], by: Principal
) -> dict[uuid.UUID, RegisterModel]:
    uids = [draft.uid for draft in drafts]
    rows = _fetch(model.objects.for_user(by, "view").select_related(*_links(model)), uids)
    if len(rows) < len(set(uids)):
        raise NotFound
    if not drafts:
        return {}
    reach = access.require(by, model, "change")
    if reach is Reach.OWN and len(_fetch(model.objects.for_user(by, "change"), uids)) < len(rows):
        raise Forbidden
    for draft in drafts:
        _compare(draft, rows[draft.uid], rows[draft.uid].version)
    return rows


def _links(model: type[RegisterModel]) -> list[str]:
    """Links whose targets titles and rules ask for, read along with the rows."""
    return [f.name for f in model._meta.concrete_fields if f.is_relation and f.name != "record"]


def _fetch(queryset: Any, uids: Sequence[Any]) -> dict[Any, RegisterModel]:
    rows = {}
    for start in range(0, len(uids), BATCH):
        batch = queryset.filter(uid__in=uids[start : start + BATCH])
        rows.update({row.uid: row for row in batch})
    return rows


def _compare(draft: Draft, row: RegisterModel, version: int) -> None:
    if draft.version is None:
        raise PreconditionRequired
    if version != draft.version:
        raise Stale(row, draft.values)


def _check_names(item: _Prepared, by: Principal) -> None:
    """Refuse fields that the principal may not write; hidden and unknown ones alike."""
    draft = item.draft
    if draft.event is not Event.CHANGE:
        return
    action = "change" if draft.uid else "add"
    writable = (
        draft.model.value_fields() if by.is_system else access.fields(by, draft.model, action)
    )
    for name in draft.values:
        if name not in writable:
            item.errors[name] = [_("There is no such field that you may write.")]


def _assign(item: _Prepared) -> None:
    for name, value in item.values.items():
        if name in item.errors:
            continue
        try:
            setattr(item.row, name, normalise(value))
        except (ValidationError, ValueError) as error:
            item.errors[name] = getattr(error, "messages", [str(error)])
    if item.row.pk and item.draft.uid and not item.row.reference:
        item.errors["reference"] = [_("The reference cannot be emptied.")]


def _content(row: RegisterModel) -> dict[str, Any]:
    return {c.name: getattr(row, c.attname) for c in columns(type(row))}


def _by_model(drafts: Iterable[Draft]) -> dict[type[RegisterModel], list[Draft]]:
    groups: dict[type[RegisterModel], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.model, []).append(draft)
    return groups


def _check(prepared: Sequence[_Prepared], by: Principal) -> None:
    """Raise Invalid with every error of every row."""
    groups: dict[type[RegisterModel], list[_Prepared]] = {}
    for item in prepared:
        groups.setdefault(type(item.row), []).append(item)
    for items in groups.values():
        changed = [item for item in items if item.changed]
        for position, errors in validate([i.row for i in changed], _touched(changed)).items():
            changed[position].errors |= errors | changed[position].errors
        _check_links(items, by)
    _raise_errors(prepared)


def _touched(items: Sequence[_Prepared]) -> frozenset[str] | None:
    """The names of all fields that changed; None when there are new rows among them."""
    if any(item.draft.uid is None for item in items):
        return None
    return frozenset[str]().union(*(item.touched for item in items))


def _raise_errors(prepared: Sequence[_Prepared]) -> None:
    rows = {item.index: item.errors for item in prepared if item.errors}
    if rows:
        raise Invalid(rows=rows)


def _check_moves(prepared: Sequence[_Prepared], by: Principal, origin: Origin, reason: str) -> None:
    """States move by their tables only."""
    for item in prepared:
        if item.draft.uid is None:
            continue
        for table in item.row.register.transitions:
            before = item.states[table.field]
            item.errors |= transition(table, before, item.row, by=by, origin=origin, reason=reason)
    _raise_errors(prepared)


def _check_links(items: Sequence[_Prepared], by: Principal) -> None:
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


def _linked(item: _Prepared) -> list[tuple[str, Any]]:
    """Links to stored records among the values; records made in the same unit have no key yet."""
    links = item.values.items()
    return [(n, v) for n, v in links if isinstance(v, RegisterModel | Record) and v.pk is not None]


def _target_model(target: Any) -> type[RegisterModel]:
    return target.model if isinstance(target, Record) else type(target)


def _write(items: Sequence[_Prepared], by: Principal, origin: Origin, reason: str) -> None:
    if not items:
        return
    try:
        with unit(by=by, origin=origin, reason=reason) as work:
            versions = work.lock(item.row.pk for item in items if item.draft.uid)
            for item in items:
                if item.draft.uid:
                    _compare_locked(item, versions[item.row.pk])
            for group in _runs(items):
                _take_keys(group)
                rows = [item.row for item in group]
                if group[0].draft.uid:
                    work.rewrite(rows, group[0].draft.event)
                else:
                    work.insert(rows)
            _check_still_reached(items, by)
    except IntegrityError as error:
        raise Conflict(
            _("The database refused this: %(error)s") % {"error": _named(error)}
        ) from error


def _compare_locked(item: _Prepared, version: int) -> None:
    if version != item.row.version:
        current = type(item.row)._base_manager.get(pk=item.row.pk)
        raise Stale(current, item.draft.values)


def _runs(items: Sequence[_Prepared]) -> list[list[_Prepared]]:
    """Neighbours that go into one statement: same register, both new or both changed."""
    runs: list[list[_Prepared]] = []
    for item in items:
        key = (type(item.row), item.draft.uid is None, item.draft.event)
        last = runs[-1][0] if runs else None
        if last and key == (type(last.row), last.draft.uid is None, last.draft.event):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _take_keys(items: Sequence[_Prepared]) -> None:
    """Read again the keys of links to records that were inserted a moment ago in this unit."""
    for item in items:
        for name, value in item.values.items():
            if isinstance(value, RegisterModel):
                setattr(item.row, name, value)


def _check_still_reached(items: Sequence[_Prepared], by: Principal) -> None:
    """Nobody may move a record, or make one, outside of what they may reach."""
    for model in {type(item.row) for item in items}:
        of_model = [item for item in items if type(item.row) is model]
        if access.allowed(by, model, "view") is Reach.OWN:
            _require_all(model, of_model, access.condition(by, model, "view"))
        if access.allowed(by, model, "add") is Reach.OWN:
            new = [item for item in of_model if item.draft.uid is None]
            _require_all(model, new, access.condition(by, model, "add"))


def _require_all(model: type[RegisterModel], items: list[_Prepared], reach: Q) -> None:
    keys = {item.row.pk for item in items}
    if keys and model.objects.filter(reach, pk__in=keys).count() < len(keys):
        raise Forbidden(_("You may only write records of your own."))


def _named(error: IntegrityError) -> str:
    """The rule that the database named."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or str(error).split("\n")[0]
