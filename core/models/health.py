"""How records fared on earlier days, kept so that the curve need not be worked out anew each time."""

from __future__ import annotations

from django.db import models

from core.models.base import PlumbingModel
from core.models.record import Record


class HealthMark(PlumbingModel):
    """The score of a record at the end of a day; None where too little was known.

    The history can tell it again at any time (docs/health.md).
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="health_marks")
    day = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "day"), name="core_health_mark_once"),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.day}"
