"""What services cost by element and period: budget and actual (requirement P15)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.access.principals import today
from core.models import RegisterModel
from core.models.money import CurrencyField
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import CostElement, PeriodKind
from portfolio.models.services import Service
from portfolio.reach import COST_READERS, LEVEL_WRITERS, of_own_services
from portfolio.terms import TimePeriod, period_on

AMOUNT = {
    "max_digits": 15, "decimal_places": 2, "null": True, "blank": True,
    "validators": [MinValueValidator(0)],
}  # fmt: skip


class ServiceCost(RegisterModel):
    """One element of what a service costs in a period."""

    register = RegisterOptions(
        name="service-costs", prefix="CST", title="remark",
        access=Access(
            view=COST_READERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_services
        ),
    )  # fmt: skip

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="costs", verbose_name=_("service")
    )
    element = models.CharField(_("cost element"), max_length=12, choices=CostElement)
    period = models.CharField(
        _("period"), max_length=8, choices=PeriodKind, default=PeriodKind.YEAR
    )
    starts_on = models.DateField(_("first day of the period"))
    currency = CurrencyField(_("currency"), of=("budget", "actual"))
    budget = models.DecimalField(_("budget"), **AMOUNT)  # type: ignore[arg-type]
    actual = models.DecimalField(_("actual"), **AMOUNT)  # type: ignore[arg-type]
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("cost of a service")
        verbose_name_plural = _("costs of services")
        indexes = (title_index("portfolio_servicecost"),)
        constraints = (
            models.UniqueConstraint(
                fields=("service", "element", "period", "starts_on", "currency"),
                condition=Q(archived_at=None), name="portfolio_servicecost_once",
                violation_error_message=_("This element of this service and period is known already."),
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=False) | Q(actual__isnull=False),
                name="portfolio_servicecost_amount",
            ),
            models.CheckConstraint(
                condition=(Q(budget=None) | Q(budget__gte=0))
                & (Q(actual=None) | Q(actual__gte=0)),
                name="portfolio_servicecost_positive",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """A period from its first day on, an amount, and nothing spent before the period begins."""
        super().clean()
        errors = {}
        first = period_on(self.period, self.starts_on).first
        if self.starts_on != first:
            rule = gettext("This period begins on %(day)s.")
            errors["starts_on"] = rule % {"day": first.isoformat()}
        elif self.actual is not None and self.starts_on > today():
            errors["actual"] = gettext("This period has not begun yet.")
        if self.budget is None and self.actual is None:
            errors["budget"] = gettext("Enter the budget or the actual cost.")
        if errors:
            raise ValidationError(errors)

    @property
    def term(self) -> TimePeriod:
        """The period it is of."""
        return period_on(self.period, self.starts_on)

    def make_title(self) -> str:
        """What, of which service, when."""
        return f"{self.get_element_display()}: {self.service} ({self.term.name})"[:255]
