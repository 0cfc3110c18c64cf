"""The words of suppliers and agreements with them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupplierKind(TextChoices):
    """Which party supplies (clauses 8.3.4.1 and 8.3.4.2)."""

    EXTERNAL = "external", _("External supplier")
    INTERNAL = "internal", _("Internal supplier")
    CUSTOMER = "customer", _("Customer acting as supplier")


class SupplierStatus(TextChoices):
    """The life of the relationship with a supplier."""

    PROSPECT = "prospect", _("Prospect")
    ACTIVE = "active", _("Active")
    ENDING = "ending", _("Ending")
    ENDED = "ended", _("Ended")


class ReviewFrequency(TextChoices):
    """How often a review is planned."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    SEMIANNUAL = "semiannual", _("Semi-annual")
    ANNUAL = "annual", _("Annual")


class AgreementKind(TextChoices):
    """What kind of agreement it is."""

    CONTRACT = "contract", _("Contract")
    MSA = "msa", _("Master service agreement")
    SLA = "sla", _("Service level agreement")
    OLA = "ola", _("Operational level agreement")
    PURCHASE_ORDER = "purchase_order", _("Purchase order")


class AgreementState(TextChoices):
    """The life of an agreement."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("In force")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")


class Renewal(TextChoices):
    """What happens at the end of the term."""

    NONE = "none", _("Ends")
    TACIT = "tacit", _("Goes on unless notice is given")
    EXPRESS = "express", _("Goes on only if agreed")
