"""The evidence app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Conformity, bundles and audit engagements; reads the other apps through registries."""

    name = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
