"""The complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints from receipt to closure."""

    name = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
