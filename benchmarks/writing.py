"""Creating and changing records, one by one and a thousand at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

from benchmarks.load import Ask, Rate, Script, fetch, measure, send
from benchmarks.place import Database, Site, site
from benchmarks.reading import bearer
from benchmarks.report import Figure, Report, at_least, at_most

SERVICES = "/api/v1/services/"
ROUNDS = 150
THOUSAND = 1_000


def one(database: Database, report: Report, seconds: float) -> None:
    """One create, one PATCH: in process against plain saves, over HTTP with 8 clients."""
    name = "Create, PATCH with history and ledger"
    taken = database.inside("writing", str(ROUNDS))
    for what, least, word in (("create", "insert", "create"), ("change", "update", "PATCH")):
        ratio = taken[what] / taken[least]
        shown = f"{ratio:.1f} ({taken[what] * 1000:.1f} / {taken[least] * 1000:.1f} ms)"
        report(at_most(name, f"{word} in process against plain save()", ratio, 5, shown))
    alone = database.inside("commits", "200")["per_second"]
    report(Figure(name, "durable commits one after another, alone", f"{alone:.0f}/s"))
    with site(database) as on:
        made = measure(on.port, creating(database), clients=8, seconds=seconds)
        changed = measure(on.port, changing(database), clients=8, seconds=seconds)
    _report_rate(report, name, "create, 8 clients, requests/s", made, 200)
    _report_rate(report, name, "PATCH, 8 clients, requests/s", changed, 150)


def _report_rate(report: Report, name: str, what: str, rate: Rate, goal: int) -> None:
    report(at_least(name, what, rate.per_second, goal, rate.words()))


def creating(database: Database) -> Script:
    """A script that makes services."""
    headers = bearer(database)

    def script(client: int) -> Iterator[Ask]:
        for number in count():
            yield send("POST", SERVICES, values(f"{client}-{number}"), **headers)

    return script


def changing(database: Database) -> Script:
    """A script in which each client changes services of its own, version after version."""
    headers = bearer(database)
    rows = database.inside("some", "400")["rows"]

    def script(client: int) -> Iterator[Ask]:
        own = rows[client::8]
        for number in count():
            uid, version = own[number % len(own)]
            version += number // len(own)
            body = {"service_hours": f"Mon–Fri {number % 24:02d}:00", "version": version}
            yield send("PATCH", f"{SERVICES}{uid}/", body, **headers)

    return script


def values(number: str) -> dict[str, Any]:
    """The values of a service as the API takes them."""
    return {
        "name": f"Made over HTTP {number}",
        "description": "Made by the benchmark, with a sentence of description.",
        "criticality": "high",
        "service_hours": "Mon–Fri 08:00–18:00",
        "support_channels": "Portal, phone",
    }


def bulk(database: Database, report: Report) -> None:
    """A thousand services in one request, against `execute_values` of the same rows."""
    name = "Bulk create of 1,000 in one request"
    with site(database) as on:
        measure(on.port, creating(database), clients=8, seconds=0.5)  # both workers are warm
        taken = sorted(_bulk(on, database, number) for number in range(3))[1]
    least = database.inside("execute_values", str(THOUSAND), "3")["seconds"]
    ratio = taken / least
    report(Figure(name, "product", f"{taken:.2f} s"))
    report(Figure(name, "execute_values of the same rows", f"{least:.2f} s"))
    report(at_most(name, "against execute_values", ratio, 5, f"{ratio:.1f}"))


def _bulk(on: Site, database: Database, number: int) -> float:
    rows = [{"changes": values(f"bulk {number}-{n}")} for n in range(THOUSAND)]
    ask = send("POST", f"{SERVICES}bulk/", {"rows": rows}, **bearer(database))
    start = time.perf_counter()
    status, body = fetch(on.port, ask)
    taken = time.perf_counter() - start
    if status != 200 or len(json.loads(body)["results"]) != THOUSAND:
        raise RuntimeError(f"bulk: {status} {body[:300]!r}")
    return taken
