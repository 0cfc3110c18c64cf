"""Opportunities and future needs, from the idea to what became of it (requirement C5)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Person, Record, RegisterModel
from core.models.money import CurrencyField
from core.registers import RegisterOptions
from relationships.choices import Delivery, OpportunityState
from relationships.models.access import INTERNAL
from relationships.models.customers import Customer
from relationships.transitions import OPPORTUNITY

#: States in which a decision was taken.
DECIDED = (OpportunityState.AGREED, OpportunityState.DECLINED, OpportunityState.DELIVERED)


class Opportunity(RegisterModel):
    """Something a customer may need: what it is worth, what was decided, and what came of it."""

    register = RegisterOptions(
        name="opportunities", prefix="OPP", search=("name", "description"),
        transitions=(OPPORTUNITY,), access=INTERNAL,
        duties={"owner": lambda: ~models.Q(state__in=DECIDED)},
    )  # fmt: skip

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="possible", verbose_name=_("customer")
    )
    name = models.CharField(_("name"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="opportunities",
        verbose_name=_("owner"),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=OpportunityState, default=OpportunityState.IDEA
    )
    raised_on = models.DateField(_("raised on"), null=True, blank=True)
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    worth = models.DecimalField(
        _("worth a year"), max_digits=15, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    currency = CurrencyField(_("currency"), of=("worth",), blank=True)
    assessment = models.TextField(_("assessment"), blank=True)
    decision = models.TextField(
        _("decision"), blank=True, help_text=_("What was decided, and why.")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    becomes = models.CharField(_("becomes"), max_length=12, choices=Delivery, blank=True)
    delivered_as = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="came_from",
        verbose_name=_("delivered as"),
    )  # fmt: skip

    class Meta(RegisterModel.Meta):
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state__in=DECIDED) | ~models.Q(decision=""),
                name="relationships_opportunity_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(worth=None) | ~models.Q(currency=""),
                name="relationships_opportunity_currency",
            ),
        )

    def clean(self) -> None:
        """A decided opportunity says what was decided."""
        if self.state in DECIDED and not self.decision.strip():
            raise ValidationError({"decision": _("Say what was decided, and why.")})
