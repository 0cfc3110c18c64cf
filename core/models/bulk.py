"""Changes of many records at once that somebody looks at before they are carried out."""

from __future__ import annotations

import uuid

from django.db import models

from core.choices import BulkAction, BulkState
from core.models.base import PlumbingModel
from core.models.people import User


class BulkChange(PlumbingModel):
    """What is to be done to which versions of which records of one register.

    ``type`` is the register, ``typed`` the new values as they were typed, by field, ``rows`` pairs
    of uid and version, ``unit`` the unit of work that did it.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=64)
    action = models.CharField(max_length=10, choices=BulkAction)
    typed = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.OPEN)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="bulk_changes")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    unit = models.UUIDField(null=True)
    written = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.type}: {self.action} {len(self.rows)}"
