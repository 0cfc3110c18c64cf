"""Schema entries: the ledger knows which fields each version of a register had (docs/ledger.md §4)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models

from core import clock
from core.access.principals import system
from core.choices import EntryKind, Event, Origin
from core.ledger import canonical
from core.ledger import writing as ledger
from core.models import FactModel, LedgerEntry, RegisterModel
from core.registers import facts, registers
from core.writing.unit import unit

Schema = dict[str, dict[str, Any]]

#: The time of the entries that open a ledger where the demo may be loaded: its history is told
#: afterwards and begins before the installation. Everywhere else they carry the true time.
OPENING = datetime(2000, 1, 1, tzinfo=UTC)


def describe(model: type[RegisterModel] | type[FactModel]) -> Schema:
    """Name → kind, places and default of each tracked field, as schema entries say it."""
    return {field.name: _describe(field) for field in model.tracked_fields()}


def _describe(field: models.Field[Any, Any]) -> dict[str, Any]:
    default = None if field.is_relation else field.get_default()
    if default is not None:
        written = canonical.writer_for(field)(
            field.to_python(default) if field.name != "uid" else None
        )
        default = json.loads(written)
    return {**canonical.kind_of(field), "default": default}


def latest() -> dict[str, Schema]:
    """The last schema entry of each type in the ledger."""
    found: dict[str, Schema] = {}
    entries = LedgerEntry.objects.filter(kind=EntryKind.SCHEMA).order_by("seq")
    for type_, payload in entries.values_list("type", "payload"):
        found[type_] = json.loads(payload)["fields"]
    return found


def write_missing(**_: Any) -> None:
    """After migrations: one entry for each register and fact whose fields differ from the last."""
    known = latest()
    described = {model.register.name: describe(model) for model in registers()}
    described |= {model.fact: describe(model) for model in facts()}
    changed = {name: schema for name, schema in described.items() if known.get(name) != schema}
    if not changed:
        return
    moment = OPENING if settings.DEMO_ALLOWED and not known else clock.now()
    with clock.at(moment), unit(by=system("migrate"), origin=Origin.MIGRATION) as work:
        for name, schema in changed.items():
            texts = {field: canonical.text(kind) for field, kind in schema.items()}
            note = ledger.Note(EntryKind.SCHEMA, Event.SCHEMA, name, texts)
            work.unit.notes.append(note)
