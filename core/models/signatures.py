"""Signatures: who said what to which exact text, and how one can see that."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import Meaning, SignedBy
from core.models.base import FactModel
from core.models.documents import Document
from core.models.people import Person, User
from core.models.record import Record


class Signature(FactModel):
    """One signature, for one of the parties whose signatures a record needs.

    ``content`` is the hash of the signed text (docs/ledger.md §8), ``parts`` the versions and fields
    that it is made of. ``agreed_on`` and ``proof`` are those of an agreement reached elsewhere, which
    ``entered_by`` entered.
    """

    fact = "signatures"
    outside = True

    record = models.ForeignKey(Record, models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField(_("version"))
    content = models.CharField(max_length=64)
    parts = models.JSONField()
    party = models.CharField(_("for"), max_length=40)
    signer = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="signatures")
    name = models.CharField(_("name"), max_length=200)
    capacity = models.CharField(_("capacity"), max_length=255)
    meaning = models.CharField(_("meaning"), max_length=12, choices=Meaning)
    method = models.CharField(_("how"), max_length=10, choices=SignedBy)
    signed_at = models.DateTimeField(_("time"))
    agreed_on = models.DateField(_("agreed on"), null=True)
    proof = models.ForeignKey(Document, models.PROTECT, null=True, related_name="proves")
    entered_by = models.CharField(_("entered by"), max_length=255, blank=True)

    class Meta:
        ordering = ("signed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("record", "party", "content", "meaning"), name="core_signature_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(method=SignedBy.OUTSIDE)
                | models.Q(agreed_on__isnull=False, proof__isnull=False),
                name="core_signature_proved",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.get_meaning_display()}"

    @property
    def is_outside(self) -> bool:
        """Whether the agreement was reached elsewhere and entered here."""
        return self.method == SignedBy.OUTSIDE
