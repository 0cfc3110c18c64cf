"""The report about the management system itself: how it performed, and whether it works (clause 9.4).

Apps tell their figures in their room ``report_sections``::

    @section("actions", _("Actions"), order=30)
    def actions(period: TimePeriod) -> Iterator[Count]: ...

Each is asked within the past as it stood at the end of the period, and for the one before likewise,
unless a report told and froze that one already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from core import clock
from core.charts.figures import LineChart, Series
from core.history.time_machine import past
from portfolio.models import ReportDefinition, ReportEdition
from portfolio.terms import TimePeriod, period_on

#: So many periods stand in a curve.
CURVE = 12
TONES = {1: "good", 0: "", -1: "bad"}
#: So the names of sections end that stand apart.
APART = "-apart"


@dataclass(frozen=True)
class Count:
    """One figure of a period; ``value`` is None where there was nothing to count.

    ``better``: whether more is better (1), worse (-1) or neither. ``curve``: it is drawn over time.
    ``quiet``: it is left out while it is nothing. ``note`` says what it consists of. ``apart``: it
    stands under a title of its own, after the others of its section.
    """

    key: str
    says: Any
    value: int | Decimal | None
    unit: str = ""
    better: int = 0
    curve: bool = False
    quiet: bool = False
    note: str = ""
    apart: Any = ""


Make = Callable[[TimePeriod], Iterable[Count]]
Told = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """What an app tells, under a title."""

    name: str
    title: Any
    order: int
    make: Make


_sections: dict[str, Section] = {}


def section(name: str, title: Any, *, order: int) -> Callable[[Make], Make]:
    """Register a section of the report; raises ValueError when the name is taken."""

    def register(make: Make) -> Make:
        if name in _sections:
            raise ValueError(f"There is a section called “{name}” already.")
        _sections[name] = Section(name, title, order, make)
        return make

    return register


def content(period: TimePeriod, told: Told | None = None) -> list[Told]:
    """The sections with their figures, beside those of the period before: plain texts, as they are frozen.

    ``told`` is what a report said of the period before: that stands then, and is not asked again.
    """
    autodiscover_modules("report_sections")
    ordered = sorted(_sections.values(), key=lambda each: (each.order, each.name))
    now = _asked(ordered, period)
    before = _asked(ordered, period.moved(-1)) if told is None else _read(told)
    return [
        {"name": name, "title": title, "rows": rows}
        for each in ordered
        for name, title, rows in _parted(each, _rows(now[each.name], before.get(each.name, {})))
        if rows
    ]


def parts(data: Told) -> tuple[list[Told], list[Told]]:
    """The sections that are read first, and those that stand apart, behind the curves."""
    sections = data.get("sections", ())
    apart = [each for each in sections if each["name"].endswith(APART)]
    return [each for each in sections if each not in apart], apart


def _parted(section: Section, rows: Rows) -> Iterator[tuple[str, str, Rows]]:
    """The section, and what of it stands apart."""
    titles = dict.fromkeys(each["apart"] for each in rows)
    for title in sorted(titles, key=bool):
        here = [each for each in rows if each["apart"] == title]
        name = f"{section.name}{APART}" if title else section.name
        yield name, title or str(section.title), here


def _asked(sections: Iterable[Section], period: TimePeriod) -> dict[str, dict[str, Count]]:
    """The figures of every section at the end of a period, by their keys."""
    end = min(period.instants()[1], clock.now())
    with clock.at(end), past(end):
        return {each.name: {one.key: one for one in each.make(period)} for each in sections}


def _read(told: Told) -> dict[str, dict[str, Count]]:
    """The figures of every section as a report froze them, by their keys."""
    found: dict[str, dict[str, Count]] = {}
    for each in told["sections"]:
        known = found.setdefault(each["name"].removesuffix(APART), {})
        known.update({row["key"]: _unfrozen(row) for row in each["rows"]})
    return found


def _unfrozen(row: Told) -> Count:
    return Count(
        row["key"], row["says"], None if row["number"] is None else Decimal(row["number"]),
        row["unit"], row.get("better", 0), quiet=row.get("quiet", False), apart=row["apart"],
    )  # fmt: skip


def _rows(now: Mapping[str, Count], before: Mapping[str, Count]) -> Rows:
    """All that was counted in one of the two periods; what is quiet only where there was something."""
    keys = list(dict.fromkeys([*now, *before]))
    pairs = [(now.get(key), before.get(key)) for key in keys]
    return [
        _row(one, then)
        for one, then in pairs
        if not all(each is None or (each.quiet and not each.value) for each in (one, then))
    ]


def _row(one: Count | None, then: Count | None) -> dict[str, Any]:
    told = one or then
    assert told is not None
    value = one.value if one else (0 if told.quiet else None)
    earlier = then.value if then else (0 if told.quiet else None)
    moved = 0 if value is None or earlier is None else (value > earlier) - (value < earlier)
    return {
        "key": told.key,
        "says": str(told.says),
        "value": _text(value, told.unit),
        "before": _text(earlier, told.unit),
        "number": None if value is None else str(value),
        "earlier": None if earlier is None else str(earlier),
        "unit": str(told.unit),
        "curve": told.curve,
        "better": told.better,
        "quiet": told.quiet,
        "change": _change(moved * told.better),
        "tone": TONES[moved * told.better],
        "note": one.note if one else "",
        "apart": str(told.apart),
    }


def _text(value: int | Decimal | None, unit: str) -> str:
    return "–" if value is None else f"{number_format(value)} {unit}".strip()


def _change(for_good: int) -> str:
    return {1: _("better"), -1: _("worse"), 0: ""}[for_good]


def share(part: int, whole: int) -> Decimal | None:
    """Per cent with one digit; None of nothing."""
    return Decimal(part * 1000 // whole) / 10 if whole else None


def curves(definition: ReportDefinition, period: TimePeriod, data: Told) -> list[LineChart]:
    """What is drawn over time: the report's figures after those that earlier reports froze."""
    periods = [period.moved(place) for place in range(1 - CURVE, 1)]
    earlier = ReportEdition.objects.filter(
        definition=definition, starts_on__in=[each.first for each in periods[:-1]]
    )
    known = {
        period_on(definition.frequency, each.starts_on): _numbers(each.data) for each in earlier
    }
    known.setdefault(period.moved(-1), _numbers(data, "earlier"))
    known[period] = _numbers(data)
    charts = [_curve(row, periods, known) for row in _drawn(data)]
    return [chart for chart in charts if chart is not None]


def _drawn(data: Told) -> list[dict[str, Any]]:
    return [row for each in data.get("sections", ()) for row in each["rows"] if row["curve"]]


def _numbers(data: Told, name: str = "number") -> dict[str, str | None]:
    return {row["key"]: row[name] for row in _drawn(data)}


def _curve(
    row: Told, periods: list[TimePeriod], known: Mapping[TimePeriod, Mapping[str, Any]]
) -> LineChart | None:
    """The chart of one figure, from the first period that is known on; None without any."""
    said = [known.get(each, {}).get(row["key"]) for each in periods]
    first = next((place for place, text in enumerate(said) if text is not None), None)
    if first is None:
        return None
    values = [None if text is None else Decimal(text) for text in said[first:]]
    days = [each.first for each in periods[first:]]
    return LineChart(row["says"], days, [Series(row["says"], values)], unit=row["unit"])
