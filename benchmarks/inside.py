"""What is measured inside a process that has Django: `python -m benchmarks.inside TASK ARGUMENTS`.

The last line printed is the answer as JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.db import connection, models  # noqa: E402 - after Django has been set up
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks import files, leaning, limits  # noqa: E402
from benchmarks.crowd import crowd  # noqa: E402
from core import records, tokens  # noqa: E402
from core.access.principals import Principal, system  # noqa: E402
from core.choices import Origin, Role  # noqa: E402
from core.models import LedgerEntry, Person, Record, User  # noqa: E402
from core.records import Draft  # noqa: E402
from core.services import accounts  # noqa: E402
from portfolio.models import Service, Subscription  # noqa: E402
from relationships.models import Customer, Representative  # noqa: E402

Answer = dict[str, Any]
BY = system("bench")
EMAIL = "bench@scale.example"


def admit() -> Answer:
    """A service manager with a token and a session."""
    user = accounts.invite(
        name="Bench", email=EMAIL, roles=[Role.SERVICE_MANAGER, Role.SUPPLIER_MANAGER], by=BY,
        password="only-for-benchmarks", origin=Origin.COMMAND,
    )  # fmt: skip
    scopes = ["read", "write", "bundles"]
    _token, secret = tokens.give_token(user=user, name="bench", scopes=scopes, days=2, by=BY)
    client = Client()
    client.force_login(user, backend="core.web.adapters.SignInBackend")
    return {"token": secret, "session": client.cookies["sessionid"].value}


def admit_customer(services: str) -> Answer:
    """A customer's representative who sees so many services."""
    door: Any = {"by": BY, "origin": Origin.COMMAND}
    user = accounts.invite(
        name="Customer", email=f"customer{time.time_ns()}@scale.example", by=BY,
        roles=[Role.REPRESENTATIVE], password="only-for-benchmarks", origin=Origin.COMMAND,
    )  # fmt: skip
    customer = records.create(Customer, {"name": "Bench customer"}, **door)
    records.create(Representative, {"customer": customer, "person": user.person}, **door)
    received = Service._base_manager.order_by("pk")[: int(services)]
    records.apply(
        [Draft(Subscription, {"customer": customer, "service": s}) for s in received], **door
    )
    _token, secret = tokens.give_token(user=user, name="bench", scopes=["read"], days=2, by=BY)
    return {"token": secret}


def queries(*paths: str) -> Answer:
    """Queries and bytes of a second request for each path; paths of the API with a token."""
    user = User.objects.by_email(EMAIL).get()
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="core.web.adapters.SignInBackend")
    counted = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        counted[path] = {"queries": len(context), "bytes": len(answer.content)}
    return counted


TEXTS = (
    "name", "description", "criticality_reason", "service_hours", "support_channels", "outcomes",
    "drivers", "strategic_intent", "notes", "profitability",
)  # fmt: skip


def paste(height: str, width: str) -> Answer:
    """Statements of one paste into the grid: so many rows, so many cells in each."""
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.by_email(EMAIL).get(), backend="core.web.adapters.SignInBackend"
    )
    found = Service._base_manager.order_by("pk").values_list("uid", "version")[: int(height)]
    texts = TEXTS[: int(width)]
    rows = [
        {"uid": str(uid), "version": version, "changes": {n: f"{n} {number}" for n in texts}}
        for number, (uid, version) in enumerate(found)
    ]
    key = {"Idempotency-Key": f"paste-{time.time_ns()}"}
    with CaptureQueriesContext(connection) as context:
        answer = client.post(
            f"/api/v1/services/bulk/?fields={','.join(texts)}",
            {"rows": rows},
            content_type="application/json",
            headers=key,
        )
    if answer.status_code != 200:
        raise RuntimeError(f"paste: {answer.status_code} {answer.content[:300]!r}")
    return {"requests": 1, "queries": len(context), "bytes": len(answer.content)}


def values(number: int) -> Answer:
    """The values of a service to make."""
    return {
        "name": f"Made service {number}",
        "description": "Made by the benchmark, with a sentence of description.",
        "owner": Person._base_manager.first(),
        "criticality": "high",
        "service_hours": "Mon–Fri 08:00–18:00",
        "support_channels": "Portal, phone",
    }


def writing(rounds: str) -> Answer:
    """Seconds of a create and a change by the door, and of plain saves of the same rows."""
    principal = Principal.of(User.objects.by_email(EMAIL).get())
    door: Any = {"by": principal, "origin": Origin.API}
    taken: dict[str, list[float]] = {"create": [], "insert": [], "change": [], "update": []}
    for number in range(int(rounds)):
        content = values(number)
        row = timed(taken["create"], partial(records.create, Service, content, **door))
        cost = {"cost": number + 1, "currency": "EUR"}
        change = partial(records.change, Service, row.uid, cost, version=1, **door)
        timed(taken["change"], change)
        plain = limits.plain_row(content, number)
        timed(taken["insert"], partial(plain.save, force_insert=True))
        plain.cost, plain.currency = number + 1, "EUR"
        timed(taken["update"], plain.save)
    return {name: statistics.median(times) for name, times in taken.items()}


def timed(into: list[float], work: Callable[[], Any]) -> Any:
    """Do the work and note its seconds."""
    start = time.perf_counter()
    result = work()
    into.append(time.perf_counter() - start)
    return result


def execute_values(table_rows: str, rounds: str) -> Answer:
    """Seconds to insert the last rows of record, service, history and ledger once more."""
    return {"seconds": limits.execute_values(int(table_rows), int(rounds))}


def counts() -> Answer:
    """How much there is."""
    tables: dict[str, type[models.Model]] = {
        "services": Service, "records": Record, "entries": LedgerEntry,
        "history": Service.history.model,
    }  # fmt: skip
    return {name: model._base_manager.count() for name, model in tables.items()}


def some(number: str) -> Answer:
    """(uid, version) of the first services."""
    rows = Service._base_manager.order_by("pk").values_list("uid", "version")[: int(number)]
    return {"rows": [[str(uid), version] for uid, version in rows]}


def commits(rounds: str) -> Answer:
    """Durable commits a second, one after another: what waits for the disk cannot be faster."""
    taken: list[float] = []
    for number in range(int(rounds)):
        record = Record(type="bench", reference=f"{number}-{time.time_ns()}", title="x")
        timed(taken, record.save)
    return {"per_second": 1 / statistics.median(taken)}


def digests() -> Answer:
    """Seconds to recompute the digests, leaves and chain of all payloads, and nothing else."""
    return limits.recompute()


TASKS: dict[str, Callable[..., Answer]] = {
    task.__name__: task
    for task in (
        *(
            admit,
            admit_customer,
            crowd,
            queries,
            paste,
            writing,
            execute_values,
            counts,
            some,
            digests,
            commits,
        ),
        *files.TASKS,
        *leaning.TASKS,
    )
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
