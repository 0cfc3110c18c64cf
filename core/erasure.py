"""Erasing personal or free text from a record's history; the ledger still verifies afterwards.

The record gets a new version with a placeholder; an ``erase`` entry names what is erased; then the
values leave the earlier history rows and payloads, and their salts are destroyed (docs/ledger.md §3).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import models

from core import canonical, merkle
from core.choices import EntryKind, Event, Origin
from core.errors import Invalid, NotFound, Stale
from core.ledger import Note
from core.models import LedgerEntry, RegisterModel
from core.principals import Principal
from core.unit import unit


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
        _blank(row, names)
        work.rewrite([row])
        work.unit.notes.append(_note(row, names, earlier))
        work.endings.append(partial(_forget, model, row.pk, row.version, names, earlier))
    return row


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


def _note(row: RegisterModel, names: Sequence[str], earlier: Sequence[LedgerEntry]) -> Note:
    seqs = [entry.seq for entry in earlier]
    fields = {"entries": canonical.text(seqs), "names": canonical.text(list(names))}
    return Note(EntryKind.ERASE, Event.ERASE, row.register.name, fields, row.record)


def _forget(
    model: type[RegisterModel],
    key: int,
    version: int,
    names: Sequence[str],
    earlier: Sequence[LedgerEntry],
) -> None:
    """After the ``erase`` entry stands: let the values leave history rows and payloads."""
    history = model.history.model
    blanks = {
        name: "" if not history._meta.get_field(name).null else None
        for name in names
        if name in {field.name for field in model.tracked_fields()}
    }
    history.objects.filter(record_id=key, version__lt=version).update(**blanks)
    for entry in earlier:
        _redact(entry, names)


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
