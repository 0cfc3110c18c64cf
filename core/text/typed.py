"""Numbers and days as a reader types them, by the customs of the language on the screen.

What could mean two things is refused: a wrong guess would be a thousand times too much.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.text.amounts import ONE_MARK, SPACES, NotANumber, to_amount
from core.text.dates import NotADate, to_day, to_moment

LONGEST = 60
NUMBER = re.compile(r"[-+]?[0-9.,]*[0-9]", re.ASCII)


def number(text: str) -> Decimal:
    """A number like ``1.234,50`` or ``1234,5`` in German, ``1,234.50`` in English.

    A mark that can only divide off decimals does so in either language. Raises NotANumber.
    """
    body = SPACES.sub("", text)
    if len(body) > LONGEST or not NUMBER.fullmatch(body):
        raise NotANumber(_("Write a number, like %(like)s.") % {"like": _example()})
    mark = get_format("DECIMAL_SEPARATOR")
    if ONE_MARK.match(body) and mark not in body:
        raise _ambiguous(body, mark)
    return to_amount(body, mark == ",")[0]


def day(text: str) -> date:
    """A day as ``2026-12-31``, ``31.12.2026`` or with the month's name. Raises NotADate."""
    bare = text.strip()
    try:
        iso = parse_date(bare)
    except ValueError:
        iso = None
    if iso is not None:
        return iso
    if len(bare) > LONGEST or bare.isdecimal():
        raise NotADate(_("Write a day like 2026-12-31 or 31.12.2026."))
    return to_day(bare)


def moment(text: str) -> datetime:
    """A moment as ``2026-12-31T14:30`` or ``31.12.2026 14:30``, on our own clock. Raises NotADate."""
    bare = text.strip()
    if len(bare) > LONGEST or bare.isdecimal():
        raise NotADate(_("Write day and time like 2026-12-31 14:30 or 31.12.2026 14:30."))
    return to_moment(bare)


def _example() -> str:
    return "1234,50" if get_format("DECIMAL_SEPARATOR") == "," else "1234.50"


def _ambiguous(body: str, mark: str) -> NotANumber:
    digits = body.replace(",", "").replace(".", "")
    divided = body.replace(",", mark).replace(".", mark)
    values = {"text": body, "grouped": digits, "divided": divided}
    said = _("“%(text)s” may mean %(grouped)s or %(divided)s; write it in one of these ways.")
    return NotANumber(said % values)
