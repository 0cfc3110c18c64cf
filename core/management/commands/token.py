"""Gives a user an API token and prints it once, or revokes one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import tokens
from core.access.principals import system
from core.errors import DomainError
from core.models import User

BY = system("manage.py token")


class Command(BaseCommand):
    """`manage.py token EMAIL --name NAME [--scope SCOPE …] [--days N] [--revoke]`."""

    help = "Gives EMAIL an API token and prints it once. With --revoke ends the token of that name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, what for, what it may do and for how long."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            help="read (the default), write, bundles, REGISTER:read or REGISTER:write; repeatable",
        )
        parser.add_argument("--days", type=int, default=90, help="days until it ends (90)")
        parser.add_argument("--revoke", action="store_true", help="end the token of that name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Give or revoke; one sentence when that cannot be."""
        user = User.objects.by_email(options["email"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['email']}.")
        try:
            self.revoke(user, options) if options["revoke"] else self.give(user, options)
        except DomainError as error:
            rules = [message for messages in error.fields.values() for message in messages]
            raise CommandError(" ".join(rules) or error.message) from None

    def give(self, user: User, options: dict[str, Any]) -> None:
        """Print the secret, and nothing else, on standard output."""
        scopes = options["scope"] or ["read"]
        token, secret = tokens.give_token(
            user=user, name=options["name"], scopes=scopes, days=options["days"], by=BY
        )
        self.stderr.write(f"In force until {token.expires_at:%Y-%m-%d %H:%M} UTC. Shown only now:")
        self.stdout.write(secret)

    def revoke(self, user: User, options: dict[str, Any]) -> None:
        """End the token of that name."""
        tokens.revoke_token(tokens.find_token(user, options["name"]), by=BY)
        self.stdout.write("Revoked.")
