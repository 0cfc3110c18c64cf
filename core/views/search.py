"""Search over every register: the page, what appears under the box, and suggestions for links."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from core import access
from core.declaration.finding import by_register, find
from core.declaration.pages import Page
from core.errors import NotFound
from core.reading import links
from core.reading.filters import LONGEST
from core.reading.links import Link
from core.registers import names

SUGGESTED = 20
SHOWN, UNDER_THE_BOX = 50, 10


class SearchPage(Page):
    """Records of every register that fit the words."""

    limit = SHOWN
    template = "core/search.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page; without words it only asks."""
        text = request.GET.get("q", "").strip()
        found = find(self.principal, text, limit=self.limit)
        context: dict[str, Any] = {
            "searched": text,
            "groups": by_register(found[: self.limit]),
            "more": len(found) > self.limit,
            "similar": bool(found) and found[0].is_guess,
            "page": f"{reverse('search')}?{urlencode({'q': text})}",
        }
        return self.show(self.template, context)


class FoundPage(SearchPage):
    """The part of a page that stands under the search box while somebody types."""

    limit = UNDER_THE_BOX
    template = "core/_found.html"


class SuggestionsPage(Page):
    """Targets for a link, as JSON: those the reader sees that fit what was typed."""

    def get(self, request: HttpRequest, register: str = "") -> HttpResponseBase:
        """Value (understood by the form) and label of each."""
        text = request.GET.get("q", "").strip()[:LONGEST]
        found = self._of_register(register, text) if register else self._of_any(text)
        results = [{"value": link.label, "label": link.title} for link in found]
        return JsonResponse({"results": results})

    def _of_register(self, register: str, text: str) -> list[Link]:
        model = names().get(register)
        if model is None or access.allowed(self.principal, model, "view") is None:
            raise NotFound
        return links.choices(self.principal, model, text, limit=SUGGESTED)

    def _of_any(self, text: str) -> list[Link]:
        return [found.link for found in find(self.principal, text, limit=SUGGESTED)[:SUGGESTED]]
