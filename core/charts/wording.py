"""Numbers, days and short texts inside charts, in the reader's locale."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.charts.figures import Label, Value
from core.text import reader

#: Beyond it pictures could no longer be computed.
HUGE = 1e300
_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(value: Value) -> float | None:
    """A value to compute with; None for what is no number at all."""
    if value is None:
        return None
    number = float(value)
    return max(-HUGE, min(HUGE, number)) if math.isfinite(number) else None


def number(value: float, unit: str = "", step: float | None = None) -> str:
    """A number as read: grouped, without needless digits, large ones shortened."""
    size, text = abs(value), ""
    if size >= 1e12 or (value and size < 1e-4):
        text = f"{value:.3g}"
    elif size >= 1e9:
        text = _("%(number)s bn") % {"number": _trimmed(value / 1e9, 2)}
    elif size >= 1e6:
        text = _("%(number)s m") % {"number": _trimmed(value / 1e6, 2)}
    else:
        text = _trimmed(value, _digits(size) if step is None else _step_digits(step))
    return f"{text} {unit}" if unit else text


def _digits(size: float) -> int:
    return 0 if size >= 100_000 else 2 if size >= 1 else 4


def _step_digits(step: float) -> int:
    """How many decimals the numbers of an axis need to differ."""
    return max(0, min(6, -math.floor(math.log10(step)))) if step else 0


def _trimmed(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    return str(number_format(text if text != "-0" else "0", decimals, force_grouping=True))


def said(value: Value, unit: str = "") -> str:
    """A value in a sentence or a table; a gap says so."""
    known = plain(value)
    return _("no data") if known is None else number(known, unit)


def day(value: Label) -> str:
    """A label in full."""
    return reader.day(value) if isinstance(value, date) else clean(value)


def ticks(labels: Sequence[Label]) -> list[str]:
    """Labels under an axis: days of a long time are told by their month, or by year."""
    days = [_day(label) for label in labels if isinstance(label, date)]
    span = (max(days) - min(days)).days if days else 0
    pattern = "Y" if span > 366 * 6 else _("M Y") if span > 100 else _("j M")
    return [
        str(date_format(_day(label), pattern)) if isinstance(label, date) else clean(label)
        for label in labels
    ]


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def clean(text: str) -> str:
    """A text without characters that XML cannot hold, on one line."""
    return " ".join(_UNDRAWABLE.sub("", str(text)).split())


def width(text: str, size: float = 12) -> float:
    """About how wide a text is drawn; rather too wide than too narrow."""
    return size * sum(map(_part, text))


def _part(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.34
    return 0.72 if character.isupper() or character in "mwMW%" else 0.58


def shortened(text: str, room: float, size: float = 12) -> str:
    """As much of a text as fits, with an ellipsis where it was cut."""
    text = clean(text)
    if width(text, size) <= room:
        return text
    while text and width(text, size) + 0.6 * size > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, lines: int, size: float = 12) -> list[str]:
    """A text in at most so many lines; the last is shortened."""
    found: list[str] = []
    rest = clean(text).split(" ")
    while rest and len(found) < lines - 1:
        take = 1
        while take < len(rest) and width(" ".join(rest[: take + 1]), size) <= room:
            take += 1
        found.append(shortened(" ".join(rest[:take]), room, size))
        rest = rest[take:]
    return [*found, shortened(" ".join(rest), room, size)] if rest else found
