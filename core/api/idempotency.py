"""``Idempotency-Key``: a repeated POST gets the first answer, stored with its effect."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import clock
from core.api.answers import FORM, JSON
from core.choices import Origin
from core.errors import Conflict, DomainError, Invalid
from core.files import storage
from core.ledger.statements import insert, overwrite
from core.models import IdempotencyKey
from core.writing.unit import unit

if TYPE_CHECKING:
    from core.access.principals import Principal

KEY = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS = ("Location", "ETag")
HEADER = "Idempotency-Key"


class KeyReused(DomainError):
    """The key stands for another request already."""

    code, status = "idempotency-key-reused", 422

    def default_message(self) -> str:
        return _("This Idempotency-Key was used for another request.")


class _TakenError(Exception):
    """The key is stored already."""


def once(
    request: Request, principal: Principal, reason: str, act: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Act, or repeat the answer that an earlier request with the same key got.

    Nearly every key is new, so it is claimed without asking first. A parallel request with the key
    waits for the first to end. What failed is not stored, so it can be tried again. Raises Invalid,
    KeyReused, Conflict.
    """
    key, digest = _read_key(request), digest_of(request, principal)
    try:
        with unit(by=principal, origin=Origin.API, reason=reason):
            claimed = _claim(principal, key, digest)
            response = act()
            _keep(claimed, response)
        return response
    except _TakenError:
        stored = _stored(principal, key)
    if stored is None:
        raise Conflict(_("A request with this Idempotency-Key is under way; try again."))
    return _repeat(stored, digest)


def digest_of(request: Request, principal: Principal) -> str:
    """What makes two requests the same: method, address, body, and what the token allows."""
    scopes = ",".join(sorted(principal.scopes))
    said = f"{request.method} {request.get_full_path()}\n{scopes}\n"
    return hashlib.sha256(said.encode() + _content(request)).hexdigest()


def _content(request: Request) -> bytes:
    """The body, without a password: a plain hash of it would tell it to whoever tries enough of them.

    Of a form its parts, since what separates them differs from try to try.
    """
    if not request.content_type.startswith(FORM):
        sent = request.data
        if isinstance(sent, dict) and "password" in sent:
            return repr(sorted({**sent, "password": ""}.items())).encode()
        return request._request.body
    parts = sorted(request._request.POST.lists())
    files = [
        (name, file.name, storage.hash_from_start(file))
        for name, found in sorted(request._request.FILES.lists())
        for file in found
    ]
    return repr((parts, files)).encode()


def _read_key(request: Request) -> str:
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip()
    if not KEY.fullmatch(key):
        rule = _("Use 1 to 255 printable characters without blanks.")
        raise Invalid(fields={HEADER: [rule]})
    return key


def _stored(principal: Principal, key: str) -> IdempotencyKey | None:
    return IdempotencyKey.objects.filter(user=principal.user, key=key).first()


def _claim(principal: Principal, key: str, digest: str) -> IdempotencyKey:
    """Insert the key first: another request with it waits here until this one has ended."""
    claimed = IdempotencyKey(user=principal.user, key=key, request_digest=digest, status=0)
    claimed.created_at = clock.now()
    try:
        insert(IdempotencyKey, [claimed])
    except IntegrityError as error:
        raise _TakenError from error
    return claimed


def _keep(claimed: IdempotencyKey, response: HttpResponseBase) -> None:
    assert isinstance(response, HttpResponse)
    claimed.status = response.status_code
    claimed.body = response.content.decode()
    claimed.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    overwrite(IdempotencyKey, [claimed])


def _repeat(stored: IdempotencyKey, digest: str) -> HttpResponse:
    if stored.request_digest != digest:
        raise KeyReused
    headers = {**stored.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(stored.body, status=stored.status, content_type=JSON, headers=headers)
