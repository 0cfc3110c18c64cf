"""The words of customers and their representatives."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CustomerKind(TextChoices):
    """Whether a customer belongs to our own organisation."""

    INTERNAL = "internal", _("Internal")
    EXTERNAL = "external", _("External")


class Tier(TextChoices):
    """How closely a customer is looked after."""

    STRATEGIC = "strategic", _("Strategic")
    STANDARD = "standard", _("Standard")
    SMALL = "small", _("Small")


class CustomerStatus(TextChoices):
    """The life of the relationship."""

    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active")
    ENDING = "ending", _("Ending")
    ENDED = "ended", _("Ended")
