"""The next edition of a text that people agree on, drafted over the API as on its page."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from core.api.record_verb_schema import DraftSchema
from core.api.registers import written
from core.api.verbs import API, Verb, refuse_others
from core.services import editions


class NextEdition(Verb):
    """Drafts the edition after this one."""

    schema = DraftSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Copy the text and what belongs to it into a new draft, and answer with that.

        409 when this edition is open still, or has a next one already, which is named.
        """
        row, body, _version = self.take(uid)
        refuse_others(body)
        return written(self.principal, self.draft(row), 201)

    def draft(self, row: Any) -> Any:
        """The next edition."""
        return editions.draft_next(row=row, by=self.principal, origin=API, reason=self.reason())
