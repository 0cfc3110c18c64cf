"""How addresses that take or hand out files describe themselves."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from core.api.answers import FORM
from core.api.schema import AS_OF, JsonSchema, closed, header, number, parameter

KNOWN = ("If-None-Match",)
REPEATABLE = ("Idempotency-Key", "X-Reason")


class FormSchema(JsonSchema):
    """Takes the ``parts`` of the view as a form; a GET beside it is a list in pages."""

    def get_request_serializer(self) -> Any:
        """The form."""
        if self.method != "POST":
            return None
        view: Any = self.view
        return {FORM: {**closed(view.parts), "required": ["file"]}}

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Headers of a write, parameters of a page."""
        if self.method == "POST":
            return list(map(header, REPEATABLE))
        return [
            AS_OF,
            parameter("page_size", "1 to 200 versions.", number(200)),
            parameter("below", "Versions before this one.", number(10**9 - 1)),
        ]

    def get_response_serializers(self) -> Any:
        """201 for what was stored, 200 for what there is."""
        found = super().get_response_serializers()
        shown = found.pop(("200", "application/json"))
        if self.method == "POST":
            return {("201", "application/json"): shown, **found}
        view: Any = self.view
        return {("200", "application/json"): view.listed, **found}


class VersionSchema(JsonSchema):
    """What never changes is answered 304 to those who know it."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """The tags that are known."""
        return list(map(header, KNOWN))

    def get_response_serializers(self) -> Any:
        """Also 304."""
        found = super().get_response_serializers()
        return {**found, "304": OpenApiResponse(description="Not changed.")}


class FileSchema(JsonSchema):
    """A file instead of JSON, of the view's ``file_type``."""

    def get_response_serializers(self) -> Any:
        """The file, and problems."""
        found = super().get_response_serializers()
        del found["200", "application/json"]
        view: Any = self.view
        return {**found, ("200", view.file_type): {"type": "string", "format": "binary"}}


class VersionFileSchema(FileSchema, VersionSchema):
    """A file that never changes."""
