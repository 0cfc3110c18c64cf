"""What services can keep at best: a large graph of dependencies, read from the database and reckoned."""

from __future__ import annotations

from benchmarks.place import Database
from benchmarks.report import Report, at_most

SERVICES = 1000


def underpinning(database: Database, report: Report) -> None:
    """1,000 services in ten layers, each on ten parts of the layer below, two of them alternatives."""
    made = database.inside("lean", str(SERVICES))
    found = database.inside("underpin")
    shown = (
        f"{found['seconds']:.2f} s, {found['queries']} queries for {found['services']:,} services, "
        f"{made['dependencies']:,} dependencies, {found['judged']:,} targets judged"
    )
    report(at_most("Underpinning of 1,000 services × 10", "rows read", found["seconds"], 2, shown))
