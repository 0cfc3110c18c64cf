"""Single-use links: an address that lets somebody without an account do one thing to one record."""

from __future__ import annotations

import uuid

from django.db import models

from core.choices import Purpose
from core.models.base import PlumbingModel
from core.models.people import Person
from core.models.record import Record


class SingleUseLink(PlumbingModel):
    """One link: only the hash of its secret is kept; giving, opening and using stand in the access chain."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose)
    detail = models.CharField(max_length=40, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, related_name="single_use_links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="single_use_links")
    given_by = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("record", "purpose")),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.uid}"
