"""What every request gets: an id, counting, safe headers, refusal of odd text and of too much."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from core.logs import request_id
from core.text import reader
from core.text.odd_text import has_odd_text, odd_names
from core.web import metrics
from core.web.refusals import database_away, refuse

Answer = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger("sms.answers")

PROBES = {"livez", "readyz", "metrics"}
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
PERMISSIONS_POLICY = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class Middleware:
    """A middleware that passes on; subclasses say what they add."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)


class RequestId(Middleware):
    """Takes a well-formed X-Request-ID or makes one; logs, history and the answer carry it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the id in the header."""
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(16)
        request.request_id = number  # type: ignore[attr-defined]
        token = request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = number
        return response


class Counting(Middleware):
    """Counts and logs answers and their time by the address's name: paths may hold secrets."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and count it."""
        start = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - start
        match = request.resolver_match
        view = (match.view_name if match else "") or "none"
        method, status = request.method or "", response.status_code
        metrics.count(method=method, view=view, status=status, seconds=seconds)
        if view not in PROBES:
            uid = str(match.kwargs.get("uid", "")) if match else ""
            said = {"method": method, "view": view, "uid": uid, "status": status}
            log.info("answered", extra={**said, "milliseconds": round(seconds * 1000)})
        return response


class ResponseHeaders(Middleware):
    """Headers that Django does not set. Pages are never stored: they differ by who asks."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers; a view's own Cache-Control stays."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class DatabaseDown(Middleware):
    """A database that is away is a 503 to try again, not an error of the site."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 503 for a lost, refused or locked database; leave everything else alone."""
        return database_away(request, exception)


class Reader(Middleware):
    """Texts in the language and instants in the time zone that the signed-in reader prefers."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer that way; the organisation's days stay what they are (core/text/reader.py)."""
        user = _signed_in(request)
        if user is None:
            return self.get_response(request)
        if user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
        with reader.in_zone(user.time_zone):
            return self.get_response(request)


def _signed_in(request: HttpRequest) -> Any:
    """Who is signed in, without a question to the database for who cannot be."""
    cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not cookie or request.path_info.strip("/") in PROBES:
        return None
    try:
        return request.user if request.user.is_authenticated else None
    except DatabaseError:
        return None  # the view meets it again and answers with 503


class Refusals(Middleware):
    """Refuses what no view should ever meet: too much, NUL, lone surrogates, broken UTF-8."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 or 400 before anything is looked up."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.UPLOAD_MAX_BYTES:
            limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            sentence = _("The request is larger than the limit of %(limit)s MB.")
            return refuse(request, 413, "too-large", sentence % {"limit": limit})
        try:
            odd = has_odd_text(request)
        except RequestDataTooBig:
            sentence = _("The request is larger than the limit.")
            return refuse(request, 413, "too-large", sentence)
        except (MultiPartParserError, SuspiciousOperation):
            sentence = _("The form in the body cannot be read, or has too many parts.")
            return refuse(request, 400, "malformed", sentence)
        if odd:
            sentence = _("The request contains characters that no text may have.")
            return refuse(request, 400, "odd-text", sentence, odd_names(request))
        return self.get_response(request)
