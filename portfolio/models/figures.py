"""Operational figures: how many incidents, requests, changes a service had in a period (requirement P10)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.access.principals import today
from core.models import RegisterModel
from core.models.quantities import QuantityField
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import FigureKind, PeriodKind
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, of_own_services
from portfolio.terms import TimePeriod, period_on


class OperationalFigure(RegisterModel):
    """One figure of a service in a period, as a source counts it.

    ``named`` is what the source calls the service: known by that, a figure comes once. It stays
    without a service when the portfolio knows none of this name, which is a finding.
    """

    register = RegisterOptions(
        name="operational-figures", prefix="FIG", title="named", search=("named", "remark"),
        access=Access(write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_services),
    )  # fmt: skip

    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="figures",
        verbose_name=_("service"),
    )  # fmt: skip
    named = models.CharField(
        _("service as its source calls it"), max_length=255, blank=True,
        help_text=_(
            "Filled by imports and other tools; a name that the portfolio does not know is a finding."
        ),
    )  # fmt: skip
    kind = models.CharField(_("what is counted"), max_length=16, choices=FigureKind)
    period = models.CharField(
        _("period"), max_length=8, choices=PeriodKind, default=PeriodKind.MONTH
    )
    starts_on = models.DateField(_("first day of the period"))
    value = QuantityField(_("number"), max_digits=15, decimal_places=4)
    remark = models.TextField(
        _("remark"), blank=True, help_text=_("What stands behind it; of capacity, the outlook.")
    )
    source = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("The tool that it came from.")
    )

    class Meta(RegisterModel.Meta):
        verbose_name = _("operational figure")
        verbose_name_plural = _("operational figures")
        indexes = (title_index("portfolio_figure"),)
        constraints = (
            models.UniqueConstraint(
                fields=("service", "kind", "period", "starts_on", "source"),
                condition=models.Q(archived_at=None), name="portfolio_figure_once",
                violation_error_message=_("This source has given this figure already."),
            ),
            models.UniqueConstraint(
                fields=("named", "kind", "period", "starts_on", "source"),
                condition=models.Q(archived_at=None) & ~models.Q(named=""),
                name="portfolio_figure_named_once",
                violation_error_message=_("This source has given this figure already."),
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0), name="portfolio_figure_value"
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """It is of a service, and of a period that has begun."""
        super().clean()
        errors = {}
        if self.service is None and not self.named.strip():
            errors["service"] = gettext("Name the service.")
        first = period_on(self.period, self.starts_on).first
        if self.starts_on != first:
            rule = gettext("This period begins on %(day)s.")
            errors["starts_on"] = rule % {"day": first.isoformat()}
        elif self.starts_on > today():
            errors["starts_on"] = gettext("This period has not begun yet.")
        if self.value < 0:
            errors["value"] = gettext("There is nothing less than none: use 0 or more.")
        elif self.kind == FigureKind.CAPACITY and self.value > 100:
            errors["value"] = gettext("Capacity is a share in use: use 0 to 100 %.")
        if errors:
            raise ValidationError(errors)

    @property
    def term(self) -> TimePeriod:
        """The period it is of."""
        return period_on(self.period, self.starts_on)

    def make_title(self) -> str:
        """What, of which service, when."""
        whose = self.service or self.named
        return f"{self.get_kind_display()}: {whose} ({self.term.name})"[:255]
