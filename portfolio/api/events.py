"""Significant events over the API: other tools push what they know, under ids of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.kinds import Refused, kind_of
from core.api.schema import JsonSchema, closed, header
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors, Invalid
from portfolio.models import Event, EventEffect, Service
from portfolio.services import events
from portfolio.services.events import MOST_AT_ONCE, Outcome, Pushed, Reach
from relationships.models import Customer

#: What a tool may say of the event itself.
VALUES = ("name", "kind", "began_at", "ended_at", "description", "cause", "is_internal", "link")
NULLABLE = ("ended_at",)
LINKS = {"services": Service, "customers": Customer}
EFFECT = ("minutes", "effect")
MOST_NAMED = 100
LONGEST_ID, LONGEST_NAME = 200, 400
TEXT: dict[str, Any] = {"type": "string"}


def _schema(name: str) -> dict[str, Any]:
    field: Any = Event._meta.get_field(name)
    described = kind_of(field).describe(field)
    return {**described, "type": [described["type"], "null"]} if name in NULLABLE else described


class PushSchema(JsonSchema):
    """How events are pushed."""

    def get_request_serializer(self) -> Any:
        """The body."""
        named = {
            "type": "array", "maxItems": MOST_NAMED,
            "items": {**TEXT, "minLength": 1, "maxLength": LONGEST_NAME},
        }  # fmt: skip
        one = closed(
            {
                "id": {**TEXT, "minLength": 1, "maxLength": LONGEST_ID},
                **{name: _schema(name) for name in VALUES},
                "services": {**named, "description": "Uids, references or names."},
                "customers": {**named, "description": "None: all who received the services."},
                "minutes": {"type": ["integer", "null"], "minimum": 0},
                "effect": TEXT,
            }
        )
        many = {
            "type": "array", "minItems": 1, "maxItems": MOST_AT_ONCE,
            "items": {**one, "required": ["id"]},
        }  # fmt: skip
        asked = closed({"source": {**TEXT, "maxLength": 100}, "events": many, "reason": TEXT})
        return {"application/json": {**asked, "required": ["source", "events"]}}

    def get_override_parameters(self) -> list[Any]:
        """It can be repeated."""
        return [header("Idempotency-Key")]


class PushEvents(ApiView):
    """Events of another tool: new ones are made, known ones changed, the same again changes nothing."""

    schema = PushSchema()
    described = {
        "type": "object",
        "properties": {
            "results": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": TEXT,
                        "uid": {"type": "string", "format": "uuid"},
                        "reference": TEXT,
                        "version": {"type": "integer"},
                        "outcome": {"type": "string", "enum": ["created", "changed", "unchanged"]},
                    },
                },
            }
        },
    }

    def post(self, request: Request) -> HttpResponse:
        """Take them, all or nothing."""
        self.params.finish()
        body = take_object(request.data)
        source, sent = body.pop("source", None), body.pop("events", None)
        body.pop("reason", None)
        _check_body(body, source, sent)
        made = events.push(
            source=source, entries=self._entries(sent), by=self.principal, origin=Origin.API,
            reason=self.reason(),
        )  # fmt: skip
        return answer({"results": [_told(each) for each in made]})

    def _entries(self, sent: list[Any]) -> list[Pushed]:
        """The events; raises Invalid with every fault by row."""
        found, errors = [], {}
        for place, row in enumerate(sent):
            faults: FieldErrors = {}
            entry = self._entry(row, faults)
            if faults:
                errors[place] = faults
            elif entry is not None:
                found.append(entry)
        if errors:
            raise Invalid(rows=errors)
        return found

    def _entry(self, row: Any, faults: FieldErrors) -> Pushed | None:
        if not isinstance(row, dict):
            faults["__all__"] = [_("Write each event as an object.")]
            return None
        known = {"id", *VALUES, *LINKS, *EFFECT}
        faults |= {str(n)[:100]: [_("There is no such field here.")] for n in row if n not in known}
        identity = row.get("id")
        if not isinstance(identity, str) or not 1 <= len(identity.strip()) <= LONGEST_ID:
            faults["id"] = [_("Write a text of 1 to %(most)d characters.") % {"most": LONGEST_ID}]
            identity = ""
        values = _read(Event, row, VALUES, faults)
        return Pushed(identity.strip(), values, self._reach(row, faults))

    def _reach(self, row: dict[str, Any], faults: FieldErrors) -> Reach | None:
        if not {*LINKS, *EFFECT} & set(row):
            return None
        if "services" not in row:
            faults["services"] = [_("Name the services that it affected.")]
        services, customers = (self._named(row, name, faults) for name in LINKS)
        said = _read(EventEffect, row, EFFECT, faults)
        return Reach(services, customers, said.get("minutes"), said.get("effect", ""))

    def _named(self, row: dict[str, Any], name: str, faults: FieldErrors) -> list[Any]:
        texts = row.get(name, [])
        is_list = isinstance(texts, list) and len(texts) <= MOST_NAMED
        if not is_list or not all(isinstance(text, str) and text.strip() for text in texts):
            rule = _("Write a list of at most %(most)d uids, references or names.")
            faults[name] = [rule % {"most": MOST_NAMED}]
            return []
        found, unknown = events.named(texts, LINKS[name], self.principal)
        if unknown:
            rule = _("Nothing you may see is called: %(names)s.")
            faults[name] = [rule % {"names": ", ".join(text[:80] for text in unknown[:5])}]
        return found


def _read(model: Any, row: dict[str, Any], names: Any, faults: FieldErrors) -> dict[str, Any]:
    """The values of some fields as far as they are given."""
    values = {}
    for name in (name for name in names if name in row):
        field, sent = model._meta.get_field(name), row[name]
        try:
            empty = sent is None and field.null
            values[name] = None if empty else kind_of(field).read(field, sent)
        except Refused as error:
            faults[name] = [str(error)]
    return values


def _check_body(body: dict[str, Any], source: Any, sent: Any) -> None:
    errors: FieldErrors = {name[:100]: [_("There is no such field here.")] for name in body}
    if not isinstance(source, str):
        errors["source"] = [_("Name the source of the values in a text.")]
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_AT_ONCE:
        rule = _("Send a list of 1 to %(most)d events.") % {"most": MOST_AT_ONCE}
        errors["events"] = [rule]
    if errors:
        raise Invalid(fields=errors)


def _told(made: Outcome) -> dict[str, Any]:
    event = made.event
    return {
        "id": event.external_id,
        "uid": event.uid,
        "reference": event.reference,
        "version": event.version,
        "outcome": made.state,
    }
