"""Gates that a record passed although something was missing."""

from __future__ import annotations

from django.db import models

from core.models.base import FactModel
from core.models.record import Record


class GateOverride(FactModel):
    """Somebody who may let a record pass its gate: who, when, why, and what was missing then."""

    fact = "gate-overrides"

    subject = models.ForeignKey(Record, models.PROTECT, related_name="gate_overrides")
    before = models.CharField(max_length=32)
    after = models.CharField(max_length=32)
    missing = models.JSONField(default=list)
    reason = models.TextField()
    approved_by = models.CharField(max_length=255)
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ("approved_at", "pk")

    def __str__(self) -> str:
        return f"{self.subject}: {self.before} → {self.after}"
