"""The ledger and the access chain: append-only, guarded by triggers (docs/ledger.md)."""

from __future__ import annotations

from django.db import models

from core.choices import EntryKind
from core.models.base import PlumbingModel
from core.models.record import Record


class LedgerEntry(PlumbingModel):
    """One entry: the payload exactly as hashed, its nonce, its leaf and the chain up to it."""

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=EntryKind)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="entries")
    type = models.CharField(max_length=64)
    version = models.PositiveIntegerField(null=True)
    history_id = models.BigIntegerField(null=True)
    time = models.DateTimeField()
    payload = models.TextField()
    nonce = models.BinaryField(max_length=32, null=True)
    salts = models.TextField(blank=True)
    digests = models.TextField(blank=True)
    leaf = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32, unique=True)
    chain = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "version"), name="core_ledger_version"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="core_ledger_seq"),
        )
        indexes = (models.Index(fields=("time",)), models.Index(fields=("type", "kind", "seq")))

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.type}"


class AccessEntry(PlumbingModel):
    """One look at or export of evidence, one checkpoint, one key given out (docs/ledger.md §7)."""

    seq = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=40)
    time = models.DateTimeField()
    payload = models.TextField()
    previous = models.BinaryField(max_length=32, unique=True)
    chain = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class Checkpoint(PlumbingModel):
    """A signed statement of the ledger's size, root and chain at a moment."""

    size = models.BigIntegerField()
    time = models.DateTimeField()
    note = models.TextField()

    class Meta:
        indexes = (models.Index(fields=("size",)),)

    def __str__(self) -> str:
        return f"{self.size} at {self.time:%Y-%m-%d %H:%M}"
