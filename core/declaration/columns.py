"""Columns and cells: how the value of a field is shown, everywhere the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from core import access
from core.access import Reach
from core.declaration.tones import tone_of
from core.reading import links
from core.reading.links import Links
from core.text import reader

if TYPE_CHECKING:
    from core.access.principals import Principal
    from core.declaration.registry import Declared


@dataclass(frozen=True)
class Cell:
    """A value ready to be shown: ``kind`` tells the template how."""

    kind: str
    text: str = ""
    url: str = ""
    tone: str = ""
    reference: str = ""
    hint: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to show."""
        return not self.text


class Column:
    """One field of a register on a page."""

    def __init__(self, declaration: Declared, name: str) -> None:
        self.declaration, self.name = declaration, name
        self.field: Any = declaration.model._meta.get_field(name)

    @cached_property
    def label(self) -> str:
        """Its heading."""
        text = str(self.field.verbose_name)
        return text[:1].upper() + text[1:]

    @property
    def is_link(self) -> bool:
        """Whether it leads to another record."""
        return isinstance(self.field, models.ForeignKey)

    @property
    def numeric(self) -> bool:
        """Whether values stand to the right."""
        kinds = models.DecimalField | models.IntegerField | models.FloatField
        return isinstance(self.field, kinds) and not self.field.choices

    @property
    def long(self) -> bool:
        """Whether values need the whole width."""
        return (
            isinstance(self.field, models.TextField | models.JSONField) and not self.field.choices
        )

    @property
    def is_title(self) -> bool:
        """Whether it alone names the record."""
        return self.declaration.model.is_titled_by(self.name)

    @cached_property
    def badged(self) -> bool:
        """Whether its values stand as badges: the state, and words that have colours."""
        own = self.declaration.tones
        coloured = any(tone_of(value, own) for value, _label in self.field.flatchoices)
        return coloured or self.name == self.declaration.state_field()

    def sort_name(self, principal: Principal) -> str:
        """The path to order by, or nothing when the column cannot be sorted."""
        if self.long:
            return ""
        if not self.is_link:
            return "title" if self.is_title else self.name
        target = self.field.remote_field.model
        is_register = hasattr(target, "register")
        sortable = is_register and access.allowed(principal, target, "view") is Reach.ALL
        return f"{self.name}__title" if sortable else ""

    def raw(self, row: Any) -> Any:
        """The stored value; for links the key."""
        return getattr(row, self.field.attname)

    def cell(self, row: Any, found: Links) -> Cell:
        """The value of ``row`` (a record or one of its history rows) as shown."""
        return self.show(self.raw(row), found)

    def show(self, value: Any, found: Links) -> Cell:
        """A stored value as shown."""
        if value is None or value in ("", [], {}):
            return Cell("none")
        if self.is_link:
            return self._link(value, found)
        if self.field.choices:
            label = dict(self.field.flatchoices).get(value, value)
            if not self.badged:
                return Cell("text", str(label))
            return Cell("tone", str(label), tone=tone_of(value, self.declaration.tones))
        return self._plain(value)

    def _link(self, key: int, found: Links) -> Cell:
        link = found.get(self.field.remote_field.model, key)
        if link is None:
            return Cell("hidden", _("not visible to you"))
        return Cell("link", link.title or link.reference, url=link.url, reference=link.reference)

    def _plain(self, value: Any) -> Cell:
        if isinstance(self.field, models.EmailField):
            return Cell("link", value, url=f"mailto:{value}")
        if isinstance(self.field, models.URLField) and value.startswith(("https://", "http://")):
            return Cell("outside", value, url=value)
        if isinstance(value, datetime):
            return Cell("moment", self.words(value), hint=reader.zone_text(value))
        short = self.numeric or isinstance(self.field, models.DateField)
        kind = "long" if self.long else "short" if short else "text"
        return Cell(kind, self.words(value))

    def words(self, value: Any) -> str:
        """A value without a link as text."""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, datetime):
            return reader.moment_text(value)
        if isinstance(value, date):
            return reader.day(value)
        if isinstance(value, Decimal | int):
            return reader.number(value, self.field)
        return self._structure(value)

    def _structure(self, value: Any) -> str:
        labels = self.declaration.labels.get(self.name, {})
        if isinstance(value, list):
            return ", ".join(str(labels.get(item, item)) for item in value)
        if isinstance(value, dict):
            return "; ".join(f"{labels.get(key, key)}: {item}" for key, item in value.items())
        return str(value)


def columns_for(declaration: Declared, names: Iterable[str]) -> list[Column]:
    """Columns by name."""
    return [Column(declaration, name) for name in names]


def resolve_links(principal: Principal, columns: Sequence[Column], rows: Iterable[Any]) -> Links:
    """Every link in these columns of these rows, as the principal sees it."""
    linked = [column for column in columns if column.is_link]
    wanted: dict[Any, set[int]] = {}
    for row in rows if linked else ():
        for column in linked:
            key = column.raw(row)
            if key is not None:
                wanted.setdefault(column.field.remote_field.model, set()).add(key)
    return links.resolve(principal, wanted)
