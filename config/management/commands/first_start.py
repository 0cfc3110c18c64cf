"""What `make run` does before the site starts: migrate, and fill an empty database once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.env import Env
from core.models import User

UNFINISHED = (
    "The first start was interrupted, so the database is half filled: remove it to begin anew, or "
    "keep it: remove {file} and run `manage.py administrator EMAIL`."
)
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
        unfinished = settings.VAR_DIR / "first-start.unfinished"
        if unfinished.exists():
            raise CommandError(UNFINISHED.format(file=unfinished))
        call_command("migrate", verbosity=0, interactive=False)
        if User.objects.unscoped("is this the first start?").exists():
            return
        unfinished.touch()
        self.fill()
        unfinished.unlink()
        self.stdout.write(f"Address: {address}")

    def fill(self) -> None:
        """Load the demo, or make an administrator; either prints how to sign in."""
        if Env().flag("DEMO", True):
            self.stdout.write("The database is empty: loading the demo (DEMO=0 starts empty) …")
            self.stdout.flush()
            call_command("demo", stdout=self.stdout)
        else:
            call_command("administrator", ADMINISTRATOR, stdout=self.stdout)
