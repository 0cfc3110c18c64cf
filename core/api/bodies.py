"""Reads JSON bodies strictly: no doubled keys, no NaN, numbers exact, bounded depth."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from core.api.answers import JSON
from core.errors import DomainError

DEEPEST = 20


class Malformed(DomainError):
    """The body is not JSON as this API reads it."""

    code, status = "malformed", 400

    def default_message(self) -> str:
        return _("The body is not valid JSON.")


class StrictJson(BaseParser):
    """``application/json`` in UTF-8."""

    media_type = JSON

    def parse(self, stream: IO[Any], *args: Any, **kwargs: Any) -> Any:
        """The JSON value; raises Malformed."""
        return load(stream.read())


def load(body: bytes) -> Any:
    """A JSON text as Python values, decimals exact; raises Malformed saying why."""
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError) as error:
        raise Malformed(_said(error)) from None
    if _depth(value) > DEEPEST:
        raise Malformed(_("The JSON is nested too deeply."))
    return value


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return _("The JSON is nested too deeply.")
    reason = str(error) if not isinstance(error, UnicodeDecodeError) else "UTF-8"
    return _("The body is not valid JSON: %(reason)s") % {"reason": reason[:200]}


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(_("“%(key)s” stands twice in one object.") % {"key": twice[:100]})
    return found


def _depth(value: Any) -> int:
    """How deep lists and objects are nested; measured level by level, so that nothing recurses."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        containers = [part for part in level if isinstance(part, dict | list)]
        if not containers:
            break
        depth += 1
        level = [
            inner
            for part in containers
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
    return depth


def take_object(value: Any) -> dict[str, Any]:
    """A copy of the body, which must be an object; raises Malformed."""
    if not isinstance(value, dict):
        raise Malformed(_("The body must be a JSON object."))
    return dict(value)
