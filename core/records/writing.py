"""Writing checked rows: one unit, locked, with the versions compared once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import IntegrityError
from django.db.models import Q
from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.choices import Origin
from core.errors import Conflict, Forbidden, Stale
from core.models import RegisterModel
from core.records.drafts import Prepared
from core.writing.quoting import targets
from core.writing.unit import Work, unit

Ending = Callable[[Work], None]


def write(
    items: Sequence[Prepared], by: Principal, origin: Origin, reason: str, ending: Ending | None
) -> None:
    """Write new and changed rows; raises Stale, Conflict, Forbidden."""
    if not items:
        return
    try:
        with unit(by=by, origin=origin, reason=reason) as work:
            versions = _lock(work, items)
            for item in items:
                if item.draft.uid:
                    _compare_locked(item, versions[item.row.pk])
            for group in _runs(items):
                _take_keys(group)
                rows = [item.row for item in group]
                _read_again(rows, versions)
                if group[0].draft.uid:
                    work.rewrite(rows, group[0].draft.event)
                else:
                    work.insert(rows)
            _check_still_reached(items, by)
            _check_together(items)
            if ending is not None:
                ending(work)
    except IntegrityError as error:
        raise Conflict(
            _("The database refused this: %(error)s") % {"error": _named(error)}
        ) from error


def _lock(work: Work, items: Sequence[Prepared]) -> dict[int, int]:
    """Lock what is changed, and what new titles quote, so that nobody renames it meanwhile."""
    changed = {item.row.pk for item in items if item.draft.uid}
    quoted = {target.pk for item in items for _name, target in targets(item.row)}
    return work.lock(changed | quoted)


def _read_again(rows: Sequence[RegisterModel], versions: dict[int, int]) -> None:
    """Read again the quoted records that somebody wrote since they were read."""
    for row in rows:
        for name, target in targets(row):
            if target.version != versions.get(target.pk, target.version):
                setattr(row, name, type(target)._base_manager.get(pk=target.pk))


def _compare_locked(item: Prepared, version: int) -> None:
    if version != item.row.version:
        current = type(item.row)._base_manager.get(pk=item.row.pk)
        raise Stale(current, item.draft.values)


def _runs(items: Sequence[Prepared]) -> list[list[Prepared]]:
    """Neighbours that go into one statement: same register, both new or both changed."""
    runs: list[list[Prepared]] = []
    for item in items:
        key = (type(item.row), item.draft.uid is None, item.draft.event)
        last = runs[-1][0] if runs else None
        if last and key == (type(last.row), last.draft.uid is None, last.draft.event):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _take_keys(items: Sequence[Prepared]) -> None:
    """Read again the keys of links to records that were inserted a moment ago in this unit."""
    for item in items:
        for name, value in item.values.items():
            if isinstance(value, RegisterModel):
                setattr(item.row, name, value)


def _check_still_reached(items: Sequence[Prepared], by: Principal) -> None:
    """Nobody may move a record, or make one, outside of what they may reach."""
    for model in {type(item.row) for item in items}:
        of_model = [item for item in items if type(item.row) is model]
        if access.allowed(by, model, "view") is Reach.OWN:
            _require_all(model, of_model, access.condition(by, model, "view"))
        if access.allowed(by, model, "add") is Reach.OWN:
            new = [item for item in of_model if item.draft.uid is None]
            _require_all(model, new, access.condition(by, model, "add"))


def _check_together(items: Sequence[Prepared]) -> None:
    for model in dict.fromkeys(type(item.row) for item in items):
        model.check_together([item.row for item in items if type(item.row) is model])


def _require_all(model: type[RegisterModel], items: list[Prepared], reach: Q) -> None:
    keys = {item.row.pk for item in items}
    if keys and model.objects.filter(reach, pk__in=keys).count() < len(keys):
        raise Forbidden(_("You may only write records of your own."))


def _named(error: IntegrityError) -> str:
    """The rule that the database named."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or str(error).split("\n")[0]
