"""A place to measure in: throw-away PostgreSQL databases and the site served from them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from config.local.processes import free_port, start, stop

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Database:
    """One database of the server, and who may sign in there."""

    url: str
    var: Path
    token: str = ""
    session: str = ""

    @property
    def env(self) -> dict[str, str]:
        """The environment of a process that works on it."""
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "SMS_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "SMS_LOG": "-",
            "LOG_LEVEL": "ERROR",
        }

    def manage(self, *arguments: str) -> str:
        """Run a command of the product; its output."""
        return run([sys.executable, "manage.py", *arguments], self.env)

    def inside(self, task: str, *arguments: str) -> dict[str, Any]:
        """Run a task of `benchmarks.inside` in a process of its own; what it measured."""
        command = [sys.executable, "-m", "benchmarks.inside", task, *arguments]
        answer: dict[str, Any] = json.loads(run(command, self.env).splitlines()[-1])
        return answer

    def sql(self, statement: str) -> None:
        """Run a statement outside of a transaction."""
        with contextlib.closing(psycopg2.connect(self.url)) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)


def run(command: list[str], env: dict[str, str]) -> str:
    """Run a process to its end; raises RuntimeError with its last words."""
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def make(server: str, home: Path, name: str, *seed: str) -> Database:
    """A database called ``name`` with services and one service manager; one left there before is
    used again."""
    url, var = f"{server.rsplit('/', 1)[0]}/{name}", home / name
    signs = var / "signs.json"
    if not signs.exists():
        var.mkdir(parents=True, exist_ok=True)
        _create(server, name)
        empty = Database(url, var)
        empty.manage("migrate", "-v0")
        empty.manage("seed_scale", *seed)
        signs.write_text(json.dumps(empty.inside("admit")))
    return Database(url, var, **json.loads(signs.read_text()))


def _create(server: str, name: str) -> None:
    with contextlib.closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.cursor().execute(f'CREATE DATABASE "{name}"')


@dataclass(frozen=True)
class Site:
    """A gunicorn with the product's own configuration."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def memory(self) -> list[int]:
        """The resident memory of each worker in MiB."""
        return [resident(pid) >> 20 for pid in self.workers()]


def resident(pid: int, what: str = "VmRSS") -> int:
    """Resident memory of a process in bytes; ``VmHWM`` for its peak."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) * 1024
    return 0


@contextlib.contextmanager
def site(database: Database, application: str = "config.wsgi", **env: str) -> Iterator[Site]:
    """Serve an application until the end of the block."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn_conf", application]
    environment = {**database.env, "PORT": str(port), **env}
    with (database.var / "gunicorn.log").open("ab") as log:
        process = start(command, log=log.fileno(), env=environment, cwd=ROOT)
    try:
        until_it_answers(port, process)
        yield Site(port, process)
    finally:
        stop(process)


def until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait for the first answer."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("gunicorn did not start")
