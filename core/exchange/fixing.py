"""Cells that a person corrects in a preview: kept beside the file, which stays as it was uploaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.exchange.entries import Entry
from core.text.sheets import Sheet, is_blank, text_of

#: Row number → heading → the text that stands for the cell.
Fixes = Mapping[str, Mapping[str, str]]
#: Row number → heading → what stands in the file.
Originals = dict[int, dict[str, str]]
EXAMPLES, LOOKED_AT, LONGEST_EXAMPLE = 3, 200, 40


def correct(sheet: Sheet, fixes: Fixes) -> Originals:
    """Put corrections into the sheet; answers with what stood in their places.

    Corrections of rows and columns that the sheet does not have wait for another look at the file.
    """
    if not fixes:
        return {}
    places = {heading: index for index, heading in enumerate(sheet.header)}
    originals: Originals = {}
    for row in sheet.rows:
        if row.fault:
            continue
        for heading, text in fixes.get(str(row.number), {}).items():
            if heading in places:
                index = places[heading]
                originals.setdefault(row.number, {})[heading] = text_of(row.cells[index])
                row.cells[index] = text
    return originals


@dataclass(frozen=True)
class Cells:
    """Which cells of a row a person may want to correct: the faulty, the unknown, the corrected."""

    header: Sequence[str]
    originals: Originals
    places: Mapping[str, int]
    keys: Sequence[str]

    def to_correct(self, entry: Entry) -> list[tuple[int, str, str, str | None]]:
        """(index, heading, text now, text in the file if it was another) of each such cell."""
        if entry.row.fault or not (
            entry.faults or entry.doubts or entry.row.number in self.originals
        ):
            return []
        original = self.originals.get(entry.row.number, {})
        named = [heading for heading, _message in entry.faults if heading] + entry.doubts
        if any(not heading for heading, _message in entry.faults):
            named += self.keys
        wanted = {self.places[name] for name in (*named, *original) if name in self.places}
        return [
            (i, self.header[i], text_of(entry.row.cells[i]), original.get(self.header[i]))
            for i in sorted(wanted)
        ]


def examples(sheet: Sheet) -> dict[str, list[str]]:
    """A few of the values that stand in each column."""
    rows = [row.cells for row in sheet.rows[:LOOKED_AT] if not row.fault]
    found: dict[str, list[str]] = {}
    for index, heading in enumerate(sheet.header):
        texts = (text_of(cells[index]).strip() for cells in rows if not is_blank(cells[index]))
        different = list(dict.fromkeys(texts))[:EXAMPLES]
        found[heading] = [text[:LONGEST_EXAMPLE] for text in different]
    return found
