"""A release changes the fields of a register: old payloads verify for ever.

Runs on a copy of the project, with real migrations in processes of their own.
"""

import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", "var", ".git", "static", "node_modules", "__pycache__", "tests", ".*_cache"
)
PEOPLE = """
from core import records
from core.choices import Origin
from core.models import Person
from core.access.principals import system
here = {"by": system("test"), "origin": Origin.COMMAND}
james = records.create(Person, {"name": "James", "phone": "1"}, **here)
maria = records.create(Person, {"name": "Maria"}, **here)
records.change(Person, james.uid, {"phone": "2"}, version=1, **here)
"""
AFTERWARDS = """
from core import records
from core.choices import Origin
from core.writing.erasure import erase
from core.models import Person
from core.access.principals import system
here = {"by": system("test"), "origin": Origin.COMMAND}
james = Person.objects.get(name="James")
assert james.nickname == "none", james.nickname
records.change(Person, james.uid, {"nickname": "Jim", "phone": "3" * 100}, version=2, **here)
erase(Person, Person.objects.get(name="Maria").uid, version=1, reason="asked for it", **here)
"""


class Installation:
    """A copy of the project with a database of its own."""

    def __init__(self, root, url):
        self.root, self.url = root, url

    def manage(self, *arguments, code="", expect=0):
        env = {**os.environ, "SMS_VAR": str(self.root / "var"), "DATABASE_URL": self.url}
        env["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.root, env=env, input=code, text=True, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout

    def edit(self, path, old, new):
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def installation(tmp_path, django_db_blocker):
    root = tmp_path / "project"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT)
    (root / "static").mkdir()
    if connection.vendor == "sqlite":
        yield Installation(root, f"sqlite:///{tmp_path / 'db.sqlite3'}")
        return
    name = f"migrations_{uuid.uuid4().hex}"
    base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield Installation(root, f"{base}/{name}")
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_fields_come_and_change_and_people_are_erased_and_the_ledger_verifies(installation):
    installation.manage("migrate", "-v0")
    installation.manage("shell", "-v0", code=PEOPLE)
    people = "core/models/people.py"
    installation.edit(
        people,
        '    job_title = models.CharField(_("job title")',
        '    nickname = models.CharField(max_length=50, default="none")\n'
        '    job_title = models.CharField(_("job title")',
    )
    installation.edit(people, '_("phone"), max_length=64', '_("phone"), max_length=128')
    installation.manage("makemigrations", "core", "-v0")
    installation.manage("migrate", "-v0")
    assert "Sound" in installation.manage("verify")
    installation.manage("shell", "-v0", code=AFTERWARDS)
    assert "Sound" in installation.manage("verify")
    tampered = (
        "from django.db import connection\nfrom core.database import triggers\ntriggers.lift(connection)\n"
        "connection.cursor().execute(\"UPDATE core_historicalperson SET nickname = 'x'"
        " WHERE version = 1 AND name = 'James'\")\ntriggers.install(connection)\n"
    )
    installation.manage("shell", "-v0", code=tampered)
    assert "“nickname”" in installation.manage("verify", expect=1)
