"""The whole test suite on a real PostgreSQL, then on SQLite, both with a real Redis.

`python -m config.local.suite [PYTEST ARGUMENTS]`; without arguments everything runs.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

from config.local.postgres import postgres
from config.local.processes import CannotStart
from config.local.redis import redis_server

NOTHING_COLLECTED = 5
#: Decided here or by pytest's own configuration, whatever the caller's shell says.
OURS = frozenset({"DATABASE_URL", "DJANGO_SETTINGS_MODULE"})


def end(number: int, frame: FrameType | None) -> None:
    """Turn SIGTERM into an orderly end, so that no server is left behind."""
    sys.exit(128 + number)


def pytest(title: str, arguments: list[str], **variables: str) -> int:
    """Run pytest with these variables; return its exit code."""
    print(f"\n=== {title} ===", flush=True)
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**env, **variables}, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run both; return 0 when both passed."""
    signal.signal(signal.SIGTERM, end)
    workers = os.environ.get("TEST_WORKERS", "2")
    # In the order of folders the long files do not come last, where one worker would wait for them.
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    arguments = ["-q", *spread, *arguments]
    try:
        with redis_server() as broker:
            with postgres() as url:
                first = pytest("PostgreSQL", arguments, DATABASE_URL=url, REDIS_URL=broker)
            only_once = ["-m", "not pages and not once"] if "-m" not in arguments else []
            second = pytest("SQLite", [*arguments, *only_once], REDIS_URL=broker)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    # A chosen part of the suite may be one that runs on PostgreSQL only.
    return first or (0 if second == NOTHING_COLLECTED else second)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
