"""How rows of an event log become events with the services and customers they affected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exchange.book import Book
from core.exchange.entries import Entry
from core.exchange.plans import Extra, Plan, Words, plan_for
from portfolio.choices import EventKind
from portfolio.models import Event, EventEffect, Service
from portfolio.plans.registers import as_list
from relationships.models import Customer

SERVICES, CUSTOMERS = gettext_lazy("Services affected"), gettext_lazy("Customers affected")


@plan_for(Event)
class EventPlan(Plan):
    """A row is an event: known by the id in its source, else by what happened and when."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "name": ("event", "title", "summary", "subject", "incident", "short description"),
        "kind": ("type", "event type", "category"),
        "began_at": ("start", "started", "begin", "opened", "from", "date"),
        "ended_at": ("end", "ended", "resolved", "closed", "until", "restored"),
        "external_id": ("ticket", "ticket number", "incident number", "change number", "id"),
        "source": ("tool", "system"),
        "told_on": ("customers informed", "informed on"),
    }
    words: ClassVar[Words] = {
        "kind": {
            "mi": EventKind.MAJOR_INCIDENT,
            "p1": EventKind.MAJOR_INCIDENT,
            "incident": EventKind.MAJOR_INCIDENT,
            "downtime": EventKind.OUTAGE,
            "deployment": EventKind.CHANGE,
            "release": EventKind.CHANGE,
            "security incident": EventKind.SECURITY,
            "disaster": EventKind.CONTINUITY,
        }
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = (
        ("external_id", "source"), ("began_at", "name"),
    )  # fmt: skip
    extras: ClassVar[Sequence[Extra]] = (
        Extra("services", SERVICES, ("services", "service"), convert=as_list, link=Service),
        Extra("customers", CUSTOMERS, ("customers", "customer"), convert=as_list, link=Customer),
    )

    def title_field(self) -> str:
        """Events of the same name are not the same event."""
        return ""

    def complete(self, entry: Entry, book: Book) -> None:
        """An effect for each service, with each customer."""
        services = _found(entry, book, "services", Service, str(SERVICES))
        customers = _found(entry, book, "customers", Customer, str(CUSTOMERS)) or [None]
        for service in services:
            for customer in customers:
                key = {"event": _target(entry), "service": service, "customer": customer}
                book.ensure(entry, EventEffect, key)


def _found(entry: Entry, book: Book, key: str, model: Any, heading: str) -> list[Any]:
    """The records that a cell names; a fault for each name that nobody has."""
    meaning, rows = entry.meaning(key), []
    for name in meaning.value if meaning is not None and not meaning.absent else []:
        found = book.directory(model).find(name)
        if found.key is None:
            message = _("There is no single %(record)s “%(name)s” that you may see.")
            said = message % {"record": model._meta.verbose_name, "name": name}
            entry.faults.append((heading, said))
        else:
            rows.append(book.directory(model).row(found.key))
    return rows


def _target(entry: Entry) -> Any:
    return entry.own.target if entry.own else None


@plan_for(EventEffect)
class EventEffectPlan(Plan):
    """A row says which service an event affected."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "minutes": ("downtime", "outage", "minutes down"),
        "effect": ("impact", "consequence"),
    }
