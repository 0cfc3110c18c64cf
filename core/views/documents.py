"""Uploading and downloading the files of documents."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.declaration.pages import SCREEN, Page
from core.declaration.records import DetailPage
from core.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from core.files.downloads import attachment
from core.forms import PlainForm
from core.history.time_machine import end_of_day
from core.models import Document, DocumentLink, DocumentVersion, Record
from core.reading import links
from core.reading.links import Link
from core.registers import by_name
from core.services import documents

LARGEST_NUMBER = 2**31 - 1
#: Records that a document's page names at most.
SHOWN = 200


class FileForm(PlainForm):
    """One file."""

    file = forms.FileField(label=gettext_lazy("File"), max_length=255)


class DocumentForm(FileForm):
    """A new document with its first file."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Left empty, the file’s name is taken."),
    )
    kind = forms.CharField(label=gettext_lazy("Kind"), required=False, max_length=100)


class UploadPage(Page):
    """A form with a file that keeps the other fields on any error."""

    form_class: type[FileForm] = FileForm

    def answer(self, heading: str, back: Any, form: FileForm) -> HttpResponseBase:
        """The form, with errors on top when there are any."""
        context = {"form": form, "heading": heading, "back": back}
        status = 400 if form.is_bound and form.errors else 200
        return self.show("core/document_form.html", context, status)

    def bound(self) -> FileForm:
        """The form with what was sent."""
        return self.form_class(self.request.POST, self.request.FILES)


class UploadVersionPage(UploadPage):
    """The next version of a document."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The empty form."""
        return self._answer(self._document(uid), self.form_class())

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Store the file."""
        document, form = self._document(uid), self.bound()
        if not form.is_valid():
            return self._answer(document, form)
        file = form.cleaned_data["file"]
        try:
            version = documents.add_version(
                document=document, file=file, name=file.name, by=self.principal, origin=SCREEN
            )
        except (Invalid, Conflict, TooLarge) as error:
            form.take(error)
            return self._answer(document, form)
        said = _("Version %(number)s of %(title)s was stored.")
        messages.success(request, said % {"number": version.number, "title": document.title})
        return redirect("documents-detail", uid)

    def _answer(self, document: Document, form: FileForm) -> HttpResponseBase:
        return self.answer(_("New version"), document, form)

    def _document(self, uid: uuid.UUID) -> Document:
        document: Document | None = (
            Document.objects.for_user(self.principal).filter(uid=uid).first()
        )
        if document is None:
            raise NotFound
        if not access.may(self.principal, document, "change"):
            raise Forbidden
        return document


class AttachPage(UploadPage):
    """A new document that belongs to a record."""

    form_class = DocumentForm

    def get(self, request: HttpRequest, register: str, uid: uuid.UUID) -> HttpResponseBase:
        """The empty form."""
        return self._answer(self._subject(register, uid), self.form_class())

    def post(self, request: HttpRequest, register: str, uid: uuid.UUID) -> HttpResponseBase:
        """Store the file and link the document."""
        subject, form = self._subject(register, uid), self.bound()
        if not form.is_valid():
            return self._answer(subject, form)
        values = dict(form.cleaned_data)
        file = values.pop("file")
        try:
            documents.add_document(
                **values, file=file, file_name=file.name, subjects=[subject],
                by=self.principal, origin=SCREEN,
            )  # fmt: skip
        except (Invalid, Conflict, TooLarge) as error:
            form.take(error)
            return self._answer(subject, form)
        messages.success(request, _("%(name)s was attached.") % {"name": file.name})
        return redirect(f"{register}-detail", uid)

    def _answer(self, subject: Any, form: FileForm) -> HttpResponseBase:
        return self.answer(_("Attach a document"), subject, form)

    def _subject(self, register: str, uid: uuid.UUID) -> Any:
        subject = by_name(register).objects.for_user(self.principal).filter(uid=uid).first()
        if subject is None:
            raise NotFound
        access.require(self.principal, DocumentLink, "add")
        return subject


class DownloadPage(Page):
    """One version of a document, as a file."""

    def get(self, request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponseBase:
        """The file, after its hash was checked."""
        if number > LARGEST_NUMBER:
            raise NotFound
        version = documents.find_version(uid=uid, number=number, by=self.principal)
        file = documents.open_version(version)
        return attachment(file, name=version.name, content_type=version.content_type)


class DocumentPage(DetailPage):
    """A document with its files."""

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> Any:
        """The usual page and the versions that were there at its instant."""
        versions = DocumentVersion.objects.filter(document=context["row"].pk).order_by("-number")
        if self.as_of:
            versions = versions.filter(uploaded_at__lte=end_of_day(self.as_of))
        shown = {**context, "versions": versions, "subjects": self._subjects(context["row"])}
        return super().show("core/document.html", shown, status)

    def _subjects(self, document: Any) -> list[Link]:
        """The records that the document belongs to, as far as the reader sees them."""
        attached = DocumentLink.objects.for_user(self.principal).current()
        keys = list(attached.filter(document=document.pk).values_list("subject", flat=True)[:SHOWN])
        found = links.resolve(self.principal, {Record: keys})
        subjects = [link for key in keys if (link := found.get(Record, key))]
        return sorted(subjects, key=lambda link: (link.register, link.title))
