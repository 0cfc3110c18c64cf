"""Significant events over the API: other tools push what they know, under ids of their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.kinds import Refused, kind_of
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors
from portfolio.api.pushing import TEXT, PushSchema, asked, read_each, results_of, take_pushed
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


def _schema(name: str) -> dict[str, Any]:
    field: Any = Event._meta.get_field(name)
    described = kind_of(field).describe(field)
    return {**described, "type": [described["type"], "null"]} if name in NULLABLE else described


class EventsSchema(PushSchema):
    """How events are pushed."""

    def get_request_serializer(self) -> Any:
        """The body."""
        named = {
            "type": "array", "maxItems": MOST_NAMED,
            "items": {**TEXT, "minLength": 1, "maxLength": LONGEST_NAME},
        }  # fmt: skip
        one = {
            "id": {**TEXT, "minLength": 1, "maxLength": LONGEST_ID},
            **{name: _schema(name) for name in VALUES},
            "services": {**named, "description": "Uids, references or names."},
            "customers": {**named, "description": "None: all who received the services."},
            "minutes": {"type": ["integer", "null"], "minimum": 0},
            "effect": TEXT,
        }
        return asked("events", one, required=["id"], most=MOST_AT_ONCE)


class PushEvents(ApiView):
    """Events of another tool: new ones are made, known ones changed, the same again changes nothing."""

    schema = EventsSchema()
    described = results_of(id=TEXT)

    def post(self, request: Request) -> HttpResponse:
        """Take them, all or nothing."""
        self.params.finish()
        rule = _("Send a list of 1 to %(most)d events.")
        source, sent = take_pushed(request.data, "events", most=MOST_AT_ONCE, rule=rule)
        made = events.push(
            source=source, entries=read_each(sent, self._entry), by=self.principal,
            origin=Origin.API, reason=self.reason(),
        )  # fmt: skip
        return answer({"results": [_told(each) for each in made]})

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


def _told(made: Outcome) -> dict[str, Any]:
    event = made.event
    return {
        "id": event.external_id,
        "uid": event.uid,
        "reference": event.reference,
        "version": event.version,
        "outcome": made.state,
    }
