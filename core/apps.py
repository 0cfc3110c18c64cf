"""The core app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """What every register shares."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries, and let migrations take down and put up what they must not meet."""
        from core.database import fittings
        from core.text import sort_keys

        connection_created.connect(sort_keys.teach)
        autodiscover_modules("jobs", "notices")

        pre_migrate.connect(fittings.take_down, sender=self)
        post_migrate.connect(fittings.put_up, sender=self)
