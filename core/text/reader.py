"""Days, instants, numbers and languages as their reader wants them; what is stored knows nothing of it.

Django's current time zone stays the organisation's all the time, so that no question and no file can
depend on who asks. Only what is written for eyes is turned into the reader's zone, here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import clock

if TYPE_CHECKING:
    from core.models import User

_zone: ContextVar[tzinfo | None] = ContextVar("reader_zone", default=None)


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """Within the block instants are written in this zone; empty means the organisation's."""
    token = _zone.set(ZoneInfo(name) if name else None)
    try:
        yield
    finally:
        _zone.reset(token)


def zone_name() -> str:
    """The name of the reader's zone, for scripts."""
    return str(_zone.get() or clock.zone())


def speaking_to(user: User | None) -> override:
    """A block whose texts are in this user's language, else the organisation's."""
    return override((user and user.language) or settings.LANGUAGE_CODE)


def day(value: date | None) -> str:
    """A day, short; an instant's day is that of the organisation."""
    return _written(value, _("j M Y"))


def number(value: Decimal | int, field: models.Field[Any, Any]) -> str:
    """A number with marks between thousands; those of small fields are years, months and editions."""
    grouped = not isinstance(field, models.PositiveSmallIntegerField)
    return str(number_format(value, force_grouping=grouped))


def money(amount: Decimal, currency: str) -> str:
    """An amount to the cent, with its currency."""
    return f"{number_format(amount, 2, force_grouping=True)} {currency}"


def long_day(value: date | None) -> str:
    """A day with the month in full."""
    return _written(value, _("j F Y"))


def _written(value: date | None, pattern: str) -> str:
    if value is None or value == "":
        return ""
    return str(date_format(clock.local(value) if isinstance(value, datetime) else value, pattern))


def moment_text(instant: datetime, *, seconds: bool = False) -> str:
    """An instant in the reader's zone."""
    pattern = _("j M Y, H:i:s") if seconds else _("j M Y, H:i")
    return str(date_format(_turned(instant), pattern))


def zone_text(instant: datetime) -> str:
    """The zone an instant is written in, with its distance from UTC on that day."""
    turned = _turned(instant)
    offset = turned.strftime("%z")
    return f"{turned.tzinfo}, UTC{offset[:3]}:{offset[3:5]}"


def moment(instant: datetime | None, *, seconds: bool = False) -> SafeString | str:
    """An instant as HTML: in the reader's zone, which stands in its title."""
    if not instant:
        return ""
    return format_html(
        '<time class="nowrap" datetime="{}" title="{}">{}</time>',
        instant.isoformat(timespec="seconds"),
        zone_text(instant),
        moment_text(instant, seconds=seconds),
    )


def _turned(instant: datetime) -> datetime:
    return instant.astimezone(_zone.get() or clock.zone())
