"""The words of services, their parts and their agreements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceStatus(TextChoices):
    """The life of a service (requirements P2)."""

    PROPOSED = "proposed", _("Proposed")
    DESIGN = "design", _("Design")
    BUILD = "build", _("Build and test")
    TRANSITION = "transition", _("Transition")
    ACTIVE = "active", _("Active")
    RETIRING = "retiring", _("Retiring")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")


#: Services that customers receive: these need an owner, an agreement, a catalogue entry.
DELIVERED = (ServiceStatus.ACTIVE, ServiceStatus.RETIRING)


class ComponentKind(TextChoices):
    """What a component is made of."""

    TECHNOLOGY = "technology", _("Technology")
    PEOPLE = "people", _("People")
    PROCESS = "process", _("Process")


class SLAState(TextChoices):
    """The life of a service level agreement (requirements P8)."""

    DRAFT = "draft", _("Draft")
    NEGOTIATING = "negotiating", _("Negotiating")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Superseded")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")
