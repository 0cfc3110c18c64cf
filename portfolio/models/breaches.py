"""Targets that were missed: why, what is done about it, and what the customer was told (P9)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.models import RegisterModel
from core.models.quantities import QuantityField
from core.registers import RegisterOptions
from portfolio.choices import BreachState
from portfolio.models.levels import Target
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_targets
from portfolio.terms import TimePeriod, period_on
from portfolio.transitions import BREACH

#: What only a corrected measurement writes.
CORRECTING = frozenset({"withdrawn_on", "corrected_by"})


class Breach(RegisterModel):
    """A target that was missed in a period; what is done about it are actions about this record."""

    register = RegisterOptions(
        name="breaches",
        prefix="BRE",
        title="cause",
        search=("cause", "investigation"),
        transitions=(BREACH,),
        access=Access(
            view=VIEWERS,
            write=LEVEL_WRITERS,
            add=LEVEL_WRITERS,
            own=of_own_targets,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
            readonly=CORRECTING,
        ),
    )

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="breaches", verbose_name=_("target")
    )
    starts_on = models.DateField(
        _("period from"), help_text=_("The first day of the month, quarter or year.")
    )
    value = QuantityField(_("measured"), max_digits=15, decimal_places=4, null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=BreachState, default=BreachState.OPEN
    )
    unplanned = models.BooleanField(
        _("unplanned unavailability"), default=False, help_text=_("To be investigated.")
    )
    cause = models.TextField(_("cause"), blank=True)
    investigation = models.TextField(_("what the investigation found"), blank=True)
    investigated_on = models.DateField(_("investigated on"), null=True, blank=True)
    told_on = models.DateField(_("customer told on"), null=True, blank=True)
    told_how = models.CharField(_("told how"), max_length=200, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    corrected_by = models.TextField(
        _("corrected by"), blank=True,
        help_text=_("The measurement that counts now: value, source, who recorded it, remark."),
    )  # fmt: skip
    retold_on = models.DateField(
        _("customer told of the withdrawal on"), null=True, blank=True
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("breach")
        verbose_name_plural = _("breaches")
        constraints = (
            models.UniqueConstraint(
                fields=("target", "starts_on"), name="portfolio_breach_once",
                violation_error_message=_("This breach is recorded already."),
            ),
        )  # fmt: skip

    @property
    def period(self) -> TimePeriod:
        """The period in which the target was missed."""
        return period_on(self.target.period, self.starts_on)

    def clean(self) -> None:
        """It is about a whole period, closed when everything is said, withdrawn by a correction."""
        if self.period.first != self.starts_on:
            rule = gettext("Use the first day of the period: %(day)s.")
            raise ValidationError({"starts_on": rule % {"day": self.period.first.isoformat()}})
        if self.state == BreachState.CLOSED and (missing := self._missing()):
            raise ValidationError(dict.fromkeys(missing, gettext("Say this before you close it.")))
        if (self.state == BreachState.WITHDRAWN) != bool(self.corrected_by):
            rule = gettext(
                "What was measured decides: correct the measurement, and the breach is withdrawn or "
                "opened again by itself."
            )
            raise ValidationError({"state": rule})

    def _missing(self) -> list[str]:
        found = [] if self.cause.strip() else ["cause"]
        if self.told_on is None:
            found.append("told_on")
        if self.unplanned and self.investigated_on is None:
            found.append("investigated_on")
        return found

    def make_title(self) -> str:
        """When which target was missed."""
        return f"{self.period.name}: {self.target}"[:255]
