"""What a service costs, on its page: budget against actual by element, for those who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.charts.figures import Series, StackedChart
from core.declaration.dossier import Look, Panel, panel
from core.declaration.dossier.looking import url_of
from portfolio.choices import CostElement, PeriodKind
from portfolio.models import Service, ServiceCost

#: From the longest: what is told of a whole year is not added up from its months once more.
LENGTHS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
Amount = Decimal | None
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Line:
    """An element, or all of them: what was planned and what was spent."""

    label: Any
    budget: Amount
    actual: Amount
    url: str = ""

    @property
    def difference(self) -> Amount:
        """How much more was spent than planned, where both are known."""
        known = self.budget is not None and self.actual is not None
        return self.actual - self.budget if known else None  # type: ignore[operator]

    @property
    def texts(self) -> list[str]:
        """Budget, actual and difference as people read them."""
        return [_money(self.budget), _money(self.actual), _money(self.difference, sign=True)]

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return (self.difference or NOTHING) > 0


@dataclass(frozen=True)
class Sheet:
    """A year in one currency."""

    currency: str
    lines: Sequence[Line]
    total: Line
    chart: StackedChart


def _begun(look: Look) -> QuerySet[Any]:
    """Costs of periods that have begun."""
    return look.of(ServiceCost, Q(service=look.row.pk, starts_on__lte=look.day))


@panel("costs", Service, gettext_lazy("Cost by element"), order=59, wide=True,
       template="portfolio/_costs.html", covers=(ServiceCost,), asks=(_begun,))  # fmt: skip
def of_service(look: Look) -> Panel | None:
    """The latest year that has begun, in one query; nothing for those who may not see costs."""
    if not look.sees(ServiceCost, "budget", "actual", "currency"):
        return None
    known = list(look.rows(_begun).order_by("currency", "pk"))
    add_url = look.add_url(ServiceCost, "service") if look.may_change else ""
    if not known and not add_url:
        return None
    year = max((row.starts_on.year for row in known), default=None)
    currencies = sorted({row.currency for row in known if row.starts_on.year == year})
    return Panel(
        data={"year": year, "sheets": [_sheet(look, known, year, each) for each in currencies],
              "list_url": look.list_url(ServiceCost, service=look.row.uid)},
        nothing=not known,
        empty=_("No cost is known yet."),
        add_url=add_url,
    )  # fmt: skip


def _sheet(look: Look, known: Iterable[Any], year: int | None, currency: str) -> Sheet:
    mine = [row for row in known if row.starts_on.year == year and row.currency == currency]
    lines = [
        Line(element.label, _sum(rows, "budget"), _sum(rows, "actual"), _url(look, rows))
        for element in CostElement
        if (rows := [row for row in mine if row.element == element])
    ]
    total = Line(
        _("Total"), _add(line.budget for line in lines), _add(line.actual for line in lines)
    )
    return Sheet(currency, lines, total, _chart(lines, year, currency))


def _url(look: Look, rows: Sequence[Any]) -> str:
    """The record behind a line, or the list of them."""
    if len(rows) == 1:
        return url_of(rows[0])
    return look.list_url(ServiceCost, service=look.row.uid, element=rows[0].element)


def _sum(rows: Sequence[Any], name: str) -> Amount:
    """What the longest periods that say something say together."""
    for length in LENGTHS:
        found = [getattr(row, name) for row in rows if row.period == length]
        if (added := _add(found)) is not None:
            return added
    return None


def _add(amounts: Iterable[Amount]) -> Amount:
    known = [each for each in amounts if each is not None]
    return sum(known, NOTHING) if known else None


def _chart(lines: Sequence[Line], year: int | None, currency: str) -> StackedChart:
    """One bar for each element: what was spent of the budget, what is left, what went beyond."""
    both = [(line.budget or NOTHING, line.actual or NOTHING) for line in lines]
    return StackedChart(
        _("Budget and actual %(year)s") % {"year": year},
        [str(line.label) for line in lines],
        [
            Series(_("Spent within the budget"), [min(pair) for pair in both]),
            Series(_("Budget left"), [max(planned - spent, NOTHING) for planned, spent in both]),
            Series(_("Beyond the budget"), [max(spent - planned, NOTHING) for planned, spent in both]),
        ],
        currency,
    )  # fmt: skip


def _money(amount: Amount, *, sign: bool = False) -> str:
    if amount is None:
        return "–"
    text = number_format(amount, decimal_pos=2 if amount % 1 else 0, force_grouping=True)
    return f"+{text}" if sign and amount > 0 else text
