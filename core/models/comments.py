"""Comments on a text that people agree on, and clauses that somebody contests: kept for ever."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import Outcome, Said, SignedBy
from core.models.base import FactModel
from core.models.people import Person
from core.models.record import Record

#: What begins a thread.
OPENING = (Said.COMMENT, Said.CONTEST)


class Comment(FactModel):
    """One thing that was said of a version of a record.

    A thread is flat: a comment or a contest (``thread`` is empty), its answers (``thread`` is its uid),
    and at most one word that settles it (``settles`` is that uid too), with its ``outcome``. ``part``
    or ``field`` is the clause: another record that belongs to the text, or a field; neither: all of it.
    ``about`` and ``was`` are the clause and its text as they read then.
    """

    fact = "comments"
    outside = True

    record = models.ForeignKey(Record, models.PROTECT, related_name="comments")
    version = models.PositiveIntegerField(_("version"))
    thread = models.UUIDField(null=True, db_index=True)
    settles = models.UUIDField(null=True, unique=True)
    part = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=64, blank=True)
    about = models.CharField(_("clause"), max_length=255, blank=True)
    was = models.TextField(blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Said)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    text = models.TextField(_("text"))
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="comments")
    name = models.CharField(_("name"), max_length=255)
    party = models.CharField(max_length=40, blank=True)
    method = models.CharField(_("how"), max_length=10, choices=SignedBy)
    said_at = models.DateTimeField(_("time"), db_index=True)

    class Meta:
        ordering = ("said_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind=Said.SETTLED, settles=models.F("thread"))
                | (~models.Q(kind=Said.SETTLED) & models.Q(settles=None)),
                name="core_comment_settles_its_thread",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OPENING) ^ models.Q(thread__isnull=False),
                name="core_comment_in_thread",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Said.SETTLED) ^ models.Q(outcome=""),
                name="core_comment_outcome",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
