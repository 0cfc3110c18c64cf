"""Filling a scope statement from the registers, over the API."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from core.api.record_verb_schema import RecordVerbSchema
from core.api.registers import written
from core.api.verbs import Verb, refuse_others
from core.choices import Origin
from portfolio.services import scope


class FillScope(Verb):
    """A statement names what the registers know."""

    schema = RecordVerbSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Add delivered services, who receives them and own units, as far as they are not named yet.

        Answers with the statement; 409 when it is settled or names all of it.
        """
        statement, body, _version = self.take(uid)
        refuse_others(body)
        scope.fill(statement=statement, by=self.principal, origin=Origin.API, reason=self.reason())
        return written(self.principal, statement)
