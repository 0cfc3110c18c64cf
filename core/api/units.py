"""The API of units of work: what one wrote, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.rows import Row, identity
from core.api.schema import (
    IDENTITY_SCHEMA,
    REASON,
    JsonSchema,
    header,
    number,
    parameter,
)
from core.api.views import ApiView
from core.choices import Origin
from core.declaration.changes import told_reason
from core.errors import Invalid
from core.reading import units
from core.reading.units import FoundUnit, Trace
from core.services.undo import undo

PAGE_SIZE, LARGEST_PAGE = 100, 500
RECORD = {
    "type": "object",
    "properties": {
        **IDENTITY_SCHEMA,
        "register": {"type": "string"},
        "event": {"type": "string"},
        "written": {"type": "integer", "description": "The version that the unit wrote."},
    },
}
UNIT = {
    "type": "object",
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "time": {"type": "string", "format": "date-time"},
        "origin": {"type": "string"},
        "actor": {"type": "object"},
        "reason": {"type": "string"},
        "count": {"type": "integer"},
        "undo": {"type": "string", "description": "Where it is taken back."},
        "next": {"type": ["string", "null"]},
        "results": {"type": "array", "items": RECORD},
    },
}
UNDO = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "reason": REASON,
        "skip_changed": {
            "type": "boolean",
            "description": "Leave out what somebody changed since, instead of stopping.",
        },
    },
}


class UnitSchema(JsonSchema):
    """How a unit is looked at in pages, and undone."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """Pages of its records; or once, and why."""
        if self.method == "POST":
            return [header("Idempotency-Key"), header("X-Reason")]
        return [
            parameter("page_size", "How many records of it.", number(LARGEST_PAGE)),
            parameter("page", "Which page of them.", number(10**6)),
        ]

    def get_request_serializer(self) -> Any:
        """The wishes."""
        return {"application/json": UNDO} if self.method == "POST" else None


class UnitView(ApiView):
    """One unit of work, as far as the caller sees it."""

    schema = UnitSchema()
    described: ClassVar[Row] = UNIT

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The records that a unit of work wrote."""
        size = self.params.take_number("page_size", PAGE_SIZE, LARGEST_PAGE)
        page = self.params.take_number("page", 1, 10**6)
        self.params.finish()
        unit = units.find(uid)
        traces = unit.visible(self.principal)
        shown = traces[(page - 1) * size : page * size]
        more = len(traces) > page * size
        here = reverse("api:units-detail", args=[uid])
        return answer(
            {
                **self._about(unit, traces[0]),
                "count": len(traces),
                "undo": reverse("api:units-undo", args=[uid]),
                "next": f"{here}?page_size={size}&page={page + 1}" if more else None,
                "results": self._records(shown),
            }
        )

    def _about(self, unit: FoundUnit, first: Trace) -> Row:
        row = units.versions(first.model, [first], self.principal)[first.key, first.version]
        return {
            "uid": unit.uid,
            "time": row.valid_from,
            "origin": row.history_origin,
            "actor": {"uid": row.history_user_id, "name": row.history_actor},
            "reason": told_reason(self.principal, row),
        }

    def _records(self, traces: list[Trace]) -> list[Row]:
        found: dict[Trace, Row] = {}
        for model, group in FoundUnit(uuid.UUID(int=0), traces).by_model().items():
            rows = model.objects.for_user(self.principal).in_bulk([trace.key for trace in group])
            history = units.versions(model, group, self.principal)
            for trace in group:
                event = history[trace.key, trace.version].history_event
                about = {"register": model.register.name, "event": event, "written": trace.version}
                found[trace] = {**identity(rows[trace.key]), **about}
        return [found[trace] for trace in traces]


class UndoView(ApiView):
    """Takes a unit of work back, all or nothing, as a new unit."""

    schema = UnitSchema()
    described: ClassVar[Row] = UNIT

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Undoes a unit of work."""
        self.params.finish()
        body = take_object(request.data)
        reason = self.reason()
        body.pop("reason", None)
        skip = body.pop("skip_changed", False)
        if body or not isinstance(skip, bool):
            rule = [_("Send {“skip_changed”: true or false, “reason”: text}, or nothing.")]
            raise Invalid(fields={name[:100]: rule for name in body or ("skip_changed",)})
        made = undo(uid, by=self.principal, origin=Origin.API, skip_changed=skip, reason=reason)
        url = reverse("api:units-detail", args=[made])
        return answer({"uid": made, "undoes": uid, "url": url}, headers={"Location": url})
