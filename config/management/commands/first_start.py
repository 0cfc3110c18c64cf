"""What `make run` does before the site starts: migrate, and fill an empty database once."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.env import Env
from core.models import User
from core.principals import system
from core.services import accounts

ADMINISTRATOR = "admin@example.org"


class Command(BaseCommand):
    """`manage.py first_start --address ADDRESS`; a second run only migrates."""

    help = "Migrate; on an empty database load the demo (DEMO=0: only an administrator)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address to print."""
        parser.add_argument("--address", required=True)

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        """Migrate and, when nobody can sign in yet, make that possible and print how."""
        call_command("migrate", verbosity=0, interactive=False)
        if User.objects.unscoped("is this the first start?").exists():
            return
        if Env().flag("DEMO", True):
            self.stdout.write("The database is empty: loading the demo (DEMO=0 starts empty) …")
            self.stdout.flush()
            call_command("demo", stdout=self.stdout)
        else:
            self.start_empty()
        self.stdout.write(f"Address: {address}")

    def start_empty(self) -> None:
        """Make an administrator and print the password, this once."""
        password = secrets.token_urlsafe(12)
        accounts.bootstrap_admin(
            email=ADMINISTRATOR, name="Administrator", password=password, by=system("first start")
        )
        self.stdout.write(f"Sign in as {ADMINISTRATOR} with {password} (shown this once).")
