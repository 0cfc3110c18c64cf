"""Clients that ask as fast as they are answered, each in a process of its own."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

TIMEOUT = 120
WARM_UP = 1.0


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


#: Requests of one client, endless; what comes back is sent into it (None the first time).
Script = Callable[[int], Iterator[Ask]]


@dataclass(frozen=True)
class Rate:
    """How fast answers came: per second over all clients, and each one's seconds."""

    per_second: float
    p50: float
    p95: float
    size: int
    errors: int

    def words(self) -> str:
        """The rate, and how long an answer took."""
        ms = f"p50 {self.p50 * 1000:.1f} p95 {self.p95 * 1000:.1f} ms"
        return f"{self.per_second:.0f}/s {ms}" + f" {self.errors} ERRORS" * bool(self.errors)


def repeat(*paths: str, **headers: str) -> Script:
    """A script that asks for the same paths again and again."""
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())

    def script(client: int) -> Iterator[Ask]:
        for number in count(client):
            yield Ask(paths[number % len(paths)], headers=pairs)

    return script


def send(method: str, path: str, body: Any, **headers: str) -> Ask:
    """A request with a body of JSON."""
    pairs = {"Content-Type": "application/json", **headers}
    return Ask(path, method, json.dumps(body).encode(), tuple(pairs.items()))


def measure(port: int, script: Script, *, clients: int, seconds: float) -> Rate:
    """Let clients ask for some seconds. What they ask in the warm-up before is not counted: a
    worker loads much with its first request."""
    context = multiprocessing.get_context("fork")
    results: Any = context.SimpleQueue()
    begin = time.monotonic() + WARM_UP
    processes = [
        context.Process(target=_client, args=(port, script(n), begin, seconds, results))
        for n in range(clients)
    ]
    for process in processes:
        process.start()
    answers = [results.get() for _process in processes]
    for process in processes:
        process.join()
    return _rate(answers, seconds)


def _client(port: int, script: Iterator[Ask], begin: float, seconds: float, results: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    taken, errors, size = [], 0, 0
    while (start := time.monotonic()) < begin + seconds:
        ask = next(script)
        connection.request(ask.method, ask.path, ask.body, dict(ask.headers))
        answer = connection.getresponse()
        size = len(answer.read())
        errors += answer.status >= 400
        if start >= begin:
            taken.append(time.monotonic() - start)
    results.put((taken, errors, size))


def _rate(answers: list[tuple[list[float], int, int]], seconds: float) -> Rate:
    taken = sorted(each for times, _errors, _size in answers for each in times)
    errors = sum(errors for _times, errors, _size in answers)
    size = max(size for _times, _errors, size in answers)
    p95 = taken[min(int(len(taken) * 0.95), len(taken) - 1)]
    return Rate(len(taken) / seconds, statistics.median(taken), p95, size, errors)


def fetch(port: int, ask: Ask) -> tuple[int, bytes]:
    """Ask once; status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    connection.request(ask.method, ask.path, ask.body, dict(ask.headers))
    answer = connection.getresponse()
    return answer.status, answer.read()


def middle(rates: list[Rate]) -> Rate:
    """The rate in the middle of several rounds."""
    return sorted(rates, key=lambda rate: rate.per_second)[len(rates) // 2]
