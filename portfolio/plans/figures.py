"""How rows of a ticket tool's statistics become operational figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from core.exchange.book import Book
from core.exchange.entries import Entry
from core.exchange.plans import Plan, Target, Words, plan_for
from core.exchange.values import Column, Meaning, absence, as_day
from core.text.sheets import Cell, text_of
from portfolio.choices import FigureKind, PeriodKind
from portfolio.models import OperationalFigure, Service
from portfolio.plans.registers import PERIODS
from portfolio.terms import BadPeriod, read_period


def as_beginning(cell: Cell, column: Column) -> Meaning:
    """The first day of a month that a cell names, like 2026-03; else a day like everywhere."""
    if absence(cell) or isinstance(cell, date):
        return as_day(cell, column)
    try:
        period = read_period(text_of(cell))
    except BadPeriod:
        return as_day(cell, column)
    return Meaning(period.first) if period.kind is PeriodKind.MONTH else as_day(cell, column)


@plan_for(OperationalFigure)
class OperationalFigurePlan(Plan):
    """A row is a figure: known by what its source calls the service, what is counted, and when."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "named": ("service name", "service called", "affected service", "business service"),
        "kind": ("kind", "type", "metric", "record type", "ticket type", "category"),
        "starts_on": ("month", "date", "from", "period start", "monat"),
        "value": ("count", "number", "total", "amount", "tickets"),
        "source": ("tool", "system"),
    }
    words: ClassVar[Words] = {
        "period": PERIODS,
        "kind": {
            "incident": FigureKind.INCIDENTS,
            "inc": FigureKind.INCIDENTS,
            "request": FigureKind.REQUESTS,
            "requests": FigureKind.REQUESTS,
            "req": FigureKind.REQUESTS,
            "change": FigureKind.CHANGES,
            "chg": FigureKind.CHANGES,
            "problem": FigureKind.PROBLEMS,
            "problems": FigureKind.PROBLEMS,
            "prb": FigureKind.PROBLEMS,
            "known error": FigureKind.KNOWN_ERRORS,
            "capacity": FigureKind.CAPACITY,
        },
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = (
        ("named", "kind", "period", "starts_on", "source"),
        ("named", "kind", "starts_on", "source"),
        ("named", "kind", "starts_on"),
    )

    def _of_field(self, name: str) -> Target:
        target = super()._of_field(name)
        return replace(target, convert=as_beginning) if name == "starts_on" else target

    def complete(self, entry: Entry, book: Book) -> None:
        """The service of the portfolio that has this name or reference, when there is one."""
        own, name = entry.own, entry.text("named")
        if own is None or own.draft is None or not name or own.draft.values.get("service"):
            return
        book.directory(Service).want([name])
        found = book.directory(Service).find(name)
        if found.key is not None:
            row = book.directory(Service).row(found.key)
            own.draft = replace(own.draft, values={**own.draft.values, "service": row})
