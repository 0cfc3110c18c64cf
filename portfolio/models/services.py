"""The service register (requirement P1)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Level, Role
from core.models import Person, RegisterModel
from core.models.money import CurrencyField
from core.querysets import RegisterQuerySet
from core.registers import Confirm, RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import DELIVERED, OVER, ServiceStatus
from portfolio.reach import OWNERS, PORTFOLIO_ONLY, VIEWERS, services_of
from portfolio.transitions import SERVICE


class ServiceQuerySet(RegisterQuerySet):
    """Questions about services."""

    def delivered(self) -> ServiceQuerySet:
        """Services that customers receive now."""
        return self.current().filter(status__in=DELIVERED)


class Service(RegisterModel):
    """A service, from proposal to retirement."""

    register = RegisterOptions(
        name="services",
        prefix="SVC",
        search=("name", "description"),
        transitions=(SERVICE,),
        over=("status", (ServiceStatus.RETIRED, ServiceStatus.REJECTED, ServiceStatus.CANCELLED)),
        access=Access(
            view=VIEWERS,
            write=OWNERS,
            own=services_of,
            hidden={Role.REPRESENTATIVE: PORTFOLIO_ONLY},
        ),
        confirm=Confirm(12, "owner", lambda: models.Q(status__in=DELIVERED)),
        duties={"owner": lambda: ~models.Q(status__in=OVER)},
    )

    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=ServiceStatus, default=ServiceStatus.PROPOSED
    )
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="owned_services",
        verbose_name=_("owner"),
    )  # fmt: skip
    criticality = models.CharField(_("criticality"), max_length=10, choices=Level, blank=True)
    criticality_reason = models.TextField(_("reason for the criticality"), blank=True)
    criticality_review = models.DateField(_("criticality reviewed"), null=True, blank=True)
    service_hours = models.CharField(_("service hours"), max_length=200, blank=True)
    support_channels = models.CharField(_("support channels"), max_length=255, blank=True)
    in_scope = models.BooleanField(_("in certification scope"), default=True)
    outsourced = models.BooleanField(_("outsourced"), default=False)
    outsourced_to = models.CharField(_("outsourced to"), max_length=200, blank=True)
    outcomes = models.TextField(_("intended outcomes"), blank=True)
    drivers = models.TextField(_("business drivers"), blank=True)
    interested_parties = models.TextField(
        _("interested parties"), blank=True, help_text=_("Regulators, partners and others.")
    )
    proposal_priority = models.CharField(
        _("priority of the proposal"), max_length=10, choices=Level, blank=True
    )
    proposal_reason = models.TextField(_("reason for the priority"), blank=True)
    duplicates = models.TextField(
        _("overlap with other services"),
        blank=True,
        help_text=_("With which, and what was decided."),
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces",
        verbose_name=_("replaced by"), help_text=_("To which service its customers move."),
    )  # fmt: skip
    support_ends = models.DateField(
        _("final support until"), null=True, blank=True,
        help_text=_("The last day of support of a service that is retired."),
    )  # fmt: skip
    link = models.URLField(_("link"), max_length=500, blank=True)
    last_review = models.DateField(_("last review"), null=True, blank=True)
    currency = CurrencyField(_("currency"), of=("cost", "revenue"), blank=True)
    cost = models.DecimalField(
        _("cost a year"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    revenue = models.DecimalField(
        _("revenue a year"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    profitability = models.TextField(_("profitability"), blank=True)
    strategic_intent = models.TextField(_("strategic intent"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = ServiceQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        indexes = (title_index("portfolio_service", "reference"), models.Index(fields=("status",)))
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(currency="")
                | (models.Q(cost__isnull=True) & models.Q(revenue__isnull=True)),
                name="portfolio_service_currency",
            ),
        )

    def clean(self) -> None:
        """No service replaces itself."""
        if self.replaced_by_id is not None and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": _("A service does not replace itself.")})
