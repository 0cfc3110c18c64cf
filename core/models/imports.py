"""Imports that somebody looks at before they are carried out."""

from __future__ import annotations

import uuid

from django.db import models

from core.choices import ImportState
from core.models.base import PlumbingModel
from core.models.people import User
from core.models.work import Job


class ImportPreview(PlumbingModel):
    """A file to import with what was shown of it: confirmed only if both are still the same.

    ``type`` is the register, ``wishes`` are the person's decisions, ``outcome`` is packed
    by ``core.exchange.outcome``,
    ``problem`` is why there is none. ``taken_at`` is when the confirmation that runs, or the last one
    that did not end, began; ``job`` carries a large one out; ``unit`` is what it wrote.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.OPEN)
    name = models.CharField(max_length=255)
    key = models.CharField(max_length=100, unique=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    wishes = models.JSONField(default=dict)
    outcome = models.BinaryField(null=True)
    problem = models.TextField(blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="import_previews")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    written = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="imports")
    unit = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.type}: {self.name}"
