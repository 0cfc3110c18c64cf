"""Canonical JSON: one text for each value, so that the same facts always give the same hash.

The format is docs/ledger.md, section 1 (RFC 8785 with narrower values).
"""

import datetime as dt
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NotRequired, TypedDict

from django.db import models

Writer = Callable[[Any], str]

MAX_DEPTH = 32
"""Deepest nesting of a structure; deeper ones are refused rather than risking the recursion limit."""

MANY_NAMES = 100
"""More names than this are the uids of facts, different each time."""

MAX_INTEGER = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly."""

UTC = dt.UTC


class Uncanonical(ValueError):
    """A value that has no canonical form."""


class Kind(TypedDict):
    """How a field is written: the name of its kind, for decimals with the number of places."""

    kind: str
    places: NotRequired[int]


# What a Django field holds. The first class that fits decides, so special ones stand first.
FIELD_KINDS: tuple[tuple[type[models.Field], str], ...] = (
    (models.ForeignKey, "link"),
    (models.JSONField, "json"),
    (models.UUIDField, "uid"),
    (models.DecimalField, "decimal"),
    (models.BooleanField, "bool"),
    (models.DateTimeField, "instant"),
    (models.DateField, "day"),
    (models.IntegerField, "int"),
    (models.CharField, "text"),
    (models.TextField, "text"),
)


def kind_of(field: models.Field) -> Kind:
    """The kind of a model field, as schema entries store it; TypeError when it has none."""
    for field_class, kind in FIELD_KINDS:  # noqa: B007 - used after the loop
        if isinstance(field, field_class):
            break
    else:
        raise TypeError(f"{field} has no canonical form")
    if isinstance(field, models.DecimalField):
        return {"kind": kind, "places": field.decimal_places}
    return {"kind": kind}


def writer_for(field: models.Field) -> Writer:
    """The writer of a model field's database values; links are given as the target's uid."""
    return writer_of(kind_of(field))


def writer_of(kind: Kind) -> Writer:
    """The writer of a kind, also one read back from a schema entry; Uncanonical when unknown."""
    name = kind["kind"]
    if name == "decimal":
        return _decimal_writer(kind["places"])
    try:
        return WRITERS[name]
    except KeyError:
        raise Uncanonical(f"unknown kind of value: {name}") from None


def text(value: Any) -> str:
    """Canonical JSON of a structure of dict, list, tuple, str, int, bool and None.

    Raises Uncanonical for anything else, for whole numbers beyond ±(2^53 - 1), for keys that are
    no text or become equal by normalising, and beyond MAX_DEPTH levels.
    """
    return _structure(value, MAX_DEPTH)


def string(value: str) -> str:
    """Canonical JSON of one text, brought to NFC; ValueError for half characters (surrogates)."""
    if not value.isascii():
        value.encode()  # UnicodeEncodeError is a ValueError: a lone surrogate has no UTF-8
        value = unicodedata.normalize("NFC", value)
    return encode_basestring(value)


def known(value: Any) -> str:
    """Canonical JSON of a value that was read from canonical JSON: the short way, unchecked."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, (dict, list)):
        return text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else int.__repr__(value)


def members(texts: Mapping[str, str]) -> str:
    """The inside of an object from names and values that are canonical texts already."""
    names = tuple(texts)
    ordered = _written_order(names) if len(names) <= MANY_NAMES else _write_order(names)
    return ",".join([written + texts[name] for name, written in ordered])


def _write_order(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Names in canonical order, each with the text that stands before its value."""
    return tuple((name, f"{string(name)}:") for name in in_order(names))


#: The fields of a register are the same names in every entry: remembered.
_written_order = lru_cache(maxsize=500)(_write_order)


def ordered_object(texts: Mapping[str, str]) -> str:
    """An object from canonical texts whose names stand in order already; names are remembered."""
    return "{" + ",".join([f"{_name(name)}:{written}" for name, written in texts.items()]) + "}"


@lru_cache(maxsize=10_000)
def _name(name: str) -> str:
    return string(name)


def in_order(names: Iterable[str]) -> list[str]:
    """Names sorted by UTF-16 code units, as RFC 8785 asks."""
    ordered = sorted(names)
    if ordered and not all(name.isascii() for name in ordered):
        ordered.sort(key=lambda name: name.encode("utf-16-be"))
    return ordered


def _structure(value: Any, depth: int) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _small_integer(value)
    if depth == 0:
        raise Uncanonical(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, (list, tuple)):
        return f"[{','.join([_structure(item, depth - 1) for item in value])}]"
    if isinstance(value, dict):
        return _object(value, depth - 1)
    raise Uncanonical(f"{type(value).__name__} has no canonical form")


def _object(value: dict[Any, Any], depth: int) -> str:
    normal = {}
    for name, item in value.items():
        if not isinstance(name, str):
            raise Uncanonical(f"a key must be text, not {type(name).__name__}")
        normal[unicodedata.normalize("NFC", name)] = _structure(item, depth)
    if len(normal) < len(value):
        raise Uncanonical("two keys are the same text")
    return f"{{{members(normal)}}}"


def _small_integer(value: int) -> str:
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise Uncanonical("whole number beyond 2^53 - 1")
    return int.__repr__(value)


def _write_text(value: str | None) -> str:
    return "null" if value is None else string(value)


def _write_int(value: int | None) -> str:
    if value is None:
        return "null"
    written = int.__repr__(value)
    return written if -MAX_INTEGER <= value <= MAX_INTEGER else f'"{written}"'


def _write_bool(value: bool | None) -> str:
    return "null" if value is None else "true" if value else "false"


def _write_day(value: dt.date | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, dt.datetime):
        raise Uncanonical("an instant where a day belongs")
    return f'"{value.isoformat()}"'


def _write_instant(value: dt.datetime | None) -> str:
    if value is None:
        return "null"
    return f'"{instant(value)}"'


def instant(value: dt.datetime) -> str:
    """An instant in UTC with six decimals; Uncanonical when it has no time zone."""
    if value.tzinfo is not UTC:
        if value.tzinfo is None:
            raise Uncanonical("an instant needs a time zone")
        value = value.astimezone(UTC)
    return f"{value.isoformat(timespec='microseconds').removesuffix('+00:00')}Z"


def _write_uid(value: uuid.UUID | str | None) -> str:
    if value is None:
        return "null"
    return f'"{value if isinstance(value, uuid.UUID) else uuid.UUID(value)}"'


def _decimal_writer(places: int) -> Writer:
    minus_zero = f'"{Decimal("-0"):.{places}f}"'

    def write_decimal(value: Decimal | None) -> str:
        if value is None:
            return "null"
        if not value.is_finite():
            raise Uncanonical("not a number")
        written = f'"{value:.{places}f}"'
        # Zero has one form: "-0.00" would be a second text for the same amount.
        return written if written != minus_zero else written.replace("-", "")

    return write_decimal


WRITERS: dict[str, Writer] = {
    "text": _write_text,
    "int": _write_int,
    "bool": _write_bool,
    "day": _write_day,
    "instant": _write_instant,
    "link": _write_uid,
    "uid": _write_uid,
    "json": text,
}
