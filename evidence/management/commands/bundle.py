"""Write an evidence bundle to a file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access.principals import system
from core.errors import DomainError
from evidence.bundles.scope import BundleRequest
from evidence.services import write_bundle


class Command(BaseCommand):
    """`manage.py bundle --clause 8.2 --out FILE` discloses everything to the operator."""

    help = "Write the evidence for a clause as a sealed, signed bundle to FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The request, as on screen and in the API."""
        parser.add_argument("--clause", required=True, help="8.2, 2011:7.2, split:8.3.1, …")
        for name in ("customer", "service", "supplier"):
            parser.add_argument(f"--{name}", default="", metavar="REF", help="only what is theirs")
        parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--language", default="", help="en, de; empty: the organisation's")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        """Write the file; one clear sentence when that is not possible."""
        names = BundleRequest.__dataclass_fields__
        request = BundleRequest(**{name: options[name] for name in names})
        try:
            scope = write_bundle(out=out.absolute(), request=request, by=system("the operator"))
        except DomainError as error:
            raise CommandError(_sentence(error)) from error
        except OSError as error:
            raise CommandError(f"Cannot write {out}: {error.strerror}.") from error
        self.stdout.write(f"{out}: {scope.clause.label}, ledger up to entry {scope.size}.")


def _sentence(error: DomainError) -> str:
    told = [message for messages in error.fields.values() for message in messages]
    return " ".join(told) or error.message
