"""The service catalogue: what customers read of a service, apart from the portfolio (requirement P5)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import EditionState, Role
from core.models import Edition, FactModel, Period, Person, RegisterModel
from core.models.editions import GONE
from core.registers import Control, RegisterOptions
from core.signing.moves import EDITIONS
from core.text.sort_keys import title_index
from portfolio.choices import Audience
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_readers, of_own_services
from relationships.models import Customer, CustomerGroup, InterestedParty, Tier
from relationships.reach import of_own_customers, of_own_members, writers_of_customers

#: What only publishing writes.
PUBLISHING = frozenset({"published", "text"})


#: What an edition keeps of an entry for its readers: its own texts.
TEXTS = ("name", "description", "service_hours", "how_to_request", "support", "targets")


class CatalogueEntry(RegisterModel):
    """What is to be published of a service. Holds texts of its own: nothing of the portfolio reaches it."""

    register = RegisterOptions(
        name="catalogue-entries", prefix="CAT", search=("name", "description"),
        control=Control("published", (True,)),
        access=Access(write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_services),
    )  # fmt: skip

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="catalogue_entries", verbose_name=_("service")
    )
    name = models.CharField(
        _("name"), max_length=200, help_text=_("As customers call the service.")
    )
    description = models.TextField(_("description"), blank=True)
    service_hours = models.CharField(_("service hours"), max_length=200, blank=True)
    how_to_request = models.TextField(_("how to request"), blank=True)
    support = models.CharField(_("support"), max_length=255, blank=True)
    targets = models.TextField(_("targets"), blank=True)
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience, default=Audience.EVERYBODY
    )
    published = models.BooleanField(
        _("published"), default=False,
        help_text=_("It stands in the next edition; customers read it when that is published."),
    )  # fmt: skip
    change_reference = models.CharField(_("change reference"), max_length=100, blank=True)
    impact = models.TextField(_("assessed impact of the change"), blank=True)
    change_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("change approved by"),
    )  # fmt: skip

    class Meta(RegisterModel.Meta):
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        constraints = (
            models.UniqueConstraint(
                fields=("service",), condition=models.Q(archived_at=None),
                name="portfolio_catalogue_once",
                violation_error_message=_("This service stands in the catalogue already."),
            ),
        )  # fmt: skip


class CatalogueReader(RegisterModel):
    """One for whom an entry is meant: a customer, the members of a group, the customers of a tier."""

    register = RegisterOptions(
        name="catalogue-readers", prefix="CRD", title="remark", search=("remark",),
        access=Access(write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_readers),
    )  # fmt: skip

    entry = models.ForeignKey(
        CatalogueEntry, models.PROTECT, related_name="readers", verbose_name=_("catalogue entry")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("customer"),
    )  # fmt: skip
    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("customer group"),
    )  # fmt: skip
    tier = models.ForeignKey(
        Tier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tier")
    )
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("reader of a catalogue entry")
        verbose_name_plural = _("readers of catalogue entries")
        constraints = tuple(
            models.UniqueConstraint(
                fields=("entry", name),
                condition=models.Q(archived_at=None),
                name=f"portfolio_cataloguereader_{name}",
                violation_error_message=_("This entry is meant for them already."),
            )
            for name in ("customer", "group", "tier")
        )

    def clean(self) -> None:
        """It names exactly one."""
        super().clean()
        if sum(each is not None for each in (self.customer_id, self.group_id, self.tier_id)) != 1:
            rule = gettext("Name one: a customer, a group or a tier.")
            raise ValidationError({"customer": rule})

    def make_title(self) -> str:
        """Who reads what."""
        return f"{self.customer or self.group or self.tier} – {self.entry}"[:255]


class CatalogueAccess(RegisterModel):
    """A user of the services, or another interested party, who reads what a customer reads of the
    catalogue, or what a group does: with an account as catalogue reader, and nothing else.
    """

    register = RegisterOptions(
        name="catalogue-accesses", prefix="CAC", search=("remark",), personal=("notes",),
        access=Access(
            view=VIEWERS, write=writers_of_customers(), add=writers_of_customers(),
            own=of_own_members, hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
        ),
    )  # fmt: skip

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="catalogue_accesses", verbose_name=_("person")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="catalogue_accesses",
        verbose_name=_("customer"), help_text=_("Whose catalogue is read."),
    )  # fmt: skip
    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="catalogue_accesses",
        verbose_name=_("customer group"), help_text=_("Instead of a customer."),
    )  # fmt: skip
    party = models.ForeignKey(
        InterestedParty, models.PROTECT, null=True, blank=True, related_name="catalogue_accesses",
        verbose_name=_("interested party"),
        help_text=_("Whom the person belongs to; alone it says the customer too."),
    )  # fmt: skip
    reads_from = models.DateField(_("from"), null=True, blank=True)
    reads_until = models.DateField(_("until"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=255, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("access to the catalogue")
        verbose_name_plural = _("accesses to the catalogue")
        constraints = (
            Period("reads_from", "reads_until", name="portfolio_catalogueaccess_period"),
            models.CheckConstraint(
                condition=models.Q(customer=None, group__isnull=False)
                | models.Q(customer__isnull=False, group=None),
                name="portfolio_catalogueaccess_of_one",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """It names a customer or a group; a party alone says whose it is."""
        super().clean()
        if self.party and not (self.customer_id or self.group_id):
            self.customer = self.party.customer
        if bool(self.customer_id) == bool(self.group_id):
            raise ValidationError({"customer": gettext("Name a customer or a group, one of them.")})
        if self.party and self.party.customer_id != self.customer_id:
            raise ValidationError({"party": gettext("This is a party of another customer.")})

    def make_title(self) -> str:
        """Who reads whose catalogue."""
        return f"{self.person} – {self.customer or self.group}"[:255]


class CatalogueEdition(FactModel):
    """What customers read from one day on: each published entry, and who reads it, as it was then.

    ``data`` is a list of entries: uid, reference, their texts, and ``readers``: None for everybody, else
    the uids of customers and groups.
    """

    fact = "catalogue-editions"
    topics = frozenset({"catalogue"})

    number = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=255)
    change_reference = models.CharField(max_length=100)
    impact = models.TextField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.sha256[:12]}"


class CustomerCatalogue(Edition):
    """What one customer reads of the catalogue, in the version that its representative agrees to."""

    register = RegisterOptions(
        name="customer-catalogues", prefix="CCT", title="reference", search=("text",),
        transitions=(EDITIONS,), closed=("state", GONE),
        access=Access(
            view=VIEWERS,
            write={**writers_of_customers(), Role.SERVICE_LEVEL_MANAGER: Reach.ALL},
            own=of_own_customers, hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
            readonly=PUBLISHING,
        ),
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="catalogues", verbose_name=_("customer")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=EditionState, default=EditionState.DRAFT
    )
    published = models.PositiveIntegerField(_("edition of the catalogue"), null=True, blank=True)
    text = models.TextField(_("what the customer reads"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("customer’s catalogue")
        verbose_name_plural = _("customers’ catalogues")
        indexes = (title_index("portfolio_customercatalogue"),)

    def clean(self) -> None:
        """The version before is the same customer's."""
        super().clean()
        before: Any = self.supersedes
        if before and before.customer_id != self.customer_id:
            raise ValidationError({"supersedes": gettext("This is another customer’s.")})

    def make_title(self) -> str:
        """Whose, and which version."""
        return f"{str(self.customer)[:230]} ({self.edition})"
