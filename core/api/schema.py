"""What descriptions of addresses in OpenAPI share: the parts of JSON schemas, parameters, headers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from core.api.kinds import LINK, Field, kind_of

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
