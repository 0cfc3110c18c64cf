"""The API of confirmations: say of records that they are still true, and read who said so."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.api.answers import answer
from core.api.bodies import take_object
from core.api.preconditions import read_version
from core.api.schema import JsonSchema, closed, header
from core.api.views import ApiView
from core.choices import Origin
from core.errors import Invalid, NotFound
from core.models import Confirmation
from core.services import confirmations

TEXT = {"type": "string"}
GIVEN = {
    "type": "object",
    "required": ["version", "confirmed_at", "confirmed_by", "remark"],
    "properties": {
        "version": {"type": "integer"},
        "confirmed_at": {"type": "string", "format": "date-time"},
        "confirmed_by": TEXT,
        "remark": TEXT,
    },
}
ROW = closed({"uid": {"type": "string", "format": "uuid"}, "version": {"type": "integer"}})
ASKED = closed(
    {
        "rows": {"type": "array", "minItems": 1, "items": {**ROW, "required": ["uid", "version"]}},
        "remark": {"type": "string", "maxLength": 500},
    }
)


class ConfirmationSchema(JsonSchema):
    """A POST with rows; may be repeated with the same key."""

    def get_override_parameters(self) -> list[Any]:
        """Once."""
        return [header("Idempotency-Key")] if self.method == "POST" else []

    def get_operation_id(self) -> str:
        """``services_confirm_post``: unique because registers are."""
        return f"{self.view.model.register.name.replace('-', '_')}_{super().get_operation_id()}"

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        return {"application/json": ASKED} if self.method == "POST" else None


class ConfirmationView(ApiView):
    """Addresses of one register's confirmations."""

    schema = ConfirmationSchema()
    model: ClassVar[Any] = None

    def permit(self) -> None:
        """Somebody who may not see the register may do nothing with it."""
        super().permit()
        access.require(self.principal, self.model, "view")


class Confirm(ConfirmationView):
    """Confirms records at the versions that were seen."""

    described = {
        "type": "object",
        "required": ["confirmed"],
        "properties": {"confirmed": {"type": "integer"}},
    }

    def post(self, request: Request) -> HttpResponse:
        """All of them or nothing."""
        self.params.finish()
        access.require(self.principal, self.model, "change")
        body = take_object(request.data)
        rows, remark = body.pop("rows", None), body.pop("remark", "")
        if body or not isinstance(rows, list) or not rows or not isinstance(remark, str):
            rule = _("Send {“rows”: [{“uid”, “version”}, …], “remark”} with at least one row.")
            raise Invalid(fields={name[:100]: [rule] for name in body or ("rows",)})
        made = confirmations.confirm(
            model=self.model, versions=dict(map(_read, rows)), by=self.principal,
            origin=Origin.API, remark=remark,
        )  # fmt: skip
        return answer({"confirmed": len(made)})


class Given(ConfirmationView):
    """Who confirmed a record, and until when that holds."""

    described = {
        "type": "object",
        "required": ["due", "results"],
        "properties": {
            "due": {"type": ["string", "null"], "format": "date"},
            "results": {"type": "array", "items": GIVEN},
        },
    }

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The latest confirmations, and by when the next is due; for people of the organisation."""
        self.params.finish()
        rows = self.model.objects.for_user(self.principal)
        row = rows.filter(uid=uid).first()
        if row is None:
            raise NotFound
        access.require_staff(self.principal)
        known = confirmations.standing(row)
        assert known is not None
        given = [represent(each) for each in known.given]
        return answer({"due": known.due, "results": given})


def represent(given: Confirmation) -> dict[str, Any]:
    """A confirmation as answers tell of it."""
    names = ("version", "confirmed_at", "confirmed_by", "remark")
    return {name: getattr(given, name) for name in names}


def _read(row: Any) -> tuple[uuid.UUID, int | None]:
    if not isinstance(row, dict) or set(row) - {"uid", "version"}:
        raise Invalid(fields={"rows": [_("Each row is an object with “uid” and “version”.")]})
    try:
        return uuid.UUID(row["uid"]), read_version(row.get("version"))
    except (KeyError, ValueError, AttributeError, TypeError):
        raise Invalid(fields={"uid": [_("This must be a uid.")]}) from None
