"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every register shares."""

    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
