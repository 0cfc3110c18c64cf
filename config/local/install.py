"""Make .venv with one locked set: `python3 config/local/install.py local|test`.

Runs on the machine's own Python, before anything is installed. A second call does nothing.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
NEEDED_BYTES = {"local": 600 * 1024 * 1024, "test": 1200 * 1024 * 1024}


def fail(sentence: str) -> None:
    """End with one line that says what to do."""
    sys.exit(sentence)


def check_machine(wanted: str) -> None:
    """End with one line when Python is too old, venv is missing or the disk is full."""
    if sys.version_info < OLDEST:
        fail(
            "Python 3.11 or newer is needed: make PYTHON=python3.11 … (apt-get install python3.11)"
        )
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        fail("Python's venv is missing: apt-get install python3-venv")
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES[wanted]:
        fail(
            f"Only {free >> 20} MB free under {ROOT}: make {NEEDED_BYTES[wanted] >> 20} MB of room."
        )


def lock(name: str) -> Path:
    """The lock file of a set."""
    return LOCKS / f"{name}.lock"


def stamp(name: str) -> Path:
    """The file in .venv that says which lock was installed."""
    return VENV / f"installed-{name}"


def fingerprint(name: str) -> str:
    """A hash over everything that decides what is installed."""
    content = lock(name).read_bytes() + (LOCKS / "uv.lock.txt").read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def is_installed(name: str) -> bool:
    """Whether .venv holds just this set."""
    return PYTHON.exists() and stamp(name).exists() and stamp(name).read_text() == fingerprint(name)


def run(*command: object) -> "subprocess.CompletedProcess[str]":
    """Run a command and keep what it says."""
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def make_venv() -> None:
    """Make .venv with the pinned uv in it."""
    if not (VENV / "bin" / "pip").exists():
        made = run(sys.executable, "-m", "venv", "--clear", VENV)
        if made.returncode:
            fail("Python's venv does not work here: apt-get install python3-venv")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    run(*pip, "-r", LOCKS / "uv.lock.txt")  # without uv, pip does its work more slowly


def install(name: str) -> None:
    """Bring .venv to just this set, by uv, else by pip."""
    uv = VENV / "bin" / "uv"
    if uv.exists():
        # Compiled here, so that the first start has only to run; of the test set most is never run.
        compiled = ["--compile-bytecode"] if name == "local" else []
        sync = [uv, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", *compiled]
        synced = run(*sync, lock(name))
        if synced.returncode == 0:
            return
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    installed = run(*pip, "-r", lock(name))
    if installed.returncode:
        reason = [line for line in installed.stderr.splitlines() if line.strip()][-1:]
        fail(f"Packages could not be installed; is the package index reachable? {' '.join(reason)}")


def main(wanted: str) -> None:
    """Install a set unless it, or the larger one, is there already."""
    if wanted == "local" and stamp("test").exists():
        wanted = "test"  # never take a developer's tools away
    if is_installed(wanted):
        return
    check_machine(wanted)
    print(f"Installing into .venv from requirements/{wanted}.lock …", flush=True)
    for old in VENV.glob("installed-*"):
        old.unlink()
    make_venv()
    install(wanted)
    stamp(wanted).write_text(fingerprint(wanted))


if __name__ == "__main__":
    main(sys.argv[1])
