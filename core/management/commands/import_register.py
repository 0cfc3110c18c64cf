"""``manage.py import_register``: a spreadsheet into a register, shown first, written with ``--commit``."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access.principals import Principal, system
from core.errors import DomainError, NotFound
from core.exchange.confirming import write
from core.exchange.entries import RowState
from core.exchange.examining import Examination, Wishes, examine
from core.exchange.limits import Limits, too_large
from core.exchange.outcome import Outcome
from core.exchange.plans import plan_of
from core.exchange.reading import read_sheet
from core.models import User
from core.registers import by_name

SHOWN = (RowState.FAULTY, RowState.MISSING, RowState.CHANGED, RowState.NEW)


class Command(BaseCommand):
    """Import a .csv, .xlsx or .json file. Without ``--commit`` it only says what it would do."""

    help = "Import a spreadsheet into a register; without --commit a preview."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The register, the file and the decisions."""
        parser.add_argument("register", help="for example services, customers, suppliers")
        parser.add_argument("file", type=Path, help="a .csv, .xlsx or .json file")
        parser.add_argument("--as", dest="email", help="act as the user with this e-mail address")
        parser.add_argument(
            "--map", action="append", default=[], metavar="HEADER=FIELD",
            help='a column and its field; "Header=" leaves it out; "=TEXT=field" gives all rows a value',
        )  # fmt: skip
        parser.add_argument(
            "--create-missing", action="store_true", help="create unknown linked records"
        )
        parser.add_argument("--skip-faulty", action="store_true", help="leave rows with faults out")
        parser.add_argument(
            "--header-row", type=int, help="the row that holds the names of the columns"
        )
        parser.add_argument("--sheet", default="", help="the sheet of a workbook")
        parser.add_argument("--limit", type=int, default=20, help="rows shown of each kind")
        parser.add_argument("--commit", action="store_true", help="write; all or nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show, and write if asked. Raises CommandError with one sentence."""
        try:
            self._import(options)
        except DomainError as error:
            raise CommandError(_sentence(error)) from error

    def _import(self, options: dict[str, Any]) -> None:
        by = _principal(options["email"])
        path: Path = options["file"]
        data = _read(path)
        sheet = read_sheet(
            data, path.name, header_row=options["header_row"], sheet=options["sheet"]
        )
        wishes = _wishes(options)
        examined = examine(sheet, plan_of(by_name(options["register"])), wishes, by=by)
        self._show(examined, options["limit"])
        if options["commit"]:
            self._commit(examined, wishes, path.name, data, by)
        elif examined.outcome.effects:
            self.stdout.write("Nothing was written. Add --commit to write.")

    def _commit(
        self, examined: Examination, wishes: Wishes, name: str, data: bytes, by: Principal
    ) -> None:
        digest = hashlib.sha256(data).hexdigest()
        rows = write(examined, wishes, by=by, reason=f"Import of “{name}” (SHA-256 {digest})")
        self.stdout.write(self.style.SUCCESS(f"Written: {len(rows)} records."))

    def _show(self, examined: Examination, limit: int) -> None:
        outcome = examined.outcome
        for heading, key in outcome.mapping.items():
            if key:
                self.stdout.write(f"  {heading} → {key}")
        for heading, key in outcome.guesses.items():
            self.stdout.write(f'  {heading}: not recognised; perhaps --map "{heading}={key}"')
        for note in outcome.notes:
            self.stdout.write(note)
        for state in SHOWN:
            self._show_rows(outcome, state, limit)
        for offer in outcome.offers:
            self.stdout.write(f"  unknown {offer['kind']}: {offer['name']}")
        counts = ", ".join(f"{outcome.count(state)} {state.value}" for state in RowState)
        self.stdout.write(f"{outcome.total} rows: {counts}.")
        if outcome.offers and not examined.book.create_missing:
            self.stdout.write("Add --create-missing to create what is unknown.")

    def _show_rows(self, outcome: Outcome, state: RowState, limit: int) -> None:
        rows = [row for row in outcome.rows if row["state"] == state.value]
        for row in rows[:limit]:
            self.stdout.write(f"Row {row['number']} {state.value}: {row['title']}")
            for line in _details(row):
                self.stdout.write(f"    {line}")
        if len(rows) > limit:
            self.stdout.write(f"… and {len(rows) - limit} more {state.value}")


def _details(row: dict[str, Any]) -> list[str]:
    """The lines below a row: faults and notes, and what happens to each record."""
    lines = [f"{heading}: {message}" if heading else message for heading, message in row["faults"]]
    lines += row["notes"]
    for part in row["parts"]:
        if part["state"] == RowState.UNCHANGED:
            continue
        lines.append(f"{part['state']} {part['kind']}: {part['title']}")
        lines += [
            f"    {label}: {old or '∅'} → {new or '∅'}" for label, old, new in part["changes"]
        ]
    return lines


def _principal(email: str | None) -> Principal:
    if not email:
        return system("import_register")
    user = User.objects.by_email(email).first()
    if user is None or not user.has_access():
        raise NotFound(f"There is no user “{email}” with access.")
    return Principal.of(user)


def _read(path: Path) -> bytes:
    limits = Limits.of_settings()
    try:
        if path.stat().st_size > limits.bytes:
            raise too_large(path.name, f"more than {limits.bytes} bytes.")
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"“{path}” cannot be read: {error.strerror}.") from error


def _wishes(options: dict[str, Any]) -> Wishes:
    mapping: dict[str, str] = {}
    fixed: dict[str, str] = {}
    for text in options["map"]:
        heading, equals, key = text.rpartition("=")
        if not equals:
            raise CommandError(f'“{text}” is no mapping: write --map "Header=field".')
        if heading.startswith("="):
            fixed[key.strip()] = heading[1:]
        else:
            mapping[heading.strip()] = key.strip()
    return Wishes(mapping, fixed, options["create_missing"], options["skip_faulty"])


def _sentence(error: DomainError) -> str:
    details = [f"{name}: {' '.join(messages)}" for name, messages in error.fields.items()]
    return " ".join([error.message, *details])
