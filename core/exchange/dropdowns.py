"""What a workbook offers to those who edit it offline: lists to choose from, checks of days and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from core import access
from core.access.principals import Principal
from core.exchange.columns import ExportColumn, Name
from core.exchange.quoting import mark_in_workbook
from core.exchange.round_trips import LISTS
from core.models import Record

#: Longer lists are of no help to anybody, and would make every file large.
LONGEST = 1000
#: Blank rows below the last one that are checked too, because new records are written there.
BEYOND = 500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)
LARGEST = 10**15
Lists = Mapping[str, Sequence[str]]


def lists_for(principal: Principal, columns: Sequence[ExportColumn]) -> dict[str, list[str]]:
    """The words to choose from, by the name of the column: of choices, and of links as cells name them."""
    found: dict[str, list[str]] = {}
    linked: dict[Any, list[str]] = {}
    for column in columns:
        if column.link is not None and column.link is not Record:
            if column.link not in linked:
                linked[column.link] = _records(principal, column.link)
            found[column.name] = linked[column.link]
        elif column.field.choices:
            found[column.name] = [str(label) for value, label in column.field.flatchoices if value]
        elif isinstance(column.field, models.BooleanField):
            found[column.name] = [_("Yes"), _("No")]
    return {name: words for name, words in found.items() if words}


def _records(principal: Principal, target: Any) -> list[str]:
    """The current records that may be linked to; none when they are too many for a list."""
    if access.allowed(principal, target, "view") is None:
        return []
    rows = target.objects.for_user(principal).in_use().order_by("reference")
    named = list(rows.values_list("uid", "reference", "title")[: LONGEST + 1])
    return [str(Name(*row)) for row in named] if len(named) <= LONGEST else []


def add(
    book: Workbook, sheet: Worksheet, columns: Sequence[ExportColumn], lists: Lists, rows: int
) -> None:
    """Put lists and checks into a sheet whose header is its first row, and the words on a hidden sheet."""
    places = _write_lists(book, lists)
    for index, column in enumerate(columns):
        check = _list_check(column, places) if column.name in places else _value_check(column)
        if check:
            sheet.data_validation(1, index, rows + BEYOND, index, {**check, "ignore_blank": True})


def _write_lists(book: Workbook, lists: Lists) -> dict[str, str]:
    """The words on a sheet of their own, each list a column: where each stands."""
    if not lists:
        return {}
    sheet = book.add_worksheet(LISTS)
    sheet.very_hidden()
    for number, words in enumerate(zip_longest(*lists.values(), fillvalue="")):
        for index, word in enumerate(words):
            if word:
                sheet.write_string(number, index, mark_in_workbook(word))
    return {
        name: f"='{LISTS}'!${xl_col_to_name(index)}$1:${xl_col_to_name(index)}${len(words)}"
        for index, (name, words) in enumerate(lists.items())
    }


def _list_check(column: ExportColumn, places: Mapping[str, str]) -> dict[str, Any]:
    # A name that is not in the list may be that of a record to be made: that is asked at the import.
    is_open = column.link is not None
    return {
        "validate": "list",
        "source": places[column.name],
        "error_type": "warning" if is_open else "stop",
        "error_title": column.label[:32],
        "error_message": _("This is not in the list."),
    }


def _value_check(column: ExportColumn) -> dict[str, Any] | None:
    field = column.field
    if column.link is not None or field.choices or isinstance(field, models.DateTimeField):
        return None
    if isinstance(field, models.DateField):
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": FIRST_DAY,
            "maximum": LAST_DAY,
            "error_title": column.label[:32],
            "error_message": _("Write a day."),
        }
    if isinstance(field, models.DecimalField | models.IntegerField | models.FloatField):
        is_whole = isinstance(field, models.IntegerField)
        return {
            "validate": "integer" if is_whole else "decimal",
            "criteria": "between",
            "minimum": -LARGEST,
            "maximum": LARGEST,
            "error_title": column.label[:32],
            "error_message": _("Write a number."),
        }
    return None
