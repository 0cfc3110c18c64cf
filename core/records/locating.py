"""Finding the rows to change: in scope, permitted, at the version that the writer saw."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.errors import Forbidden, NotFound, PreconditionRequired, Stale
from core.ledger.statements import find
from core.models import RegisterModel
from core.records.drafts import Draft
from core.writing.quoting import quotes, read_along


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
    if not drafts:
        return {}
    uids = [draft.uid for draft in drafts if draft.uid]
    rows = _read(model, uids, by)
    if len(rows) < len(set(uids)):
        raise NotFound
    reach = access.require(by, model, "change")
    if reach is Reach.OWN and len(model.objects.for_user(by, "change").by_uid(uids)) < len(rows):
        raise Forbidden
    for draft, uid in zip(drafts, uids, strict=True):
        _compare(draft, rows[uid])
    return rows


def _read(
    model: type[RegisterModel], uids: Sequence[Any], by: Principal
) -> dict[uuid.UUID, RegisterModel]:
    """Rows in scope, with what their titles quote; one that quotes nothing is read the short way."""
    whole = access.allowed(by, model, "view") is Reach.ALL
    if len(uids) == 1 and whole and not quotes(model):
        row = find(model, "uid", uids[0])
        return {row.uid: row} if row else {}
    rows: dict[uuid.UUID, RegisterModel] = (
        model.objects.for_user(by, "view").select_related(*read_along(model)).by_uid(uids)
    )
    return rows


def _compare(draft: Draft, row: RegisterModel) -> None:
    if draft.version is None:
        raise PreconditionRequired
    if row.version != draft.version:
        raise Stale(row, draft.values)


def _by_model(drafts: Iterable[Draft]) -> dict[type[RegisterModel], list[Draft]]:
    groups: dict[type[RegisterModel], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.model, []).append(draft)
    return groups
