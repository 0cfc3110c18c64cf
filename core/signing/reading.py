"""The text of a record as plain lines, for whoever signs it and for comparing two editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.models.money import CurrencyField
from core.signing.registry import signable_of
from core.text import reader


@dataclass(frozen=True)
class Line:
    """One field in words."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Block:
    """The lines of one record; the title is empty for the record itself."""

    title: str
    lines: list[Line]


def blocks(row: Any) -> list[Block]:
    """What is signed of a record, in words: what the signer reads is what the hash covers."""
    signable = signable_of(type(row))
    assert signable is not None
    parts = [Block(_name(part), lines(part, names)) for part, names in signable.parts(row)]
    return [Block("", lines(row, signable.fields)), *parts]


def flat(row: Any) -> list[Line]:
    """The same as one list, in which each record that belongs to the text is a line."""
    whole, *parts = blocks(row)
    return [*whole.lines, *(Line(f"+{part.title}", part.title, _joined(part)) for part in parts)]


def _joined(block: Block) -> str:
    return "\n".join(f"{line.label}: {line.text}" for line in block.lines if line.text)


def _name(part: Any) -> str:
    """What a part is called within its whole."""
    return str(getattr(part, part.register.title, "") or part)


def lines(row: Any, names: Iterable[str]) -> list[Line]:
    """The fields of a record in words; amounts with their currency, which then has no line of its own."""
    fields = [row._meta.get_field(name) for name in names]
    currencies = {amount: field for field, amount in _amounts(row, fields)}
    found = []
    for field in fields:
        if field not in currencies.values():
            label = str(field.verbose_name)
            text = words(row, field, currencies.get(field.name))
            found.append(Line(field.name, label[:1].upper() + label[1:], text))
    return found


def _amounts(row: Any, fields: Sequence[Any]) -> Iterator[tuple[CurrencyField, str]]:
    """The currencies among the fields, with the amounts among them that the record holds."""
    names = {field.name for field in fields}
    for field in fields:
        for amount in field.of if isinstance(field, CurrencyField) else ():
            if amount in names and getattr(row, amount) is not None:
                yield field, amount


def words(row: Any, field: Any, currency: CurrencyField | None = None) -> str:
    """The value of one field in words; of an amount with its currency."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return str(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return reader.day(value)
    if currency is not None:
        return reader.money(value, getattr(row, currency.name))
    if isinstance(value, int | Decimal):
        return reader.number(value, field)
    return str(value)
