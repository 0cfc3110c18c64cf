"""What a web worker takes: memory after load, and time to start."""

from __future__ import annotations

import time

from benchmarks.load import measure, middle, repeat
from benchmarks.place import Database, site
from benchmarks.reading import LIST, bearer, cookie
from benchmarks.report import Report, at_most

PAGES = ("/", "/services/", "/services/new/", "/customers/", "/suppliers/", "/search/?q=archive")


def worker(database: Database, report: Report, seconds: float) -> None:
    """Start, serve pages and lists for a while, look at the workers."""
    name = "Web worker"
    starts = []
    for _round in range(3):
        begin = time.monotonic()
        with site(database):
            starts.append(time.monotonic() - begin)
    start = sorted(starts)[1]
    report(at_most(name, "cold start until the first answer, seconds", start, 2.5, f"{start:.1f}"))
    with site(database) as on:
        measure(on.port, repeat(LIST, **bearer(database)), clients=4, seconds=seconds)
        pages = [measure(on.port, repeat(*PAGES, **cookie(database)), clients=4, seconds=seconds)]
        memory = on.memory()
    words = f"{memory} ({middle(pages).words()})"
    report(at_most(name, "memory after load, MiB each", max(memory), 160, words))
