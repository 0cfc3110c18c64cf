"""Turns JSON into drafts for the write door: names, types and links, with every error by row."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core import access
from core.api import targets
from core.api.kinds import LINK, Named, Refused, field_of, kind_of
from core.api.rows import Model
from core.errors import FieldErrors, Invalid
from core.reading.links import Target
from core.records import Draft

if TYPE_CHECKING:
    from core.access.principals import Principal

Values = dict[str, Any]


@dataclass
class _Row:
    """One row as read: its values, links still as texts, and what is wrong with it."""

    values: Values
    links: dict[str, tuple[Target, targets.Word]] = field(default_factory=dict)
    errors: FieldErrors = field(default_factory=dict)
    uid: uuid.UUID | None = None
    version: int | None = None


class Incoming:
    """The rows of one request. ``add`` each, then take ``drafts()`` once."""

    def __init__(self, principal: Principal, model: Model) -> None:
        self.principal, self.model = principal, model
        self.writable = {
            action: access.fields(principal, model, action) for action in ("add", "change")
        }
        self.rows: list[_Row] = []

    def add(
        self, changes: Values, *, uid: uuid.UUID | None = None, version: int | None = None
    ) -> None:
        """Read one row's values."""
        row = _Row({}, uid=uid, version=version)
        writable = self.writable["change" if uid else "add"]
        for name, value in changes.items():
            if name in writable:
                self._read(row, name, value)
            else:
                row.errors[name[:100]] = [_("There is no such field that you may write.")]
        self.rows.append(row)

    def reject(self, errors: FieldErrors) -> None:
        """A row that could not even be read."""
        self.rows.append(_Row({}, errors=errors))

    def missing(self, changes: Values) -> FieldErrors:
        """Errors for the writable fields that a full replacement leaves out."""
        names = [name for name in self.writable["change"] if name not in changes]
        return {name: [_("PUT replaces all fields; this one is missing.")] for name in names}

    def drafts(self) -> list[Draft]:
        """Drafts in the order of the rows; raises Invalid with ``rows`` when any has an error."""
        self._link()
        errors = {index: row.errors for index, row in enumerate(self.rows) if row.errors}
        if errors:
            raise Invalid(rows=errors)
        return [Draft(self.model, row.values, row.uid, row.version) for row in self.rows]

    def draft(self) -> Draft:
        """The draft of the only row; raises Invalid with ``fields``."""
        try:
            return self.drafts()[0]
        except Invalid as error:
            raise Invalid(fields=error.rows[0]) from None

    def _read(self, row: _Row, name: str, value: Any) -> None:
        column = field_of(self.model, name)
        kind = kind_of(column)
        if value is None:
            row.values[name] = None
            return
        try:
            read = kind.read(column, value)
        except Refused as rule:
            row.errors[name] = [str(rule)]
            return
        if kind is LINK:
            target: Target = column.related_model  # type: ignore[assignment]
            row.links[name] = target, read
        else:
            row.values[name] = read

    def _link(self) -> None:
        """Put records in the place of their names; hidden ones answer as nonexistent ones."""
        wanted: dict[Target, set[targets.Word]] = defaultdict(set)
        for row in self.rows:
            for target, text in row.links.values():
                wanted[target].add(text)
        found = targets.find(self.principal, wanted)
        for row in self.rows:
            for name, key in row.links.items():
                if key in found:
                    row.values[name] = found[key]
                elif isinstance(key[1], Named):
                    rule = _(
                        "No single record fits. Choose one of the suggestions or type its reference."
                    )
                    row.errors[name] = [rule]
                else:
                    row.errors[name] = [_("There is no such record.")]
