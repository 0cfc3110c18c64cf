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


def _told(model: type[RegisterModel] | type[FactModel], known: Schema) -> Schema:
    """Its fields; a default that moves with the clock (today) stays as it was told first."""
    found = describe(model)
    for field in model.tracked_fields():
        before = known.get(field.name)
        same = before and {**before, "default": None} == {**found[field.name], "default": None}
        if before and same and callable(field.default):
            found[field.name] = before
    return found


def write_missing(**_: Any) -> None:
    """After migrations: one entry for each register and fact whose fields differ from the last."""
    known = latest()
    models_by_name: dict[str, Any] = {model.register.name: model for model in registers()}
    models_by_name |= {model.fact: model for model in facts()}
    described = {name: _told(model, known.get(name, {})) for name, model in models_by_name.items()}
    changed = {name: schema for name, schema in described.items() if known.get(name) != schema}
    if not changed:
        return
    moment = OPENING if settings.DEMO_ALLOWED and not known else clock.now()
    with clock.at(moment), unit(by=system("migrate"), origin=Origin.MIGRATION) as work:
        for name, schema in changed.items():
            texts = {field: canonical.text(kind) for field, kind in schema.items()}
            note = ledger.Note(EntryKind.SCHEMA, Event.SCHEMA, name, texts)
            work.unit.notes.append(note)
