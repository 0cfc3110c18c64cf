"""The OpenAPI description of every register, generated from its model's fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from core.api.kinds import field_of, kind_of
from core.api.rows import IDENTITY, Model
from core.api.schema import (
    AS_OF,
    IDENTITY_SCHEMA,
    LINK_SCHEMA,
    PROBLEM_SCHEMA,
    REASON,
    TARGET_SCHEMA,
    VERSION,
    JsonSchema,
    Schema,
    closed,
    header,
    number,
    parameter,
    read_schema,
    write_schema,
)

FIELDS = parameter("fields", "Only these fields, separated by commas.")
BESIDE = parameter("beside", "The columns of other registers that this ready-made view shows.")
EDITABLE = parameter(
    "editable", "Tells of each record whether you may change it.", enum=["false", "true"]
)
SEARCH = [
    parameter("q", "Words that stand in reference, title or searched fields."),
    parameter("only", "One of the named selections that pages lead to, such as a broken rule."),
    parameter("mine", "The rows that are your own to look after.", bool),
    parameter("archived", "Archived records too.", enum=["false", "true", "any"]),
    parameter(
        "closed",
        "Records in a state in which lists leave them out, such as retired; all unless asked.",
        enum=["any", "false", "true"],
    ),
]
PAGING = [
    parameter(
        "cursor",
        "A place from an earlier answer, “end” for the last page, or “@” and "
        "a number from 0 to 1 for the place where so much of the list lies before.",
    ),
    parameter("page_size", "1 to 200 records.", number(200)),
    parameter("ordering", "Fields, separated by commas, “-” for descending."),
    FIELDS,
]
#: Action → query parameters, header parameters.
ASKED: dict[str, tuple[list[OpenApiParameter], tuple[str, ...]]] = {
    "list": ([*SEARCH, *PAGING, EDITABLE, BESIDE, AS_OF], ()),
    "count": ([*SEARCH, AS_OF, parameter("capped", "Stop at 10,000.", enum=["false", "true"])], ()),
    "create": ([], ("Idempotency-Key", "X-Reason")),
    "bulk": ([FIELDS], ("Idempotency-Key", "X-Reason")),
    "retrieve": ([FIELDS, AS_OF], ("If-None-Match",)),
    "update": ([], ("If-Match", "X-Reason")),
    "partial_update": ([], ("If-Match", "X-Reason")),
    "destroy": ([], ("If-Match", "X-Reason")),
    "restore": ([], ("If-Match", "Idempotency-Key", "X-Reason")),
    "history": (
        [
            AS_OF,
            parameter("page_size", "1 to 200 versions.", number(200)),
            parameter("below", "Versions before this one.", number(10**9 - 1)),
        ],
        (),
    ),
}


def filter_parameters(model: Model) -> list[OpenApiParameter]:
    """The filters of every field."""
    found = []
    for name in model.value_fields():
        kind = kind_of(field_of(model, name))
        if not kind.lookups and "array" in str(kind.schema.get("type")):
            continue
        for ending in ("", *kind.lookups):
            described = {"": "is", "in": "is one of (comma)", "isnull": "is empty (true, false)"}
            text = f"{name} {described.get(ending, ending)}"
            asked = f"{name}__{ending}" if ending else name
            enum = ["true", "false"] if ending == "isnull" else None
            found.append(OpenApiParameter(asked, str, description=text, enum=enum))
    return found


class RegisterSchema(JsonSchema):
    """The addresses of one register."""

    @property
    def model(self) -> Model:
        """The register's model."""
        model: Model = self.view.model
        return model

    @property
    def name(self) -> str:
        """What components are called after."""
        return self.model.__name__

    def get_operation_id(self) -> str:
        """``services_list`` and so on; unique because registers are."""
        return f"{self.model.register.name.replace('-', '_')}_{self.view.action}"

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Filters, paging and headers."""
        query, headers = ASKED[self.view.action]
        filters = filter_parameters(self.model) if self.view.action in ("list", "count") else []
        return [*filters, *query, *map(header, headers)]

    def get_request_serializer(self) -> Any:
        """The body of a write."""
        bodies = {
            "create": self.new,
            "update": self.replacement,
            "partial_update": self.changes,
            "bulk": self.many,
            "destroy": self.move,
            "restore": self.move,
        }
        body = bodies.get(self.view.action)
        return {"application/json": body()} if body else None

    def get_response_serializers(self) -> Any:
        """The answers of an action."""
        answers: Mapping[str, tuple[str, Schema]] = {
            "list": ("200", self.page()),
            "count": ("200", self.counted()),
            "create": ("201", self.row()),
            "bulk": ("200", self.written()),
            "history": ("200", self.versions()),
        }
        status, schema = answers.get(self.view.action, ("200", self.row()))
        found: dict[Any, Any] = {(status, "application/json"): schema}
        if self.view.action == "retrieve":
            found["304"] = OpenApiResponse(description="Not changed.")
        problem = self.component("Problem", PROBLEM_SCHEMA)
        return {**found, ("default", "application/problem+json"): problem}

    def row(self) -> Schema:
        """A record as answered. ``fields`` and hidden fields leave some out."""
        self.component("Link", LINK_SCHEMA)
        fields = {n: read_schema(field_of(self.model, n)) for n in self.model.value_fields()}
        properties = {**fields, **IDENTITY_SCHEMA}
        schema = {"type": "object", "required": list(IDENTITY), "properties": properties}
        return self.component(self.name, schema)

    def page(self) -> Schema:
        """A page of records."""
        address = {"type": ["string", "null"]}
        properties = {
            **dict.fromkeys(("next", "previous", "last"), address),
            "results": {"type": "array", "items": self.row()},
        }
        required = list(properties)
        # Told of a place asked for as a part of the list.
        properties |= {name: {"type": "integer"} for name in ("position", "count")}
        schema = {"type": "object", "required": required, "properties": properties}
        return self.component(f"{self.name}Page", schema)

    def counted(self) -> Schema:
        """How many there are."""
        properties = {"count": {"type": "integer"}, "more": {"type": "boolean"}}
        schema = {"type": "object", "required": list(properties), "properties": properties}
        return self.component("Count", schema)

    def fields(self) -> Schema:
        """The writable fields."""
        self.component("LinkTarget", TARGET_SCHEMA)
        return {n: write_schema(field_of(self.model, n)) for n in self.model.writable_fields()}

    def new(self) -> Schema:
        """A new record: what may not stay empty is required."""
        columns = [field_of(self.model, name) for name in self.model.writable_fields()]
        required = [c.name for c in columns if not c.blank and not c.null and not c.has_default()]
        schema = closed({**self.fields(), "reason": REASON})
        if required:
            schema["required"] = required
        return self.component(f"{self.name}New", schema)

    def changes(self) -> Schema:
        """Some fields of a record."""
        properties = {**self.fields(), "version": VERSION, "reason": REASON}
        return self.component(f"{self.name}Changes", closed(properties))

    def replacement(self) -> Schema:
        """All fields of a record."""
        properties = {**self.fields(), "version": VERSION, "reason": REASON}
        required = self.model.writable_fields()
        schema = {**closed(properties), "required": required}
        return self.component(f"{self.name}Replacement", schema)

    def move(self) -> Schema:
        """The body of archiving and restoring."""
        properties = {"version": VERSION, "reason": REASON}
        return self.component("Move", closed(properties))

    def many(self) -> Schema:
        """The body of a bulk request."""
        changes = closed(self.fields())
        uid: Schema = {"type": "string", "format": "uuid", "description": "Left out: a new record."}
        row = closed({"uid": uid, "version": VERSION, "changes": changes})
        row["required"] = ["changes"]
        rows = {"type": "array", "minItems": 1, "maxItems": 5000, "items": row}
        schema = {**closed({"rows": rows, "reason": REASON}), "required": ["rows"]}
        return self.component(f"{self.name}Bulk", schema)

    def written(self) -> Schema:
        """What a bulk request wrote, in its order: identities, and the fields asked for."""
        item = {"type": "object", "required": list(IDENTITY), "properties": IDENTITY_SCHEMA}
        unit = {"type": ["string", "null"], "description": "The unit of work; null: no change."}
        properties = {"unit": unit, "results": {"type": "array", "items": item}}
        schema = {"type": "object", "required": list(properties), "properties": properties}
        return self.component("Written", schema)

    def versions(self) -> Schema:
        """A record's versions."""
        text = {"type": "string"}
        actor = {
            "type": "object",
            "properties": {"uid": {"type": ["string", "null"]}, "name": text},
        }
        properties = {
            "version": {"type": "integer"},
            "time": {"type": "string", "format": "date-time"},
            **dict.fromkeys(("event", "origin", "reason", "unit", "request_id"), text),
            "actor": actor,
            "archived": {"type": "boolean"},
            "changes": {"type": "object", "description": "Field → {“from”, “to”}."},
        }
        item = {"type": "object", "required": list(properties), "properties": properties}
        results = {"type": "array", "items": item}
        schema = {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": {"type": ["string", "null"]}, "results": results},
        }
        return self.component("Versions", schema)
