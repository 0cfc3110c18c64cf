"""Comments on a text that people agree on, over the API: read, said, contested, answered, settled."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.incoming import Values
from core.api.rows import Row
from core.api.signing import SigningVerb, take_texts
from core.api.signing_schema import AnswersSchema, CommentsSchema
from core.choices import Origin, Said
from core.errors import Invalid, NotFound
from core.models import Comment
from core.services import discussion
from core.signing.threads import Thread, clauses, openings, threads

API = Origin.API


class Comments(SigningVerb):
    """Everything that was said of a text."""

    schema: Any = CommentsSchema()

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The clauses that one can point at, and all threads, contested clauses first."""
        self.params.finish()
        return self._told(self.find(uid))

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Comment on the text or a clause, or contest it: then nobody signs until it is settled."""
        row, body = self._taken(uid)
        sent = take_texts(body, ("text",), ("clause", "kind"))
        kind = sent["kind"] or Said.COMMENT
        if kind not in Said.values:
            raise Invalid(fields={"kind": [discussion.no_such_kind()]})
        discussion.comment(
            row=row, kind=Said(kind), clause=sent["clause"], text=sent["text"], by=self.principal,
            origin=API,
        )  # fmt: skip
        return self._told(row, 201)

    def _taken(self, uid: uuid.UUID) -> tuple[Any, Values]:
        """The record and what was sent; only who may speak of it gets further."""
        self.params.finish()
        row = self.find(uid)
        discussion.require_speaker(row, self.principal)
        body = take_object(self.request.data)
        body.pop("reason", None)
        return row, body

    def _told(self, row: Any, status: int = 200) -> HttpResponse:
        known = [{"key": c.key, "label": c.label, "text": c.text} for c in clauses(row)]
        return answer({"clauses": known, "results": list(map(_thread, threads(row)))}, status)


class Answers(Comments):
    """One thread."""

    schema = AnswersSchema()
    http_method_names = ["post", "options"]

    def post(self, request: Request, uid: uuid.UUID, thread: uuid.UUID) -> HttpResponse:  # type: ignore[override]
        """Answer in a thread; with an outcome, settle it."""
        row, body = self._taken(uid)
        sent = take_texts(body, ("text",), ("outcome",))
        found = openings(row).filter(uid=thread).first()
        if found is None:
            raise NotFound
        discussion.answer(
            row=row, thread=found, text=sent["text"], outcome=sent["outcome"], by=self.principal,
            origin=API,
        )  # fmt: skip
        return self._told(row, 201)


def _thread(thread: Thread) -> Row:
    said = [thread.first, *(each for each, _party in thread.answers)]
    return {
        "about": thread.first.about,
        "was": thread.first.was,
        "open": thread.is_open,
        "blocks": thread.blocks,
        "said": list(map(_said, said)),
    }


def _said(given: Comment) -> Row:
    names = ("uid", "kind", "text", "name", "party", "method", "said_at", "version", "outcome")
    return {name: getattr(given, name) for name in names}
