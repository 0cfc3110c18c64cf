"""`manage.py seed_scale`: many services with a long history, for benchmarks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from evidence.scale import seed


class Command(BaseCommand):
    """Services and further versions of them, with a ledger that verifies; adds to what is there."""

    help = "Make many services with a long history, for benchmarks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many."""
        parser.add_argument("--services", type=int, required=True, metavar="N")
        parser.add_argument("--history", type=int, default=0, metavar="M", help="further versions")

    def handle(self, *args: Any, services: int, history: int, **options: Any) -> None:
        """Make them, in one transaction."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Made-up services are not for production.")
        if services < 1 or history < 0:
            raise CommandError("Give at least one service, and no negative number of versions.")
        try:
            entries = seed(services=services, history=history)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{entries} entries written.")
