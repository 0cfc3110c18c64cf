"""The API of what is held about a person: read it, ask for a copy, erase on request."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.preconditions import version_seen
from core.api.schema import JsonSchema, closed, header
from core.api.views import ApiView
from core.api.work import represent
from core.choices import Origin
from core.errors import Forbidden, Invalid, NotFound
from core.models import Person
from core.services.personal_data.copies import contents, request_copy
from core.services.personal_data.forgetting import erase_person
from core.services.personal_data.traces import may_erase, traces
from core.writing.erasure import placeholder

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
LIST = {"type": "array", "items": {"type": "object"}}
HELD = {
    "type": "object",
    "properties": {
        "made_at": TEXT,
        "person": {"type": "object"},
        "versions": LIST,
        "accounts": LIST,
        "named_in": LIST,
        "mentioned_in": LIST,
        "files": LIST,
        "messages": LIST,
        "versions_written": NUMBER,
        "signatures": NUMBER,
        "namesakes": NUMBER,
    },
}
DONE = {
    "type": "object",
    "required": ["title", "records", "files", "messages"],
    "properties": {"title": TEXT, "records": NUMBER, "files": NUMBER, "messages": NUMBER},
}
ASKED = closed({"version": NUMBER, "reason": {"type": "string", "minLength": 1, "maxLength": 500}})


class PersonSchema(JsonSchema):
    """A POST may be repeated with the same key; the view's ``asked`` is its body."""

    def get_override_parameters(self) -> list[Any]:
        """Once."""
        return [header("Idempotency-Key")] if self.method == "POST" else []

    def get_request_serializer(self) -> Any:
        """The body, if there is one."""
        asked = getattr(self.view, "asked", None)
        return {"application/json": asked} if asked and self.method == "POST" else None

    def get_response_serializers(self) -> Any:
        """A copy that was asked for: 202."""
        found = super().get_response_serializers()
        if self.method == "POST" and not hasattr(self.view, "asked"):
            found["202", "application/json"] = {"type": "object"}
            del found["200", "application/json"]
        return found


class PersonView(ApiView):
    """Addresses below a person."""

    schema = PersonSchema()

    def find(self, uid: uuid.UUID) -> Person:
        """The person, if the caller sees them; else NotFound."""
        self.params.finish()
        found: Person | None = Person.objects.for_user(self.principal).filter(uid=uid).first()
        if found is None:
            raise NotFound
        return found


class PersonalData(PersonView):
    """What is held about a person; POST asks for a copy as a zip."""

    described = HELD

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """All of it."""
        return answer(contents(traces(self.find(uid), by=self.principal)))

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Ask for a copy: 202, and where to look how far it is."""
        if take_object(request.data or {}):
            raise Invalid(fields={"": [_("Send an empty object.")]})
        job = request_copy(person=self.find(uid), by=self.principal)
        place = reverse("api:jobs-detail", args=[job.uid])
        return answer(represent(job), 202, {"Location": place})


class ErasePerson(PersonView):
    """Erases a person on request."""

    described = DONE
    asked = ASKED

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Erase, or 409 with where the person is still needed."""
        person = self.find(uid)
        if not may_erase(self.principal):
            raise Forbidden
        body = take_object(request.data)
        reason = self.reason()
        body.pop("reason", None)
        version = version_seen(self.request, uid, body.pop("version", None))
        if body:
            rule = [_("There is no such part of this request.")]
            raise Invalid(fields={name[:100]: rule for name in body})
        done = erase_person(
            person=person, version=version, reason=reason, by=self.principal, origin=Origin.API
        )
        return answer(
            {
                "title": placeholder(person),
                "records": done.records,
                "files": done.files,
                "messages": done.messages,
            }
        )
