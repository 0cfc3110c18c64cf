"""How somebody likes the screens: columns of a user that no history keeps."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import Density, Layout


def validate_time_zone(value: str) -> None:
    """Refuse names that the time zone database does not have."""
    if value not in available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


#: The names of all preferences.
PREFERENCES = frozenset(
    {"language", "time_zone", "density", "layout", "tour_done", "first_views"}
    | {"channels", "digest_hour"}
)


class Preferences(models.Model):
    """What a user prefers; empty means what the organisation has. Written by ``services.preferences``."""

    language = models.CharField(_("language"), max_length=8, blank=True, choices=settings.LANGUAGES)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_time_zone]
    )
    density = models.CharField(
        _("density"), max_length=12, choices=Density, default=Density.COMFORTABLE
    )
    layout = models.CharField(
        _("registers open as"), max_length=8, choices=Layout, default=Layout.LIST
    )
    tour_done = models.BooleanField(_("the tour was seen or skipped"), default=False)

    #: Register → uid of the view that its list begins with.
    first_views = models.JSONField(default=dict, blank=True)

    #: Kind of notification → channel; others have the channel of their kind.
    channels = models.JSONField(default=dict, blank=True)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"), default=7, validators=[MaxValueValidator(23)]
    )

    class Meta:
        abstract = True
