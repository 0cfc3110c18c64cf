"""Make the key that signs checkpoints and bundles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.ledger.notes import SigningKey


class Command(BaseCommand):
    """`manage.py signing_key FILE` writes a new key and prints its public half."""

    help = "Make a signing key in FILE (must not exist) and print the public key."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, by default the one the settings name."""
        parser.add_argument("file", nargs="?", type=Path, default=settings.SIGNING_KEY_FILE)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Refuse to overwrite: what an old key signed could no longer be signed alike."""
        if file.exists():
            raise CommandError(f"{file} exists; a signing key is never overwritten.")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            key = SigningKey.generate(settings.LEDGER_ORIGIN, file)
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}.") from error
        self.stdout.write(key.public.line)
