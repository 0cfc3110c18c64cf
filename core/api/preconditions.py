"""Which version a writer saw: the ``If-Match`` header or ``version`` in the body (RFC 9110)."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.api.answers import etag
from core.errors import Invalid

TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]*"')
DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)
#: A version that no record has: a precondition that cannot be met.
NEVER = -1


def tags(header: str) -> list[str]:
    """The entity tags in a header, weak ones with their ``W/``."""
    return TAG.findall(header)


def version_seen(request: HttpRequest, uid: uuid.UUID, stated: Any = None) -> int | None:
    """The version to compare with; None when the writer names none, so that the door asks for it.

    A weak tag, one of another record, or two statements that differ can match nothing;
    ``*`` names no version.
    """
    header = request.META.get("HTTP_IF_MATCH", "").strip()
    body = read_version(stated)
    if not header or header == "*":
        return body
    matched = _version_in(header, uid)
    return matched if body in (None, matched) else NEVER


def read_version(stated: Any) -> int | None:
    """A version from a body; raises Invalid when it is no whole number."""
    if stated is None:
        return None
    if not isinstance(stated, int) or isinstance(stated, bool) or not 0 <= stated < 2**31:
        raise Invalid(fields={"version": [_("This must be a whole number.")]})
    return stated


def _version_in(header: str, uid: uuid.UUID) -> int:
    for tag in tags(header):
        number = tag.strip('"').removeprefix(f"{uid}:")
        if DIGITS.fullmatch(number) and tag == etag(uid, int(number)):
            return int(number)
    return NEVER


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether ``If-None-Match`` says that the client has this version already."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "").strip()
    return header == "*" or tag in {known.removeprefix("W/") for known in tags(header)}
