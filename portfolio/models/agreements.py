"""Service level agreements with customers (requirement P8; signing comes with its own verbs)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.models import Edition, NoOverlap, Period, Person, RegisterModel
from core.models.editions import GONE
from core.models.money import CurrencyField
from core.registers import Control, RegisterOptions
from core.signing.moves import EDITIONS
from core.text.sort_keys import title_index
from portfolio.choices import SLAState
from portfolio.models.services import Service
from portfolio.querysets import SLAQuerySet
from portfolio.reach import LEVEL_WRITERS, VIEWERS, slas_of
from relationships.models import Customer, CustomerGroup


class SLA(Edition):
    """One edition of what was agreed with a customer, or a group of customers, about a service."""

    register = RegisterOptions(
        name="slas",
        prefix="SLA",
        title="reference",
        search=("targets",),
        transitions=(EDITIONS,),
        closed=("state", GONE),
        control=Control("state", (SLAState.AGREED,), frozenset({"review_due", "notes"})),
        access=Access(
            view=VIEWERS,
            write=LEVEL_WRITERS,
            add=LEVEL_WRITERS,
            own=slas_of,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
        ),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="slas", verbose_name=_("service")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="slas",
        verbose_name=_("customer"),
    )  # fmt: skip
    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="slas",
        verbose_name=_("group"), help_text=_("Instead of a customer: all its members."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=12, choices=SLAState, default=SLAState.DRAFT)
    change_approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("change approved by"),
    )  # fmt: skip
    review_due = models.DateField(_("review due"), null=True, blank=True)
    service_hours = models.CharField(_("service hours"), max_length=200, blank=True)
    targets = models.TextField(
        _("targets"),
        blank=True,
        help_text=_("Metric, comparison, value, unit, period, how measured."),
    )
    workload = models.TextField(_("workload and its limits"), blank=True)
    exceptions = models.TextField(_("exceptions"), blank=True)
    dependencies = models.TextField(_("dependencies"), blank=True)
    provider_duties = models.TextField(_("provider's responsibilities"), blank=True)
    customer_duties = models.TextField(_("customer's responsibilities"), blank=True)
    support = models.TextField(_("support and escalation"), blank=True)
    yearly_charge = models.DecimalField(
        _("charge a year"), max_digits=15, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What the customer pays: whoever signs must be allowed to agree on so much."),
    )  # fmt: skip
    currency = CurrencyField(_("currency"), of=("yearly_charge",), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = SLAQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("SLA")
        verbose_name_plural = _("SLAs")
        indexes = (title_index("portfolio_sla", "reference"),)
        constraints = (
            Period("effective_from", "effective_until", name="portfolio_sla_period"),
            NoOverlap(
                name="portfolio_sla_overlap", links=("service", "customer"), value=SLAState.AGREED,
                begins="effective_from", ends=("effective_until", "in_force_until"),
                violation_error_message=_(
                    "Another agreed SLA of this service and customer holds in this time."
                ),
            ),
            NoOverlap(
                name="portfolio_sla_group_overlap", links=("service", "group"),
                value=SLAState.AGREED, begins="effective_from",
                ends=("effective_until", "in_force_until"),
                violation_error_message=_(
                    "Another agreed SLA of this service and group holds in this time."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(customer=None) | models.Q(group=None),
                name="portfolio_sla_one_side",
            ),
            models.CheckConstraint(
                condition=models.Q(yearly_charge=None) | ~models.Q(currency=""),
                name="portfolio_sla_currency",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """A customer or a group; the edition before is about the same service and side."""
        super().clean()
        if self.customer and self.group:
            raise ValidationError({"group": _("Name a customer or a group, not both.")})
        before: Any = self.supersedes
        if before and (before.service, before.side) != (self.service, self.side):
            raise ValidationError(
                {"supersedes": _("The edition before is about another service or customer.")}
            )

    @property
    def side(self) -> Customer | CustomerGroup | None:
        """With whom it is agreed."""
        found: Customer | CustomerGroup | None = self.customer or self.group
        return found

    def make_title(self) -> str:
        """The reference and what it is about."""
        return f"{self.reference} – {self.service}"[:255]
