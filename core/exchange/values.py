"""A cell becomes the value of a field: placeholders are absence, choices go by label."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from core.exchange.quoting import is_placeholder, unmark
from core.text import amounts, dates
from core.text.sheets import Cell, is_blank, text_of

YES = frozenset(
    {"yes", "y", "true", "t", "1", "on", "x", "✓", "✔", "ja", "j", "wahr", "oui", "si", "sí"}
)
NO = frozenset({"no", "n", "false", "f", "0", "off", "nein", "falsch", "non"})
HISTORICAL = re.compile(
    r"^(?P<name>.+?)\s*[(\[](?P<remark>historical|historic|former|formerly|old|retired|inactive|closed|"
    r"historisch|ehemals|ehemalig|alt)[)\]]$",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\s_\-/]+")


class CellError(ValueError):
    """A cell that cannot become a value: the message names the value, the rule and how to mend it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell means. ``absent`` tells that it holds nothing; ``remark`` what else it said."""

    value: Any = None
    absent: bool = False
    remark: str = ""
    currency: str = ""


ABSENT = Meaning(absent=True)


@dataclass
class Column:
    """What the cells of one column together say about the way numbers and days are written in it."""

    cells: Callable[[], Iterable[Cell]]
    _day_first: list[bool | None] = field(default_factory=list)
    _comma: list[bool | None] = field(default_factory=list)

    @property
    def day_first(self) -> bool | None:
        """Whether days stand before months; None when nothing tells."""
        if not self._day_first:
            self._day_first.append(dates.day_first(self.cells()))
        return self._day_first[0]

    @property
    def decimal_comma(self) -> bool | None:
        """Whether a comma divides off decimals; None when nothing tells."""
        if not self._comma:
            self._comma.append(amounts.decimal_comma(self.cells()))
        return self._comma[0]


Convert = Callable[[Cell, Column], Meaning]


def plain(cell: Cell) -> tuple[str, bool]:
    """The text of a cell without outer blanks, and whether it is marked to be taken literally."""
    text = text_of(cell)
    meant, literal = unmark(text)
    return (meant, True) if literal else (text.strip(), False)


def absence(cell: Cell) -> Meaning | None:
    """The meaning of a blank cell or a placeholder; None for a cell that says something."""
    if is_blank(cell):
        return ABSENT
    if isinstance(cell, str) and is_placeholder(cell):
        return Meaning(absent=True, remark=cell.strip())
    return None


def historical(text: str) -> tuple[str, str]:
    """A name without “(historical)” and its like, and that word."""
    match = HISTORICAL.match(text)
    return (match["name"], match["remark"]) if match else (text, "")


def fold(text: str) -> str:
    """A name for comparing: case, outer blanks and the number of inner ones make no difference."""
    return " ".join(text.split()).casefold()


def word(text: str) -> str:
    """A text for comparing words: case, spaces, hyphens and underscores make no difference."""
    return SEPARATORS.sub(" ", text).strip().casefold()


def converter(
    model_field: models.Field[Any, Any], synonyms: Mapping[str, str] | None = None
) -> Convert:
    """How the cells of a field's column are understood. Raises CellError when called on a bad cell."""
    if model_field.choices:
        return _choice(model_field, synonyms or {})
    for kind, convert in CONVERTERS:
        if isinstance(model_field, kind):
            return convert
    return as_text


def as_text(cell: Cell, _column: Column) -> Meaning:
    """Any text, trimmed."""
    nothing = absence(cell)
    if nothing:
        return nothing
    return Meaning(plain(cell)[0])


def as_address(cell: Cell, _column: Column) -> Meaning:
    """An address on the web; people leave out how it begins."""
    meaning = as_text(cell, _column)
    if not meaning.absent and str(meaning.value).lower().startswith("www."):
        return Meaning(f"https://{meaning.value}")
    return meaning


def as_boolean(cell: Cell, _column: Column) -> Meaning:
    """Yes or no in the usual words."""
    text = word(text_of(cell))
    if text in YES:
        return Meaning(True)
    if text in NO:
        return Meaning(False)
    nothing = absence(cell)
    if nothing:
        return nothing
    raise CellError(_("“%(text)s” is neither yes nor no.") % {"text": text_of(cell)})


def as_integer(cell: Cell, column: Column) -> Meaning:
    """A whole number."""
    meaning = as_decimal(cell, column)
    if meaning.absent:
        return meaning
    number: Decimal = meaning.value
    if number != number.to_integral_value():
        raise CellError(_("“%(text)s” is no whole number.") % {"text": text_of(cell)})
    return Meaning(int(number))


def as_decimal(cell: Cell, column: Column) -> Meaning:
    """A number or an amount of money."""
    nothing = absence(cell)
    if nothing:
        return nothing
    try:
        number, currency = amounts.to_amount(_bare(cell), column.decimal_comma)
    except amounts.NotANumber as error:
        raise CellError(str(error)) from None
    return Meaning(number, currency=currency)


def as_day(cell: Cell, column: Column) -> Meaning:
    """A day."""
    return _dated(cell, column, dates.to_day)


def as_moment(cell: Cell, column: Column) -> Meaning:
    """A moment."""
    return _dated(cell, column, dates.to_moment)


def _dated(cell: Cell, column: Column, read: Callable[[Cell, bool | None], Any]) -> Meaning:
    nothing = absence(cell)
    if nothing:
        return nothing
    cell = _bare(cell)
    try:
        # A plain ISO day needs no look at the rest of its column.
        order = None if isinstance(cell, str) and cell[4:5] == "-" else column.day_first
        return Meaning(read(cell, order))
    except dates.NotADate as error:
        raise CellError(str(error)) from None


def as_uuid(cell: Cell, _column: Column) -> Meaning:
    """A uid."""
    if is_blank(cell):
        return ABSENT
    try:
        return Meaning(uuid.UUID(text_of(cell).strip()))
    except ValueError:
        raise CellError(_("“%(text)s” is no uid.") % {"text": text_of(cell)}) from None


def as_structure(cell: Cell, _column: Column) -> Meaning:
    """JSON, or words divided by commas for a list of words."""
    nothing = absence(cell)
    if nothing:
        return nothing
    text = plain(cell)[0]
    try:
        return Meaning(json.loads(text))
    except (ValueError, RecursionError):
        raise CellError(_("“%(text)s” is no valid JSON.") % {"text": text[:80]}) from None


def _bare(cell: Cell) -> Cell:
    return plain(cell)[0] if isinstance(cell, str) else cell


def _choice(model_field: models.Field[Any, Any], synonyms: Mapping[str, str]) -> Convert:
    """Words of a closed list: by value, by label in any language of the product, by synonym."""
    known: dict[str, Any] = {word(text): value for text, value in synonyms.items()}
    labels = dict(model_field.flatchoices)
    for code in ("de", "en"):
        with translation.override(code):
            known |= {word(str(label)): value for value, label in labels.items()}
    known |= {word(str(value)): value for value in labels}

    @lru_cache(maxsize=4096)
    def meaning(text: str) -> Meaning:
        key = word(text)
        if key in known:
            return Meaning(known[key])
        nothing = absence(text)
        if nothing:
            return nothing
        raise CellError(_unknown_choice(text, labels.values()))

    return lambda cell, _column: meaning(_choice_text(cell))


def _choice_text(cell: Cell) -> str:
    return plain(cell)[0]


def _unknown_choice(text: str, labels: Iterable[Any]) -> str:
    words = [str(label) for label in labels if str(label)]
    message = _("“%(text)s” is not one of: %(choices)s.") % {
        "text": text,
        "choices": ", ".join(words),
    }
    close = get_close_matches(word(text), [word(label) for label in words], n=1, cutoff=0.7)
    if not close:
        return message
    meant = next(label for label in words if word(label) == close[0])
    return message + " " + _("Did you mean “%(meant)s”?") % {"meant": meant}


CONVERTERS: tuple[tuple[type[models.Field[Any, Any]], Convert], ...] = (
    (models.URLField, as_address),
    (models.BooleanField, as_boolean),
    (models.IntegerField, as_integer),
    (models.DecimalField, as_decimal),
    (models.DateTimeField, as_moment),
    (models.DateField, as_day),
    (models.UUIDField, as_uuid),
    (models.JSONField, as_structure),
)
