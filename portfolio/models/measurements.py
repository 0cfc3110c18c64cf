"""What was measured: facts that are never changed; a correction is another fact (requirement P9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core.history import time_machine
from core.models import FactModel, Record
from core.models.quantities import QuantityField
from portfolio.choices import PeriodKind, Unit


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    """Questions about measurements."""

    def known(self) -> MeasurementQuerySet:
        """Those that were recorded by the instant that is looked at."""
        instant = time_machine.current_instant()
        return self if instant is None else self.filter(recorded_at__lte=instant)

    def of(self, keys: list[int]) -> MeasurementQuerySet:
        """Those of some targets and workloads, in the order in which they were recorded."""
        return self.known().filter(subject__in=keys).order_by("pk")


class Measurement(FactModel):
    """The value of a target or a workload in one period, as one source told it.

    ``subject`` is the record of what was measured; ``number`` counts what a source said of a period:
    from 2 on it is a correction. What was recorded last counts, whoever said it.
    """

    fact = "measurements"
    outside = True

    subject = models.ForeignKey(Record, models.PROTECT, related_name="measurements")
    period = models.CharField(max_length=8, choices=PeriodKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = QuantityField(max_digits=15, decimal_places=4)
    unit = models.CharField(max_length=12, choices=Unit)
    source = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    remark = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=255)

    objects: ClassVar[models.Manager[Measurement]] = MeasurementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("subject", "starts_on", "source", "number"),
                name="portfolio_measurement_number",
            ),
        )
        indexes = (models.Index(fields=("subject", "starts_on")),)

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m}: {self.value} {self.unit} ({self.source})"
