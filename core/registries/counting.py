"""Rows of a register counted for a figure; every number leads to the list of its rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.formats import date_format

from core import access
from core.access.principals import today
from core.charts.figures import BarChart
from core.registries.attention import rows_of

if TYPE_CHECKING:
    from core.access.principals import Principal

MONTHS = 12


@dataclass(frozen=True)
class Share:
    """How many rows have one value, beside the most that any value has, and their list."""

    label: str
    number: int
    percent: int
    url: str


@dataclass(frozen=True)
class Shares:
    """Rows by value, as a list of bars that can be read and followed."""

    title: str
    shares: list[Share]


def by_choice(principal: Principal, model: Any, name: str, title: Any) -> Shares | None:
    """A bar for each value of a choice field; None where the reader may not see it or has no rows."""
    if name not in access.fields(principal, model, "view"):
        return None
    rows, own = rows_of(principal, model)
    counted = dict(rows.order_by().values_list(name).annotate(Count("pk")))
    choices = [(value, str(label)) for value, label in model._meta.get_field(name).flatchoices]
    most = max((counted.get(value, 0) for value, _label in choices), default=0)
    if not most:
        return None
    shares = [
        Share(label, number, number * 100 // most, address(model, own, {name: value}))
        for value, label in choices
        for number in (counted.get(value, 0),)
    ]
    return Shares(str(title), shares)


def by_month(
    principal: Principal, model: Any, name: str, title: Any, **fixed: str
) -> BarChart | None:
    """A bar for each of the coming months by a day field; ``fixed`` narrows rows and list alike."""
    if not {name, *fixed} <= set(access.fields(principal, model, "view")):
        return None
    rows, own = rows_of(principal, model)
    months = coming(today())
    within = Q(**{f"{name}__gte": months[0], f"{name}__lt": months[-1]}, **fixed)
    grouped = rows.filter(within).order_by().annotate(its_month=TruncMonth(name))
    counted = dict(grouped.values_list("its_month").annotate(Count("pk")))
    spans = list(itertools.pairwise(months))
    return BarChart(
        str(title),
        [date_format(first, "M") for first, _next in spans],
        [counted.get(first, 0) for first, _next in spans],
        links=[address(model, own, _span(name, *span) | fixed) for span in spans],
    )


def coming(day: date) -> list[date]:
    """The first days of this month and those after it, one more than there are months."""
    return [
        date(day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1, 1)
        for n in range(MONTHS + 1)
    ]


def _span(name: str, first: date, following: date) -> dict[str, str]:
    last = following - timedelta(days=1)
    return {f"{name}_from": first.isoformat(), f"{name}_to": last.isoformat()}


def address(model: Any, own: bool, query: dict[str, str]) -> str:
    """The list of a register, narrowed; ``own`` leaves only the reader's rows."""
    parts = {**query, **({"mine": "yes"} if own else {})}
    return f"{reverse(f'{model.register.name}-list')}?{urlencode(parts)}"
