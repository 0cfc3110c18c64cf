"""The three kinds of model: registers, facts and plumbing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history.rows import RegisterHistory
from core.querysets import RegisterQuerySet
from core.registers import RegisterOptions

#: Fields that the write door fills.
MANAGED = ("record", "uid", "title", "version", "archived_at")


class RegisterModel(models.Model):
    """A row of a register: every change leaves a history row and a ledger entry.

    The primary key is the key of the row's :class:`core.models.Record`, so that whatever points to
    any record points with a real foreign key. Integer keys never leave the application.
    """

    register: ClassVar[RegisterOptions]

    record = models.OneToOneField(
        "core.Record", models.PROTECT, primary_key=True, editable=False, related_name="%(class)s"
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("reference"),
        max_length=64,
        unique=True,
        blank=True,
        help_text=_("Unique and never used again. Left empty, the next number is taken."),
    )
    title = models.CharField(_("title"), max_length=255, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    history: ClassVar[Any] = RegisterHistory()
    objects: ClassVar[Any] = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("reference",)

    def __str__(self) -> str:
        return self.title or self.reference

    def make_title(self) -> str:
        """What the record is called in lists and links, from its own fields."""
        value = getattr(self, self.register.title)
        return str(value)[:255]

    @classmethod
    def check_together(cls, rows: Sequence[RegisterModel]) -> None:
        """What must hold beyond a single row, asked once more within the transaction that wrote them.

        Take a lock first, so that two writers cannot each see only their own half. Raises Conflict.
        """

    @classmethod
    def settle(cls, _work: Any, changes: Sequence[Any]) -> None:
        """What follows from all changes of the register in a unit of work (``core.writing.unit.Work``),
        written as its last part, in whichever way they came. Raises Conflict when they contradict others.
        """

    @classmethod
    def is_titled_by(cls, name: str) -> bool:
        """Whether the title is just what stands in this field: then it sorts by the title's index."""
        return name == cls.register.title and cls.make_title is RegisterModel.make_title

    @classmethod
    def value_fields(cls) -> list[str]:
        """Names of the fields that people know: reference and the register's own."""
        skipped = {*MANAGED, *cls.register.untracked}
        return [field.name for field in cls._meta.concrete_fields if field.name not in skipped]

    @classmethod
    def writable_fields(cls) -> list[str]:
        """Names of the fields that a form or an API client may write."""
        readonly = cls.register.access.readonly
        fields = (cls._meta.get_field(name) for name in cls.value_fields())
        return [field.name for field in fields if field.editable and field.name not in readonly]

    @classmethod
    def tracked_fields(cls) -> list[models.Field[Any, Any]]:
        """The fields that history and ledger keep, without key and version."""
        skipped = {"record", "version", *cls.register.untracked}
        return [field for field in cls._meta.concrete_fields if field.name not in skipped]


class FactModel(models.Model):
    """An immutable row: written once, ledgered by batch, never changed or deleted."""

    fact: ClassVar[str]
    #: Whether people outside the organisation who see its record read it too.
    outside: ClassVar[bool] = False
    #: Columns that erasure may empty, beside an entry about the record in the column ``belongs_to``.
    erasable: ClassVar[tuple[str, ...]] = ()
    belongs_to: ClassVar[str] = ""
    #: Of facts that hang on no record: topics for which they go into evidence bundles.
    topics: ClassVar[frozenset[str]] = frozenset()

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def tracked_fields(cls) -> list[models.Field[Any, Any]]:
        """The fields that the ledger keeps, without keys."""
        return [field for field in cls._meta.concrete_fields if field.name not in ("id", "uid")]


class PlumbingModel(models.Model):
    """A row that works for the others and has no history."""

    class Meta:
        abstract = True
