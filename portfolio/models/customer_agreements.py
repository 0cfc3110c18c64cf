"""Agreements with customers beside SLAs: contracts, statements of work, charters (requirement P8)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import Role
from core.models import Period, Person, RegisterModel
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import AgreementKind
from portfolio.models.agreements import SLA
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_service_or_customer
from relationships.models import Customer

WRITERS = LEVEL_WRITERS | {Role.RELATIONSHIP_MANAGER: Reach.ALL}


class CustomerAgreement(RegisterModel):
    """What was agreed with a customer outside of SLAs; the paper itself is attached as a document."""

    register = RegisterOptions(
        name="customer-agreements", prefix="CAG", search=("name", "subject"),
        access=Access(
            view=VIEWERS, write=WRITERS, add=WRITERS, own=of_own_service_or_customer,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
        ),
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=16, choices=AgreementKind, default=AgreementKind.CONTRACT
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="agreements", verbose_name=_("customer")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="customer_agreements",
        verbose_name=_("service"), help_text=_("Empty: it is about the customer as a whole."),
    )  # fmt: skip
    sla = models.ForeignKey(
        SLA, models.PROTECT, null=True, blank=True, related_name="customer_agreements",
        verbose_name=_("SLA"), help_text=_("The SLA that it belongs to, or that belongs to it."),
    )  # fmt: skip
    subject = models.TextField(_("subject"), blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    notice_days = models.PositiveIntegerField(
        _("notice in days"), null=True, blank=True, help_text=_("Days before the end of the term.")
    )
    keeper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="keeps_agreements",
        verbose_name=_("looked after by"),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("agreement with a customer")
        verbose_name_plural = _("agreements with customers")
        indexes = (title_index("portfolio_customeragreement"),)
        constraints = (
            Period("starts_on", "ends_on", name="portfolio_customeragreement_period"),
        )  # fmt: skip

    def clean(self) -> None:
        """An SLA that it belongs to is one with the same customer."""
        super().clean()
        if self.sla is not None and self.sla.customer_id not in (None, self.customer_id):
            rule = gettext("This SLA is with another customer.")
            raise ValidationError({"sla": rule})
