"""Where a client starts: registers, who it is, the description, the kinds of problem."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request

from core import access
from core.access.principals import UNLIMITED
from core.api.answers import answer, dump
from core.api.problems import PROBLEMS
from core.api.registers import exposed
from core.api.rows import Row, address
from core.api.schema import JsonSchema
from core.api.views import ApiView

ACTIONS = ("view", "add", "change", "archive")
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"


class Root(ApiView):
    """The registers that the caller may see, and what they may do with each."""

    schema = JsonSchema()

    def get(self, request: Request) -> HttpResponse:
        """Names, addresses, permitted actions."""
        self.params.finish()
        found = [self._entry(viewset.model) for viewset in exposed()]
        links = {name: reverse(f"api:{name}") for name in ("me", "search", "schema", "docs")}
        return answer({**links, "registers": [entry for entry in found if entry["actions"]]})

    def _entry(self, model: Any) -> Row:
        return {
            "name": model.register.name,
            "title": str(model._meta.verbose_name_plural),
            "url": address(model.register.name),
            "actions": [a for a in ACTIONS if access.allowed(self.principal, model, a)],
        }


class Me(ApiView):
    """Who the caller is and what their token allows."""

    schema = JsonSchema()

    def get(self, request: Request) -> HttpResponse:
        """The user, and the token when one was sent."""
        self.params.finish()
        user: Any = self.principal.user
        return answer(
            {
                "uid": user.uid,
                "name": user.name,
                "email": user.email,
                "roles": sorted(self.principal.roles),
                "access_until": user.access_until,
                "token": self._token(request),
            }
        )

    def _token(self, request: Request) -> Row | None:
        token = getattr(request._request, "api_token", None)
        if token is None or self.principal.scopes == UNLIMITED:
            return None
        return {"name": token.name, "scopes": token.scopes, "expires": token.expires_at}


@cache
def description() -> bytes:
    """The OpenAPI description as JSON, made once per process: it depends on the code alone."""
    return dump(SchemaGenerator().get_schema(request=None, public=True))


class Description(View):
    """The OpenAPI description; public, since it says nothing about any record."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """OpenAPI 3.1."""
        return HttpResponse(description(), content_type=OPENAPI)


@extend_schema(exclude=True)
class Docs(SpectacularSwaggerSplitView):
    """Swagger UI, with files of our own site only."""

    url_name = "api:schema"
    template_name = "api/docs.html"
    authentication_classes = ()
    permission_classes = ()


class Problems(View):
    """What each kind of problem means; the address of one is its type."""

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        """The list, or one of it."""
        known = {code: PROBLEMS[code]} if code in PROBLEMS else PROBLEMS
        rows = [(code, status, title) for code, (status, title) in known.items()]
        status = 404 if code and code not in PROBLEMS else 200
        return render(request, "api/problems.html", {"problems": rows}, status=status)
