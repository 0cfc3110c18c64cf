"""`python -m benchmarks [--full] [NAME …]`: run benchmarks and print the figures."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    customers,
    finding,
    grid,
    machine,
    moving,
    reading,
    underpinning,
    weight,
    writing,
)
from benchmarks.place import Database, make
from benchmarks.report import Printer
from config.local.postgres import postgres


class Bench:
    """Databases made when first asked for, and the sizes of this run."""

    def __init__(self, server: str, home: Path, *, full: bool) -> None:
        self.server, self.home, self.full = server, home, full
        self.seconds = 6.0 if full else 2.5
        self.history = 1_000_000 if full else 100_000

    def database(self, name: str, services: int, history: int = 0) -> Database:
        """A database with so many services."""
        start = time.monotonic()
        if not (self.home / name).exists():
            print(f"[seeding {services:,} services, {history:,} further versions …]", flush=True)
        made = make(self.server, self.home, name, f"--services={services}", f"--history={history}")
        if (seconds := time.monotonic() - start) > 1:
            print(
                f"[{services:,} services, {history:,} further versions in {seconds:.0f} s]",
                flush=True,
            )
        return made

    @property
    def few(self) -> Database:
        """1,000 services."""
        return self.database("few", 1_000)

    @property
    def many(self) -> Database:
        """100,000 services."""
        return self.database("many", 100_000)

    @property
    def old(self) -> Database:
        """20,000 services with a long history."""
        return self.database("old", 20_000, self.history)

    @property
    def ten(self) -> Database:
        """Ten thousand records."""
        return self.database("ten", 9_800)

    @property
    def fifty(self) -> Database:
        """Fifty thousand records."""
        return self.database("fifty", 49_800)

    @property
    def leaning(self) -> Database:
        """1,000 services that lean on each other."""
        return self.database("leaning", 1_000)

    @property
    def written(self) -> Database:
        """A database to write into."""
        return self.database("written", 1_000)


BENCHMARKS: dict[str, Callable[[Bench, Printer], None]] = {
    "list": lambda bench, report: reading.api_list(bench.few, bench.many, report, bench.seconds),
    "link": lambda bench, report: reading.by_link(bench.many, report, bench.seconds),
    "html": lambda bench, report: reading.html(bench.many, report, bench.seconds),
    "customer": lambda bench, report: customers.customers(bench.few, report, bench.seconds),
    "search": lambda bench, report: finding.finding(bench.fifty, report, bench.seconds),
    "grid": lambda bench, report: grid.grid(bench.few, bench.many, report),
    "weight": lambda bench, report: weight.weight(bench.many, report),
    "write": lambda bench, report: writing.one(bench.written, report, bench.seconds),
    "bulk": lambda bench, report: writing.bulk(bench.written, report),
    "import": lambda bench, report: moving.importing(bench.written, report),
    "export": lambda bench, report: moving.exporting(bench.few, bench.many, report),
    "past": lambda bench, report: reading.as_of(bench.old, report, bench.seconds),
    "verify": lambda bench, report: moving.verifying(bench.few, bench.old, report, full=bench.full),
    "bundle": lambda bench, report: moving.bundling(bench.few, bench.ten, report),
    "underpinning": lambda bench, report: underpinning.underpinning(bench.leaning, report),
    "worker": lambda bench, report: machine.worker(bench.few, report, bench.seconds),
}


def main() -> int:
    """Run what was asked for; 0 whatever the figures say, for they are no tests."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--full", action="store_true", help="longer, and 1,000,000 versions")
    parser.add_argument("--server", help="a PostgreSQL to use; databases stay there for next time")
    parser.add_argument("--home", type=Path, help="where files of --server stay")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; PostgreSQL with fsync on.")
    report = Printer()
    with contextlib.ExitStack() as stack:
        server = asked.server or stack.enter_context(postgres(durable=True))
        home = asked.home or Path(stack.enter_context(TemporaryDirectory(prefix="sms-bench-")))
        bench = Bench(server, home, full=asked.full)
        for name in asked.names or BENCHMARKS:
            start = time.monotonic()
            BENCHMARKS[name](bench, report)
            print(f"  [{name}: {time.monotonic() - start:.0f} s]", flush=True)
    print(f"\n{report.summary()} Load now {os.getloadavg()[0]:.1f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
