"""manage.py verify: recompute history and ledger and name every inconsistency."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from core.ledger import notes
from core.notices import verification_failed
from core.verification import Report, verify
from core.verification.scheduled import own_key

SOUND, TAMPERED, UNCHECKED = 0, 1, 2


class Command(BaseCommand):
    """Exit 0: sound. 1: something was changed behind the application's back. 2: could not check."""

    help = "Recompute history and ledger and name every inconsistency."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """An anchor kept elsewhere, and the public key that verifies it."""
        parser.add_argument("--anchor", action="append", default=[], type=Path, metavar="FILE")
        parser.add_argument("--public-key", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, tell, and exit with the code that says how it went."""
        try:
            anchors = [path.read_text(encoding="utf-8") for path in options["anchor"]]
            report = verify(key=_key(options["public_key"]), anchors=anchors)
        except (OSError, UnicodeDecodeError, notes.NoteError, DatabaseError) as error:
            self.stderr.write(f"Could not check: {error}")
            sys.exit(UNCHECKED)
        self._tell(report)
        if not report.sound:
            self._warn(report)
            sys.exit(TAMPERED)

    def _warn(self, report: Report) -> None:
        try:
            verification_failed([str(finding) for finding in report.findings])
        except DatabaseError as error:
            self.stderr.write(f"The administrators could not be told: {error}")

    def _tell(self, report: Report) -> None:
        for sentence in report.findings:
            self.stdout.write(sentence)
        if report.count > len(report.findings):
            self.stdout.write(f"… and {report.count - len(report.findings)} more.")
        if report.sound:
            self.stdout.write(f"Sound: {report.entries} entries recomputed.")
        else:
            self.stdout.write(f"{report.count} inconsistencies in {report.entries} entries.")


def _key(path: Path | None) -> notes.PublicKey | None:
    """The public key of the file, else that of this installation, if it has one."""
    if path is None:
        return own_key()
    return notes.PublicKey.parse(path.read_text(encoding="utf-8").strip())
