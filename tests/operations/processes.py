"""Real servers, worker and beat for one test, which may kill them and start them again."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import connection

from config.local import redis
from config.local.processes import free_port, start, stop


class Sink:
    """A mail server that is sometimes busy, sometimes hangs, and keeps what it accepted."""

    def __init__(self):
        self.accepted = []
        self.count = self.hung = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        if self.count % 10 == 0:
            return "451 come back later"
        self.accepted.append((envelope.rcpt_tos[0], envelope.content.decode()))
        if self.count % 33 == 0:
            self.hung += 1
            await asyncio.sleep(4)  # longer than the sender waits
        return "250 accepted"


@contextmanager
def mail_server():
    """A running sink and its port."""
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


class Processes:
    """The processes by name; `kill` is -9 and `start` begins anew on the same data."""

    def __init__(self, folder, mail_port, **variables):
        self.folder = folder
        self.port, self.web_port = free_port(), free_port()
        self.broker = f"redis://127.0.0.1:{self.port}/0"
        self.running = {}
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.operations.chaos_settings",
            "CHAOS_DATABASE": str(connection.settings_dict["NAME"]),
            "REDIS_URL": self.broker,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(mail_port),
            **variables,
        }

    def command(self, name):
        celery = [sys.executable, "-m", "celery", "-A", "config"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        serve = [sys.executable, "-m", "gunicorn", "config.wsgi", "-w", "2", "--threads", "4"]
        return {
            "web": [*serve, "-b", f"127.0.0.1:{self.web_port}", "--log-level", "warning"],
            "redis": redis.command(self.folder, self.port),
            "worker": [*celery, "worker", "-c", "2", "-l", "WARNING", *quiet],
            "beat": [*celery, "beat", "-l", "WARNING", "--pidfile=", "-s", self.folder / "beat"],
        }[name]

    def start(self, name):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = start(self.command(name), log=log.fileno(), env=self.env)

    def kill(self, name):
        process = self.running[name]
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def revive(self):
        """Start again what ended by itself, as the supervisor and the compose file do."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.start(name)

    def log(self):
        return "".join(f.read_text(errors="replace")[-3000:] for f in self.folder.glob("*.log"))

    def stop(self):
        for process in self.running.values():
            stop(process, how=signal.SIGKILL)


@contextmanager
def running(mail_port=25, names=("redis", "worker", "beat"), **variables):
    """Redis, worker and beat, or other processes, on the test's database."""
    with tempfile.TemporaryDirectory(prefix="sms-chaos-") as folder:
        processes = Processes(Path(folder), mail_port, **variables)
        try:
            for name in names:
                processes.start(name)
            yield processes
        finally:
            processes.stop()


def until(condition, seconds):
    """Wait for a condition; whether it came true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False
