"""Erasing personal or free text from a record's history; the ledger still verifies afterwards.

The record gets a new version with a placeholder; an ``erase`` entry names what is erased; then the
values leave the earlier history rows and payloads, and their salts are destroyed (docs/ledger.md §3).
Titles of other records that quote the erased name follow: each with a new version and an entry of its own.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.utils import translation

from core.access.principals import Principal
from core.choices import EntryKind, Event, Origin
from core.errors import Invalid, NotFound, Stale
from core.history.rows import FOREVER
from core.ledger import canonical, merkle
from core.ledger.writing import Note, columns, history_of, record_uids
from core.models import FactModel, LedgerEntry, Record, RegisterModel
from core.writing import quoting
from core.writing.unit import Work, fact_text, unit

#: The reason of a change, which every version has beside its fields.
REASON = "@reason"
BATCH = 500
NUMBERED = re.compile(r"[A-Z]+-0*([0-9]{1,9})")


def erase(
    model: type[RegisterModel],
    uid: uuid.UUID,
    *,
    version: int,
    by: Principal,
    origin: Origin,
    reason: str,
    names: Sequence[str] = (),
) -> Any:
    """Erase the personal fields of a record, or those named; raises NotFound, Stale, Invalid."""
    if not reason.strip():
        raise Invalid(fields={"reason": ["Say why the text is erased."]})
    with unit(by=by, origin=origin, reason=reason) as work:
        row = model.objects.for_user(by, "change").filter(uid=uid).first()
        if row is None:
            raise NotFound
        if work.lock([row.pk])[row.pk] != version:
            raise Stale(row)
        redact(work, blanking(row, names))
    return row


@dataclass
class Redaction:
    """What of one record is erased: its new values, and by field the entries that lose the old ones.

    Beside fields there is ``@reason``, what was typed as the reason of a change.
    """

    row: Any
    values: Mapping[str, Any]
    past: Mapping[str, Sequence[LedgerEntry]]


def blanking(row: RegisterModel, names: Sequence[str] = ()) -> Redaction:
    """The personal fields of a record, or those named, blank in every version there is."""
    blanked = sorted({*(names or row.register.personal), "title"})
    earlier = list(LedgerEntry.objects.filter(record=row.pk, kind=EntryKind.RECORD))
    values = {name: _empty(row, name) for name in blanked if name != "title"}
    return Redaction(row, values, dict.fromkeys(blanked, earlier))


def redact(work: Work, what: Redaction) -> None:
    """Erase in a unit whose rows are locked; titles of others that quote erased ones follow."""
    row: Any = what.row
    model: Any = type(row)
    past = history_of(model).objects
    titled = [entry.history_id for entry in what.past.get("title", ())]
    titles = set(past.filter(pk__in=titled).values_list("title", flat=True))
    if what.values:
        for name, value in what.values.items():
            setattr(row, name, value)
        work.rewrite([row])
        quoting.follow(work)
    for names, entries in _together(what.past):
        _leave(work, _Erased(model, row.pk, names, entries))
    for quotation in quoting.quotations(model, row.pk, titles - {"", row.title}):
        if found := _past_entries(work, quotation):
            _leave(work, _Erased(quotation.model, quotation.key, ["title"], found))


def _together(
    past: Mapping[str, Sequence[LedgerEntry]],
) -> Iterator[tuple[list[str], Sequence[LedgerEntry]]]:
    """Fields that leave the same entries."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, entries in past.items():
        groups.setdefault(tuple(entry.seq for entry in entries), []).append(name)
    return ((sorted(names), past[names[0]]) for seqs, names in groups.items() if seqs)


@dataclass
class _Erased:
    """What leaves the past of one record: these fields, in these entries and their history rows."""

    model: type[RegisterModel]
    key: int
    names: Sequence[str]
    entries: Sequence[LedgerEntry]


def placeholder(row: RegisterModel) -> str:
    """What stands for an erased name: ``Erased person 7``."""
    with translation.override(None):
        kind = str(row._meta.verbose_name)
    number = NUMBERED.fullmatch(row.reference)
    return f"Erased {kind} {int(number[1]) if number else row.reference}"


def _empty(row: RegisterModel, name: str) -> Any:
    field = row._meta.get_field(name)
    if name == row.register.title or field.unique:  # type: ignore[union-attr]
        address = f"erased-{row.reference}@erased.invalid".lower()
        return address if isinstance(field, models.EmailField) else placeholder(row)
    return None if field.null else field.get_default()  # type: ignore[union-attr]


def _past_entries(work: Work, quotation: quoting.Quotation) -> list[LedgerEntry]:
    """The entries of the versions that quote the name; one that goes on being current is none.

    Somebody else may be called the same: what quotes them was not written anew.
    """
    entries = LedgerEntry.objects.filter(record=quotation.key, kind=EntryKind.RECORD)
    current = set()
    if quotation.key not in work.unit.changes:
        rows = quotation.model.history.model.objects.filter(record=quotation.key, valid_to=FOREVER)
        current = set(rows.values_list("pk", flat=True))
    versions = quotation.versions - current
    return [entry for entry in entries.order_by("seq") if entry.history_id in versions]


def _leave(work: Work, erased: _Erased) -> None:
    """Tell the erasure in an entry of its own; once that stands, the values leave."""
    seqs = [entry.seq for entry in erased.entries]
    fields = {"entries": canonical.text(seqs), "names": canonical.text(list(erased.names))}
    record = Record.objects.get(pk=erased.key)
    name = erased.model.register.name
    work.unit.notes.append(Note(EntryKind.ERASE, Event.ERASE, name, fields, record))
    work.endings.append(partial(_forget, erased))


def _forget(erased: _Erased) -> None:
    history = erased.model.history.model
    tracked = {field.name for field in erased.model.tracked_fields()}
    blanks = {
        name: None if history._meta.get_field(name).null else ""
        for name in erased.names
        if name in tracked
    }
    if REASON in erased.names:
        blanks["history_change_reason"] = ""
    versions = [entry.history_id for entry in erased.entries]
    history.objects.filter(pk__in=versions).update(**blanks)
    _redact(erased.entries, erased.names)


def _redact(entries: Iterable[LedgerEntry], names: Sequence[str]) -> None:
    """Take fields out of entries as they stand now: another erasure of the unit may have been there."""
    seqs = [entry.seq for entry in entries]
    for start in range(0, len(seqs), BATCH):
        for entry in LedgerEntry.objects.filter(seq__in=seqs[start : start + BATCH]):
            _redact_one(entry, names)


def _redact_one(entry: LedgerEntry, names: Sequence[str]) -> None:
    said = json.loads(entry.payload)
    fields = said["fields"]
    erased = json.loads(entry.digests) if entry.digests else {}
    salts = _salts(entry, fields)
    for name in set(names) & set(fields):
        text = canonical.text(fields.pop(name))
        erased[name] = merkle.digest(bytes.fromhex(salts.pop(name)), name, text).hex()
    LedgerEntry.objects.filter(pk=entry.pk).update(
        payload=canonical.text(said),
        nonce=None,
        salts=canonical.text(salts),
        digests=canonical.text(erased),
    )


def erase_facts(
    work: Work, facts: Sequence[FactModel], record: Record, values: Mapping[str, Any]
) -> None:
    """Give immutable rows of one record new ``values`` in their erasable columns, and forget the old.

    The entry that tells the erasure says what the rows are from now on.
    """
    model = type(facts[0])
    for fact in facts:
        for name, value in values.items():
            setattr(fact, name, value)
    uids = {str(fact.uid) for fact in facts}
    batches = LedgerEntry.objects.filter(record=record.pk, kind=EntryKind.FACT, type=model.fact)
    entries = [each for each in batches if uids & set(json.loads(each.payload)["fields"])]
    links = record_uids(
        getattr(fact, column.attname)
        for fact in facts
        for column in columns(model)
        if column.is_link
    )
    rows = {str(fact.uid): fact_text(fact, links) for fact in facts}
    fields = {
        "entries": canonical.text([entry.seq for entry in entries]),
        "names": canonical.text(sorted(uids)),
        "rows": "{" + canonical.members(rows) + "}",
    }
    work.unit.notes.append(Note(EntryKind.ERASE, Event.ERASE, model.fact, fields, record))

    def forget() -> None:
        model._base_manager.filter(pk__in=[fact.pk for fact in facts]).update(**values)
        _redact(entries, sorted(uids))

    work.endings.append(forget)


def _salts(entry: LedgerEntry, fields: dict[str, Any]) -> dict[str, str]:
    """The salts of an entry's remaining fields: kept ones, or derived from the nonce."""
    if entry.nonce is None:
        return dict(json.loads(entry.salts))
    nonce = bytes(entry.nonce)
    return {name: merkle.salt(nonce, name).hex() for name in fields}
