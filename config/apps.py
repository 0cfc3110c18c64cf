"""The house itself: start-up checks, and the table that rate limiting needs."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


def make_cache_table(using: str = "default", **kwargs: Any) -> None:
    """Create the table of the database cache after every migrate; does nothing when it exists."""
    call_command("createcachetable", database=using, verbosity=0)


class HouseConfig(AppConfig):
    """Connects what belongs to no single app."""

    name = "config"
    verbose_name = "House"

    def ready(self) -> None:
        """Register the system checks."""
        from config import checks  # noqa: F401

        # Sent for apps with models only, and core is always among them.
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("core"))
