"""Withdrawing a contested figure, over the API."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from rest_framework.request import Request

from core.api.record_verb_schema import BEFORE, RecordVerbSchema
from core.api.registers import written
from core.api.schema import Schema, closed
from core.api.signing import take_texts
from core.api.signing_schema import WORDS
from core.api.verbs import API, Verb
from portfolio.services import contesting


class WithdrawSchema(RecordVerbSchema):
    """Why."""

    def asked(self) -> Schema:
        """The words of who contested it."""
        return {**closed({"text": WORDS, **BEFORE}), "required": ["text"]}


class WithdrawContest(Verb):
    """Whoever contested a figure withdraws that."""

    schema = WithdrawSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Withdraw what you contested yourself, saying why; 409 when it is settled already."""
        self.params.finish()
        row = self.find(uid)
        contesting.require_withdrawable(row, self.principal)
        body, version = self.sent(uid)
        text = take_texts(body, ("text",))["text"]
        done = contesting.withdraw(
            contest=row, text=text, version=version, by=self.principal, origin=API
        )
        return written(self.principal, done)
