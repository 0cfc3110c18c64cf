"""No two rows of a kind in one time: for each set of links, at most one row holds on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

#: A row's links, its first day, its last.
Span = tuple[tuple[Any, ...], date, date]


class NoOverlap(models.BaseConstraint):
    """Among current rows in one state, terms of rows with the same links never overlap.

    Rows without a beginning or without one of the links say nothing. PostgreSQL keeps it with an
    exclusion constraint; SQLite, which has none, with triggers (core/database/triggers.py).
    """

    def __init__(
        self, *, name: str, links: Sequence[str], begins: str, ends: Sequence[str], value: str,
        state: str = "state", violation_error_message: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.links, self.begins, self.ends = tuple(links), begins, tuple(ends)
        self.state, self.value = state, str(value)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """As migrations write it."""
        kwargs = {
            "name": self.name, "links": self.links, "begins": self.begins, "ends": self.ends,
            "state": self.state, "value": self.value,
        }  # fmt: skip
        return "core.models.NoOverlap", (), kwargs

    def clone(self) -> NoOverlap:
        """A copy with its sentence, which migrations do not keep."""
        _path, _args, kwargs = self.deconstruct()
        return NoOverlap(**kwargs, violation_error_message=self.violation_error_message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def constraint_sql(  # type: ignore[override]  # Django takes None as nothing to do
        self, model: Any, schema_editor: Any
    ) -> str | None:
        """The clause of a new table; nothing on SQLite."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'CONSTRAINT "{self.name}" {self._exclusion(model)}'

    def create_sql(  # type: ignore[override]
        self, model: Any, schema_editor: Any
    ) -> str | None:
        """Adding it to a table; nothing on SQLite."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return (
            f'ALTER TABLE "{model._meta.db_table}" ADD {self.constraint_sql(model, schema_editor)}'
        )

    def remove_sql(  # type: ignore[override]
        self, model: Any, schema_editor: Any
    ) -> str | None:
        """Taking it away; nothing on SQLite."""
        if schema_editor.connection.vendor != "postgresql":
            return None
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    def validate(
        self, model: Any, instance: Any, exclude: Any = None, using: str = "default"
    ) -> None:
        """Raise ValidationError when the row overlaps another one."""
        if next(self.clashes(model, [instance]), None) is not None:
            raise ValidationError(self.get_violation_error_message())

    def span(self, row: Any) -> Span | None:
        """The term that a row claims, if it claims one."""
        links = tuple(getattr(row, model_attname(row, name)) for name in self.links)
        begins = getattr(row, self.begins)
        held = getattr(row, self.state) == self.value and row.archived_at is None
        if not held or begins is None or None in links:
            return None
        ends = [day for name in self.ends if (day := getattr(row, name)) is not None]
        return links, begins, min(ends, default=date.max)

    def clashes(self, model: Any, rows: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """(index, row that stands against it) for rows whose terms overlap one another's or others'."""
        claimed = [(index, span) for index, row in enumerate(rows) if (span := self.span(row))]
        if not claimed:
            return
        ours = [row.pk for row in rows if row.pk is not None]
        first = sorted({span[0][0] for _index, span in claimed})
        others = model._base_manager.filter(
            **{f"{self.links[0]}__in": first, self.state: self.value}, archived_at=None
        ).exclude(pk__in=ours)
        against = [(row, span) for row in others if (span := self.span(row))]
        for index, span in claimed:
            found = next((row for row, other in against if _overlap(span, other)), None)
            if found is not None:
                yield index, found
            against.append((rows[index], span))

    def _exclusion(self, model: Any) -> str:
        columns = [model._meta.get_field(name).column for name in self.links]
        same = [f'int8range("{c}", "{c}", \'[]\') WITH &&' for c in columns]
        ends = ", ".join(f'"{name}"' for name in self.ends)
        term = f"daterange(\"{self.begins}\", LEAST({ends}), '[]') WITH &&"
        needed = " AND ".join(f'"{c}" IS NOT NULL' for c in (*columns, self.begins))
        return (
            f"EXCLUDE USING gist ({', '.join([*same, term])}) WHERE"
            f" (\"{self.state}\" = '{self.value}' AND archived_at IS NULL AND {needed})"
        )

    def broken_on_sqlite(self, model: Any) -> str:
        """The condition that the row NEW overlaps one of the table."""
        table = model._meta.db_table
        columns = [model._meta.get_field(name).column for name in self.links]
        same = " AND ".join(f'old."{c}" = NEW."{c}"' for c in columns)
        new_end, old_end = (self._end(row) for row in ("NEW", "old"))
        return (
            f"NEW.\"{self.state}\" = '{self.value}' AND NEW.archived_at IS NULL AND EXISTS ("
            f'SELECT 1 FROM "{table}" old WHERE old.record_id <> NEW.record_id AND {same}'
            f" AND old.\"{self.state}\" = '{self.value}' AND old.archived_at IS NULL"
            f' AND old."{self.begins}" <= {new_end} AND NEW."{self.begins}" <= {old_end})'
        )

    def _end(self, row: str) -> str:
        ends = ", ".join(f"COALESCE({row}.\"{name}\", '9999-12-31')" for name in self.ends)
        return f"MIN({ends})" if len(self.ends) > 1 else ends


def model_attname(row: Any, name: str) -> str:
    """The attribute that holds the key of a link."""
    attname: str = row._meta.get_field(name).attname
    return attname


def _overlap(one: Span, other: Span) -> bool:
    return one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]
