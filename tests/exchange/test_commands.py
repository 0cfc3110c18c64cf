"""The two commands: a preview, a commit, an export, and one clear sentence when they cannot."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.choices import Role
from core.models import AccessEntry
from portfolio.models import Service
from tests.exchange.files import FIXTURES, csv_of
from tests.factories import ServiceFactory, change
from tests.personas import user

pytestmark = pytest.mark.django_db

LAYOUT = FIXTURES / "service-portfolio-register.csv"


def run(*words: Any) -> str:
    """What a command says."""
    out = io.StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def written(folder: Path, *rows: str, name: str = "a.csv") -> Path:
    """A CSV file in a folder."""
    path = folder / name
    path.write_bytes(csv_of(*rows))
    return path


def test_without_commit_it_only_says_what_it_would_do() -> None:
    said = run("import_register", "services", LAYOUT)
    assert "4 rows: 0 new, 0 changed, 0 unchanged, 0 clash, 4 missing, 0 faulty." in said
    assert "unknown customer: Finance Department" in said
    assert "Add --create-missing" in said
    assert Service.objects.count() == 0


def test_with_commit_it_writes() -> None:
    said = run("import_register", "services", LAYOUT, "--create-missing", "--commit")
    assert "Written: 33 records." in said
    assert "4 unchanged" in run("import_register", "services", LAYOUT, "--commit")


def test_commit_with_blocked_rows_writes_nothing() -> None:
    with pytest.raises(CommandError, match="4 rows cannot be imported"):
        run("import_register", "services", LAYOUT, "--commit")
    assert Service.objects.count() == 0


def test_columns_are_mapped_left_out_and_given_one_value(tmp_path: Path) -> None:
    path = written(tmp_path, "Thing=x,Name,Notes", "Mail,ignored,n")
    options = ("--map", "Thing=x=name", "--map", "Name=", "--map", "=Active=status", "--commit")
    said = run("import_register", "services", path, *options)
    assert "Taken as found in “Active”" in said
    assert Service.objects.values_list("name", "notes", "status").get() == ("Mail", "n", "active")


def test_it_acts_as_a_user(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Notes", "Mail,n")
    auditor = user("ada", Role.AUDITOR)
    with pytest.raises(CommandError, match="You may not do this"):
        run("import_register", "services", path, "--as", auditor.email, "--commit")
    manager = user("mia", Role.SERVICE_MANAGER)
    run("import_register", "services", path, "--as", manager.email, "--commit")
    assert Service.history.get().history_actor == "The mia"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("services", "/nowhere/a.csv"), "cannot be read"),
        (("nothing", LAYOUT), "There is no register called “nothing”"),
        (("services", LAYOUT, "--as", "nobody@example.org"), "no user"),
        (("services", LAYOUT, "--map", "Colour=name"), "no column “Colour”"),
        (("services", LAYOUT, "--map", "Status=colour"), "no field “colour”"),
        (("services", LAYOUT, "--map", "Status"), "is no mapping"),
        (
            (
                "services",
                FIXTURES / "supplier-management-register.csv",
                "--map",
                "Services Provided=",
            ),
            "like",
        ),
    ],
)
def test_import_says_in_one_sentence_why_it_cannot(words: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as caught:
        run("import_register", *words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "json"])
def test_export_writes_the_register_and_is_noted(fmt: str, tmp_path: Path) -> None:
    ServiceFactory(name="Mail")
    path = tmp_path / f"services.{fmt}"
    assert "1 records" in run("export_register", "services", path)
    assert path.stat().st_size > 100
    entry = AccessEntry.objects.latest("seq")
    assert (entry.event, '"register":"services"' in entry.payload) == ("export", True)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_export_as_of_a_day_shows_what_was_then(tmp_path: Path) -> None:
    start = timezone.now()
    with time_machine.travel(start - timedelta(days=3)):
        row = ServiceFactory(name="Old name")
    change(row, name="New name")
    path = tmp_path / "then.csv"
    run(
        "export_register",
        "services",
        path,
        "--as-of",
        (start - timedelta(days=2)).date().isoformat(),
    )
    assert "Old name" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nothing", "a.csv"), "no register"),
        (("services", "a.pdf"), "no format"),
        (("services", "/nowhere/a.csv"), "cannot be written"),
        (("services", "a.csv", "--as-of", "yesterday"), "is no date"),
        (("services", "a.csv", "--as-of", "2999-01-01"), "has not begun"),
        (("users", "a.csv", "--as-of", "2024-01-01"), "no past"),
    ],
)
def test_export_says_in_one_sentence_why_it_cannot(
    words: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=sentence):
        run("export_register", *words)
    assert list(tmp_path.iterdir()) == []
