"""The records that an import finds, changes and makes: what plans ask for, row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core import access
from core.access.principals import Principal
from core.exchange.directory import Directory, Found, Keyed
from core.exchange.entries import Entry, Offer, Part
from core.exchange.plans import Plan, Target
from core.exchange.showing import floor, name_of
from core.exchange.values import fold, historical
from core.models import Record, RegisterModel
from core.records import Draft
from core.writing.validation import kept

Linkable = type[RegisterModel] | type[Record]


class Book:
    """What one import knows. ``create_missing`` tells that all offered records are to be made,
    ``create`` has the keys of those that were ticked one by one.
    """

    def __init__(
        self,
        principal: Principal,
        plan: Plan,
        *,
        create_missing: bool = False,
        create: Collection[str] = (),
    ) -> None:
        self.principal, self.plan = principal, plan
        self.create_missing, self.create = create_missing, frozenset(create)
        self.offers: dict[tuple[type[RegisterModel], str], Offer] = {}
        self._directories: dict[Linkable, Directory] = {}
        self._keyed: dict[tuple[type[RegisterModel], tuple[str, ...]], Keyed] = {}
        self._made: dict[tuple[Any, ...], Part] = {}
        #: Keys of the records that the rows themselves were found to be.
        self.own_keys: set[int] = set()

    def directory(self, model: Linkable) -> Directory:
        """The records of a register, by reference and name."""
        if model not in self._directories:
            self._directories[model] = Directory(self.principal, model)
        return self._directories[model]

    def keyed(
        self, model: type[RegisterModel], names: Sequence[str], within: Iterable[Any]
    ) -> Keyed:
        """The current records of a register, by the values of some fields; read at the first call."""
        key = (model, tuple(names))
        if key not in self._keyed:
            self._keyed[key] = Keyed(self.principal, model, names, within)
        return self._keyed[key]

    # --- Links ----------------------------------------------------------------------------

    def link(self, entry: Entry, target: Target) -> Any:
        """What the cell of a link column means: a record, a draft that makes it, or None."""
        meaning, model = entry.meaning(target.key), target.link
        if meaning is None or meaning.absent or model is None:
            return None
        found, name = self._find(entry, target.label, model, str(meaning.value))
        if found is not None or not name:
            return found
        if issubclass(model, Record) or not needed(model) <= {model.register.title}:
            entry.faults.append((target.label, _nobody(model, name)))
            return None
        return self._offered(
            entry, target.label, model, name, self.plan.offer(model, name, target.key)
        )

    def named(
        self,
        entry: Entry,
        heading: str,
        model: type[RegisterModel],
        text: str,
        values: Mapping[str, Any],
    ) -> Any:
        """The record called ``text``, else an offer to make it from ``values``.

        A fault when several are called so, or nobody is and the principal may not make one.
        """
        found, name = self._find(entry, heading, model, text)
        if found is not None or not name:
            return found
        return self._offered(entry, heading, model, name, values)

    def _find(self, entry: Entry, heading: str, model: Linkable, text: str) -> tuple[Any, str]:
        """The record called ``text``, or the name that nobody has; neither when several have it."""
        name, remark = historical(text)
        found = self.directory(model).find(text)
        if remark and found.key is None:
            found = self.directory(model).find(name)
        if found.key is not None:
            return self.directory(model).row(found.key), ""
        if found.keys:
            entry.faults.append((heading, _several(model, text, found)))
            return None, ""
        return None, name

    def _offered(
        self,
        entry: Entry,
        heading: str,
        model: type[RegisterModel],
        name: str,
        values: Mapping[str, Any],
    ) -> Any:
        if access.allowed(self.principal, model, "add") is None:
            entry.faults.append((heading, _nobody(model, name)))
            return None
        offer = self.offers.get((model, fold(name)))
        if offer is None:
            draft = Draft(model, values)
            offer = self.offers[model, fold(name)] = Offer(model, name, draft)
        elif _links(values) - _links(offer.draft.values):
            entry.faults.append((heading, _otherwise(model, name)))
        offer.rows.append(entry.row.number)
        entry.offers.append(offer)
        entry.doubts.append(heading)
        entry.waits = entry.waits or not (self.create_missing or offer.key in self.create)
        return offer.draft

    # --- Records beside the row's own -----------------------------------------------------

    def ensure(
        self,
        entry: Entry,
        model: type[RegisterModel],
        key: Mapping[str, Any],
        values: Mapping[str, Any] | None = None,
    ) -> Any:
        """The record with these key values, found, changed where ``values`` differ, or made.

        The first of the key's values is the row's own record, ``entry.own.target``. Rows of one file
        that name the same record share it. Answers with the record or its draft.
        """
        identity = (model, *((name, _identity(value)) for name, value in key.items()))
        part = self._made.get(identity)
        if part is None:
            record = self._existing(model, key)
            part = self.part(model, record, {**key, **(values or {})})
            self._made[identity] = part
        else:
            self._check_agreement(entry, part, values or {})
        entry.parts.append(part)
        return part.target

    def _check_agreement(self, entry: Entry, part: Part, values: Mapping[str, Any]) -> None:
        """Two rows may name one record, but not with different values."""
        given = part.draft.values if part.draft is not None else {}
        if any(name in given and given[name] != value for name, value in values.items()):
            entry.faults.append(("", _otherwise(part.model, part.title)))

    def _existing(self, model: type[RegisterModel], key: Mapping[str, Any]) -> Any:
        if any(isinstance(value, Draft) for value in key.values()):
            return None
        keyed = self.keyed(model, tuple(key), self.own_keys)
        return keyed.find([_identity(value) for value in key.values()])

    def part(self, model: type[RegisterModel], record: Any, values: Mapping[str, Any]) -> Part:
        """What writing ``values`` would do to a record, or to none."""
        if record is None:
            draft = Draft(model, dict(values))
            return Part(model, name_of(draft), None, draft)
        changed = differences(model, record, values)
        update = Draft(model, changed, record.uid, record.version) if changed else None
        return Part(model, str(record), record, update)

    def forget(self) -> None:
        """Let go of all that was read."""
        for known in (self.offers, self._directories, self._keyed, self._made):
            known.clear()

    def drafts(self, entries: Iterable[Entry]) -> list[Draft]:
        """Everything these rows write, each once, what others link to first."""
        found: dict[Draft, None] = {}
        for entry in entries:
            found.update(dict.fromkeys(offer.draft for offer in entry.offers))
            found.update(dict.fromkeys(_drafts(entry)))
        return sorted(found, key=lambda draft: floor(draft.model))


def _drafts(entry: Entry) -> list[Draft]:
    return [part.draft for part in entry.parts if part.draft is not None]


@cache
def needed(model: type[RegisterModel]) -> set[str]:
    """The fields without which no record of a register can be made."""
    fields: list[Any] = [model._meta.get_field(name) for name in model.value_fields()]
    return {
        field.name
        for field in fields
        if not field.null and not field.blank and not field.has_default()
    }


def differences(
    model: type[RegisterModel], record: Any, values: Mapping[str, Any]
) -> dict[str, Any]:
    """The values that differ from the record's."""
    field_of: Any = model._meta.get_field
    return {n: value for n, value in values.items() if not same(field_of(n), record, value)}


def same(found: models.Field[Any, Any], record: Any, value: Any) -> bool:
    """Whether a record has this value already, as the write door would keep it."""
    current = getattr(record, found.attname)
    if found.is_relation:
        return bool(current == getattr(value, "pk", None)) and not isinstance(value, Draft)
    if isinstance(value, str) and isinstance(current, str):
        try:
            return bool(kept(found, value, current) == current)
        except ValidationError:
            return False
    return bool(current == value)


def _identity(value: Any) -> Any:
    if isinstance(value, RegisterModel | Record):
        return value.pk
    return id(value) if isinstance(value, Draft) else value


def _links(values: Mapping[str, Any]) -> set[tuple[str, Any]]:
    """The links among values, comparable."""
    linked = (RegisterModel, Draft)
    return {(name, _identity(value)) for name, value in values.items() if isinstance(value, linked)}


def _otherwise(model: type[RegisterModel], name: str) -> str:
    message = _("An earlier row says something else about the %(record)s “%(name)s”.")
    return message % {"record": model._meta.verbose_name, "name": name}


def _several(model: Linkable, text: str, found: Found) -> str:
    message = _("Several %(records)s are called “%(text)s”: %(references)s. Write the reference.")
    return message % {
        "records": model._meta.verbose_name_plural,
        "text": text,
        "references": ", ".join(found.references[:5]),
    }


def _nobody(model: Linkable, text: str) -> str:
    message = _("There is no %(record)s “%(text)s” that you may see.")
    return message % {"record": model._meta.verbose_name, "text": text}
