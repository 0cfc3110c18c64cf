"""What a customer requires of a service, agreed in editions (requirement P7)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import EditionState, Role
from core.models import Edition, NoOverlap, Period
from core.models.editions import GONE
from core.registers import Confirm, RegisterOptions
from core.signing.moves import EDITIONS
from core.text.sort_keys import title_index
from portfolio.choices import OVER, ChangeTrigger
from portfolio.models.agreements import SLA
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_service_or_customer
from relationships.choices import CustomerStatus
from relationships.models import Customer


def agreed() -> models.Q:
    """Requirements that are to be confirmed: agreed ones, while the service and the customer are there."""
    over = models.Q(service__status__in=OVER) | models.Q(customer__status=CustomerStatus.ENDED)
    return models.Q(state=EditionState.AGREED) & ~over


class Requirement(Edition):
    """One edition of what a customer requires of a service."""

    register = RegisterOptions(
        name="requirements", prefix="SLR", title="reference",
        search=("hours", "response", "availability", "capacity"), transitions=(EDITIONS,),
        closed=("state", GONE), confirm=Confirm(12, "service__owner", agreed),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_service_or_customer,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
        ),
    )  # fmt: skip

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="requirements", verbose_name=_("service")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="requirements", verbose_name=_("customer")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=EditionState, default=EditionState.DRAFT
    )
    sla = models.ForeignKey(
        SLA, models.PROTECT, null=True, blank=True, related_name="requirements",
        verbose_name=_("agreed in the SLA"),
    )  # fmt: skip
    trigger = models.CharField(
        _("why this edition"), max_length=16, choices=ChangeTrigger, blank=True
    )
    hours = models.TextField(_("service hours"), blank=True)
    channels = models.TextField(_("support channels"), blank=True)
    access_rights = models.TextField(_("access rights"), blank=True)
    response = models.TextField(_("response times"), blank=True)
    availability = models.TextField(_("end-to-end availability"), blank=True)
    capacity = models.TextField(_("capacity"), blank=True)
    continuity = models.TextField(_("continuity"), blank=True)
    dependencies = models.TextField(_("key dependencies"), blank=True)
    exclusions = models.TextField(_("exclusions"), blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(Edition.Meta):
        verbose_name = _("service requirement")
        verbose_name_plural = _("service requirements")
        indexes = (title_index("portfolio_requirement"),)
        constraints = (
            Period("effective_from", "effective_until", name="portfolio_requirement_period"),
            NoOverlap(
                name="portfolio_requirement_overlap", links=("service", "customer"),
                value=EditionState.AGREED, begins="effective_from",
                ends=("effective_until", "in_force_until"),
                violation_error_message=_(
                    "Other agreed requirements of this customer for this service hold in this time."
                ),
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """The edition before and the SLA are about the same service and customer."""
        super().clean()
        about = (self.service_id, self.customer_id)
        for name in ("supersedes", "sla"):
            other = getattr(self, name)
            if other and (other.service_id, other.customer_id) != about:
                raise ValidationError({name: _("This is about another service or customer.")})

    @property
    def side(self) -> Customer:
        """Who agrees to them."""
        found: Customer = self.customer
        return found

    def make_title(self) -> str:
        """The reference, the service, for the customer."""
        return f"{self.reference} – {self.service} – {self.customer}"[:255]
