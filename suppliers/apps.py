"""The suppliers app."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    """Suppliers, agreements and what they supply."""

    name = "suppliers"
    default_auto_field = "django.db.models.BigAutoField"
