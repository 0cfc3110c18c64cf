"""Numbers and amounts of money in the many ways people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.text.sheets import Cell, text_of

SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "US$": "USD",
    "CA$": "CAD",
    "A$": "AUD",
    "¥": "JPY",
    "CHF": "CHF",
}
#: A sign that several currencies use says nothing about which one.
VAGUE = ("$", "kr")
CODE = re.compile(r"^([A-Z]{3})\b\s*|\s*\b([A-Z]{3})$")
SPACES = re.compile(r"[\s\u00a0\u202f’']")
BODY = re.compile(r"[-+]?\d[\d.,]*$|[-+]?[.,]\d+$")
ONE_MARK = re.compile(r"[-+]?\d{1,3}[.,]\d{3}$")


class NotANumber(ValueError):
    """A text that is no number; the message says why and how to write it."""


def decimal_comma(cells: Iterable[Cell]) -> bool | None:
    """What the numbers of a whole column say: the comma divides off decimals, the point does, or nothing."""
    comma = point = False
    for cell in cells:
        body = _body(cell)[0] if isinstance(cell, str) else ""
        if body and not ONE_MARK.match(body):
            comma = comma or _divider(body) == ","
            point = point or _divider(body) == "."
    return None if comma == point else comma


def _divider(body: str) -> str:
    """The character that divides off decimals in an unmistakable number; empty when it has none."""
    marks = [char for char in body if char in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if marks.count(last) > 1:
        return "," if last == "." else "."
    return last


def to_amount(cell: Cell, comma: bool | None = None) -> tuple[Decimal, str]:
    """The amount a cell means, and its currency when it names one. Raises NotANumber."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _refused(text_of(cell))
    if isinstance(cell, int | float):
        return _decimal(repr(cell), text_of(cell)), ""
    body, currency = _body(cell)
    return _decimal(_plain(body, comma, cell), cell), currency


def _body(text: str) -> tuple[str, str]:
    """The digits and marks of an amount, and its currency; no digits when it is none."""
    rest, currency = text.strip(), ""
    negative = rest.startswith("(") and rest.endswith(")")
    if negative:
        rest = rest[1:-1].strip()
    for symbol, code in SYMBOLS.items():
        if symbol in rest:
            rest, currency = rest.replace(symbol, "").strip(), code
    for symbol in (*VAGUE, "%"):
        rest = rest.replace(symbol, "").strip()
    if match := CODE.search(rest):
        rest, currency = (rest[: match.start()] + rest[match.end() :]).strip(), match[1] or match[2]
    body = SPACES.sub("", rest)
    if not BODY.match(body):
        return "", ""
    return ("-" + body if negative else body), currency


def _plain(body: str, comma: bool | None, text: str) -> str:
    """The number with a point for its decimals and nothing else in it."""
    if not body:
        raise _refused(text)
    if "," in body and "." in body:
        comma = body.rfind(",") > body.rfind(".")
    elif body.count(",") > 1 or body.count(".") > 1:
        comma = body.count(".") > 1
    elif "," in body and not ONE_MARK.match(body):
        comma = True
    elif "," in body and comma is None:
        raise _ambiguous(body, text)
    elif "." in body and (comma is None or not ONE_MARK.match(body)):
        comma = False
    group, point = (".", ",") if comma else (",", ".")
    whole, _point, decimals = body.partition(point)
    if decimals and group in decimals:
        raise _refused(text)
    digits = _ungrouped(whole, group, text)
    return f"{digits}.{decimals}" if decimals else digits


def _ungrouped(whole: str, group: str, text: str) -> str:
    """Digits without the marks between thousands, which must stand before three digits each."""
    first, *others = whole.split(group)
    if any(len(part) != 3 for part in others) or (
        others and len(first.lstrip("+-")) not in (1, 2, 3)
    ):
        raise _refused(text)
    return first + "".join(others)


def _decimal(plain: str, text: str) -> Decimal:
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise _refused(text) from None
    if not number.is_finite():
        raise _refused(text)
    return number


def _ambiguous(body: str, text: str) -> NotANumber:
    message = _(
        "“%(text)s” may be %(grouped)s or %(divided)s; write it without marks between thousands."
    )
    values = {"text": text, "grouped": body.replace(",", ""), "divided": body.replace(",", ".")}
    return NotANumber(message % values)


def _refused(text: str) -> NotANumber:
    message = _("“%(text)s” is no number; write digits, with a point before decimals.")
    return NotANumber(message % {"text": text})
