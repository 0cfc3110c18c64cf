"""Finding the rows to change: in scope, permitted, at the version that the writer saw."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.errors import Forbidden, NotFound, PreconditionRequired, Stale
from core.models import RegisterModel
from core.records.drafts import Draft
from core.writing.quoting import read_along

BATCH = 1000


def locate(drafts: Sequence[Draft], by: Principal) -> dict[uuid.UUID, RegisterModel]:
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
    rows = _fetch(model.objects.for_user(by, "view").select_related(*read_along(model)), uids)
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


def _fetch(queryset: Any, uids: Sequence[Any]) -> dict[Any, RegisterModel]:
    rows = {}
    for start in range(0, len(uids), BATCH):
        batch = queryset.filter(uid__in=uids[start : start + BATCH]).order_by()
        rows.update({row.uid: row for row in batch})
    return rows


def _compare(draft: Draft, row: RegisterModel, version: int) -> None:
    if draft.version is None:
        raise PreconditionRequired
    if version != draft.version:
        raise Stale(row, draft.values)


def _by_model(drafts: Iterable[Draft]) -> dict[type[RegisterModel], list[Draft]]:
    groups: dict[type[RegisterModel], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.model, []).append(draft)
    return groups
