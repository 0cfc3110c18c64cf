"""The satisfaction app."""

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    """Satisfaction: plans, instruments, campaigns, results."""

    name = "satisfaction"
    default_auto_field = "django.db.models.BigAutoField"
