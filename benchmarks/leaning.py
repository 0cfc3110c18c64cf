"""Tasks of `benchmarks.inside`: services that lean on each other, and what they keep at best."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import records
from core.access.principals import system
from core.choices import Origin
from core.models import Calendar, Person, Record
from core.records import Draft
from portfolio.choices import SLAState
from portfolio.models import SLA, Component, Dependency, Service, Target
from portfolio.services.underpinning.comparing import agreed_targets, book_of, verdicts
from relationships.models import Customer

Answer = dict[str, Any]
EACH, LAYER, COMPONENTS = 10, 100, 100
DOOR: Any = {"by": system("bench"), "origin": Origin.COMMAND}


def lean(services: str) -> Answer:
    """Layers of services, each on ten parts of the layer below, two of them alternatives; the lowest
    on components that people keep to; every layer agreed with a customer.

    Dependencies go in past the door: it follows each one around for circles.
    """
    found = list(Service._base_manager.order_by("pk")[: int(services)])
    week = records.create(Calendar, {"name": "Day shift", "hours": "Mon–Fri 08:00–18:00"}, **DOOR)
    keeper = records.create(Person, {"name": "Keeper"}, **DOOR)
    promise = {"owner": keeper, "calendar": week, "availability": Decimal("99.95"), "response": 30}
    made = _all([Draft(Component, {"name": f"Part {n}", **promise}) for n in range(COMPONENTS)])
    rows = [row for at in range(len(found)) for row in _rows(found, made, at)]
    kept = Record.objects.bulk_create(map(_record, rows), batch_size=2000)
    for row, record in zip(rows, kept, strict=True):
        row.record = record
    Dependency._base_manager.bulk_create(rows, batch_size=2000)
    _promise(found)
    return {"dependencies": len(rows)}


def _all(drafts: Sequence[Draft]) -> list[Any]:
    return list(records.apply(drafts, **DOOR))


def _rows(found: Sequence[Service], parts: Sequence[Component], at: int) -> list[Dependency]:
    """What one service leans on."""
    below = at // LAYER * LAYER + LAYER
    made = []
    for place in range(EACH):
        step = (at * 7 + place * 13) % LAYER
        row = Dependency(service=found[at], alternative="pair" if place < 2 else "", version=1)
        if below < len(found):
            row.depends_on = found[below + step]
        else:
            row.component = parts[step % len(parts)]
        row.reference = f"LEAN-{at}-{place}"
        row.title = row.reference
        made.append(row)
    return made


def _record(row: Dependency) -> Record:
    return Record(
        uid=row.uid, type="dependencies", reference=row.reference, title=row.title, version=1
    )


def _promise(found: Sequence[Service]) -> None:
    """An agreed SLA with a target for every service."""
    customer = records.create(Customer, {"name": "Underpinned"}, **DOOR)
    agreed = {"customer": customer, "state": SLAState.AGREED, "targets": "As measured"}
    slas = _all([Draft(SLA, {"service": each, **agreed}) for each in found])
    _all([Draft(Target, {"sla": s, "name": "Availability", "value": Decimal(99)}) for s in slas])


def underpin() -> Answer:
    """Seconds and queries of reading all dependencies and promises, reckoning, and judging every target."""
    with CaptureQueriesContext(connection) as context:
        start = time.perf_counter()
        book = book_of(Dependency._base_manager.filter(archived_at=None))
        told = verdicts(agreed_targets(), book)
        seconds = time.perf_counter() - start
    return {
        "seconds": seconds, "queries": len(context), "services": len(book.services),
        "judged": len(told), "unkept": sum(not each.holds for each in told),
    }  # fmt: skip


TASKS: tuple[Callable[..., Answer], ...] = (lean, underpin)
