"""`make fuzz`: Schemathesis against the served description, on a running site with real tokens.

Starts the site with its demo on a database of its own; SECONDS bounds each round (120).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from config.local.processes import free_port, start, stop

ROOT = Path(__file__).resolve().parents[2]
#: An environment of its own: its pytest plugin has no business in the suite.
FUZZER = ROOT / "var" / "fuzz" / "bin" / "schemathesis"
CONFIG = Path(__file__).with_name("schemathesis.toml")
SCOPES = ("read", "write", "bundles")
#: Each round as one of the demo's people.
ROUNDS = {
    "administrator": "admin@rheintal-it.example",
    "customer representative": "p.lindner@klinikum-rheintal.example",
}
#: These would end the very access that the round works with.
SAWING = r"^users_(update|partial_update|destroy|bulk)$|^resetpassword_|^resetsecondfactor_"
START = 180


def wait_for(address: str, site: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers; SystemExit when it ends instead."""
    for _second in range(START):
        if site.poll() is not None:
            sys.exit("fuzz: the site did not start.")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(1)
    sys.exit("fuzz: the site was not ready in time.")


def token_of(email: str, settings: dict[str, str]) -> str:
    """A token for somebody, as an operator gives it."""
    scopes = [word for scope in SCOPES for word in ("--scope", scope)]
    command = [sys.executable, "manage.py", "token", email, "--name", "fuzz", *scopes]
    said = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True)
    found = re.search(r"sms_[\w-]+", said.stdout.decode())
    if found is None:
        sys.exit(f"fuzz: no token for {email}.")
    return found[0]


def fuzz(address: str, token: str, arguments: list[str]) -> int:
    """One round; Schemathesis's own exit code."""
    command = [str(FUZZER), "--config-file", str(CONFIG), "run", f"{address}/api/v1/schema/"]
    header = ["-H", f"Authorization: Bearer {token}"]
    bounds = ["--max-time", os.environ.get("SECONDS", "120"), "--continue-on-failure"]
    rest = ["--exclude-operation-id-regex", SAWING, *arguments]
    return subprocess.run([*command, *header, *bounds, *rest], check=False).returncode


def main() -> int:
    """Every round, and whether all were clean."""
    with tempfile.TemporaryDirectory() as folder:
        port = str(free_port())
        settings = {**os.environ, "SMS_VAR": folder, "PORT": port}
        command = [sys.executable, "-m", "config.local.stack"]
        with (Path(folder) / "site.log").open("wb") as log:
            site = start(command, log=log, env=settings, cwd=ROOT)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, site)
            codes = []
            for role, email in ROUNDS.items():
                print(f"=== as {role} ===", flush=True)
                codes.append(fuzz(address, token_of(email, settings), sys.argv[1:]))
        finally:
            stop(site, seconds=30)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
