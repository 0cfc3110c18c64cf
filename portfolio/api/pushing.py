"""What the pushes of other tools share: a source, a list of things, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core.api.bodies import take_object
from core.api.schema import JsonSchema, Schema, closed, header
from core.errors import FieldErrors, Invalid

TEXT: Schema = {"type": "string"}
Pushed = TypeVar("Pushed")


class PushSchema(JsonSchema):
    """A POST that can be repeated."""

    def get_override_parameters(self) -> list[Any]:
        """The key of a repeated request."""
        return [header("Idempotency-Key")]


def asked(name: str, one: Schema, *, required: list[str], most: int) -> Schema:
    """The body: a source, and under ``name`` a list of objects with the parts of ``one``."""
    items = {**closed(one), "required": required}
    many = {"type": "array", "items": items, "minItems": 1, "maxItems": most}
    body = closed({"source": {**TEXT, "maxLength": 100}, name: many, "reason": TEXT})
    return {"application/json": {**body, "required": ["source", name]}}


def results_of(**more: Schema) -> Schema:
    """The answer: what became of each thing, in the order they were sent; ``more`` is told besides."""
    told = {
        "uid": {"type": "string", "format": "uuid"},
        "reference": TEXT,
        "version": {"type": "integer"},
        "outcome": {"type": "string", "enum": ["created", "changed", "unchanged"]},
    }
    items = {"type": "object", "properties": {**told, **more}}
    return {"type": "object", "properties": {"results": {"type": "array", "items": items}}}


def take_pushed(data: Any, name: str, *, most: int, rule: str) -> tuple[str, list[Any]]:
    """Source and list of a body; ``rule`` says how long the list may be. Raises Invalid."""
    body = take_object(data)
    source, sent = body.pop("source", None), body.pop(name, None)
    body.pop("reason", None)
    errors: FieldErrors = {part[:100]: [_("There is no such field here.")] for part in body}
    if not isinstance(source, str):
        errors["source"] = [_("Name the source of the values in a text.")]
    if not isinstance(sent, list) or not 1 <= len(sent) <= most:
        errors[name] = [rule % {"most": most}]
    if errors or not isinstance(source, str) or not isinstance(sent, list):
        raise Invalid(fields=errors)
    return source, sent


def read_each(sent: list[Any], read: Callable[[Any, FieldErrors], Pushed | None]) -> list[Pushed]:
    """Each thing as ``read`` understands it, which notes its faults; raises Invalid with all, by row."""
    found, errors = [], {}
    for place, row in enumerate(sent):
        faults: FieldErrors = {}
        entry = read(row, faults)
        if faults:
            errors[place] = faults
        elif entry is not None:
            found.append(entry)
    if errors:
        raise Invalid(rows=errors)
    return found
