"""Typing measurements: all targets of a service × twelve months, by keyboard."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import localize_input
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access.principals import today
from core.declaration.pages import SCREEN, RegisterPage
from core.errors import Forbidden, Invalid
from core.reading.filters import bad
from core.text import typed
from portfolio.choices import PeriodKind
from portfolio.models import Service
from portfolio.services import measuring
from portfolio.services.attainment import Level, levels
from portfolio.services.measuring import TYPED, UNCHANGED, Entry
from portfolio.terms import BadPeriod, TimePeriod, period_on, read_period

MONTHS, INVALID = 12, 400
#: How the names of cells begin.
CELL = "v."


@dataclass
class Cell:
    """One input: what stands in it, what was measured, and what is wrong with it."""

    level: Level | None = None
    name: str = ""
    shown: str = ""
    typed: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """How it stands, in a word."""
        state = self.level.state if self.level else None
        return str(state.label) if state else ""


@dataclass
class Line:
    """A target or workload with its cells."""

    subject: Any
    cells: list[Cell]


class MeasurePage(RegisterPage):
    """The measurements of a service, month by month; whoever may change its targets may type them."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The sheet."""
        service, rows = self._subjects(uid)
        return self._sheet(service, self._lines(rows, {}))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Record what was typed, all or nothing, or say which cell is wrong and why."""
        service, rows = self._subjects(uid)
        lines = self._lines(rows, request.POST)
        entries, lost = self._entries(lines), _lost(lines, request.POST)
        if not lost and not any(cell.faults for line in lines for cell in line.cells):
            try:
                made = measuring.record(
                    entries=[entry for entry, _cell in entries], source=TYPED,
                    by=self.principal, origin=SCREEN, reason=request.POST.get("reason", "")[:500],
                )  # fmt: skip
            except Invalid as error:
                for place, found in error.rows.items():
                    entries[place][1].faults = [rule for rules in found.values() for rule in rules]
            else:
                self._say(sum(outcome.state != UNCHANGED for outcome in made))
                return redirect(request.get_full_path())
        return self._sheet(service, lines, INVALID, lost)

    def _subjects(self, uid: uuid.UUID) -> tuple[Service, list[Any]]:
        service: Service = self.find(uid)
        if not measuring.may_record(self.principal):
            raise Forbidden
        return service, measuring.subjects(self.principal, Q(sla__service=service.pk))

    def _months(self) -> list[TimePeriod]:
        last = period_on(PeriodKind.MONTH, today())
        if text := self.request.GET.get("until", ""):
            try:
                last = min(last, period_on(PeriodKind.MONTH, read_period(text).last))
            except BadPeriod as error:
                raise bad("until", text, str(error)) from None
        return [last.moved(-n) for n in reversed(range(MONTHS))]

    def _lines(self, rows: list[Any], sent: Mapping[str, Any]) -> list[Line]:
        months = self._months()
        found = levels(rows, months[0].first, months[-1].last)
        return [Line(row, _cells(row, found[row.pk], months, sent)) for row in rows]

    def _entries(self, lines: list[Line]) -> list[tuple[Entry, Cell]]:
        """What was typed anew; cells that cannot be read get their fault."""
        found = []
        for line in lines:
            for cell in line.cells:
                if cell.level is None or cell.typed == cell.shown:
                    continue
                value = _read(cell)
                if value is not None:
                    found.append((Entry(line.subject, cell.level.period, value), cell))
        return found

    def _sheet(
        self, service: Service, lines: list[Line], status: int = 200, lost: Sequence[str] = ()
    ) -> HttpResponseBase:
        months = self._months()
        wrong = [
            (line.subject, cell) for line in lines for cell in line.cells if cell.faults
        ]  # fmt: skip
        context = {
            "row": service,
            "groups": [
                (sla, list(each)) for sla, each in groupby(lines, lambda line: line.subject.sla)
            ],
            "months": months,
            "wrong": wrong,
            "lost": lost,
            "earlier": months[0].name,
            "later": months[-1].moved(MONTHS).name if months[-1].last < today() else "",
        }
        return self.show("portfolio/measure.html", context, status)

    def _say(self, number: int) -> None:
        sentence = ngettext(
            "%(n)d measurement was recorded.", "%(n)d measurements were recorded.", number
        )
        messages.success(self.request, sentence % {"n": number})


def _lost(lines: list[Line], sent: Mapping[str, Any]) -> list[str]:
    """Values sent for cells that the sheet does not have: another month, a target that ended meanwhile."""
    known = {cell.name for line in lines for cell in line.cells if cell.level}
    return [
        str(text)[:50]
        for name, text in sent.items()
        if name.startswith(CELL) and name not in known and text.strip()
    ]


def _cells(
    row: Any, found: list[Level], months: list[TimePeriod], sent: Mapping[str, Any]
) -> list[Cell]:
    """A cell a month; longer periods stand in their last month, or in the running one."""
    places: dict[date, Level] = {}
    for level in found:
        places[min(period_on(PeriodKind.MONTH, level.period.last), months[-1]).first] = level
    return [_cell(row, places.get(month.first), sent) for month in months]


def _cell(row: Any, level: Level | None, sent: Mapping[str, Any]) -> Cell:
    if level is None:
        return Cell()
    name = f"{CELL}{row.uid}.{level.period.name}"
    shown = "" if level.value is None else str(localize_input(level.value))
    return Cell(level, name, shown, str(sent.get(name, shown)).strip())


def _read(cell: Cell) -> Decimal | None:
    if not cell.typed:
        cell.faults = [_("A measurement stays; write the right value over it.")]
        return None
    try:
        return typed.number(cell.typed)
    except typed.NotANumber as error:
        cell.faults = [str(error)]
        return None
