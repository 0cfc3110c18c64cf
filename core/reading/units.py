"""One unit of work found again: the records it wrote, each at the version that it left."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from core import access
from core.access import Reach, belonging
from core.access.principals import Principal
from core.choices import EntryKind
from core.errors import NotFound
from core.ledger.writing import history_of
from core.models import LedgerEntry, RegisterModel
from core.registers import by_name

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHUNK = 500
#: How many entries after a unit's beginning are looked through: others may have ended before it.
LOOKED_THROUGH = 200_000
FIRST_STEP, LONGEST_STEP = 64, 4096


@dataclass(frozen=True)
class Trace:
    """One version that a unit wrote: the register, the record's key, the version's number."""

    model: type[RegisterModel]
    key: int
    version: int


@dataclass
class FoundUnit:
    """A unit of work; ``traces`` in the order of the ledger, ``others`` counts facts and the like."""

    uid: uuid.UUID
    traces: list[Trace] = field(default_factory=list)
    others: int = 0

    def by_model(self) -> dict[type[RegisterModel], list[Trace]]:
        """The traces of each register."""
        groups: dict[type[RegisterModel], list[Trace]] = {}
        for trace in self.traces:
            groups.setdefault(trace.model, []).append(trace)
        return groups

    def visible(self, by: Principal) -> list[Trace]:
        """The traces of records that ``by`` sees. Raises NotFound when there is none."""
        seen: set[int] = set()
        withheld: dict[int, int] = {}
        for model, traces in self.by_model().items():
            if access.allowed(by, model, "view") is not None:
                seen.update(reached(model, traces, by, "view"))
            withheld |= belonging.since(by, model, {trace.key for trace in traces})
        found = [
            trace
            for trace in self.traces
            if trace.key in seen and trace.version >= withheld.get(trace.key, belonging.FIRST)
        ]
        if not found:
            raise NotFound
        return found


def reached(
    model: type[RegisterModel], traces: list[Trace], by: Principal, action: str
) -> Iterator[int]:
    """The keys of those records of one register that ``by`` may do ``action`` to."""
    if access.allowed(by, model, action) is Reach.ALL:
        yield from (trace.key for trace in traces)
        return
    rows = model.objects.for_user(by, action)
    for batch in batches(traces):
        keys = [trace.key for trace in batch]
        yield from rows.filter(pk__in=keys).values_list("pk", flat=True)


def batches(traces: list[Trace]) -> Iterator[list[Trace]]:
    """Traces in portions that fit into one question to the database."""
    for start in range(0, len(traces), CHUNK):
        yield traces[start : start + CHUNK]


def find(uid: uuid.UUID) -> FoundUnit:
    """The unit with this identity. Raises NotFound.

    The identity tells when the unit began; units from before identities told it are not found.
    """
    found = FoundUnit(uid)
    for kind, name, key, version in _entries(uid):
        if kind == EntryKind.RECORD:
            found.traces.append(Trace(by_name(name), key, version))
        else:
            found.others += 1
    if not found.traces:
        raise NotFound
    return found


def _entries(uid: uuid.UUID) -> Iterator[tuple[Any, ...]]:
    """(kind, type, record key, version) of every entry of the unit, which stand side by side."""
    seq, step = _first(uid), FIRST_STEP
    while True:
        rows = LedgerEntry.objects.filter(seq__gte=seq, seq__lt=seq + step, **_mark(uid))
        found = list(rows.order_by("seq").values_list("kind", "type", "record_id", "version"))
        yield from found
        if len(found) < step:
            return
        seq, step = seq + step, min(step * 2, LONGEST_STEP)


def _first(uid: uuid.UUID) -> int:
    """The number of the unit's first entry. Raises NotFound."""
    later = LedgerEntry.objects.filter(time__gte=_beginning(uid)).order_by("time")
    start = later.values_list("seq", flat=True).first()
    if start is None:
        raise NotFound
    near = LedgerEntry.objects.filter(seq__gte=start, seq__lt=start + LOOKED_THROUGH)
    first = near.filter(**_mark(uid)).order_by("seq").values_list("seq", flat=True).first()
    if first is None:
        raise NotFound
    return first


def _beginning(uid: uuid.UUID) -> datetime:
    """When the unit began, to the millisecond. Raises NotFound."""
    if uid.version != 7:
        raise NotFound
    try:
        return EPOCH + timedelta(milliseconds=uid.int >> 80)
    except OverflowError:
        raise NotFound from None


def _mark(uid: uuid.UUID) -> dict[str, str]:
    """What only the payloads of this unit hold: inside of a text the quotation marks are escaped."""
    return {"payload__contains": f'"unit":"{uid}"'}


def versions(
    model: type[RegisterModel], traces: list[Trace], reader: Principal | None = None
) -> dict[tuple[int, int], Any]:
    """The history rows of some traces and of the versions before them, by (record key, version).

    A version before that the reader may not read is missing.
    """
    keys = {trace.key for trace in traces}
    withheld = belonging.since(reader, model, keys) if reader else {}
    numbers = {trace.version for trace in traces} | {trace.version - 1 for trace in traces}
    rows = history_of(model).objects.filter(
        record_id__in=[trace.key for trace in traces], version__in=numbers
    )
    return {
        (row.record_id, row.version): row
        for row in rows
        if row.version >= withheld.get(row.record_id, belonging.FIRST)
    }
