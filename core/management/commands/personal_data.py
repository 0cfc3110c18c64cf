"""Hands out or erases what is held about a person."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access.principals import system
from core.choices import Origin
from core.errors import DomainError
from core.models import Person
from core.services.personal_data.copies import write_copy
from core.services.personal_data.forgetting import erase_person
from core.services.personal_data.traces import find_person
from core.writing.erasure import placeholder

BY = system("manage.py personal_data")


class Command(BaseCommand):
    """`manage.py personal_data copy PER-0007 --out FILE.zip`, `… erase PER-0007 --reason TEXT`."""

    help = "Hands out a copy of what is held about a person, or erases it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, whom, and where to or why."""
        parser.add_argument("what", choices=("copy", "erase"))
        parser.add_argument("person", help="reference of the person")
        parser.add_argument("--out", type=Path, help="the zip to write")
        parser.add_argument("--reason", default="", help="who asked for it, and when")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; one sentence when that cannot be."""
        try:
            person = find_person(options["person"], by=BY)
            if options["what"] == "copy":
                self.copy(person, options["out"])
            else:
                self.erase(person, options["reason"])
        except DomainError as error:
            rules = [message for messages in error.fields.values() for message in messages]
            raise CommandError(" ".join(rules) or error.message) from None

    def copy(self, person: Person, out: Path | None) -> None:
        """Write the zip."""
        if out is None:
            raise CommandError("Say with --out where the copy goes.")
        with out.open("xb") as file:
            write_copy(person=person, file=file, by=BY)
        self.stdout.write(f"{out}")

    def erase(self, person: Person, reason: str) -> None:
        """Erase."""
        done = erase_person(
            person=person, version=person.version, reason=reason, by=BY, origin=Origin.COMMAND
        )
        said = f"{placeholder(person)}: erased in {done.records} records and {done.files} files."
        self.stdout.write(said)
