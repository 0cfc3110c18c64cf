"""The base of every view of the API: who calls, at which instant, once only, errors as problems."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from core import tokens
from core.access.principals import NOBODY, UNLIMITED, Principal
from core.api import idempotency
from core.api.answers import JSON, JsonRenderer, OnlyJson
from core.api.authentication import BearerAuthentication, BrowserAuthentication
from core.api.bodies import StrictJson
from core.api.parameters import Parameters
from core.api.problems import respond
from core.errors import Forbidden, Invalid, NotFound
from core.history.time_machine import past

READING = ("GET", "HEAD")
LONGEST_REASON = 2000


class ApiView(APIView):
    """A view that answers JSON to a principal.

    Handlers get the request and the address's arguments, find ``principal`` and ``params``, and
    answer with :func:`core.api.answers.answer`. Reads take ``as_of`` when ``looks_back``.
    """

    authentication_classes: ClassVar[Any] = (BearerAuthentication, BrowserAuthentication)
    permission_classes: ClassVar[Any] = (IsAuthenticated,)
    parser_classes: ClassVar[Any] = (StrictJson,)
    renderer_classes: ClassVar[Any] = (JsonRenderer,)
    content_negotiation_class = OnlyJson
    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options"]

    looks_back: ClassVar[bool] = False
    #: The kind of body that is taken; ``parser_classes`` read it.
    takes: ClassVar[str] = JSON
    #: A token needs this scope, whatever its other scopes.
    scope: ClassVar[str] = ""
    principal: Principal = NOBODY
    params: Parameters

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """As REST framework does, but the handler runs at its instant, and a keyed POST once."""
        self.args, self.kwargs = args, kwargs
        self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(self.request, *args, **kwargs)
            response = self._act(self._handler())
        except Exception as error:  # noqa: BLE001 - each becomes a problem or is raised again
            response = self.handle_exception(error)
        self.response = self.finalize_response(self.request, response, *args, **kwargs)  # type: ignore[arg-type, assignment]
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who calls, and ask whether they may call this at all."""
        super().initial(request, *args, **kwargs)
        _require_kind(request, self.takes)
        self.params = Parameters(request.query_params)
        known: Any = request.auth
        if known is not None:
            self.principal = known
            self.permit()

    def permit(self) -> None:
        """Raise Forbidden when the principal may not use this address."""
        scopes = self.principal.scopes
        if self.scope and scopes != UNLIMITED and self.scope not in scopes:
            raise Forbidden(_("Your token lacks the scope “%(scope)s”.") % {"scope": self.scope})

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """The methods, in ``Allow``."""
        return HttpResponse(status=204)

    def handle_exception(self, error: Exception) -> HttpResponseBase:  # type: ignore[override]
        """A problem; what nobody foresaw is raised again."""
        return super().handle_exception(error)  # type: ignore[return-value]

    def get_exception_handler(self) -> Callable[..., Any]:
        """Errors become problems."""
        return respond

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Note the use of the token when the answer has been sent."""
        token = getattr(request._request, "api_token", None)
        if token is not None:
            response._resource_closers.append(partial(tokens.touch, token))
        return super().finalize_response(request, response, *args, **kwargs)

    def reason(self) -> str:
        """Why something is changed: the ``X-Reason`` header, else ``reason`` in the body."""
        header = self.request.META.get("HTTP_X_REASON", "")
        if header:
            return _decoded(header)
        body = self.request.data
        found = body.get("reason") if isinstance(body, dict) else None
        if found is not None and (not isinstance(found, str) or len(found) > LONGEST_REASON):
            rule = _("Write a text of at most %(count)d characters.") % {"count": LONGEST_REASON}
            raise Invalid(fields={"reason": [rule]})
        return found or ""

    def instant(self) -> AbstractContextManager[None]:
        """The instant that a read asks for."""
        if not self.looks_back:
            return nullcontext()
        asked = self.params.take_instant("as_of")
        return nullcontext() if asked is None else past(asked)

    def _handler(self) -> Callable[..., HttpResponseBase]:
        method = (self.request.method or "").lower()
        known = method in self.http_method_names
        handler = getattr(self, method, None) if known else None
        found = handler or self.http_method_not_allowed
        return partial(found, self.request, *self.args, **self.kwargs)

    def _act(self, handler: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        if self.request.method in READING:
            with self.instant():
                return handler()
        if self.request.method == "POST" and "HTTP_IDEMPOTENCY_KEY" in self.request.META:
            return idempotency.once(self.request, self.principal, self.reason(), handler)
        return handler()


def _require_kind(request: Request, taken: str) -> None:
    """Raise UnsupportedMediaType for a body of any other kind."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    kind = request.content_type.partition(";")[0].strip().lower()
    if length != "0" and kind != taken and request.method not in READING:
        raise UnsupportedMediaType(kind, _("Send the body as %(kind)s.") % {"kind": taken})


def _decoded(header: str) -> str:
    """A header's text: HTTP hands bytes over as Latin-1, people send UTF-8."""
    try:
        text = header.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        text = header
    if len(text) > LONGEST_REASON or not text.isprintable():
        rule = _("Write a text of at most %(count)d characters.") % {"count": LONGEST_REASON}
        raise Invalid(fields={"X-Reason": [rule]})
    return text


class NothingHere(ApiView):
    """Every address below the API that is none."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After asking who calls: nobody learns which addresses exist."""
        super().initial(request, *args, **kwargs)
        raise NotFound
