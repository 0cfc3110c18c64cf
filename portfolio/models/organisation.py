"""What the organisation itself consists of: its units and the processes of its SMS (requirement P13)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import Role
from core.models import Document, Person, RegisterModel
from core.registers import RegisterOptions
from core.text.sort_keys import title_index

WRITERS = {Role.SERVICE_MANAGER: Reach.ALL, Role.SERVICE_LEVEL_MANAGER: Reach.ALL}


class OrganisationUnit(RegisterModel):
    """A group of our own organisation: it operates something, and is in or out of the SMS' scope."""

    register = RegisterOptions(
        name="organisation-units", prefix="UNT", search=("name", "purpose"),
        access=Access(write=WRITERS), duties={"head": models.Q},
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=200)
    location = models.CharField(_("location"), max_length=200, blank=True)
    head = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="headed_units",
        verbose_name=_("head"),
    )  # fmt: skip
    purpose = models.TextField(_("what it does"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("organisational unit")
        verbose_name_plural = _("organisational units")
        indexes = (title_index("portfolio_unit", "reference"),)


class Process(RegisterModel):
    """A process of the service management system, and who answers for it."""

    register = RegisterOptions(
        name="processes", prefix="PRC", search=("name", "purpose"),
        access=Access(write=WRITERS), duties={"owner": models.Q},
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=200)
    clause = models.CharField(
        _("clause"), max_length=20, blank=True, help_text=_("Of ISO/IEC 20000-1, like 8.6.1.")
    )
    purpose = models.TextField(_("purpose"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="owned_processes",
        verbose_name=_("owner"),
    )  # fmt: skip
    owner_since = models.DateField(_("owner since"), null=True, blank=True)
    procedure = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="describes_processes",
        verbose_name=_("procedure"),
    )  # fmt: skip

    class Meta(RegisterModel.Meta):
        verbose_name = _("SMS process")
        verbose_name_plural = _("SMS processes")
        indexes = (title_index("portfolio_process", "reference"),)
