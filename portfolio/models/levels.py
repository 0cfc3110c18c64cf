"""What was agreed in figures: targets, and the workload they hold for (requirements P8, P9)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import SETTLED, Role
from core.models import Calendar, Period, RegisterModel
from core.models.quantities import QuantityField, short
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import (
    FITTING,
    TIMES,
    UPWARDS,
    Comparison,
    LevelState,
    MetricKind,
    PeriodKind,
    Unit,
)
from portfolio.models.agreements import SLA
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_agreements

ACCESS = Access(
    view=VIEWERS,
    write=LEVEL_WRITERS,
    add=LEVEL_WRITERS,
    own=of_own_agreements,
    hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
)
HUNDRED = Decimal(100)
DIGITS: dict[str, Any] = {"max_digits": 15, "decimal_places": 4}
FieldErrors = dict[str, str]


def quantity(value: Decimal, unit: str) -> str:
    """A value with its unit, as people read it."""
    return f"{number_format(short(value), force_grouping=True)} {Unit(unit).label}"


def impossible(value: Decimal, unit: str) -> str:
    """Why no measurement and no target can have this value; empty when it can."""
    if value < 0 and unit != Unit.POINTS:
        return gettext("%(value)s is less than nothing; use 0 or more.") % {"value": short(value)}
    if unit == Unit.PERCENT and value > HUNDRED:
        return gettext("%(value)s %% is more than everything; use 100 or less.") % {
            "value": short(value)
        }
    return ""


class MeasuredModel(RegisterModel):
    """Something agreed that is measured period by period; measurements point to its record."""

    class Meta:
        abstract = True

    name: models.CharField
    period: models.CharField
    unit: models.CharField
    sla: models.ForeignKey
    #: What values are judged by.
    promised: ClassVar[tuple[str, ...]]

    def unmoved(self) -> FieldErrors:
        """Why what an agreed SLA promises stays once it was measured; empty while it may change.

        Parts that were signed are sealed with their SLA; this holds those that it says in words only.
        """
        if self._state.adding or self.sla.state not in SETTLED:
            return {}
        stored = type(self)._base_manager.filter(pk=self.pk).values(*self.promised).get()
        moved = [name for name in self.promised if stored[name] != getattr(self, name)]
        if not moved or not self.record.measurements.exists():
            return {}
        rule = gettext(
            "This was measured as it was agreed, and stays. Draft the next edition of %(sla)s."
        )
        return dict.fromkeys(moved, rule % {"sla": self.sla.reference})

    def state_of(self, value: Decimal) -> LevelState:
        """How a value stands: met, at risk or missed."""
        raise NotImplementedError

    def goal(self) -> str:
        """What was agreed, in a few signs."""
        raise NotImplementedError

    def band(self) -> tuple[Decimal | None, Decimal | None]:
        """From where to where values keep to what was agreed."""
        raise NotImplementedError


class Target(MeasuredModel):
    """A level of service that an SLA promises for each period."""

    promised = ("kind", "comparison", "value", "unit", "period")

    register = RegisterOptions(
        name="targets", prefix="TGT", search=("name", "method"), access=ACCESS
    )

    sla = models.ForeignKey(
        SLA, models.PROTECT, related_name="measured_targets", verbose_name=_("SLA")
    )
    name = models.CharField(_("metric"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=12, choices=MetricKind, default=MetricKind.AVAILABILITY
    )
    comparison = models.CharField(
        _("comparison"), max_length=10, choices=Comparison, default=Comparison.AT_LEAST
    )
    value = QuantityField(_("value"), **DIGITS)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit, default=Unit.PERCENT)
    period = models.CharField(
        _("period"), max_length=8, choices=PeriodKind, default=PeriodKind.MONTH
    )
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, blank=True, related_name="targets",
        verbose_name=_("service hours"),
    )  # fmt: skip
    method = models.TextField(_("how measured"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How much it counts beside the other targets of its SLA."),
    )  # fmt: skip
    warn_at = QuantityField(
        _("at risk from"), null=True, blank=True, **DIGITS,
        help_text=_("A value that is still met but already a warning."),
    )  # fmt: skip
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: from the beginning of the SLA.")
    )
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: until the end of the SLA.")
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        indexes = (title_index("portfolio_target"),)
        constraints = (
            models.UniqueConstraint(
                fields=("sla", "name"), condition=models.Q(archived_at=None),
                name="portfolio_target_once",
                violation_error_message=_("This SLA has a target of this name already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(unit=Unit.PERCENT)
                | models.Q(value__gte=0, value__lte=100),
                name="portfolio_target_percent",
            ),
            models.CheckConstraint(
                condition=~models.Q(unit__in=TIMES) | models.Q(value__gte=0),
                name="portfolio_target_time",
            ),
            Period("starts_on", "ends_on", name="portfolio_target_period"),
        )  # fmt: skip

    def clean(self) -> None:
        """Unit and comparison fit the kind; the value can be reached; the warning comes before it;
        what was measured under an agreed SLA stays.
        """
        errors = {**self._unfitting(), **self._unreachable(), **self.unmoved()}
        if errors:
            raise ValidationError(errors)

    def _unfitting(self) -> FieldErrors:
        fitting = FITTING[MetricKind(self.kind)]
        if self.unit not in fitting:
            units = ", ".join(str(unit.label) for unit in fitting)
            rule = gettext("%(kind)s is not counted in this unit. Use one of: %(units)s.")
            return {"unit": rule % {"kind": MetricKind(self.kind).label, "units": units}}
        outage = self.kind == MetricKind.AVAILABILITY and self.unit != Unit.PERCENT
        if self.kind != MetricKind.AVAILABILITY or outage != self.is_upwards:
            return {}
        if outage:
            return {"comparison": gettext("Time of outage is limited from above: use ≤ or <.")}
        return {"comparison": gettext("Availability is limited from below: use ≥ or >.")}

    def _unreachable(self) -> FieldErrors:
        if found := impossible(self.value, self.unit):
            return {"value": found}
        if self.comparison == Comparison.MORE_THAN and (self.unit, self.value) == (
            Unit.PERCENT, HUNDRED,
        ):  # fmt: skip
            return {"value": gettext("Nothing is more than 100 %; use ≥ or a smaller value.")}
        if self.comparison == Comparison.LESS_THAN and self.value == 0:
            return {"value": gettext("Nothing is less than 0; use ≤ or a greater value.")}
        if self.warn_at is None:
            return {}
        if found := impossible(self.warn_at, self.unit):
            return {"warn_at": found}
        if self.holds(self.warn_at):
            return {}
        return {"warn_at": gettext("A warning comes before the target is missed: %(goal)s.")
                % {"goal": self.goal()}}  # fmt: skip

    @property
    def is_upwards(self) -> bool:
        """Whether more is better."""
        return self.comparison in UPWARDS

    def holds(self, value: Decimal) -> bool:
        """Whether a value meets the target."""
        return {
            Comparison.AT_LEAST: value >= self.value,
            Comparison.MORE_THAN: value > self.value,
            Comparison.AT_MOST: value <= self.value,
            Comparison.LESS_THAN: value < self.value,
        }[Comparison(self.comparison)]

    def state_of(self, value: Decimal) -> LevelState:
        """Met; at risk when it is no better than the warning; missed."""
        if not self.holds(value):
            return LevelState.MISSED
        if self.warn_at is None:
            return LevelState.MET
        safe = value > self.warn_at if self.is_upwards else value < self.warn_at
        return LevelState.MET if safe else LevelState.AT_RISK

    def goal(self) -> str:
        """Like “≥ 99.5 %”."""
        return f"{Comparison(self.comparison).label} {quantity(self.value, self.unit)}"

    def band(self) -> tuple[Decimal | None, Decimal | None]:
        """Above or below its value."""
        return (self.value, None) if self.is_upwards else (None, self.value)

    def make_title(self) -> str:
        """The metric, and in which agreement."""
        return f"{self.name} – {self.sla}"[:255]


class Workload(MeasuredModel):
    """How much an SLA's targets are agreed for, with its limit and an alarm before it."""

    promised = ("unit", "limit", "period")

    register = RegisterOptions(
        name="workloads", prefix="WLD", search=("name", "method"), access=ACCESS
    )

    sla = models.ForeignKey(SLA, models.PROTECT, related_name="workloads", verbose_name=_("SLA"))
    name = models.CharField(_("what is counted"), max_length=200)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit, default=Unit.USERS)
    expected = QuantityField(_("expected"), null=True, blank=True, **DIGITS)
    limit = QuantityField(_("limit"), **DIGITS)
    alarm_at = QuantityField(
        _("alarm from"), null=True, blank=True, **DIGITS,
        help_text=_("Where somebody is told, before the limit is reached."),
    )  # fmt: skip
    period = models.CharField(
        _("period"), max_length=8, choices=PeriodKind, default=PeriodKind.MONTH
    )
    method = models.TextField(_("how measured"), blank=True)
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: from the beginning of the SLA.")
    )
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: until the end of the SLA.")
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("workload")
        verbose_name_plural = _("workloads")
        indexes = (title_index("portfolio_workload"),)
        constraints = (
            models.UniqueConstraint(
                fields=("sla", "name"), condition=models.Q(archived_at=None),
                name="portfolio_workload_once",
                violation_error_message=_("This SLA has a workload of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(alarm_at=None) | models.Q(alarm_at__lt=models.F("limit")),
                name="portfolio_workload_alarm",
            ),
            Period("starts_on", "ends_on", name="portfolio_workload_period"),
        )  # fmt: skip

    def clean(self) -> None:
        """Limits are possible, the alarm comes before them; what was agreed and measured stays."""
        values = {"expected": self.expected, "limit": self.limit, "alarm_at": self.alarm_at}
        known = {name: value for name, value in values.items() if value is not None}
        errors = {n: rule for n, value in known.items() if (rule := impossible(value, self.unit))}
        errors |= self.unmoved()
        if self.limit <= 0:
            errors["limit"] = gettext("A limit is more than 0.")
        if self.alarm_at is not None and self.alarm_at >= self.limit:
            errors["alarm_at"] = gettext(
                "The alarm comes before the limit: less than %(limit)s."
            ) % {"limit": quantity(self.limit, self.unit)}
        if errors:
            raise ValidationError(errors)

    def state_of(self, value: Decimal) -> LevelState:
        """Within its limits; at risk from the alarm on; missed above the limit."""
        if value > self.limit:
            return LevelState.MISSED
        alarmed = self.alarm_at is not None and value >= self.alarm_at
        return LevelState.AT_RISK if alarmed else LevelState.MET

    def goal(self) -> str:
        """Like “≤ 1,400 users”."""
        return f"≤ {quantity(self.limit, self.unit)}"

    def band(self) -> tuple[Decimal | None, Decimal | None]:
        """Up to the limit."""
        return None, self.limit

    def make_title(self) -> str:
        """What is counted, and in which agreement."""
        return f"{self.name} – {self.sla}"[:255]
