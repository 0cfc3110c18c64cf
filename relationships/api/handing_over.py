"""Handing a customer over, over the API: what would go along, and doing or planning it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.access.principals import today
from core.api import targets
from core.api.answers import answer
from core.api.incoming import Values
from core.api.kinds import Named, Refused, field_of, kind_of
from core.api.record_verb_schema import BEFORE, IDENTIFIED, RecordVerbSchema, many, whole
from core.api.registers import written
from core.api.rows import Row, Rows, identity
from core.api.schema import TARGET_SCHEMA, Schema, closed, write_schema
from core.api.verbs import Verb, refuse_others
from core.choices import Origin
from core.errors import FieldErrors, Invalid
from core.models import Person
from relationships.models import Assignment, Customer
from relationships.models.managers import LONGEST
from relationships.services.handing_over import duties, hand_over, planned

UID: Schema = {"type": "string", "format": "uuid"}
DUTY = whole({"register": {"type": "string"}, "field": {"type": "string"}, "row": IDENTIFIED})
PLANNED: Schema = {"oneOf": [{"$ref": "#/components/schemas/Assignment"}, {"type": "null"}]}


class HandOverSchema(RecordVerbSchema):
    """To whom, from when, and what goes along."""

    shown = whole({"duties": many(DUTY), "planned": PLANNED})

    def asked(self) -> Schema:
        """Without a day it is today; without ``moving`` everything goes along."""
        self.component("LinkTarget", TARGET_SCHEMA)
        fields = {
            "to": write_schema(field_of(Customer, "manager")),
            "on": write_schema(field_of(Assignment, "held_from")),
            "moving": many(UID),
        }
        body = closed({**fields, **BEFORE})
        return self.component("CustomerHandOver", {**body, "required": ["to", "reason"]})


class HandOver(Verb):
    """A customer goes to another relationship manager."""

    schema = HandOverSchema()

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """What the present manager does for the customer, and the hand-over that is planned."""
        self.params.finish()
        customer = self.find(uid)
        access.require_staff(self.principal)
        ahead = planned(customer)
        found = {
            "duties": [
                {"register": duty.row.register.name, "field": duty.name, "row": identity(duty.row)}
                for duty in duties(customer, by=self.principal)
            ],
            "planned": ahead and Rows(self.principal, Assignment).one(pk=ahead.pk),
        }
        return answer(found)

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Hand it over with what ``moving`` names, else with everything; on a later day: plan it."""
        customer, body, version = self.take(uid)
        customer.version = version
        done = hand_over(
            customer=customer, **self._asked(body), by=self.principal, origin=Origin.API
        )
        return written(self.principal, done)

    def _asked(self, body: Values) -> Row:
        """What was sent; raises Invalid naming each part that breaks a rule."""
        errors: FieldErrors = {}
        asked: Row = {}
        for name, read in (("to", self._person), ("on", _day), ("moving", _uids)):
            try:
                asked[name] = read(body.pop(name, None))
            except Refused as rule:
                errors[name] = [str(rule)]
        asked["reason"] = self.reason()
        if not asked["reason"].strip():
            errors["reason"] = [_("Say why.")]
        if len(asked["reason"]) > LONGEST:
            errors["reason"] = [_("Use at most %(count)d characters.") % {"count": LONGEST}]
        if errors:
            raise Invalid(fields=errors)
        refuse_others(body)
        return asked

    def _person(self, value: Any) -> Person:
        column = field_of(Customer, "manager")
        word: str | Named = kind_of(column).read(column, value)
        found: Person | None = targets.find(self.principal, {Person: {word}}).get((Person, word))
        if found is None or found.archived_at is not None:
            raise Refused(_("There is no such record."))
        return found


def _day(value: Any) -> date:
    column = field_of(Assignment, "held_from")
    day: date = today() if value is None else kind_of(column).read(column, value)
    return day


def _uids(value: Any) -> set[uuid.UUID] | None:
    if value is None:
        return None
    try:
        if isinstance(value, list):
            return {uuid.UUID(each) for each in value}
    except (ValueError, AttributeError, TypeError):
        pass
    raise Refused(_("Send a list of uids."))
