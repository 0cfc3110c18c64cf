"""Servers for a machine that has none, and secrets that several processes may make at once."""

import subprocess
import sys

import psycopg2
import pytest
import redis

from config.local import postgres
from config.local.processes import (
    CannotStart,
    end_with_parent,
    free_port,
    port_is_free,
    start,
    stop,
)
from config.local.redis import redis_server
from config.local.secrets import keep_signing_key, kept_secret
from core.ledger.notes import SigningKey

pytestmark = pytest.mark.once


@pytest.mark.processes
@pytest.mark.parametrize("folder", list(postgres.candidates()), ids=str)
def test_every_postgresql_found_here_runs_and_stops(folder, monkeypatch):
    monkeypatch.setattr(postgres, "candidates", lambda: iter([folder]))
    with postgres.postgres() as url:
        connection = psycopg2.connect(url)
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            assert cursor.fetchone() == ("UTF8",)
        connection.close()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


def test_no_postgresql_at_all_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr(postgres, "candidates", lambda: iter([]))
    with pytest.raises(CannotStart, match="apt-get install postgresql"), postgres.postgres():
        raise AssertionError("it started")


@pytest.mark.processes
def test_a_redis_runs_and_stops():
    with redis_server() as url:
        client = redis.Redis.from_url(url)
        client.set("a", "b")
        assert client.get("a") == b"b"
        client.close()
    with pytest.raises(redis.ConnectionError):
        redis.Redis.from_url(url).ping()


def test_stopping_takes_grandchildren_along(tmp_path):
    script = f"sleep 300 & echo $! > {tmp_path}/pid; trap '' TERM; wait"
    process = start(["bash", "-c", script])
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert process.poll() is None
    grandchild = int((tmp_path / "pid").read_text())
    stop(process, seconds=0.2)
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(grandchild)], capture_output=True, text=True, check=False
    ).stdout.strip()
    assert state in {"", "Z"}


def test_a_used_port_is_not_free():
    port = free_port()
    assert port_is_free(port)
    with redis_server(port):
        assert not port_is_free(port)


def test_a_secret_is_made_once_and_is_private(tmp_path):
    path = tmp_path / "keys" / "secret.key"
    first = kept_secret(path)
    assert len(first) > 80
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o077 == 0


def test_several_processes_make_one_secret(tmp_path):
    path = tmp_path / "keys" / "secret.key"
    code = (
        "import pathlib, sys; from config.local.secrets import kept_secret;"
        "print(kept_secret(pathlib.Path(sys.argv[1])))"
    )
    several = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in several}) == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_signing_key_is_made_once(tmp_path):
    path = tmp_path / "signing.key"
    keep_signing_key(path, "example.org/ledger")
    first = SigningKey.load("example.org/ledger", path).public.line
    keep_signing_key(path, "example.org/ledger")
    assert SigningKey.load("example.org/ledger", path).public.line == first


def test_ending_with_the_parent_is_harmless_where_it_is_unknown(monkeypatch):
    monkeypatch.setattr(sys, "platform", "other")
    end_with_parent()
