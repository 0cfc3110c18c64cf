"""What a person decides about a preview, read from its form; whatever the form leaves out stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.exchange.fixing import Fixes
from core.exchange.merging import SIDES, Sides
from core.exchange.outcome import Outcome
from core.exchange.storing import Choices

#: How many values for all rows the form has room for, and how many offers it lists.
FIXED_LINES = 3
OFFERS_LISTED = 200
LONGEST_CELL = 32_767


def choices_of(data: QueryDict, before: Choices, outcome: Outcome | None) -> Choices:
    """The choices that the form says. Raises Invalid for a header row that is no number."""
    row = header_row(data) if "header_row" in data else before.header_row
    return decided(data, before, outcome, row)


def decided(data: QueryDict, before: Choices, outcome: Outcome | None, row: int | None) -> Choices:
    """The choices that the form says, with ``row`` as the header."""
    sheet = data.get("sheet", before.sheet)
    # Another header makes other columns: choices made for the old ones no longer fit.
    moved = (row, sheet) != (before.header_row, before.sheet)
    header = outcome.header if outcome is not None and not moved else []
    mapping = {
        heading: str(data[f"column-{index}"])
        for index, heading in enumerate(header)
        if f"column-{index}" in data
    }
    return Choices(
        mapping=mapping,
        fixed=_fixed(data),
        create_missing="create_missing" in data,
        skip_faulty="skip_faulty" in data,
        create=_ticked(data, before, outcome),
        fixes=_fixes(data, before.fixes, outcome),
        sides=_sides(data, before.sides),
        side_all=_side(data.get("side_all", before.side_all)),
        header_row=row,
        sheet=sheet,
    )


def header_row(data: QueryDict) -> int | None:
    """The row chosen as header. Raises Invalid."""
    text = str(data["header_row"]).strip()
    return number(text, least=0) if text else None


def number(text: str, least: int = 1) -> int:
    """A whole number from an address or a form; raises Invalid."""
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(_("“%(text)s” is no whole number.") % {"text": text[:20]})
    return max(int(text), least)


def fixed_lines(choices: Choices) -> list[tuple[int, str, str]]:
    """(line, key, value) for each line of values for all rows, the unused ones blank."""
    lines = [*choices.fixed.items(), *[("", "")] * FIXED_LINES][:FIXED_LINES]
    return [(line, key, value) for line, (key, value) in enumerate(lines)]


def _fixed(data: QueryDict) -> dict[str, str]:
    return {
        str(data[f"fixed-key-{line}"]): str(data.get(f"fixed-value-{line}", ""))
        for line in range(FIXED_LINES)
        if data.get(f"fixed-key-{line}")
    }


def _ticked(data: QueryDict, before: Choices, outcome: Outcome | None) -> list[str]:
    """The offers to make: the ticked ones, and earlier ones that the form did not list."""
    listed = {offer["key"] for offer in (outcome.offers if outcome else [])[:OFFERS_LISTED]}
    kept = [key for key in before.create if key not in listed]
    return [*kept, *(key for key in data.getlist("offer") if key in listed)]


def _fixes(data: QueryDict, before: Fixes, outcome: Outcome | None) -> dict[str, dict[str, str]]:
    """Corrected cells by row and heading; a cell that is again as in the file is none."""
    fixes = {row: dict(cells) for row, cells in before.items()}
    typed = {name: text for name, text in data.items() if name.startswith("fix-")}
    for row in outcome.rows if outcome is not None and typed else ():
        for index, heading, text, original in row["cells"]:
            name = f"fix-{row['number']}-{index}"
            if name in typed:
                _note(fixes, str(row["number"]), heading, str(typed[name]), text, original)
    return {row: cells for row, cells in fixes.items() if cells}


def _note(
    fixes: dict[str, dict[str, str]],
    row: str,
    heading: str,
    typed: str,
    text: str,
    original: str | None,
) -> None:
    value = typed.replace("\r\n", "\n")[:LONGEST_CELL]
    if value == (text if original is None else original):
        fixes.get(row, {}).pop(heading, None)
    else:
        fixes.setdefault(row, {})[heading] = value


def _sides(data: QueryDict, before: Sides) -> dict[str, dict[str, str]]:
    """Whose values are taken, by row and field."""
    sides = {row: dict(cells) for row, cells in before.items()}
    for name, value in data.items():
        kind, _dash, place = name.partition("-")
        row, dash, key = place.partition("-")
        if kind == "side" and dash and row.isdecimal():
            sides.setdefault(row, {})[key] = _side(str(value))
    return sides


def _side(text: Any) -> str:
    return text if text in SIDES else ""


def filters_of(query: Mapping[str, Any]) -> dict[str, str]:
    """The part of an address that says which rows are looked at."""
    return {name: str(query[name])[:20] for name in ("state", "page") if query.get(name)}
