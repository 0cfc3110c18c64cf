"""Work that outlives a request: outgoing messages and long jobs."""

from __future__ import annotations

import uuid

from django.db import models

from core.choices import JobState, MessageState
from core.models.base import PlumbingModel
from core.models.people import User
from core.models.record import Record
from core.models.tokens import Token


class OutboxMessage(PlumbingModel):
    """A mail to send, written in the transaction that causes it; unique by ``dedup_key``.

    ``message_id`` is fixed here, so that a repeat after a crash is recognisable as the same mail.
    """

    dedup_key = models.CharField(max_length=255, unique=True)
    message_id = models.CharField(max_length=255, unique=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="messages")
    recipient = models.EmailField()
    subject = models.CharField(max_length=255)
    body = models.TextField()
    chart = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "next_attempt")),)

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"


class Job(PlumbingModel):
    """A long piece of work somebody asked for: progress 0–100, result file or error, cancellable."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="jobs")
    scopes = models.JSONField(default=list)
    token = models.ForeignKey(Token, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    cancel_requested = models.BooleanField(default=False)
    file = models.CharField(max_length=255, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("state", "created_at")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
