"""The published catalogue over the API: what the caller, or one customer, reads; its editions; publishing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api import targets
from core.api.answers import answer
from core.api.bodies import take_object
from core.api.kinds import bad
from core.api.schema import JsonSchema, closed, header, parameter
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors, Invalid
from portfolio.models import CatalogueEdition
from portfolio.models.catalogue import TEXTS
from portfolio.services.catalogue import edition, entries_for, require_reader
from portfolio.services.publishing import LONGEST, publish
from relationships.models import Customer

TEXT = {"type": "string"}
PARTS = ("change_reference", "impact")
LARGEST = 10**6
EDITION = {
    "number": {"type": "integer"},
    "published_at": {"type": "string", "format": "date-time"},
    "published_by": TEXT,
    "sha256": TEXT,
}
ENTRY = {
    "type": "object",
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "reference": TEXT,
        **dict.fromkeys(TEXTS, TEXT),
    },
}


class CatalogueSchema(JsonSchema):
    """Whose catalogue, and which edition."""

    def get_override_parameters(self) -> list[Any]:
        """Both may be left out."""
        return [
            parameter("customer", "As this customer reads it: uid or reference."),
            parameter("edition", "An earlier edition by its number.", int),
        ]


class Catalogue(ApiView):
    """The published catalogue."""

    schema = CatalogueSchema()
    described = {
        "type": "object",
        "properties": {
            "edition": {"type": ["object", "null"], "properties": EDITION},
            "entries": {"type": "array", "items": ENTRY},
        },
    }

    def get(self, request: Request) -> HttpResponse:
        """What the caller reads in the current edition, all of it, or what one customer does."""
        require_reader(self.principal)
        customer = self._customer(self.params.take("customer"))
        number = (
            self.params.take_number("edition", 1, LARGEST) if self.params.has("edition") else None
        )
        self.params.finish()
        shown = edition(number)
        entries = entries_for(shown, by=self.principal, customer=customer)
        names = ("uid", "reference", *TEXTS)
        told = [{name: entry[name] for name in names} for entry in entries]
        return answer({"edition": _told(shown) if shown else None, "entries": told})

    def _customer(self, word: str) -> Customer | None:
        if not word:
            return None
        mine = Customer.objects.for_user(self.principal)
        found: Customer | None = mine.filter(targets.condition([word])).first()
        if found is None:
            raise bad("customer", _("there is no such customer, or you may not see it."))
        return found


class EditionsSchema(JsonSchema):
    """How an edition is published."""

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        if self.method != "POST":
            return None
        described = {**TEXT, "maxLength": LONGEST}
        return {
            "application/json": closed(
                {"change_reference": described, "impact": TEXT, "reason": TEXT}
            )
        }

    def get_override_parameters(self) -> list[Any]:
        """POST can be repeated."""
        return [header("Idempotency-Key")] if self.method == "POST" else []


class CatalogueEditions(ApiView):
    """Editions of the catalogue."""

    schema = EditionsSchema()
    described = {
        "type": "object",
        "properties": {
            "results": {"type": "array", "items": {"type": "object", "properties": EDITION}}
        },
    }

    def get(self, request: Request) -> HttpResponse:
        """All editions, the newest first."""
        require_reader(self.principal)
        self.params.finish()
        rows = CatalogueEdition.objects.order_by("-number").defer("data")
        return answer({"results": [_told(row) for row in rows]})

    def post(self, request: Request) -> HttpResponse:
        """Publish an edition; 409 when nothing has changed since the last one."""
        self.params.finish()
        body = take_object(request.data)
        reason = self.reason()
        body.pop("reason", None)
        made = publish(**_read(body), by=self.principal, origin=Origin.API, reason=reason)
        return answer({"results": [_told(made)]})


def _read(body: dict[str, Any]) -> dict[str, str]:
    errors: FieldErrors = {
        name[:100]: [_("There is no such field here.")] for name in body if name not in PARTS
    }
    for name in PARTS:
        if not isinstance(body.get(name, ""), str):
            errors[name] = [_("Write a text.")]
    if errors:
        raise Invalid(fields=errors)
    return {name: body.get(name, "") for name in PARTS}


def _told(row: CatalogueEdition) -> dict[str, Any]:
    return {name: getattr(row, name) for name in EDITION}
