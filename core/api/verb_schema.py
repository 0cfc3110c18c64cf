"""How addresses that do something and answer with nothing describe themselves."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from core.api.schema import JsonSchema, header

REPEATABLE = "Idempotency-Key"


class VerbSchema(JsonSchema):
    """A POST with the view's ``asked`` body, answered 204."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Once."""
        return [header(REPEATABLE)]

    def get_request_serializer(self) -> Any:
        """The body, if there is one."""
        asked = getattr(self.view, "asked", None)
        return {"application/json": asked} if asked else None

    def get_response_serializers(self) -> Any:
        """Nothing, and problems."""
        found = super().get_response_serializers()
        del found["200", "application/json"]
        return {"204": OpenApiResponse(description="Done."), **found}
