"""How signing and talking about a text describe themselves in OpenAPI."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter

from core.api.record_verb_schema import (
    FLAG,
    NUMBER,
    TEXT,
    WRITING,
    RecordVerbSchema,
    many,
    whole,
)
from core.api.schema import (
    LINK_SCHEMA,
    PROBLEM_SCHEMA,
    REASON,
    VERSION,
    Schema,
    closed,
    header,
    nullable,
)
from core.choices import Meaning, Outcome, Said, SignedBy

MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
LINKED = nullable(LINK_SCHEMA)
UID: Schema = {"type": "string", "format": "uuid"}
HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256."}
METHOD: Schema = {"type": "string", "enum": SignedBy.values}
SIGNATURE = whole(
    {
        "party": TEXT, "meaning": {"type": "string", "enum": Meaning.values}, "name": TEXT,
        "capacity": TEXT, "method": METHOD, "signed_at": MOMENT, "agreed_on": nullable(DAY),
        "entered_by": TEXT, "signer": LINKED, "proof": LINKED, "content": HASH, "version": NUMBER,
    }
)  # fmt: skip
PARTY = whole(
    {
        "party": TEXT, "label": TEXT, "meaning": TEXT, "signature": nullable(SIGNATURE),
        "may_sign": many(TEXT), "yours": FLAG,
    }
)  # fmt: skip
LINE = whole({"name": TEXT, "label": TEXT, "text": TEXT})
PART = whole({"type": TEXT, "record": UID, "version": NUMBER, "fields": many(TEXT)})
STANDING = whole(
    {
        "version": NUMBER, "open": FLAG, "waits": TEXT, "contested": many(TEXT),
        "content": nullable(HASH), "parts": many(PART),
        "text": many(whole({"title": TEXT, "lines": many(LINE)})), "parties": many(PARTY),
        "outdated": many(SIGNATURE),
    }
)  # fmt: skip
OUTCOME: Schema = {"type": "string", "enum": ["", *Outcome.values]}
COMMENT = whole(
    {
        "uid": UID, "kind": {"type": "string", "enum": Said.values}, "text": TEXT, "name": TEXT,
        "party": TEXT, "method": METHOD, "said_at": MOMENT, "version": NUMBER, "outcome": OUTCOME,
    }
)  # fmt: skip
THREAD = whole({"about": TEXT, "was": TEXT, "open": FLAG, "blocks": FLAG, "said": many(COMMENT)})
THREADS = whole(
    {"clauses": many(whole({"key": TEXT, "label": TEXT, "text": TEXT})), "results": many(THREAD)}
)
WORDS: Schema = {"type": "string", "minLength": 1, "maxLength": 4000}


class SigningVerbSchema(RecordVerbSchema):
    """An answer that says how far the text is; ``asks`` are the texts of a POST, all required."""

    shown = STANDING
    asks: Schema = {}
    optional: Schema = {}

    def get_response_serializers(self) -> Any:
        """The same for both methods."""
        return {
            (self.status, "application/json"): self.shown,
            ("default", "application/problem+json"): self.component("Problem", PROBLEM_SCHEMA),
        }

    @property
    def status(self) -> str:
        """What a POST answers with."""
        return "200"

    def asked(self) -> Schema:
        """The texts, and the version seen."""
        body = closed({**self.asks, **self.optional, "version": VERSION, "reason": REASON})
        return {**body, "required": list(self.asks)}


class SignSchema(SigningVerbSchema):
    """Signing oneself."""

    asks = {"party": TEXT, "content": HASH, "name": TEXT, "capacity": TEXT}
    optional = {"password": {**TEXT, "writeOnly": True}}


class AskSchema(SigningVerbSchema):
    """Sending a link."""

    asks = {"party": TEXT, "signer": TEXT}


class OutsideSchema(SigningVerbSchema):
    """An agreement from elsewhere."""

    asks = {
        "party": TEXT, "content": HASH, "signer": TEXT, "capacity": TEXT, "agreed_on": DAY,
        "proof": {**TEXT, "description": "Uid or reference of a document."},
    }  # fmt: skip


class CommentsSchema(SigningVerbSchema):
    """What was said of a text; a POST says more."""

    shown = THREADS
    asks = {"text": WORDS}
    optional = {
        "kind": {"type": "string", "enum": [Said.COMMENT.value, Said.CONTEST.value]},
        "clause": {**TEXT, "description": "A key of “clauses”; left out: the whole text."},
    }

    @property
    def status(self) -> str:
        """Something was said."""
        return "201" if self.method == "POST" else "200"

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Nothing is changed, so no version is asked for."""
        return [header(name) for name in WRITING[1:]] if self.method == "POST" else []

    def asked(self) -> Schema:
        """The words."""
        body = closed({**self.asks, **self.optional, "reason": REASON})
        return {**body, "required": list(self.asks)}


class AnswersSchema(CommentsSchema):
    """An answer in a thread."""

    optional = {"outcome": OUTCOME}

    @property
    def word(self) -> str:
        """Comments of comments."""
        return "answers"
