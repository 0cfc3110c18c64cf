"""Documents: files stream into the storage, a fact says what they are, links say to what."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import access, clock, records
from core.access.principals import Principal
from core.choices import Origin
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.files import storage
from core.files.file_names import clean_name, type_of
from core.files.storage import FileDamaged, Stored
from core.models import Document, DocumentLink, DocumentVersion, Record, RegisterModel
from core.registers import by_name
from core.writing.unit import Work, unit

log = logging.getLogger("sms.documents")

FOLDER = "documents"


def add_document(
    *,
    file: IO[bytes],
    file_name: str,
    by: Principal,
    origin: Origin,
    name: str = "",
    kind: str = "",
    description: str = "",
    subjects: Iterable[Record | RegisterModel] = (),
    reason: str = "",
) -> DocumentVersion:
    """A new document with its first version, linked to ``subjects``; one unit.

    ``file`` stands at its beginning and can be rewound; without ``name`` the file's name is taken.
    Raises Forbidden, Invalid, TooLarge.
    """
    access.require(by, Document, "add")
    values = {"name": name or clean_name(file_name), "kind": kind, "description": description}
    with _stored(file) as stored, unit(by=by, origin=origin, reason=reason) as work:
        document: Document = records.create(Document, values, by=by, origin=origin)
        for subject in subjects:
            link(document=document, record=subject, by=by, origin=origin)
        return _record(work, document, stored, file, file_name, by)


def add_version(
    *,
    document: Document,
    file: IO[bytes],
    name: str,
    by: Principal,
    origin: Origin,
    reason: str = "",
) -> DocumentVersion:
    """The next version of a document. ``name`` is the file's name; the rest as :func:`add_document`.

    Raises NotFound, Forbidden, Conflict for an archived document, Invalid, TooLarge.
    """
    if not access.may(by, document, "change"):
        raise Forbidden if access.may(by, document, "view") else NotFound
    if document.archived_at is not None:
        raise Conflict(_("The document is archived; restore it first."))
    with _stored(file) as stored, unit(by=by, origin=origin, reason=reason) as work:
        return _record(work, document, stored, file, name, by)


def link(
    *,
    document: Document,
    record: Record | RegisterModel,
    by: Principal,
    origin: Origin,
    remark: str = "",
) -> DocumentLink:
    """Say that a document belongs to a record. Raises Forbidden, Invalid."""
    subject = record if isinstance(record, Record) else record.record
    values = {"document": document, "subject": subject, "remark": remark}
    made: DocumentLink = records.create(DocumentLink, values, by=by, origin=origin)
    return made


def belongs(*, document: Document, record: Record) -> bool:
    """Whether a document belongs to a record today."""
    links = DocumentLink.objects.unscoped("asked by who may link it anyway").current()
    found: bool = links.filter(document=document, subject=record).exists()
    return found


def find_document(*, uid: uuid.UUID, by: Principal) -> Document:
    """A document whose files ``by`` may see: the document, or a record it belongs to.

    Raises NotFound.
    """
    documents = Document.objects.unscoped("visible through what it belongs to")
    found: Document | None = documents.filter(uid=uid).first()
    if found is None:
        raise NotFound
    told_versions(document=found, by=by)
    return found


def told_versions(*, document: Document, by: Principal) -> QuerySet[DocumentVersion]:
    """The versions of a document that ``by`` may see. Raises NotFound when it is none of theirs.

    Outsiders see those since it belongs to a record of theirs, and the one there was at that time:
    earlier ones may be about somebody else.
    """
    versions = DocumentVersion.objects.filter(document=document.pk).select_related("document")
    if access.may(by, document, "view"):
        return versions
    own = _links_of(document, by)
    if not own:
        raise NotFound
    if by.is_staff:
        return versions
    first = DocumentLink.history.filter(record_id__in=own).order_by("valid_from").first()
    then = versions.filter(uploaded_at__lte=first.valid_from).order_by("-number").first()
    return versions.filter(number__gte=then.number) if then else versions


def find_version(*, uid: uuid.UUID, number: int, by: Principal) -> DocumentVersion:
    """A version of a document that ``by`` may see. Raises NotFound."""
    document = find_document(uid=uid, by=by)
    version = told_versions(document=document, by=by).filter(number=number).first()
    if version is None:
        raise NotFound
    return version


def open_version(version: DocumentVersion) -> IO[bytes]:
    """The file of a version, after its hash was checked.

    Raises NotFound for one that was erased, and FileDamaged, which is logged.
    """
    if version.is_erased:
        raise NotFound(_("This file was erased."))
    try:
        return storage.open_checked(version.key, sha256=version.sha256)
    except FileDamaged:
        log.exception("stored file differs", extra={"version": str(version.uid)})
        raise


@contextmanager
def _stored(file: IO[bytes]) -> Iterator[Stored]:
    """The file in the storage; out of it again when what follows fails."""
    stored = storage.store(file, folder=FOLDER)
    try:
        _refuse_empty(stored)
        yield stored
    except BaseException:
        storage.remove(stored.key)
        raise


def _refuse_empty(stored: Stored) -> None:
    if not stored.size:
        raise Invalid(fields={"file": [_("The file is empty.")]})


def _record(
    work: Work, document: Document, stored: Stored, file: IO[bytes], name: str, by: Principal
) -> DocumentVersion:
    """Write the fact, numbered while the document is locked."""
    work.lock([document.pk])
    last = document.versions.order_by("-number").first()
    file.seek(0)
    version = DocumentVersion(
        document=document,
        number=last.number + 1 if last else 1,
        key=stored.key,
        name=clean_name(name),
        size=stored.size,
        sha256=stored.sha256,
        content_type=type_of(name, file),
        uploaded_at=clock.now(),
        uploaded_by=by.name[:255],
    )
    work.record_facts([version], document.record)
    return version


def _links_of(document: Document, by: Principal) -> list[int]:
    """The keys of the document's links to records that ``by`` sees."""
    links = DocumentLink.objects.unscoped("visible through what it belongs to").current()
    found = links.filter(document=document).select_related("subject")
    return [link.pk for link in found if _reaches(by, link.subject)]


def _reaches(by: Principal, subject: Record) -> bool:
    rows = by_name(subject.type).objects.for_user(by)
    found: bool = rows.filter(pk=subject.pk).exists()
    return found
