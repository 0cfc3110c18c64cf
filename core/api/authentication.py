"""Who calls the API: the holder of a Bearer token, or somebody signed in in a browser."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from core import tokens
from core.access.principals import Principal

SCHEME = "bearer"
LONGEST = 200


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer sms_…``; tokens anywhere else are not looked at."""

    def authenticate(self, request: Request) -> tuple[Any, Principal] | None:
        """The token's user and a principal limited to its scopes; None without such a header."""
        scheme, _blank, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        secret = secret.strip()
        token = tokens.token_of(secret) if 0 < len(secret) <= LONGEST else None
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        request._request.api_token = token  # type: ignore[attr-defined]
        return token.user, Principal.of(token.user, frozenset(token.scopes), token.pk)

    def authenticate_header(self, request: Request) -> str:
        """What the answer 401 asks for."""
        return 'Bearer realm="api"'


class BrowserAuthentication(SessionAuthentication):
    """The session of a signed-in browser, with its CSRF token on every unsafe request."""

    def authenticate(self, request: Request) -> tuple[Any, Principal] | None:
        """The signed-in user, who may do everything their roles may."""
        found = super().authenticate(request)
        if found is None:
            return None
        user: Any = found[0]
        return user, Principal.of(user)


class BearerScheme(OpenApiAuthenticationExtension):
    """The token in the description."""

    target_class = "core.api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """A Bearer token."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "sms_…"}


class BrowserScheme(OpenApiAuthenticationExtension):
    """The session in the description."""

    target_class = "core.api.authentication.BrowserAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The session cookie; unsafe requests need the CSRF token as well."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
