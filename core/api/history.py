"""The versions of a record: who wrote each, when, why, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from core.access import belonging
from core.api.rows import Row, Rows, shown
from core.history.time_machine import current_instant
from core.reading.links import Links

WRITTEN = (
    "version", "valid_from", "archived_at", "history_event", "history_unit", "history_origin",
    "history_actor", "history_user_id", "history_change_reason", "history_request",
)  # fmt: skip


def versions(writer: Rows, key: int, *, size: int, below: int | None) -> tuple[list[Row], bool]:
    """Versions of the record with that key, newest first, and whether older ones follow."""
    stored = _stored(writer, key, size, below)
    found = writer.resolve(stored)
    pairs = [
        (row, stored[place + 1] if place + 1 < len(stored) else None)
        for place, row in enumerate(stored[:size])
    ]
    return [_version(writer, row, earlier, found) for row, earlier in pairs], len(stored) > size


def _stored(writer: Rows, key: int, size: int, below: int | None) -> list[Row]:
    """One version more than asked for, so that the last one has something to differ from."""
    history = writer.model.history.model.objects.filter(record=key)
    first = belonging.since(writer.principal, writer.model, [key])
    if first:
        history = history.filter(version__gte=first[key])
    instant: datetime | None = current_instant()
    if instant is not None:
        history = history.filter(valid_from__lte=instant)
    if below is not None:
        history = history.filter(version__lt=below)
    return list(history.order_by("-version").values(*WRITTEN, *writer.names)[: size + 1])


def _version(writer: Rows, row: Row, earlier: Row | None, found: Links) -> Row:
    # A reason may name what others must not see: it is for people of the organisation.
    reason = row["history_change_reason"] if writer.principal.is_staff else ""
    return {
        "version": row["version"],
        "time": row["valid_from"],
        "event": row["history_event"],
        "origin": row["history_origin"],
        "actor": {"uid": row["history_user_id"], "name": row["history_actor"]},
        "reason": reason or "",
        "unit": row["history_unit"],
        "request_id": row["history_request"],
        "archived": row["archived_at"] is not None,
        "changes": dict(_changes(writer, row, earlier, found)),
    }


def _changes(
    writer: Rows, row: Row, earlier: Row | None, found: Links
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in writer.names:
        before = earlier[name] if earlier else None
        if before != row[name]:
            yield (
                name,
                {
                    "from": _value(writer, name, before, found),
                    "to": _value(writer, name, row[name], found),
                },
            )


def _value(writer: Rows, name: str, value: Any, found: Links) -> Any:
    target = writer.links.get(name)
    return value if target is None else shown(found.get(target, value))
