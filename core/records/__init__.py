"""The one door for writes to registers: from form, grid, API, import and task alike.

Order, always: locate in scope (NotFound) → permission (Forbidden) → precondition
(PreconditionRequired, Stale) → validate (Invalid) → write.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from core import clock
from core.access.principals import Principal
from core.choices import Event, Origin
from core.errors import Invalid
from core.models import RegisterModel
from core.records.checking import check_moves, check_rows, mark_passed_gates
from core.records.controlling import check_control
from core.records.drafts import Draft, Prepared, Values
from core.records.preparing import prepare
from core.records.sealing import check_seals
from core.records.writing import Ending, write

__all__ = [
    "Draft",
    "Ending",
    "Values",
    "apply",
    "archive",
    "change",
    "check",
    "create",
    "examine",
    "restore",
]


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


def apply(
    drafts: Sequence[Draft],
    *,
    by: Principal,
    origin: Origin,
    reason: str = "",
    ending: Ending | None = None,
) -> list[Any]:
    """Write many drafts, of several registers, all or nothing, as one unit; rows in the drafts' order.

    Validates before the transaction; locks, compares versions again and writes within it; ``ending``
    is called last in the transaction, unless there is nothing to write.
    Raises what :func:`change` raises; Invalid has the errors by draft index in ``rows``.
    """
    prepared = prepare(drafts, by)
    check_rows(prepared, by)
    check_moves(prepared, by, origin, reason)
    check_seals(prepared)
    check_control(prepared, origin)
    write([item for item in prepared if item.changed], by, origin, reason, ending)
    return [item.row for item in prepared]


def check(drafts: Sequence[Draft], *, by: Principal, from_file: bool = False) -> None:
    """Raise what :func:`apply` would raise before it writes: previews are checked by the same rules.

    ``from_file``: rows of a file take the state of new records as found, and lead no known record
    past a gate.
    """
    prepared = prepare(drafts, by)
    if from_file:
        mark_passed_gates(prepared, by)
    check_rows(prepared, by)
    check_seals(prepared)


def examine(
    drafts: Sequence[Draft], *, by: Principal, origin: Origin, reason: str = ""
) -> list[Prepared]:
    """What :func:`apply` would write, draft by draft: the row as it would be, whether it differs, and
    the errors that stand in its way. Raises NotFound, Forbidden, Stale.
    """
    prepared = prepare(drafts, by)
    for check_some in (
        lambda: check_rows(prepared, by),
        lambda: check_moves(prepared, by, origin, reason),
        lambda: check_seals(prepared),
        lambda: check_control(prepared, origin),
    ):
        with suppress(Invalid):  # each row keeps its errors
            check_some()
    return prepared
