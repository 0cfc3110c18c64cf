"""The index of all records, and the counters of their references."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

from core.models.base import PlumbingModel
from core.registers import names

if TYPE_CHECKING:
    from core.models.base import RegisterModel


class Record(PlumbingModel):
    """One row per register record: its public identity, and what search finds.

    Everything here but the key is a copy of the register's own row, written with it.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=64)
    reference = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("type", "reference"), name="core_record_reference"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def model(self) -> type[RegisterModel]:  # type: ignore[valid-type]
        """The model of the register it belongs to."""
        return names()[self.type]

    def row(self) -> Any:
        """The register's own row."""
        return self.model._base_manager.get(pk=self.pk)  # type: ignore[attr-defined]


class Counter(PlumbingModel):
    """The next number for the references of one register."""

    type = models.CharField(max_length=64, unique=True)
    next = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.type}: {self.next}"
