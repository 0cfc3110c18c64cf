"""The relationships app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RelationshipsConfig(AppConfig):
    """Customers, groups, contacts, representatives and what is said between them and the provider."""

    name = "relationships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Once core has put up what a database needs, finish what a release began."""
        from relationships.services import managing, tiers

        post_migrate.connect(tiers.adopt, sender=self)
        post_migrate.connect(managing.adopt, sender=self)
