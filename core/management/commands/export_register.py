"""``manage.py export_register``: a register as a file, now or as it stood on a day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access.principals import system
from core.errors import DomainError
from core.exchange.exporting import write_export
from core.registers import by_name


class Command(BaseCommand):
    """Write all current records of a register to an .xlsx, .csv or .json file."""

    help = "Export a register to an .xlsx, .csv or .json file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The register, the file and the day."""
        parser.add_argument("register", help="for example services, customers, suppliers")
        parser.add_argument("file", type=Path, help="a file ending in .xlsx, .csv or .json")
        parser.add_argument("--as-of", metavar="DATE", help="as the register stood on this day")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file. Raises CommandError with one sentence."""
        path: Path = options["file"]
        try:
            model = by_name(options["register"])
            day = _day(options["as_of"])
            count = write_export(model, by=system("export_register"), path=path, as_of=day)
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"“{path}” cannot be written: {error.strerror}.") from error
        self.stdout.write(self.style.SUCCESS(f"{path}: {count} records."))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no date; write it as year-month-day.") from None
