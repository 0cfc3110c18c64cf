"""Documents with immutable versions, and the records they belong to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, everyone_in
from core.choices import STAFF, Role
from core.models.base import FactModel, RegisterModel
from core.models.record import Record
from core.registers import RegisterOptions

#: Everybody who keeps registers may attach a document.
KEEPERS = STAFF - {Role.AUDITOR}


class Document(RegisterModel):
    """A document: what it is; its files are its versions."""

    register = RegisterOptions(
        name="documents",
        prefix="DOC",
        search=("name", "description"),
        access=Access(write=everyone_in(KEEPERS)),
    )

    name = models.CharField(_("name"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class DocumentVersion(FactModel):
    """One immutable file of a document; ``key`` is its random name in the file storage.

    Without ``name`` the file was erased: it is not in the storage any more.
    """

    fact = "document-versions"
    outside = True
    erasable = ("name",)
    belongs_to = "document_id"

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=255)

    class Meta:
        ordering = ("document", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "number"), name="core_documentversion_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def is_erased(self) -> bool:
        """Whether the file was erased."""
        return not self.name


class DocumentLink(RegisterModel):
    """A document belongs to a record."""

    register = RegisterOptions(
        name="document-links",
        prefix="DLK",
        title="remark",
        access=Access(write=everyone_in(KEEPERS)),
    )

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="links", verbose_name=_("document")
    )
    subject = models.ForeignKey(
        Record, models.PROTECT, related_name="document_links", verbose_name=_("belongs to")
    )
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("document link")
        verbose_name_plural = _("document links")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "subject"),
                condition=models.Q(archived_at=None),
                name="core_documentlink_once",
                violation_error_message=_("This document belongs to this record already."),
            ),
        )

    def make_title(self) -> str:
        return f"{self.document} – {self.subject}"[:255]
