"""The history of a record as people read it: who, when, why, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from core import access
from core.access import belonging
from core.choices import Event
from core.declaration.columns import Cell, Column, columns_for, resolve_links

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.declaration.registry import Declared


@dataclass
class Change:
    """One version: its history row and the visible fields that differ from the version before.

    ``reason`` is for people of the organisation: it may name what others must not see.
    """

    row: Any
    fields: list[Column]
    reason: str
    before: Any = None
    cells: list[tuple[Column, Cell, Cell]] | None = None

    @property
    def concerns_reader(self) -> bool:
        """Whether anything happened that the reader may see."""
        return bool(self.fields) or self.row.history_event != Event.CHANGE


def versions(principal: Principal, row: Any) -> QuerySet[Any]:
    """The history rows of a record that the reader was found to see, newest first.

    Outsiders get none from when the record belonged to somebody else.
    """
    history: QuerySet[Any] = type(row).history.model.objects.filter(record_id=row.pk)
    first = first_version(principal, row)
    if first > belonging.FIRST:
        history = history.filter(version__gte=first)
    return history.order_by("-version")


def first_version(principal: Principal, row: Any) -> int:
    """The first version of a record that the reader may read."""
    return belonging.since(principal, type(row), [row.pk]).get(row.pk, belonging.FIRST)


def version(principal: Principal, row: Any, number: int) -> Any | None:
    """One history row of a record, if the reader may read it."""
    return versions(principal, row).filter(version=number).first()


def latest(
    declaration: Declared, principal: Principal, rows: QuerySet[Any], limit: int
) -> list[Change]:
    """The newest changes with the names of the fields that changed."""
    found = list(rows[: limit + 1])
    before = [*found[1:], None]
    return compared(declaration, principal, list(zip(found, before, strict=True))[:limit])


def compared(
    declaration: Declared, principal: Principal, pairs: Iterable[tuple[Any, Any]]
) -> list[Change]:
    """Changes of one register from pairs of a history row and the one before, if there is one."""
    columns = columns_for(declaration, access.fields(principal, declaration.model, "view"))
    return [
        Change(row, _differing(columns, row, old), told_reason(principal, row), old)
        for row, old in pairs
    ]


def told_reason(principal: Principal, row: Any) -> str:
    """Why a version was written, if somebody said so and the reader is one of us."""
    return (row.history_change_reason or "") if principal.is_staff else ""


def detailed(
    declaration: Declared, principal: Principal, rows: QuerySet[Any], limit: int
) -> list[Change]:
    """As :func:`latest`, with the values before and after."""
    return filled(principal, latest(declaration, principal, rows, limit))


def filled(principal: Principal, changes: list[Change]) -> list[Change]:
    """Changes of one register with the values before and after, links named."""
    columns = list({column.name: column for change in changes for column in change.fields}.values())
    both = [row for change in changes for row in (change.row, change.before) if row is not None]
    found = resolve_links(principal, columns, both)
    for change in changes:
        change.cells = [
            (
                column,
                Cell("none") if change.before is None else column.cell(change.before, found),
                column.cell(change.row, found),
            )
            for column in change.fields
        ]
    return changes


def _differing(columns: Sequence[Column], row: Any, before: Any) -> list[Column]:
    if before is not None:
        return [column for column in columns if column.raw(row) != column.raw(before)]
    return [column for column in columns if column.raw(row) not in (None, "", [], {}, False)]
