"""`make run`: starts everything, stops everything, and says in one line why it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config.local.processes import CannotStart, free_port
from config.local.stack import PATIENCE, ROOT, Service

pytestmark = [pytest.mark.once, pytest.mark.processes]


def stack(var, **variables):
    """Start the supervisor with its own folder and an empty environment of its own."""
    inherited = {"PATH": os.environ["PATH"], "HOME": str(var)}
    return subprocess.Popen(
        [sys.executable, "-m", "config.local.stack"],
        cwd=ROOT,
        env={**inherited, "SMS_VAR": str(var), "DEMO": "0", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes_of(var):
    """Command lines by number of running processes whose environment names this folder."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"SMS_VAR={var}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(entry.name)] = line
        except OSError:
            continue
    return found


def the_process(var, name):
    """The number of the first process with this in its command line."""
    return min(number for number, line in processes_of(var).items() if name in line)


def until_ready(process):
    """Read what it prints until it is ready."""
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Ready"):
            return "".join(said)
    raise AssertionError(f"it ended: {''.join(said)}")


def test_it_starts_survives_a_dead_process_and_leaves_none(tmp_path):
    port = free_port()
    process = stack(tmp_path, PORT=str(port))
    try:
        said = until_ready(process)
        assert "Sign in as admin@example.org with " in said
        assert f"http://127.0.0.1:{port}" in said
        assert the_process(tmp_path, "gunicorn")
        assert the_process(tmp_path, "celery -A config worker")
        os.kill(the_process(tmp_path, "celery -A config beat"), signal.SIGKILL)
        assert "beat ended with -9" in process.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert json.load(answer)["status"] == "ready"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert process.returncode == 0
    assert processes_of(tmp_path) == {}


def test_a_taken_port_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said, _ = stack(tmp_path, PORT=str(port)).communicate(timeout=30)
    assert said == f"Port {port} is taken; choose another: make run PORT={port + 1}\n"


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    said, _ = stack(tmp_path, SMS_VAR=str(tmp_path / "file" / "var")).communicate(timeout=30)
    assert said.startswith("Cannot write to ")
    assert said.count("\n") == 1


def test_what_ends_is_started_again_until_that_is_hopeless(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    service = Service("web", ["false"], tmp_path / "web.log", {"PATH": os.environ["PATH"]})
    service.start()
    for _ in range(PATIENCE - 1):
        service.process.wait()
        service.restart()
    service.process.wait()
    with pytest.raises(CannotStart, match="web cannot run"):
        service.restart()
    assert capsys.readouterr().out.count("starting it again") == PATIENCE - 1
