"""The API of evidence bundles: ask, look how far it is, fetch the file."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.file_schema import FileSchema
from core.api.schema import JsonSchema, closed, header
from core.api.views import ApiView
from core.choices import JobState
from core.errors import FieldErrors, Invalid
from core.files.downloads import attachment
from core.models import Job
from core.services import jobs
from evidence import services
from evidence.bundles.clauses import clauses
from evidence.bundles.scope import BundleRequest

#: Name in the body → name in the request.
NAMES = {
    "clause": "clause",
    "customer": "customer",
    "service": "service",
    "supplier": "supplier",
    "from": "since",
    "to": "until",
    "as_of": "as_of",
    "language": "language",
}
TOLD = {inside: name for name, inside in NAMES.items()}
DAYS = {"from", "to", "as_of"}
LONGEST = 300
ZIP = "application/zip"

TEXT = {"type": "string", "maxLength": LONGEST}
DAY = {"type": "string", "format": "date"}
LANGUAGE = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
ASKED: dict[str, Any] = {name: DAY if name in DAYS else TEXT for name in NAMES}
ASKED["language"] = LANGUAGE
SCHEMA = {
    "type": "object",
    "required": ["uid", "state", "progress", "message", "request", "url", "file"],
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "state": {"type": "string", "enum": list(JobState.values)},
        "progress": {"type": "integer", "minimum": 0, "maximum": 100},
        "message": {"type": "string"},
        "request": {"type": "object", "properties": ASKED},
        "url": {"type": "string"},
        "file": {"type": ["string", "null"], "description": "Where the finished zip is."},
    },
}


class BundleSchema(JsonSchema):
    """How a bundle is asked for."""

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        if self.method != "POST":
            return None
        asked = {**ASKED, "clause": {"type": "string", "enum": list(clauses())}}
        return {"application/json": {**closed(asked), "required": ["clause"]}}

    def get_override_parameters(self) -> list[Any]:
        """Once."""
        return [header("Idempotency-Key")] if self.method == "POST" else []

    def get_response_serializers(self) -> Any:
        """202 when asked, 200 when looked at."""
        found = super().get_response_serializers()
        if self.method == "POST":
            found["202", "application/json"] = found.pop(("200", "application/json"))
        return found


class BundleView(ApiView):
    """Views that need the scope for bundles."""

    scope = "bundles"
    described = SCHEMA

    def permit(self) -> None:
        """Also a role is needed."""
        super().permit()
        services.require_right(self.principal)


class Bundles(BundleView):
    """The caller's bundles; POST asks for one."""

    schema = BundleSchema()
    described = {"type": "object", "properties": {"results": {"type": "array", "items": SCHEMA}}}

    def get(self, request: Request) -> HttpResponse:
        """The latest bundles of the caller."""
        self.params.finish()
        found = [represent(job) for job in services.bundles_of(self.principal)]
        return answer({"results": found})

    def post(self, request: Request) -> HttpResponse:
        """Ask for a bundle: 202, and where to look how far it is."""
        self.params.finish()
        asked = read(request.data)
        try:
            job = services.request_bundle(request=asked, by=self.principal)
        except Invalid as error:
            fields = {TOLD.get(name, name): rules for name, rules in error.fields.items()}
            raise Invalid(error.message, fields) from error
        told = represent(job)
        return answer(told, 202, {"Location": told["url"]})


class Bundle(BundleView):
    """One bundle of the caller."""

    schema = BundleSchema()

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """How far it is, and where the file is."""
        self.params.finish()
        return answer(represent(services.find_bundle(uid=uid, by=self.principal)))


class BundleFile(BundleView):
    """The finished file of a bundle."""

    schema = FileSchema()
    file_type = ZIP

    def get(self, request: Request, uid: uuid.UUID) -> FileResponse:
        """The zip; recorded."""
        self.params.finish()
        services.find_bundle(uid=uid, by=self.principal)
        job, file = jobs.open_file(uid=uid, by=self.principal)
        return attachment(file, name=job.file_name, content_type=ZIP)


def represent(job: Job) -> dict[str, Any]:
    """A bundle as the API tells of it."""
    ready = job.state == JobState.DONE and job.file
    told = {name: job.params[key] for name, key in NAMES.items() if key in job.params}
    return {
        "uid": job.uid,
        "state": job.state,
        "progress": job.progress,
        "message": job.message,
        "request": told,
        "url": reverse("api-bundles-detail", args=[job.uid]),
        "file": reverse("api-bundles-file", args=[job.uid]) if ready else None,
    }


def read(body: Any) -> BundleRequest:
    """The request in a body; Invalid names each field that cannot be read."""
    if not isinstance(body, dict):
        raise Invalid(_("Send an object."))
    errors: FieldErrors = {}
    values: dict[str, Any] = {}
    for name, value in body.items():
        try:
            values[NAMES[name]] = _value(name, value)
        except KeyError:
            errors[str(name)[:100]] = [_("There is no such field.")]
        except ValueError as error:
            errors[name] = [str(error)]
    if "clause" not in body:
        errors["clause"] = [_("Say which clause.")]
    if errors:
        raise Invalid(fields=errors)
    return BundleRequest(**values)


def _value(name: str, value: Any) -> str | date | None:
    if value is None and name != "clause":
        return None if name in DAYS else ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(_("Write a text of at most %(count)d characters.") % {"count": LONGEST})
    if name not in DAYS:
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("Write a day as YYYY-MM-DD.")) from None
