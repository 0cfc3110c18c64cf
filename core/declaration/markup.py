"""Cells and rows as HTML, in Python because a list has hundreds; every value is escaped here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from core.declaration.columns import Cell, Column
    from core.declaration.lists import Row

#: How a kind of cell is written; what is filled in has been escaped.
PATTERNS = {
    "text": "{text}",
    "short": '<span class="nowrap">{text}</span>',
    "moment": '<span class="nowrap" title="{hint}">{text}</span>',
    "long": '<span class="breakable">{text}</span>',
    "clipped": '<span class="clip">{text}</span>',
    "tone": '<span class="tone{tone}">{text}</span>',
    "link": '<a href="{url}">{text}</a>',
    "outside": '<a href="{url}" rel="noreferrer noopener">{text}</a>',
    "hidden": '<span class="faint">{text}</span>',
    "none": '<span class="faint">—</span>',
}

#: Links up to so many letters do not wrap in a list.
SHORT = 24


def cell_html(cell: Cell, *, clip: bool = False) -> SafeString:
    """A cell; ``clip`` cuts long text to two lines."""
    kind = "clipped" if clip and cell.kind == "long" else cell.kind
    filled = PATTERNS[kind].format(
        text=escape(cell.text),
        url=escape(cell.url),
        tone=escape(f" tone-{cell.tone}" if cell.tone else ""),
        hint=escape(cell.hint),
    )
    return mark_safe(filled)  # noqa: S308 - escaped above


def row_html(row: Row, address: str, *, pick: bool = False) -> SafeString:
    """A row of a list whose record is at ``address``; ``pick`` puts a box to tick in front."""
    archived = row.record.archived_at is not None
    href = escape(address)
    cells = "".join(_table_cell(column, cell, href, archived) for column, cell in row.cells)
    opening = '<tr class="archived">' if archived else "<tr>"
    box = _box(row.record) if pick else ""
    return mark_safe(f"{opening}{box}{cells}</tr>")  # noqa: S308 - every part is escaped


def _box(record: Any) -> str:
    label = escape(_("Choose %(record)s") % {"record": record.reference})
    box = f'<input class="form-check-input" type="checkbox" form="bulk" name="uid" value="{record.uid}"'
    return f'<td class="pick">{box} aria-label="{label}"></td>'


def _table_cell(column: Column, cell: Cell, href: str, archived: bool) -> str:
    if column.name == "reference":
        sign = f' <span class="tone">{escape(_("Archived"))}</span>' if archived else ""
        link = f'<a class="reference" href="{href}">{escape(cell.text)}</a>'
        return f'<th scope="row">{link}{sign}</th>'
    label = f'data-label="{escape(column.label)}"'
    if column.is_title:
        link = f'<a class="title-link" href="{href}">{escape(cell.text)}</a>'
        return f'<td class="title-cell" {label}>{link}</td>'
    kind = ' class="num"' if column.numeric else ' class="blank"' if cell.blank else ""
    # Names of people and the like stay on one line; only what is long may wrap.
    kind = kind or (' class="nowrap"' if cell.kind == "link" and len(cell.text) <= SHORT else "")
    return f"<td{kind} {label}>{cell_html(cell, clip=True)}</td>"
