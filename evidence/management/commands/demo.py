"""`manage.py demo`: load the demo into an empty database and print how to sign in."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.access.principals import today as current_day
from core.errors import DomainError
from evidence.demo.load import SignIn, load


class Command(BaseCommand):
    """Two years of a regional IT provider; a second run changes nothing."""

    help = "Load the demo into an empty database (SMS_DEMO_PASSWORD: one password for all)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day the story is told on."""
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, metavar="DATE",
            help="the day on which the story ends; all its dates count from there",
        )  # fmt: skip

    def handle(self, *args: Any, today: date | None = None, **options: Any) -> None:
        """Load, and print each sign-in once."""
        day = self._day(today)
        self.stdout.write("Loading the demo …")
        try:
            sign_ins = load(today=day, password=settings.DEMO_PASSWORD)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not sign_ins:
            self.stdout.write("The demo is loaded already; nothing was changed.")
            return
        self._print(sign_ins)

    def _day(self, today: date | None) -> date:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo is not for production.")
        if today is not None and today > current_day():
            raise CommandError("The story cannot end in the future.")
        return today or current_day()

    def _print(self, sign_ins: list[SignIn]) -> None:
        width = max(len(sign_in.email) for sign_in in sign_ins)
        self.stdout.write("Passwords are shown this once:")
        for each in sign_ins:
            self.stdout.write(f"  {each.role.label:<30}{each.email:<{width}}  {each.password}")
