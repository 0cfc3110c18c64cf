"""Every error as problem details (RFC 9457), with one stable type for each kind."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError, DataError, IntegrityError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from core.api.answers import PROBLEM, answer
from core.api.rows import Rows
from core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Stale, TooLarge
from core.web.refusals import RETRY_AFTER, is_away

log = logging.getLogger("sms.api")

#: code → status, title: the title is the same wherever the problem occurs.
PROBLEMS: dict[str, tuple[int, Any]] = {
    "invalid": (400, gettext_lazy("Some values break a rule")),
    "invalid-parameter": (400, gettext_lazy("A parameter of the address cannot be used")),
    "malformed": (400, gettext_lazy("The body cannot be read")),
    "odd-text": (400, gettext_lazy("Characters that no text may have")),
    "not-authenticated": (401, gettext_lazy("Nobody is signed in")),
    "forbidden": (403, gettext_lazy("Not permitted")),
    "not-found": (404, gettext_lazy("Nothing here")),
    "method-not-allowed": (405, gettext_lazy("This address does not do that")),
    "conflict": (409, gettext_lazy("The present state does not allow it")),
    "outdated": (409, gettext_lazy("The text changed after it was read")),
    "stale": (412, gettext_lazy("Changed by somebody else meanwhile")),
    "too-large": (413, gettext_lazy("Too large")),
    "unsupported-media-type": (415, gettext_lazy("Not JSON")),
    "idempotency-key-reused": (422, gettext_lazy("The Idempotency-Key stands for another request")),
    "precondition-required": (428, gettext_lazy("Say which version you saw")),
    "too-many-requests": (429, gettext_lazy("Too many requests")),
    "error": (500, gettext_lazy("Something went wrong on our side")),
    "unavailable": (503, gettext_lazy("Not reachable at the moment")),
}
CODE_OF_STATUS = {
    400: "malformed",
    401: "not-authenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    415: "unsupported-media-type",
    429: "too-many-requests",
}


def respond(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The answer to an error in a view; None for one that nobody foresaw."""
    view = context["view"]
    number = getattr(context["request"], "request_id", "")
    if isinstance(error, exceptions.APIException):
        return _of_framework(error, number)
    domain = as_domain_error(error)
    if domain is not None:
        return _of_domain(domain, number, getattr(view, "principal", None))
    if is_away(error):
        sentence = _("The database cannot be reached at the moment. Please try again shortly.")
        return problem("unavailable", sentence, number, headers={"Retry-After": RETRY_AFTER})
    return None


def as_domain_error(error: Exception) -> DomainError | None:
    """Django's own errors in the terms of the domain."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return Forbidden()
    if isinstance(error, RequestDataTooBig):
        return TooLarge(_("The request is larger than the limit."))
    return _of_database(error) if isinstance(error, DatabaseError | OverflowError) else None


def _of_database(error: Exception) -> DomainError | None:
    """What a database refuses to take is the request's fault; the log says what it was."""
    if isinstance(error, DataError | OverflowError):
        log.warning("The database refused a value.", exc_info=error)
        return Invalid(_("A value is outside of what can be stored."))
    if isinstance(error, IntegrityError):
        return Conflict(_("The database refused this."))
    return None


def _of_framework(error: exceptions.APIException, number: str) -> HttpResponse:
    status = error.status_code
    code = CODE_OF_STATUS.get(status, "error" if status >= 500 else "invalid")
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return problem(code, str(error.detail), number, status=status, headers=headers)


def _of_domain(error: DomainError, number: str, principal: Any) -> HttpResponse:
    more: dict[str, Any] = {}
    if error.fields:
        more["errors"] = error.fields
    if isinstance(error, Invalid) and error.rows:
        more["rows"] = {str(index): fields for index, fields in error.rows.items()}
    if isinstance(error, Stale):
        more["current"] = _current(error, principal)
        if error.seen:
            more["stale"] = _all_stale(error, principal)
    headers = {"Retry-After": RETRY_AFTER} if error.status == 503 else {}
    return problem(error.code, error.message, number, status=error.status, headers=headers, **more)


def _current(error: Stale, principal: Any) -> Any:
    """The record as it stands now, as far as the writer may see it."""
    try:
        return Rows(principal, type(error.current)).one(uid=error.current.uid)
    except NotFound:
        return None


def _all_stale(error: Stale, principal: Any) -> dict[str, Any]:
    """Of many rows every one that was changed meanwhile, by index, as it stands now."""
    writer = Rows(principal, type(error.current))
    uids = {uid for uid, _version in error.seen.values()}
    now = {row["uid"]: row for row in writer.those(uid__in=uids)}
    return {
        str(index): now[uid]
        for index, (uid, version) in error.seen.items()
        if uid in now and now[uid]["version"] != version
    }


def problem(
    code: str,
    detail: str,
    number: str,
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """A problem with a stable type, the sentence of this occurrence and the request's number."""
    usual, title = PROBLEMS.get(code, (status or 400, _("Not possible")))
    body = {
        "type": f"/problems/{code}",
        "title": str(title),
        "status": status or usual,
        "detail": detail,
        "request_id": number,
        **more,
    }
    return answer(body, status or usual, headers, kind=PROBLEM)
