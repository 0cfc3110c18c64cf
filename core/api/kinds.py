"""The kinds of field: how each is written in JSON, filtered by and described."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.errors import DomainError

LONGEST_FILTER = 200
#: No reference and title together are longer.
LONGEST_NAME = 400
INTEGER = re.compile(r"-?[0-9]{1,18}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field


@dataclass(frozen=True)
class Named:
    """A linked record as people write it: reference, “reference · title”, or its whole title."""

    text: str


class Refused(ValueError):
    """A value that breaks a rule; its text is the rule."""


class Kind:
    """Text, and what every other kind does differently.

    ``lookups`` are the endings of filter names beside the name itself; ``parse`` reads a filter's
    value, ``read`` one from JSON; both raise Refused.
    """

    lookups: ClassVar[tuple[str, ...]] = ("in", "contains", "isnull")
    schema: ClassVar[Mapping[str, Any]] = {"type": "string"}
    #: What ``isnull`` means: text is never null but empty.
    empty_text: ClassVar[bool] = True

    def parse(self, field: Field, text: str) -> Any:
        """A filter's value."""
        if len(text) > LONGEST_FILTER:
            raise Refused(_("use at most %(count)d characters.") % {"count": LONGEST_FILTER})
        return text

    def read(self, field: Field, value: Any) -> Any:
        """A value from JSON; length and the like are checked where everything is written."""
        if not isinstance(value, str):
            raise Refused(_("This must be a text."))
        return value

    def describe(self, field: Field) -> dict[str, Any]:
        """The JSON schema of the field's values."""
        described = dict(self.schema)
        if field.max_length:
            described["maxLength"] = field.max_length
        return described


class Choice(Kind):
    """One of a closed list of words."""

    lookups = ("in", "isnull")

    def parse(self, field: Field, text: str) -> Any:
        """One of the words."""
        known = [str(value) for value, _label in field.flatchoices]
        if text not in known:
            raise Refused(_("use one of: %(all)s.") % {"all": ", ".join(filter(None, known))})
        return text

    def describe(self, field: Field) -> dict[str, Any]:
        """The words; an empty text where the field may be empty."""
        words = [str(value) for value, _label in field.flatchoices]
        return {"type": "string", "enum": [*words, ""] if field.blank else words}


class YesNo(Kind):
    """True or false."""

    lookups = ()
    schema = {"type": "boolean"}
    empty_text = False

    def parse(self, field: Field, text: str) -> Any:
        """``true`` or ``false``."""
        if text not in ("true", "false"):
            raise Refused(_("use true or false."))
        return text == "true"

    def read(self, field: Field, value: Any) -> Any:
        """A JSON boolean."""
        if not isinstance(value, bool):
            raise Refused(_("This must be true or false."))
        return value


class Whole(Kind):
    """A whole number."""

    lookups = ("in", "gte", "lte", "isnull")
    schema = {"type": "integer"}
    empty_text = False

    def parse(self, field: Field, text: str) -> Any:
        """Digits."""
        if not INTEGER.fullmatch(text):
            raise Refused(_("write a whole number."))
        return int(text)

    def read(self, field: Field, value: Any) -> Any:
        """A JSON integer."""
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
            raise Refused(_("This must be a whole number."))
        return value

    def describe(self, field: Field) -> dict[str, Any]:
        """Whether it may be negative."""
        positive = isinstance(field, models.PositiveIntegerField)
        return {"type": "integer", "minimum": 0} if positive else {"type": "integer"}


class Exact(Kind):
    """A decimal number: a text in JSON, so that nothing is rounded on the way."""

    lookups = ("in", "gte", "lte", "isnull")
    schema = {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"}
    empty_text = False

    def parse(self, field: Field, text: str) -> Any:
        """At most 15 digits before the point."""
        if not DECIMAL.fullmatch(text):
            raise Refused(_("write a number of at most 15 digits, like 12.50."))
        return Decimal(text)

    def read(self, field: Field, value: Any) -> Any:
        """A text like ``"12.50"``, or a JSON number."""
        if isinstance(value, str) and not DECIMAL.fullmatch(value):
            raise Refused(_("Write a number of at most 15 digits, like 12.50."))
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise Refused(_("Write a number of at most 15 digits, like 12.50."))
        try:
            return Decimal(value)
        except InvalidOperation:
            raise Refused(_("Write a number of at most 15 digits, like 12.50.")) from None


class Day(Kind):
    """A day."""

    lookups = ("in", "gte", "lte", "isnull")
    schema = {"type": "string", "format": "date"}
    empty_text = False

    def parse(self, field: Field, text: str) -> Any:
        """``YYYY-MM-DD``."""
        try:
            return date.fromisoformat(text) if DAY.fullmatch(text) else self.refuse()
        except ValueError:
            return self.refuse()

    def read(self, field: Field, value: Any) -> Any:
        """``"YYYY-MM-DD"``."""
        return self.parse(field, value) if isinstance(value, str) else self.refuse()

    def refuse(self) -> Any:
        """Raise the rule."""
        raise Refused(_("Write a day as YYYY-MM-DD."))


class Instant(Kind):
    """A moment, with its offset from UTC."""

    lookups = ("gte", "lte", "isnull")
    schema = {"type": "string", "format": "date-time"}
    empty_text = False

    def parse(self, field: Field, text: str) -> Any:
        """ISO 8601 with an offset."""
        try:
            found = parse_datetime(text)
            if found is not None and found.tzinfo is not None:
                return found.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        return self.refuse()

    def read(self, field: Field, value: Any) -> Any:
        """ISO 8601 with an offset."""
        return self.parse(field, value) if isinstance(value, str) else self.refuse()

    def refuse(self) -> Any:
        """Raise the rule."""
        raise Refused(_("Write an instant like 2026-11-21T19:33:00Z."))


class Link(Kind):
    """A link to another record: by uid or reference."""

    lookups = ("in", "contains", "isnull")
    schema = {"$ref": "#/components/schemas/Link"}
    empty_text = False

    def read(self, field: Field, value: Any) -> Any:
        """A uid or reference, an object with ``uid`` as answers give it, or one with ``named``."""
        if isinstance(value, dict):
            if set(value) == {"named"}:
                return self._named(value["named"])
            value = value.get("uid") if set(value) <= {"uid", "reference", "title"} else None
        if not isinstance(value, str) or not 1 <= len(value) <= 64:
            raise Refused(_("Name the record by its uid or its reference."))
        return same_uid(value)

    def _named(self, text: Any) -> Named:
        if not isinstance(text, str) or not 1 <= len(text.strip()) <= LONGEST_NAME:
            raise Refused(_("Name the record by its uid or its reference."))
        return Named(text.strip())

    def parse(self, field: Field, text: str) -> Any:
        """A uid or reference."""
        return same_uid(super().parse(field, text))

    def describe(self, field: Field) -> dict[str, Any]:
        """The linked record."""
        return dict(self.schema)


class Structure(Kind):
    """Lists and objects, checked by the field itself."""

    lookups = ()
    schema = {"type": "array", "items": {"type": "string"}}
    empty_text = False

    def read(self, field: Field, value: Any) -> Any:
        """Any JSON without numbers that are not whole: history keeps none."""
        if holds_fractions(value):
            raise Refused(_("Write numbers with a fraction as texts."))
        return value


def field_of(model: type[models.Model], name: str) -> Field:
    """A column of a register."""
    field: Any = model._meta.get_field(name)
    return field


def same_uid(text: str) -> str:
    """A uid in its one usual spelling; any other text as it is."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return text


def holds_fractions(value: Any) -> bool:
    """Whether a structure has a number that is not whole."""
    if isinstance(value, dict):
        return any(map(holds_fractions, value.values()))
    if isinstance(value, list):
        return any(map(holds_fractions, value))
    return isinstance(value, Decimal | float)


TEXT, CHOICE, LINK = Kind(), Choice(), Link()
KINDS: tuple[tuple[type[Field], Kind], ...] = (
    (models.BooleanField, YesNo()),
    (models.DateTimeField, Instant()),
    (models.DateField, Day()),
    (models.DecimalField, Exact()),
    (models.IntegerField, Whole()),
    (models.JSONField, Structure()),
)


@cache
def kind_of(field: Field) -> Kind:
    """The kind of a model field."""
    if field.is_relation:
        return LINK
    if field.choices:
        return CHOICE
    return next((kind for cls, kind in KINDS if isinstance(field, cls)), TEXT)


class BadParameter(DomainError):
    """A query parameter that is unknown or breaks a rule; ``fields`` names it and the rule."""

    code, status = "invalid-parameter", 400

    def default_message(self) -> str:
        return _("A parameter of this address cannot be used.")


def bad(name: str, rule: str) -> BadParameter:
    """The error for one parameter."""
    return BadParameter(fields={name[:100]: [rule]})
