"""The reviews app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews: cadence, meetings, minutes, decisions, improvements."""

    name = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
