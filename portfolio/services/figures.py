"""Operational figures: pushed by other tools, and asked by pages and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import access, records
from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Forbidden
from core.models.quantities import short
from core.reading import links
from core.records import Draft
from portfolio.choices import FigureKind, PeriodKind
from portfolio.models import OperationalFigure, Service
from portfolio.services.events import CHANGED, CREATED, UNCHANGED
from portfolio.services.measuring import check_source
from portfolio.services.pushing import refuse_doubles
from portfolio.terms import TimePeriod, periods_in

BY = system("reports")
MOST_AT_ONCE = 500
#: How many months a service's page shows.
MONTHS = 6


@dataclass(frozen=True)
class Pushed:
    """A figure as another tool tells it; ``service`` is what it calls the service."""

    service: str
    kind: FigureKind
    period: TimePeriod
    value: Decimal
    remark: str = ""

    @property
    def key(self) -> tuple[str, str, str, date]:
        """Which figure of its source it is."""
        return self.service, self.kind, self.period.kind, self.period.first


@dataclass(frozen=True)
class Told:
    """What became of a pushed figure, and whether the portfolio knows its service."""

    row: OperationalFigure
    outcome: str


def push(
    *, source: str, entries: Sequence[Pushed], by: Principal, origin: Origin, reason: str = ""
) -> list[Told]:
    """Figures of a source, all or nothing, in one unit: one that it gave before is corrected, not doubled.

    Raises Forbidden, and Invalid with ``rows`` by place.
    """
    if access.allowed(by, OperationalFigure, "add") is None:
        raise Forbidden
    source = check_source(source)
    rule = _("This figure stands in the list twice.")
    refuse_doubles((each.key for each in entries), field="service", rule=rule)
    known = _known(source, entries, by)
    services = _services(entries, known, by)
    drafts = [
        _draft(each, source, known.get(each.key), services.get(each.service)) for each in entries
    ]
    rows = records.apply(drafts, by=by, origin=origin, reason=reason or source)
    return [
        Told(row, _outcome(row, known.get(each.key)))
        for row, each in zip(rows, entries, strict=True)
    ]  # fmt: skip


def _known(source: str, entries: Sequence[Pushed], by: Principal) -> dict[Any, OperationalFigure]:
    rows = OperationalFigure.objects.for_user(by).current().filter(
        source=source, named__in={each.service for each in entries},
        starts_on__in={each.period.first for each in entries},
    )  # fmt: skip
    return {(row.named, row.kind, row.period, row.starts_on): row for row in rows}


def _services(
    entries: Sequence[Pushed], known: Mapping[Any, OperationalFigure], by: Principal
) -> dict[str, Service]:
    """The services that the portfolio knows by these names; a figure that has its service needs none."""
    names = {
        each.service
        for each in entries
        if (row := known.get(each.key)) is None or row.service_id is None
    }
    return links.find_each(by, Service, names)


def _draft(each: Pushed, source: str, row: OperationalFigure | None, service: Any) -> Draft:
    values: dict[str, Any] = {"value": each.value, "remark": each.remark}
    if row is not None:
        found = values if row.service_id else {**values, "service": service}
        return Draft(OperationalFigure, found, row.uid, row.version)
    key = {
        "named": each.service, "kind": each.kind, "period": each.period.kind,
        "starts_on": each.period.first, "source": source, "service": service,
    }  # fmt: skip
    return Draft(OperationalFigure, {**key, **values})


def _outcome(row: Any, before: OperationalFigure | None) -> str:
    if before is None:
        return CREATED
    return UNCHANGED if before.version == row.version else CHANGED


# --- Asked by pages and reports ------------------------------------------------------------


def quantity(row: OperationalFigure) -> str:
    """Its value as people read it."""
    text = number_format(short(row.value), force_grouping=True)
    return f"{text} %" if row.kind == FigureKind.CAPACITY else text


def of_period(period: TimePeriod, service: int | None) -> list[dict[str, str]]:
    """The figures of a period, of one service or of all, as a report freezes them."""
    rows: Any = OperationalFigure.objects.for_user(BY).current().exclude(service=None)
    rows = rows.filter(starts_on__gte=period.first, starts_on__lte=period.last)
    if service:
        rows = rows.filter(service=service)
    return [
        {
            "service": row.service.name,
            "kind": row.get_kind_display(),
            "period": row.term.name,
            "value": quantity(row),
            "remark": row.remark,
        }
        for row in rows.select_related("service").order_by("service__title", "kind", "starts_on", "pk")
        if row.term.last <= period.last
    ]  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The latest months of a service: a line for each thing that is counted."""

    months: list[TimePeriod]
    lines: list[tuple[str, list[list[OperationalFigure]]]]


def latest(rows: Any, day: date) -> Sheet:
    """Monthly figures among ``rows``, of the months up to a day."""
    months = periods_in(PeriodKind.MONTH, date(day.year - 1, day.month, 1), day)[-MONTHS:]
    within = rows.filter(period=PeriodKind.MONTH, starts_on__gte=months[0].first)
    found: dict[str, dict[date, list[OperationalFigure]]] = {}
    for row in within.filter(starts_on__lte=day).order_by("pk"):
        found.setdefault(row.kind, {}).setdefault(row.starts_on, []).append(row)
    lines = [
        (str(kind.label), [found[kind].get(month.first, []) for month in months])
        for kind in FigureKind
        if kind in found
    ]
    return Sheet(months, lines)
