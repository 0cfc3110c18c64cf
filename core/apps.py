"""The core app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    """What every register shares."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let migrations take the fittings of the database down and put them up again."""
        from core import fittings

        pre_migrate.connect(fittings.take_down, sender=self)
        post_migrate.connect(fittings.put_up, sender=self)
