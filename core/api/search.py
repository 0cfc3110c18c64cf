"""Search over every register by the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.kinds import bad
from core.api.rows import Row, address
from core.api.schema import JsonSchema, number, parameter
from core.api.views import ApiView
from core.declaration.finding import Fit, Found, find
from core.reading.filters import LONGEST

SHOWN, MOST = 20, 50
TEXT = {"type": "string"}


class SearchSchema(JsonSchema):
    """What search is asked."""

    def get_override_parameters(self) -> list[Any]:
        """Words and a number."""
        return [
            parameter("q", "Reference, name or words of it."),
            parameter("limit", f"How many records, 1 to {MOST} ({SHOWN}).", number(MOST)),
        ]


class Search(ApiView):
    """Records of every register that fit some words, best first."""

    schema = SearchSchema()
    described = {
        "type": "object",
        "required": ["results", "more"],
        "properties": {
            "more": {"type": "boolean", "description": "Whether more records fit than are shown."},
            "results": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["register", "uid", "reference", "title", "url", "fit"],
                    "properties": {
                        "register": TEXT,
                        "uid": {"type": "string", "format": "uuid"},
                        "reference": TEXT,
                        "title": TEXT,
                        "url": {"type": "string", "format": "uri-reference"},
                        "fit": {"type": "string", "enum": [fit.name.lower() for fit in Fit]},
                    },
                },
            },
        },
    }

    def get(self, request: Request) -> HttpResponse:
        """What fits the words in ``q``."""
        text = self.params.take("q")
        if len(text) > LONGEST:
            raise bad("q", _("use at most %(count)d characters.") % {"count": LONGEST})
        limit = self.params.take_number("limit", SHOWN, MOST)
        self.params.finish()
        found = find(self.principal, text, limit=limit)
        results = [self._row(each) for each in found[:limit]]
        return answer({"results": results, "more": len(found) > limit})

    def _row(self, found: Found) -> Row:
        link = found.link
        return {
            "register": link.register,
            "uid": link.uid,
            "reference": link.reference,
            "title": link.title,
            "url": f"{address(link.register)}{link.uid}/",
            "fit": found.fit.name.lower(),
        }
