"""The OpenAPI description of every register, generated from its model's fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from core.api.kinds import LINK, Field, field_of, kind_of
from core.api.rows import IDENTITY, Model

Schema = dict[str, Any]

LINK_SCHEMA: Schema = {
    "type": "object",
    "required": ["uid", "reference", "title"],
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "reference": {"type": "string"},
        "title": {"type": "string"},
    },
}
PROBLEM_SCHEMA: Schema = {
    "type": "object",
    "description": "RFC 9457 problem details; the types are listed at /problems/.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/stale"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "object", "description": "Messages by field or parameter."},
        "rows": {"type": "object", "description": "Messages by row index and field."},
        "current": {"type": ["object", "null"], "description": "The record as it stands now."},
        "stale": {"type": "object", "description": "Of many rows the stale ones, by row index."},
    },
}
IDENTITY_SCHEMA: Schema = {
    "uid": {"type": "string", "format": "uuid"},
    "reference": {"type": "string"},
    "version": {"type": "integer", "minimum": 1},
    "title": {"type": "string"},
    "archived": {"type": "boolean"},
    "url": {"type": "string"},
}
REASON: Schema = {
    "type": ["string", "null"],
    "maxLength": 2000,
    "description": "Why; stands in the history.",
}
VERSION: Schema = {
    "type": ["integer", "null"],
    "minimum": 0,
    "maximum": 2**31 - 1,
    "description": "The version seen, instead of If-Match.",
}
LINK_INPUT: Schema = {
    "description": "uid or reference of the record, an object with its uid, or one with “named”: "
    "its reference, “reference · title”, or the whole title that no other current record has.",
    "oneOf": [{"type": "string", "maxLength": 64}, {"$ref": "#/components/schemas/LinkTarget"}],
}
TARGET_SCHEMA: Schema = {
    "type": "object",
    "minProperties": 1,
    "properties": {**LINK_SCHEMA["properties"], "named": {"type": "string", "maxLength": 400}},
}


def closed(properties: Schema) -> Schema:
    """A body with these parts and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


def nullable(schema: Schema) -> Schema:
    """The schema with null."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"oneOf": [schema, {"type": "null"}]}


def read_schema(field: Field) -> Schema:
    """How a field is answered. A link is null as well when the reader may not see its target."""
    schema = kind_of(field).describe(field)
    if kind_of(field) is LINK:
        return nullable(schema)
    return nullable(schema) if field.null else schema


def write_schema(field: Field) -> Schema:
    """How a field is sent."""
    schema = dict(LINK_INPUT) if kind_of(field) is LINK else kind_of(field).describe(field)
    if field.help_text:
        schema["description"] = str(field.help_text)
    return nullable(schema) if field.null else schema


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


def parameter(name: str, text: str, kind: Any = str, **more: Any) -> OpenApiParameter:
    """A query parameter."""
    return OpenApiParameter(name, kind, description=text, **more)


def number(most: int) -> Schema:
    """A whole number from 1 on."""
    return {"type": "integer", "minimum": 1, "maximum": most}


def header(name: str) -> OpenApiParameter:
    """A header, as each is described in one place."""
    kind: Schema = {"type": "string", **LIMITS.get(name, {})}
    return OpenApiParameter(name, kind, "header", description=HEADERS[name])


AS_OF = parameter("as_of", "The state at the end of a day (YYYY-MM-DD) or at an instant.")
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
HEADERS = {
    "If-Match": "The ETag of the version seen; or say version in the body.",
    "Idempotency-Key": "Repeating the request with the same key acts once.",
    "X-Reason": "Why; stands in the history. Or say reason in the body.",
    "If-None-Match": "ETags known: answered 304.",
}
LIMITS: dict[str, Schema] = {
    "Idempotency-Key": {"pattern": "^[\\x21-\\x7e]+$", "minLength": 1, "maxLength": 255},
    "X-Reason": {"maxLength": 2000},
}
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


class JsonSchema(AutoSchema):
    """Views that describe their answers by plain JSON schemas: ``describe()`` on the view."""

    def component(self, name: str, schema: Schema) -> Schema:
        """A named schema, registered once, as a reference."""
        found = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(found)
        return found.ref

    def problem(self) -> OpenApiResponse:
        """What every error looks like."""
        reference = self.component("Problem", PROBLEM_SCHEMA)
        return OpenApiResponse({"application/problem+json": reference}, "A problem.")

    def get_operation_id(self) -> str:
        """``bundles_post``: the view and the method."""
        return f"{type(self.view).__name__.lower()}_{self.method.lower()}"

    def get_request_serializer(self) -> Any:
        """No serializers: see the subclasses."""
        return None

    def get_response_serializers(self) -> Any:
        """What the view describes, and problems."""
        described = getattr(self.view, "described", {"type": "object"})
        return {
            ("200", "application/json"): described,
            ("default", "application/problem+json"): self.component("Problem", PROBLEM_SCHEMA),
        }

    def get_summary(self) -> str:
        """The first line of what the handler says of itself."""
        handler = getattr(self.view, getattr(self.view, "action", None) or self.method.lower())
        return str(handler.__doc__ or "").strip().split("\n")[0].rstrip(".")

    def get_description(self) -> str:
        """Nothing beyond the summary: see docs/api.md."""
        return ""

    def get_tags(self) -> list[str]:
        """Grouped by the first part of the path below the version."""
        return [self.path.split("/")[3] or "start"]

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


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
