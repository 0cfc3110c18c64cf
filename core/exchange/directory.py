"""Finding the records that the cells of a file mean: a few questions for the whole file, none per row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core import access
from core.access import Reach
from core.access.principals import Principal
from core.exchange.values import fold, historical
from core.models import Record, RegisterModel
from core.reading.links import SEPARATOR
from core.registers import names

CHUNK = 500


@dataclass
class Found:
    """The records that one text may mean."""

    keys: list[int] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    @property
    def key(self) -> int | None:
        """The record, when it is just one."""
        return self.keys[0] if len(self.keys) == 1 else None


class Directory:
    """The records of one register that a principal sees, by reference and by exact name.

    Say what is wanted first, then ask: the register is read once, and only what fits is kept.
    A reference also finds archived records, a name only current ones.
    """

    def __init__(self, principal: Principal, model: type[RegisterModel] | type[Record]) -> None:
        self.principal, self.model = principal, model
        #: Links whose records are read along, because a preview names them.
        self.related: tuple[str, ...] = ()
        self._wanted: set[str] = set()
        self._references: dict[str, int] = {}
        self._any_case: dict[str, int] = {}
        self._titles: dict[str, Found] = {}
        self._uids: dict[str, int] = {}
        self._rows: dict[int, Any] = {}
        self._read = False

    def want(self, texts: Iterable[str]) -> None:
        """Say that these texts will be looked up."""
        new = {spelling for text in texts for spelling in _spellings(text)} - self._wanted
        if new:
            self._wanted |= new
            self._read = False

    def find(self, text: str) -> Found:
        """The records meant by a uid, a reference, "reference · name" or a name."""
        self._load()
        spelled = list(_spellings(text))
        for known in (self._references, self._any_case, self._uids):
            for spelling in spelled:
                if spelling in known:
                    return Found([known[spelling]])
        for spelling in spelled:
            if spelling in self._titles:
                return self._titles[spelling]
        return Found()

    def by_reference(self, text: str) -> int | None:
        """The record with just this reference, else with this reference in other letters."""
        self._load()
        return self._references.get(text, self._any_case.get(fold(text)))

    def by_title(self, text: str) -> Found:
        """The current records with this name."""
        self._load()
        return self._titles.get(fold(text), Found())

    def by_uid(self, uid: uuid.UUID) -> int | None:
        """The record with this uid."""
        self._load()
        return self._uids.get(str(uid))

    def _load(self) -> None:
        if self._read:
            return
        self._references, self._any_case, self._titles, self._uids = {}, {}, {}, {}
        for key, uid, reference, title, archived in self._columns():
            if reference in self._wanted:
                self._references[reference] = key
            if (letters := fold(reference)) in self._wanted:
                self._any_case.setdefault(letters, key)
            if str(uid) in self._wanted:
                self._uids[str(uid)] = key
            name = fold(title)
            if archived is None and name in self._wanted:
                found = self._titles.setdefault(name, Found())
                found.keys.append(key)
                found.references.append(reference)
        self._read = True

    def _columns(self) -> Iterator[tuple[Any, ...]]:
        if not self._wanted:
            return iter(())
        names = ("pk", "uid", "reference", "title", "archived_at")
        return _visible(self.principal, self.model).values_list(*names).iterator(chunk_size=5000)

    def row(self, key: int) -> Any:
        """A record that was found; the first call reads all that were wanted, a few hundred at a time."""
        if key not in self._rows:
            self._fetch(
                {
                    key,
                    *self._any_case.values(),
                    *self._references.values(),
                    *self._uids.values(),
                    *self._by_title(),
                }
            )
        return self._rows[key]

    def _by_title(self) -> Iterator[int]:
        return (found.key for found in self._titles.values() if found.key is not None)

    def _fetch(self, keys: set[int]) -> None:
        missing = sorted(keys - self._rows.keys())
        visible = _visible(self.principal, self.model).select_related(*self.related)
        for start in range(0, len(missing), CHUNK):
            batch = visible.filter(pk__in=missing[start : start + CHUNK])
            self._rows.update({row.pk: row for row in batch})


def _visible(principal: Principal, model: type[RegisterModel] | type[Record]) -> Any:
    if issubclass(model, Record):
        return model._default_manager.filter(type__in=_visible_types(principal))
    return model.objects.for_user(principal)


def _visible_types(principal: Principal) -> list[str]:
    """Registers of which the principal sees every row; links to any record reach no further."""
    return [
        name
        for name, model in names().items()
        if access.allowed(principal, model, "view") is Reach.ALL
    ]


def _spellings(text: str) -> Iterator[str]:
    """The ways in which one text may name a record."""
    text = text.strip()
    yield text
    head, separator, _rest = text.partition(SEPARATOR)
    if separator:
        yield head.strip()
    yield fold(text)
    bare, remark = historical(text)
    if remark:
        yield fold(bare)


class Keyed:
    """The current records of one register by the values of several fields: links by their keys.

    Only those are read whose first field is one of ``within``.
    """

    def __init__(
        self,
        principal: Principal,
        model: type[RegisterModel],
        names: Sequence[str],
        within: Iterable[Any],
    ) -> None:
        fields: list[Any] = [model._meta.get_field(name) for name in names]
        self._attnames = [field.attname for field in fields]
        self._rows: dict[tuple[Any, ...], Any] = {}
        current = model.objects.for_user(principal).current()
        keys = sorted(set(within))
        for start in range(0, len(keys), CHUNK):
            batch = current.filter(**{f"{self._attnames[0]}__in": keys[start : start + CHUNK]})
            self._rows.update({self._key_of(row): row for row in batch})

    def _key_of(self, row: Any) -> tuple[Any, ...]:
        return folded([getattr(row, name) for name in self._attnames])

    def find(self, values: Sequence[Any]) -> Any:
        """The record with these values: links by key, text whatever its case; None when there is none."""
        return self._rows.get(folded(values))


def folded(values: Iterable[Any]) -> tuple[Any, ...]:
    """Values for comparing: text whatever its case."""
    return tuple(fold(value) if isinstance(value, str) else value for value in values)
