"""The supervisor of `make run`: Redis, web, worker and beat, each a process of its own.

It restarts what dies (with growing pauses), gives up in one line when something dies at once again
and again, and on Ctrl-C or SIGTERM stops everything and leaves no process.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from config.env import Env
from config.local import redis
from config.local.processes import CannotStart, free_port, port_is_free, start, stop

ROOT = Path(__file__).resolve().parents[2]
NEEDED_BYTES = 300 * 1024 * 1024
SECONDS_TO_READY = 90
SOON = 10  # seconds; a process that ends sooner after its start has failed to start
PATIENCE = 5  # failed starts in a row
LONGEST_PAUSE = 30


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def on_signal(number: int, frame: FrameType | None) -> None:
    """Leave whatever is being done; further signals wait until everything has stopped."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


class Service:
    """One long-running process, its log and how often it failed to start."""

    def __init__(self, name: str, command: list[str], log: Path, env: dict[str, str]) -> None:
        self.name, self.command, self.log, self.env = name, command, log, env
        self.failures = 0

    def start(self) -> None:
        """Start it; its output is added to its log."""
        with self.log.open("ab") as output:
            self.process = start(self.command, log=output.fileno(), env=self.env, cwd=ROOT)
        self.started = time.monotonic()

    def restart(self) -> None:
        """Start it again after a pause; raises CannotStart when that keeps failing."""
        soon = time.monotonic() - self.started < SOON
        self.failures = self.failures + 1 if soon else 0
        if self.failures >= PATIENCE:
            raise CannotStart(f"{self.name} cannot run: {last_line(self.log)} (see {self.log})")
        print(f"{self.name} ended with {self.process.returncode}; starting it again.", flush=True)
        time.sleep(min(2**self.failures - 1, LONGEST_PAUSE))
        self.start()


class Stack:
    """All processes of a local installation. Values come from the environment."""

    def __init__(self, env: Env) -> None:
        self.port = env.number("PORT", 8000, least=1)
        self.var = env.path("SMS_VAR", ROOT / "var")
        self.address = f"http://127.0.0.1:{self.port}"
        self.broker = env.text("REDIS_URL", "")
        self.services: list[Service] = []
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": env.text("DJANGO_SETTINGS_MODULE", "config.settings.local"),
            "SMS_VAR": str(self.var),
            "SMS_LOG": "-",
            "PYTHONUNBUFFERED": "1",
        }

    def check_machine(self) -> None:
        """Raise CannotStart, with what to do, when this machine lacks something."""
        if not port_is_free(self.port):
            raise CannotStart(
                f"Port {self.port} is taken; choose another: make run PORT={self.port + 1}"
            )
        try:
            (self.var / "log").mkdir(parents=True, exist_ok=True)
            (self.var / "redis").mkdir(exist_ok=True)
            free = shutil.disk_usage(self.var).free
        except OSError as error:
            raise CannotStart(
                f"Cannot write to {self.var} ({error.strerror}); give SMS_VAR."
            ) from error
        if free < NEEDED_BYTES:
            raise CannotStart(
                f"Only {free >> 20} MB free under {self.var}; make room or give SMS_VAR."
            )

    def add(self, name: str, command: list[str]) -> Service:
        """Start a service and look after it."""
        log = self.var / "log" / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".old.log"))
        service = Service(name, command, log, self.env)
        service.start()
        self.services.append(service)
        return service

    def start_broker(self) -> None:
        """Start a Redis-compatible server unless REDIS_URL names one."""
        if not self.broker:
            port = free_port()
            self.broker = f"redis://127.0.0.1:{port}/0"
            service = self.add("redis", redis.command(self.var / "redis", port))
            redis.until_it_answers(self.broker, service.process)
        self.env["REDIS_URL"] = self.broker

    def prepare(self) -> None:
        """Migrate; on an empty database load the demo and print how to sign in."""
        env = {**self.env, "SMS_LOG": "prepare.log"}
        command = [sys.executable, "manage.py", "first_start", "--address", self.address]
        done = subprocess.run(command, cwd=ROOT, env=env, check=False)
        if done.returncode:
            raise CannotStart("The database could not be prepared; see the lines above.")

    def start_site(self) -> None:
        """Start web, worker and beat."""
        python = [sys.executable, "-m"]
        self.add("web", [*python, "gunicorn", "-c", "python:config.gunicorn_conf", "config.wsgi"])
        celery = [*python, "celery", "-A", "config"]
        quiet = ["--without-gossip", "--without-mingle"]
        self.add("worker", [*celery, "worker", "-c", "2", "-l", "INFO", *quiet])
        schedule = str(self.var / "beat-schedule")
        self.add("beat", [*celery, "beat", "-l", "INFO", "-s", schedule, "--pidfile="])

    def until_ready(self) -> None:
        """Wait for /readyz; raises CannotStart when a process ends or it takes too long."""
        deadline = time.monotonic() + SECONDS_TO_READY
        while (answer := ask(f"{self.address}/readyz")) is None or answer["status"] == "failing":
            for service in self.services:
                if service.process.poll() is not None:
                    raise CannotStart(f"{service.name} ended: {last_line(service.log)}")
            if time.monotonic() > deadline:
                log = self.var / "log" / "web.log"
                raise CannotStart(f"The site did not become ready: {answer or last_line(log)}")
            time.sleep(0.1)
        print(f"Ready ({answer['status']}): {self.address}   Stop with Ctrl-C.", flush=True)

    def watch(self) -> None:
        """Restart what ends, until a signal comes. Waits without polling."""
        while True:
            pid, status = os.wait()
            for service in self.services:
                if service.process.pid == pid:
                    service.process.returncode = os.waitstatus_to_exitcode(status)
                    service.restart()

    def stop(self) -> None:
        """Stop everything, what depends on others first."""
        for service in reversed(self.services):
            if service.process.poll() is None and service.name != "redis":
                service.process.terminate()
        for service in reversed(self.services):
            stop(service.process, seconds=15)


def last_line(log: Path) -> str:
    """Return the last line of a log."""
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def ask(address: str) -> dict[str, str] | None:
    """Return the JSON an address answers with, whatever its status; None when nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return read(answer)
    except urllib.error.HTTPError as error:
        return read(error)
    except OSError:
        return None


def read(answer: IO[bytes]) -> dict[str, str]:
    """Return the JSON of an answer; what is not JSON is no site that works."""
    try:
        content: dict[str, str] = json.loads(answer.read())
    except ValueError:
        return {"status": "failing"}
    return content


@contextlib.contextmanager
def signals() -> Iterator[None]:
    """Turn signals into the exception Stopped."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, on_signal)
    yield


def main() -> int:
    """Run the stack until a signal; return the exit code."""
    stack = Stack(Env())
    with signals():
        try:
            stack.check_machine()
            stack.start_broker()
            stack.prepare()
            stack.start_site()
            stack.until_ready()
            stack.watch()
        except CannotStart as reason:
            print(reason, file=sys.stderr, flush=True)
            return 1
        except Stopped:
            print("Stopping …", flush=True)
            return 0
        finally:
            stack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
