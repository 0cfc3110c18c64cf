"""The files of documents: uploading, further versions, what there is of them, downloading."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from core import access
from core.api import targets, uploads
from core.api.answers import FORM, answer
from core.api.file_schema import FormSchema, VersionFileSchema, VersionSchema
from core.api.preconditions import is_known
from core.api.rows import Row
from core.api.views import ApiView
from core.choices import Origin
from core.errors import Forbidden, Invalid, NotFound
from core.files.downloads import attachment
from core.history.time_machine import current_instant
from core.models import Document, DocumentVersion, Record
from core.services import documents

SUBJECT = "subject"
NEWEST = 10**9 - 1
LARGEST_NUMBER = 2**31 - 1
PAGE_SIZE, LARGEST_PAGE = 50, 200

TEXT = {"type": "string"}
ADDRESS = {"type": "string"}
VERSION = {
    "type": "object",
    "required": ["document", "number", "name", "size", "sha256", "content_type", "url", "file"],
    "properties": {
        "document": {
            "type": "object",
            "required": ["uid", "reference", "title"],
            "properties": {
                "uid": {"type": "string", "format": "uuid"},
                "reference": TEXT,
                "title": TEXT,
            },
        },
        "number": {"type": "integer", "minimum": 1},
        "name": TEXT,
        "size": {"type": "integer", "description": "In bytes."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "content_type": TEXT,
        "uploaded_at": {"type": "string", "format": "date-time"},
        "uploaded_by": TEXT,
        "url": ADDRESS,
        "file": {**ADDRESS, "description": "Where the file is."},
    },
}
VERSIONS = {
    "type": "object",
    "required": ["next", "results"],
    "properties": {
        "next": {"type": ["string", "null"]},
        "results": {"type": "array", "items": VERSION},
    },
}
FORM_PARTS: dict[str, Any] = {
    uploads.FILE: {"type": "string", "format": "binary"},
    uploads.SUM: {**TEXT, "description": "The file's SHA-256; another file is refused."},
    "reason": {"type": "string", "maxLength": 2000, "description": "Why; stands in the history."},
}
DOCUMENT_PARTS = {
    **FORM_PARTS,
    "name": {"type": "string", "maxLength": 255, "description": "Left out: the file's name."},
    "kind": {"type": "string", "maxLength": 100},
    "description": TEXT,
    SUBJECT: {
        "type": "array",
        "items": {"type": "string", "maxLength": 64},
        "description": "Records that it belongs to, each by uid or reference.",
    },
}


class UploadView(ApiView):
    """Takes a form with one file; answers with the version that was stored."""

    schema = FormSchema()
    takes = FORM
    parser_classes = (MultiPartParser,)
    described = VERSION
    parts = FORM_PARTS

    def stored(self, version: DocumentVersion) -> HttpResponse:
        """201 with where the version is."""
        row = represent(version)
        return answer(row, 201, {"Location": row["url"], "ETag": tag(version)})


class DocumentUpload(UploadView):
    """A new document with its first file."""

    parts = DOCUMENT_PARTS

    def permit(self) -> None:
        """Somebody who may not see documents may do nothing with them."""
        super().permit()
        access.require(self.principal, Document, "view")

    def post(self, request: Request) -> HttpResponse:
        """A new document with its first file, linked to records."""
        access.require(self.principal, Document, "add")
        self.params.finish()
        sent = uploads.read(request, texts=("name", "kind", "description"), lists=(SUBJECT,))
        version = documents.add_document(
            **sent.texts,
            file=sent.file,
            file_name=sent.name,
            subjects=self._subjects(sent.lists[SUBJECT]),
            by=self.principal,
            origin=Origin.API,
            reason=self.reason(),
        )
        return self.stored(version)

    def _subjects(self, texts: list[str]) -> list[Record]:
        """The records with these names, each once; hidden ones answer as nonexistent ones."""
        found = targets.find(self.principal, {Record: set(texts)})
        if any((Record, text) not in found for text in texts):
            raise Invalid(fields={SUBJECT: [_("There is no such record.")]})
        return list(dict.fromkeys(found[Record, text] for text in texts))


class FilesView(ApiView):
    """Addresses below a document, for whoever may have its files."""

    def permit(self) -> None:
        """A narrow token needs the scope of documents, also for what belongs to other records."""
        super().permit()
        access.require_scope(self.principal, Document.register.name, "view")


class DocumentVersions(FilesView, UploadView):
    """The files of a document; POST adds the next."""

    looks_back = True
    listed = VERSIONS

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The versions of a document, newest first."""
        size = self.params.take_number("page_size", PAGE_SIZE, LARGEST_PAGE)
        below = self.params.take_number("below", NEWEST, NEWEST)
        self.params.finish()
        document = documents.find_document(uid=uid, by=self.principal)
        versions = _then(documents.told_versions(document=document, by=self.principal))
        found = list(versions.filter(number__lt=below)[: size + 1])
        rows = [represent(version) for version in found[:size]]
        more = f"{request.path}?below={rows[-1]['number']}" if len(found) > size else None
        return answer({"next": more, "results": rows})

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The next version of a document."""
        document = documents.find_document(uid=uid, by=self.principal)
        if not access.may(self.principal, document, "change"):
            raise Forbidden
        self.params.finish()
        sent = uploads.read(request)
        version = documents.add_version(
            document=document,
            file=sent.file,
            name=sent.name,
            by=self.principal,
            origin=Origin.API,
            reason=self.reason(),
        )
        return self.stored(version)


class VersionView(FilesView):
    """What is about one version; versions never change, so their tags are for good."""

    schema = VersionSchema()
    described = VERSION

    def get(self, request: Request, uid: uuid.UUID, number: int) -> HttpResponse:
        """One version of a document."""
        version = self.find(uid, number)
        if is_known(request, tag(version)):
            return HttpResponse(status=304, headers={"ETag": tag(version)})
        return answer(represent(version), headers={"ETag": tag(version)})

    def find(self, uid: uuid.UUID, number: int) -> DocumentVersion:
        """The version, if the principal may have the document's files; else NotFound."""
        self.params.finish()
        if not 0 < number <= LARGEST_NUMBER:
            raise NotFound
        return documents.find_version(uid=uid, number=number, by=self.principal)


class VersionFile(VersionView):
    """The file of one version."""

    schema = VersionFileSchema()
    file_type = "*/*"

    def get(self, request: Request, uid: uuid.UUID, number: int) -> HttpResponse | FileResponse:  # type: ignore[override]
        """The file as it was uploaded, after its hash was checked."""
        version = self.find(uid, number)
        if is_known(request, tag(version)):
            return HttpResponse(status=304, headers={"ETag": tag(version)})
        file = documents.open_version(version)
        response = attachment(file, name=version.name, content_type=version.content_type)
        response["ETag"] = tag(version)
        return response


def _then(versions: QuerySet[DocumentVersion]) -> QuerySet[DocumentVersion]:
    """The versions that there were at the instant that is asked for, newest first."""
    instant = current_instant()
    if instant is not None:
        versions = versions.filter(uploaded_at__lte=instant)
    return versions.order_by("-number")


def tag(version: DocumentVersion) -> str:
    """The strong entity tag of a file: its hash."""
    return f'"{version.sha256}"'


def represent(version: DocumentVersion) -> Row:
    """A version as answers tell of it."""
    document = version.document
    place = [document.uid, version.number]
    return {
        "document": {
            "uid": document.uid,
            "reference": document.reference,
            "title": document.title,
        },
        "number": version.number,
        "name": version.name,
        "size": version.size,
        "sha256": version.sha256,
        "content_type": version.content_type,
        "uploaded_at": version.uploaded_at,
        "uploaded_by": version.uploaded_by,
        "url": reverse("api:documents-file", args=place),
        "file": reverse("api:documents-content", args=place),
    }
