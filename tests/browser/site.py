"""The whole local stack with the demo, started as `make run` does, in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from config.local.processes import free_port

ROOT = Path(__file__).parents[2]
SECONDS_TO_READY = 240
SIGN_IN = re.compile(r"^ {2}(\S.*?) +(\S+@\S+) +(\S+)$", re.MULTILINE)


@dataclass
class Site:
    """A running site: its address, its folder, and how to sign in by role."""

    var: Path
    port: int = field(default_factory=free_port)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of its processes, without what the test suite set for itself."""
        ours = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL")
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        return {**inherited, "SMS_VAR": str(self.var), "PORT": str(self.port)}

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        said = self.var / "said.txt"
        with said.open("wb") as output:
            command = [sys.executable, "-m", "config.local.stack"]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=output, stderr=output
            )
        deadline = time.monotonic() + SECONDS_TO_READY
        while "Ready (" not in said.read_text():
            assert self.process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.2)
        self.read_people(said)

    def read_people(self, said: Path) -> None:
        """Take the demo's sign-ins from what was printed."""
        found = SIGN_IN.findall(said.read_text())
        self.people = {role: (mail, password) for role, mail, password in found}

    def stop(self) -> None:
        """Stop it and everything it started."""
        self.process.terminate()
        self.process.wait(timeout=60)

    def manage(self, *arguments: str, var: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `manage.py` beside it, or on a copy of its folder."""
        env = {**self.env, "SMS_VAR": str(var or self.var)}
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
