"""The portfolio app."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Services, their lifecycle and components, subscriptions and SLAs."""

    name = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
