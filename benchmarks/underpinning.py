"""What services can keep at best: the arithmetic over a large graph of dependencies."""

from __future__ import annotations

import time
from decimal import Decimal

from benchmarks.report import Report, at_most
from core.calendars.hours import read_week
from portfolio.services.underpinning.promises import COMPONENT, Level, Promise
from portfolio.services.underpinning.reckoning import needs_of, reckon

SERVICES, EACH, LAYER = 1000, 10, 100
OFFICE = read_week("Mon–Fri 08:00–18:00")


def underpinning(report: Report) -> None:
    """1,000 services in ten layers, each on ten parts of the layer below, two of them alternatives."""
    rows, promised = [], {}
    for service in range(1, SERVICES + 1):
        for place in range(EACH):
            below = (service - 1) // LAYER * LAYER + LAYER + (service * 7 + place * 13) % LAYER + 1
            group = "pair" if place < 2 else ""
            if below <= SERVICES:
                rows.append((service, None, below, group))
            else:
                rows.append((service, below, None, group))
                node = (COMPONENT, below)
                level = Level(Decimal("99.95"), Decimal(30), OFFICE)
                promised[node] = [Promise(node, "somebody", level)]
    start = time.perf_counter()
    book = reckon(needs_of(rows), promised)
    seconds = time.perf_counter() - start
    shown = f"{seconds:.2f} s for {len(book.services):,} services, {len(rows):,} dependencies"
    report(at_most("Underpinning of 1,000 services × 10", "arithmetic", seconds, 2, shown))
