"""Erasing personal or free text from a record's history; the ledger still verifies afterwards.

The record gets a new version with a placeholder; an ``erase`` entry names what is erased; then the
values leave the earlier history rows and payloads, and their salts are destroyed (docs/ledger.md §3).
Titles of other records that quote the erased name follow: each with a new version and an entry of its own.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models

from core.access.principals import Principal
from core.choices import EntryKind, Event, Origin
from core.errors import Invalid, NotFound, Stale
from core.history.rows import FOREVER
from core.ledger import canonical, merkle
from core.ledger.writing import Note
from core.models import LedgerEntry, Record, RegisterModel
from core.writing import quoting
from core.writing.unit import Work, unit


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
    names = sorted({*(names or model.register.personal), "title"})
    with unit(by=by, origin=origin, reason=reason) as work:
        row = model.objects.for_user(by, "change").filter(uid=uid).first()
        if row is None:
            raise NotFound
        if work.lock([row.pk])[row.pk] != version:
            raise Stale(row)
        earlier = list(LedgerEntry.objects.filter(record=row.pk, kind=EntryKind.RECORD))
        titles = set(
            model.history.model.objects.filter(record=row.pk).values_list("title", flat=True)
        )
        _blank(row, names)
        work.rewrite([row])
        quoting.follow(work)
        _leave(work, _Erased(model, row.pk, names, earlier))
        for quotation in quoting.quotations(model, row.pk, titles - {"", row.title}):
            if entries := _past_entries(work, quotation):
                _leave(work, _Erased(quotation.model, quotation.key, ["title"], entries))
    return row


@dataclass
class _Erased:
    """What leaves the past of one record: these fields, in these entries and their history rows."""

    model: type[RegisterModel]
    key: int
    names: Sequence[str]
    entries: Sequence[LedgerEntry]


def _blank(row: RegisterModel, names: Sequence[str]) -> None:
    """Empty the fields; the one that titles the record becomes a numbered placeholder."""
    for name in names:
        setattr(row, name, _empty(row, name))


def _empty(row: RegisterModel, name: str) -> Any:
    field = row._meta.get_field(name)
    if name == row.register.title or field.unique:  # type: ignore[union-attr]
        placeholder = f"erased-{row.reference}".lower()
        is_mail = isinstance(field, models.EmailField)
        return f"{placeholder}@erased.invalid" if is_mail else f"Erased ({row.reference})"
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
    versions = [entry.history_id for entry in erased.entries]
    history.objects.filter(pk__in=versions).update(**blanks)
    for entry in erased.entries:
        _redact(entry, erased.names)


def _redact(entry: LedgerEntry, names: Sequence[str]) -> None:
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


def _salts(entry: LedgerEntry, fields: dict[str, Any]) -> dict[str, str]:
    """The salts of an entry's remaining fields: kept ones, or derived from the nonce."""
    if entry.nonce is None:
        return dict(json.loads(entry.salts))
    nonce = bytes(entry.nonce)
    return {name: merkle.salt(nonce, name).hex() for name in fields}
