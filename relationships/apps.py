"""The relationships app."""

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """Customers, groups, contacts, representatives and what is said between them and the provider."""

    name = "relationships"
    default_auto_field = "django.db.models.BigAutoField"
