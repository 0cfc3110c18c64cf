"""How a table of measurements is understood: one row a value, or a column a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.access.principals import Principal
from core.errors import Invalid
from core.exchange.values import CellError, Column, as_decimal, word
from core.text.sheets import Cell, Sheet, is_blank, letter, text_of
from portfolio.choices import Unit
from portfolio.plans.registers import UNITS
from portfolio.services import measuring
from portfolio.services.measuring import MOST_AT_ONCE, Entry
from portfolio.terms import BadPeriod, TimePeriod, read_period

#: What spreadsheets call the columns.
HEADINGS: Mapping[str, frozenset[str]] = {
    "target": frozenset(
        {"target", "target id", "reference", "metric", "measure", "indicator", "kpi", "workload"}
        | {"ziel", "kennzahl", "referenz", "arbeitslast", "uid"}
    ),
    "period": frozenset({"period", "month", "date", "day", "zeitraum", "monat", "datum"}),
    "value": frozenset({"value", "result", "actual", "measured", "wert", "ergebnis", "istwert"}),
    "unit": frozenset({"unit", "einheit"}),
    "remark": frozenset({"remark", "comment", "note", "bemerkung", "kommentar"}),
}
#: Names of units as files write them, beside their codes.
WORDS = {**UNITS, **{word(str(unit.label)): unit.value for unit in Unit}}


@dataclass
class Found:
    """A cell with a value: where it stands, what it says, and what is wrong with it."""

    where: str
    target: str
    period: str
    value: str
    unit: str = ""
    remark: str = ""
    cell: Cell = ""
    entry: Entry | None = None
    faults: list[str] = field(default_factory=list)


def examine(sheet: Sheet, by: Principal) -> list[Found]:
    """Every value of a sheet, with an entry for each that could be recorded.

    Raises Invalid when the sheet's columns say neither which targets nor which periods.
    """
    found = list(_cells(sheet))
    if not found:
        raise Invalid(fields={"file": [_("The table holds no value.")]})
    if len(found) > MOST_AT_ONCE:
        rule = _("The table has more than %(most)d values; divide it.") % {"most": MOST_AT_ONCE}
        raise Invalid(fields={"file": [rule]})
    understand(found, by)
    return found


def understand(found: Sequence[Found], by: Principal) -> None:
    """Find out what each value means, and what stands in its way."""
    known = measuring.named({each.target for each in found}, by)
    column = Column(lambda: [each.cell for each in found])
    for each in found:
        _read(each, known, column)
    whole = [each for each in found if each.entry is not None]
    errors = measuring.faults([each.entry for each in whole if each.entry], by)
    for place, rules in errors.items():
        whole[place].faults += [rule for texts in rules.values() for rule in texts]


def _read(each: Found, known: Mapping[str, Any], column: Column) -> None:
    subject = known.get(each.target)
    if subject is None:
        rule = _("“%(text)s” is no single target or workload that you may measure.")
        each.faults.append(rule % {"text": each.target[:80]})
    period = _period(each)
    value = _value(each, column)
    if subject is not None and period is not None and value is not None:
        unit = WORDS.get(word(each.unit), each.unit.strip())
        each.entry = Entry(subject, period, value, unit, each.remark)


def _period(each: Found) -> TimePeriod | None:
    try:
        return read_period(each.period)
    except BadPeriod as error:
        each.faults.append(str(error))
        return None


def _value(each: Found, column: Column) -> Decimal | None:
    try:
        meaning = as_decimal(each.cell, column)
    except CellError as error:
        each.faults.append(str(error))
        return None
    if meaning.absent:
        return None
    number: Decimal = meaning.value
    return number


def _cells(sheet: Sheet) -> Iterator[Found]:
    places = _places(sheet.header)
    periods = [place for place, text in enumerate(sheet.header) if _is_period(text)]
    if periods:
        return _wide(sheet, places, periods)
    missing = [name for name in ("target", "period", "value") if name not in places]
    if missing:
        rule = _(
            "The header needs columns “target”, “period” and “value”, or “target” and a column for "
            "each period (2026-01, 2026-02, …). Missing: %(names)s."
        )
        raise Invalid(fields={"file": [rule % {"names": ", ".join(missing)}]})
    return _long(sheet, places)


def _places(header: Sequence[str]) -> dict[str, int]:
    """Name → the first column that is called so."""
    found: dict[str, int] = {}
    for place, text in enumerate(header):
        for name, words in HEADINGS.items():
            if word(text) in words:
                found.setdefault(name, place)
    return found


def _is_period(text: str) -> bool:
    try:
        return bool(read_period(text))
    except BadPeriod:
        return False


def _wide(sheet: Sheet, places: dict[str, int], periods: list[int]) -> Iterator[Found]:
    named = places.get("target", 0)
    for row in sheet.rows:
        for place in [] if row.fault else periods:
            if not _is_empty(row.cells[place]):
                where = f"{letter(place)}{row.number}"
                yield _found(
                    where, row.cells, places | {"target": named}, place, sheet.header[place]
                )


def _long(sheet: Sheet, places: dict[str, int]) -> Iterator[Found]:
    for row in sheet.rows:
        if not row.fault and not _is_empty(row.cells[places["value"]]):
            where = f"{letter(places['value'])}{row.number}"
            period = text_of(row.cells[places["period"]])
            yield _found(where, row.cells, places, places["value"], period)


def _found(
    where: str, cells: Sequence[Cell], places: dict[str, int], value: int, period: str
) -> Found:
    def text(name: str) -> str:
        return text_of(cells[places[name]]).strip() if name in places else ""

    cell = cells[value]
    return Found(
        where, text("target"), period.strip(), text_of(cell), text("unit"), text("remark"), cell
    )


def _is_empty(cell: Cell) -> bool:
    return is_blank(cell) or text_of(cell).strip() in ("-", "–", "n/a", "N/A")
