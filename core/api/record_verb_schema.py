"""How the verbs of a record describe themselves: its gates, an override, its end."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter

from core.api.kinds import field_of
from core.api.register_schema import RegisterSchema
from core.api.rows import IDENTITY
from core.api.schema import (
    IDENTITY_SCHEMA,
    PROBLEM_SCHEMA,
    REASON,
    VERSION,
    Schema,
    closed,
    header,
    write_schema,
)

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
BEFORE = {"version": VERSION, "reason": REASON}
WRITING = ("If-Match", "Idempotency-Key", "X-Reason")


def whole(properties: Schema) -> Schema:
    """An object that always has all these parts."""
    return {"type": "object", "required": list(properties), "properties": properties}


def many(item: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": item}


GATES = whole(
    {
        "results": many(
            whole(
                {
                    "to": TEXT,
                    "label": TEXT,
                    "lines": many(whole({"says": TEXT, "met": FLAG, "mend": TEXT})),
                }
            )
        )
    }
)
IDENTIFIED: Schema = {"type": "object", "required": list(IDENTITY), "properties": IDENTITY_SCHEMA}
CLOSES = whole(
    {"register": TEXT, "how": TEXT, "by_hand": FLAG, "count": NUMBER, "rows": many(IDENTIFIED)}
)
STEP: Schema = {"$ref": "#/components/schemas/ChecklistStep"}
PREVIEW = whole(
    {
        "under_way": FLAG,
        "over": FLAG,
        "closes": many(CLOSES),
        "checklist": many(STEP),
        "missing": many(TEXT),
    }
)


class RecordVerbSchema(RegisterSchema):
    """An address of one record: a POST answers with the record, a GET as ``shown``."""

    shown: Schema = {}
    status = "200"

    def get_operation_id(self) -> str:
        """``services_override_post``: unique because registers and their verbs are."""
        return f"{self.model.register.name.replace('-', '_')}_{self.word}_{self.method.lower()}"

    @property
    def word(self) -> str:
        """The last part of the address."""
        return self.path.rstrip("/").rpartition("/")[2].replace("-", "_")

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """The version seen, once, and why."""
        return [header(name) for name in WRITING] if self.method == "POST" else []

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        return {"application/json": self.asked()} if self.method == "POST" else None

    def get_response_serializers(self) -> Any:
        """The record, or what is shown of it."""
        schema = self.row() if self.method == "POST" else self.shown
        return {
            (self.status, "application/json"): schema,
            ("default", "application/problem+json"): self.component("Problem", PROBLEM_SCHEMA),
        }

    def asked(self) -> Schema:
        """What a POST takes."""
        return closed({**BEFORE})


class DraftSchema(RecordVerbSchema):
    """A POST answers with a new record."""

    status = "201"


class GatesSchema(RecordVerbSchema):
    """What is missing for the states that can follow."""

    shown = GATES


class OverrideSchema(RecordVerbSchema):
    """A state, a version, a reason."""

    def asked(self) -> Schema:
        """The reason is never left out, here or in the header."""
        states = [table.field for table in self.model.register.transitions]
        choices = [
            value for name in states for value, _label in field_of(self.model, name).flatchoices
        ]
        body = closed({"to": {"type": "string", "enum": choices}, **BEFORE})
        return self.component(f"{self.name}Override", {**body, "required": ["to"]})


class EndingSchema(RecordVerbSchema):
    """What to do, and what is wanted at the beginning."""

    shown = PREVIEW

    def asked(self) -> Schema:
        """The fields go with “begin” only."""
        names = self.view.ending.asks
        values = {name: write_schema(field_of(self.model, name)) for name in names}
        body = closed({"do": {"type": "string", "enum": ["begin", "finish"]}, **BEFORE, **values})
        return self.component(f"{self.name}Ending", {**body, "required": ["do"]})
