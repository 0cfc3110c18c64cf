"""How answers are written: JSON, decimals as text, instants in UTC, days as YYYY-MM-DD."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.functional import Promise
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

JSON = "application/json"
FORM = "multipart/form-data"
PROBLEM = "application/problem+json"
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form.")


def dump(data: Any) -> bytes:
    """Data as JSON."""
    return orjson.dumps(data, default=_plain, option=OPTIONS)


def answer(
    data: Any, status: int = 200, headers: Mapping[str, str] | None = None, kind: str = JSON
) -> HttpResponse:
    """An answer with a JSON body."""
    return HttpResponse(dump(data), status=status, content_type=kind, headers=dict(headers or {}))


def etag(uid: uuid.UUID | str, version: int) -> str:
    """The strong entity tag of one version of a record."""
    return f'"{uid}:{version}"'


class JsonRenderer(BaseRenderer):
    """Writes what views hand to REST framework itself."""

    media_type = JSON
    format = "json"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        """Data as JSON."""
        return dump(data)


class OnlyJson(BaseContentNegotiation):
    """Whatever a client accepts, it gets JSON; what it sends must be JSON."""

    def select_parser(
        self, request: Request, parsers: list[type[BaseParser]]
    ) -> type[BaseParser] | None:
        """The JSON parser; bodies of other kinds have been refused before."""
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The JSON renderer."""
        return renderers[0], renderers[0].media_type
