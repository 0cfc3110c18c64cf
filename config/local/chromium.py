"""Sees to it that there is a Chromium for the browser tests: Debian's, installed when root."""

import os
import shutil
import subprocess
import sys

MISSING = "No chromium here: apt-get install --no-install-recommends chromium"


def apt(*arguments: str) -> bool:
    """Run apt-get; whether it succeeded."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0


def install() -> bool:
    """Install Chromium; package lists that are missing or old are fetched once."""
    command = ("install", "-y", "--no-install-recommends", "chromium")
    return apt(*command) or (apt("update") and apt(*command))


def main() -> int:
    """Return 0 when there is a Chromium."""
    if shutil.which("chromium"):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing chromium …", flush=True)
        if install():
            return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
