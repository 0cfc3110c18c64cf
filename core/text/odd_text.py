"""Finds text that no database column takes alike: NUL, lone surrogates, broken UTF-8."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from django.http import HttpRequest

ODD = re.compile("[\x00\ud800-\udfff]")
# Only these escapes can bring odd text out of JSON; most bodies have none and are not parsed here.
ODD_ESCAPE = re.compile(rb"\\u(0000|[dD][89a-fA-F])")


def has_odd_text(request: HttpRequest) -> bool:
    """Whether path, query, form fields or JSON body hold odd text."""
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "surrogateescape")
    return (
        bool(ODD.search(request.path_info))
        or is_odd_bytes(unquote_to_bytes(query.replace(b"+", b" ")))
        or is_odd_body(request)
    )


def odd_names(request: HttpRequest) -> list[str]:
    """The parameters and fields that hold odd text, as far as they can be told."""
    pairs = _pairs(request.META.get("QUERY_STRING", ""))
    kind = request.content_type or ""
    if kind == "application/x-www-form-urlencoded":
        pairs += _pairs(request.body.decode("utf-8", "surrogateescape"))
    elif kind == "multipart/form-data":
        pairs += request.POST.lists()
    elif kind.endswith("json"):
        pairs += _json_pairs(request.body)
    return sorted({name for name, value in pairs if not ODD.search(name) and holds_odd(value)})


def _pairs(text: str) -> list[tuple[str, Any]]:
    return [*parse_qsl(text, keep_blank_values=True, errors="surrogateescape")]


def _json_pairs(body: bytes) -> list[tuple[str, Any]]:
    try:
        value = json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return []
    return [*value.items()] if isinstance(value, dict) else []


def is_odd_bytes(value: bytes) -> bool:
    """Whether bytes are not UTF-8 or hold NUL."""
    try:
        return "\x00" in value.decode("utf-8")
    except UnicodeDecodeError:
        return True


def is_odd_body(request: HttpRequest) -> bool:
    """Whether a form or JSON body holds odd text; other bodies are not looked at."""
    kind = request.content_type or ""
    if kind == "application/x-www-form-urlencoded":
        return is_odd_bytes(unquote_to_bytes(request.body))
    if kind == "multipart/form-data":
        pairs = request.POST.lists()
        return any(ODD.search(text) for name, values in pairs for text in (name, *values))
    if kind.endswith("json"):
        return is_odd_json(request.body)
    return False


def is_odd_json(body: bytes) -> bool:
    """Whether JSON holds odd text; what is not JSON is left to the view's own error."""
    if b"\x00" in body:
        return True
    if not ODD_ESCAPE.search(body):
        return False
    try:
        return holds_odd(json.loads(body))
    except (ValueError, RecursionError):
        return True


def holds_odd(value: Any) -> bool:
    """Whether a JSON value has odd text anywhere in it."""
    if isinstance(value, str):
        return bool(ODD.search(value))
    if isinstance(value, dict):
        return any(holds_odd(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(holds_odd, value))
