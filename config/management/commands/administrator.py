"""Make the first administrator, or let one in again who is locked out."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.access.principals import system
from core.errors import DomainError
from core.services import accounts


class Command(BaseCommand):
    """`manage.py administrator EMAIL` prints a password, once."""

    help = "See to it that EMAIL is an active administrator; print a new password, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """EMAIL, and a name for a new user."""
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        """Through the door, so it stands in the history; CommandError in one sentence."""
        password = secrets.token_urlsafe(12)
        by = system("command line")
        try:
            accounts.bootstrap_admin(name=name, email=email, password=password, by=by)
        except DomainError as error:
            reasons = [text for texts in error.fields.values() for text in texts]
            raise CommandError(" ".join([error.message, *reasons])) from error
        self.stdout.write(f"Sign in as {email} with {password} (shown this once).")
