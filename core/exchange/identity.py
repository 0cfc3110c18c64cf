"""Which record a row of a file is: by uid, else by reference, else by its natural key, else by exact name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.exchange.book import Book, differences
from core.exchange.directory import folded
from core.exchange.entries import Entry
from core.exchange.merging import Merger
from core.exchange.plans import UID, VERSION, Plan, Target
from core.exchange.values import Meaning, fold
from core.models import Record, RegisterModel
from core.models.money import CurrencyField, currency_field
from core.records import Draft

#: A blank cell says nothing about a field that cannot be empty.
KEEP = object()


class Identifier:
    """Finds the record of each row, and makes the row's own part: new, changed or unchanged."""

    def __init__(
        self,
        plan: Plan,
        book: Book,
        targets: Mapping[str, Target],
        merger: Merger,
        fixed: Collection[str] = (),
    ) -> None:
        self.plan, self.book, self.targets, self.fixed = plan, book, targets, fixed
        self.merger = merger
        self.model = plan.register
        self.fields = [target for target in targets.values() if target.field is not None]
        self.links = [target for target in self.fields if target.link is not None]
        self.blanks = [(target, _blank(target)) for target in self.fields]
        self.directory = book.directory(self.model)
        self._seen: dict[Any, int] = {}

    def identify(self, entries: Sequence[Entry]) -> None:
        """Give every sound entry its own part, or a fault."""
        self._announce(entries)
        sound = [entry for entry in entries if not entry.faults]
        values = {id(entry): self._values(entry) for entry in sound}
        self._read_keyed(values.values())
        found = [
            (entry, *self._find(entry, values[id(entry)])) for entry in sound if not entry.faults
        ]
        self.merger.read(self._older(found))
        for entry, key, record in found:
            if not entry.faults:
                self._own(entry, values[id(entry)], key, record)

    def _announce(self, entries: Iterable[Entry]) -> None:
        names = (UID, "reference", self.plan.title_field() or "")
        self.directory.want(
            str(entry.meanings[name].value)
            for entry in entries
            for name in names
            if name in entry.meanings and not entry.meanings[name].absent
        )
        self.directory.related = tuple(
            target.key for target in self.links if not issubclass(target.link or Record, Record)
        )

    def _older(self, found: Iterable[tuple[Entry, Any, Any]]) -> Iterator[tuple[int, int]]:
        """(record key, version) of the rows whose record was changed after the file was exported."""
        for entry, _key, record in found:
            stated = entry.meanings.get(VERSION)
            if record is None or stated is None or stated.absent:
                continue
            if record.version > stated.value > 0:
                yield record.pk, stated.value

    # --- Values ---------------------------------------------------------------------------

    def _values(self, entry: Entry) -> dict[str, Any]:
        """The values of the row's own record, by field name."""
        values: dict[str, Any] = {}
        stated: dict[str, str] = {}
        for target, blank in self.blanks:
            meaning = entry.meanings.get(target.key)
            if meaning is None or (meaning.absent and blank is KEEP):
                continue
            if meaning.absent:
                values[target.key] = blank
            elif target.link is not None:
                values[target.key] = self.book.link(entry, target)
            else:
                values[target.key] = meaning.value
                if meaning.currency:
                    stated[target.label] = meaning.currency
        for label, currency in stated.items():
            self._state_currency(entry, label, currency, values)
        return values

    def _state_currency(
        self, entry: Entry, label: str, currency: str, values: dict[str, Any]
    ) -> None:
        """An amount that names its currency fills the currency, or must agree with its column."""
        name = currency_field(self.model)
        if name is None:
            return
        column = "" if name in self.fixed else entry.text(name)
        if column and CurrencyField.spelled(column.strip()) != currency:
            text = _("The amount is in %(found)s, the currency column says %(stated)s.")
            entry.faults.append((label, text % {"found": currency, "stated": column}))
        values[name] = currency

    # --- Which record ---------------------------------------------------------------------

    def _read_keyed(self, values: Iterable[Mapping[str, Any]]) -> None:
        """Read the records that natural keys may mean: for all rows at once."""
        found = list(values)
        for names in self._natural():
            first = (row.get(names[0]) for row in found)
            within = {_key_part(value) for value in first if not _is_open(value)}
            self.book.keyed(self.model, names, within)

    def _natural(self) -> list[tuple[str, ...]]:
        """The natural keys that the file has columns for."""
        return [names for names in self.plan.natural_keys() if set(names) <= self.targets.keys()]

    def _own(self, entry: Entry, values: dict[str, Any], key: Any, record: Any) -> None:
        if self._repeats(entry, record.pk if record is not None else key):
            return
        if record is None:
            values = {**self.plan.defaults, **values}
        else:
            self.book.own_keys.add(record.pk)
            if fold(values.get("reference", "")) == fold(record.reference):
                del values["reference"]
            self._merge(entry, record, values)
        part = self.book.part(self.model, record, values)
        if record is not None and part.draft is not None:
            self._refuse_archived(entry, record)
        entry.parts.append(part)

    def _find(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """What identifies the row, and its record when there is one already."""
        uid = entry.meanings.get(UID)
        if uid is not None and not uid.absent:
            return uid.value, self._by_uid(entry, uid)
        if reference := entry.text("reference"):
            return ("reference", reference), self._row(self.directory.by_reference(reference))
        for names in self._natural():
            if self._tells(names, values):
                return self._by_natural_key(names, values)
        return self._by_title(entry)

    def _tells(self, names: tuple[str, ...], values: Mapping[str, Any]) -> bool:
        """Whether a row fills a natural key: every link, and the text too unless there are several links."""
        links = [name for name in names if self.model._meta.get_field(name).is_relation]
        needed = links if len(links) > 1 else names
        return all(values.get(name) not in (None, "") for name in needed)

    def _by_uid(self, entry: Entry, uid: Meaning) -> Any:
        key = self.directory.by_uid(uid.value)
        if key is None:
            text = _("There is no record with the uid “%(uid)s” that you may see.")
            entry.faults.append((self.targets[UID].label, text % {"uid": uid.value}))
        return self._row(key)

    def _by_natural_key(self, names: tuple[str, ...], values: Mapping[str, Any]) -> tuple[Any, Any]:
        found = [values.get(name) for name in names]
        key = folded(_key_part(value) for value in found)
        if any(isinstance(value, Draft) for value in found):
            return (names, key), None
        return (names, key), self.book.keyed(self.model, names, ()).find(key)

    def _by_title(self, entry: Entry) -> tuple[Any, Any]:
        name = self.plan.title_field()
        text = entry.text(name) if name else ""
        if not name and UID in self.targets:
            return ("new", entry.row.number), None
        if not text:
            entry.faults.append(("", self._nameless()))
            return None, None
        found = self.directory.by_title(text)
        if len(found.keys) > 1:
            message = _("Several are called “%(text)s”: %(references)s. Write the reference.")
            values = {"text": text, "references": ", ".join(found.references[:5])}
            entry.faults.append((self.targets[name].label, message % values))
        return ("title", fold(text)), self._row(found.key)

    def _nameless(self) -> str:
        ways = _(" or ").join(" + ".join(self.plan.labels(names)) for names in self.plan.ways())
        return _("Nothing tells which record this is: fill %(ways)s.") % {"ways": ways}

    def _row(self, key: int | None) -> Any:
        return None if key is None else self.directory.row(key)

    def _repeats(self, entry: Entry, key: Any) -> bool:
        """Whether an earlier row is the same record; that is a fault of this one."""
        earlier = self._seen.setdefault(key, entry.row.number)
        if earlier == entry.row.number:
            return False
        text = _("The row is the same record as row %(row)s.")
        if UID in entry.meanings and not entry.meanings[UID].absent:
            text = _(
                "The row is the same record as row %(row)s. A row that was copied is a new record only "
                "without its “Reference” and its “Record uid”, which stands in a hidden column."
            )
        entry.faults.append(("", text % {"row": earlier}))
        return True

    def _refuse_archived(self, entry: Entry, record: Any) -> None:
        if record.archived_at is not None:
            text = _("“%(title)s” is archived; restore it first.")
            entry.faults.append(("", text % {"title": record}))

    def _merge(self, entry: Entry, record: Any, values: dict[str, Any]) -> None:
        """Of a file that was exported at an older version only what was changed in it counts."""
        self.merger.keep_unseen(record, values)
        stated = entry.meanings.get(VERSION)
        if stated is None or stated.absent or stated.value == record.version:
            return
        base = self.merger.base(record, stated.value)
        if base is not None:
            self.merger.merge(entry, record, base, values)
        elif differences(self.model, record, values):
            text = _(
                "The file has version %(stated)s of this record, which there never was; it is at version "
                "%(current)s. Export again, or leave the version column out."
            )
            said = {"stated": stated.value, "current": record.version}
            entry.faults.append((self.targets[VERSION].label, text % said))


def _blank(target: Target) -> Any:
    """What a blank cell makes of a field: empties it, or leaves it as it is."""
    found: Any = target.field
    if target.key == "reference":
        return KEEP
    if found.null:
        return None
    return "" if found.blank and found.empty_strings_allowed else KEEP


def _is_open(value: Any) -> bool:
    """Whether no record can have this value yet: nothing, or a record that is to be made."""
    return value in (None, "") or isinstance(value, Draft)


def _key_part(value: Any) -> Any:
    if isinstance(value, RegisterModel | Record):
        return value.pk
    return id(value) if isinstance(value, Draft) else value
