"""What somebody is told inside the application, and by mail if they like."""

from __future__ import annotations

import uuid

from django.db import models

from core.choices import Channel
from core.models.base import PlumbingModel
from core.models.people import User
from core.models.record import Record


class Notification(PlumbingModel):
    """One thing told to one user; unique by ``dedup_key``, so that each thing is told once.

    It is shown only while ``record``, if it is about one, is visible to the user. ``digest`` says
    that it waits for the daily mail; ``mailed_at`` when it left in one.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="notifications")
    kind = models.CharField(max_length=40)
    dedup_key = models.CharField(max_length=255, unique=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="notifications")
    title = models.CharField(max_length=255)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=255, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("user", "-created_at")),
            models.Index(
                fields=("user",),
                condition=models.Q(read_at=None),
                name="core_notification_unread",
            ),
        )

    def __str__(self) -> str:
        return self.title
