"""Significant events: logged with what they affected, pushed by other tools, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core import access, clock, records
from core.access.principals import Principal
from core.choices import Event as Act
from core.choices import Origin
from core.errors import Forbidden, Invalid
from core.reading import links
from core.records import Draft
from core.writing.unit import unit
from portfolio.choices import PeriodKind
from portfolio.models import Event, EventEffect, Service
from portfolio.reach import effects_on
from portfolio.services import reconfirming
from portfolio.services.measuring import check_source
from portfolio.services.pushing import refuse_doubles
from portfolio.terms import TimePeriod, period_on
from relationships.models import Customer

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Reach:
    """What an event affected: services, for these customers (none: all who received them), and how."""

    services: Sequence[Service] = ()
    customers: Sequence[Customer] = ()
    minutes: int | None = None
    effect: str = ""

    def pairs(self) -> list[tuple[Service, Customer | None]]:
        """Each service with each customer."""
        return [(service, customer) for service in self.services
                for customer in (self.customers or (None,))]  # fmt: skip


@dataclass(frozen=True)
class Pushed:
    """An event as another tool tells it; without ``reach`` what it affected stays as it is."""

    external_id: str
    values: Mapping[str, Any]
    reach: Reach | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a pushed event."""

    state: str
    event: Event


def log_event(
    *, values: Mapping[str, Any], reach: Reach, by: Principal, origin: Origin, reason: str = ""
) -> Event:
    """An event with its effects, in one unit; then who is to confirm requirements because of it is asked.

    Raises Forbidden, Invalid.
    """
    made = _log(values, reach, by, origin, reason)
    reconfirming.follow([service.pk for service in reach.services])
    return made


def _log(
    values: Mapping[str, Any], reach: Reach, by: Principal, origin: Origin, reason: str = ""
) -> Event:
    draft = Draft(Event, values)
    drafts = [draft, *_effects(draft, reach)]
    made: Event = records.apply(drafts, by=by, origin=origin, reason=reason)[0]
    return made


def _effects(event: Any, reach: Reach) -> list[Draft]:
    said = {"minutes": reach.minutes, "effect": reach.effect}
    return [
        Draft(EventEffect, {"event": event, "service": service, "customer": customer, **said})
        for service, customer in reach.pairs()
    ]


def named(texts: Iterable[str], model: Any, by: Principal) -> tuple[list[Any], list[str]]:
    """The records that texts name (uid, reference, title), each once; and the texts that name none."""
    wanted = [text for text in dict.fromkeys(text.strip() for text in texts) if text]
    known = links.find_each(by, model, wanted)
    rows = {known[text].pk: known[text] for text in wanted if text in known}
    return list(rows.values()), [text for text in wanted if text not in known]


# --- Pushed by other tools ----------------------------------------------------------------


def push(
    *, source: str, entries: Sequence[Pushed], by: Principal, origin: Origin, reason: str = ""
) -> list[Outcome]:
    """Events of a source, all or nothing, in one unit: one that it told of before is changed, not doubled.

    Telling the same again writes nothing. Raises Forbidden, Conflict, and Invalid with ``rows``.
    """
    if access.allowed(by, Event, "add") is None:
        raise Forbidden
    source = check_source(source)
    rule = _("This id stands in the list twice.")
    refuse_doubles((entry.external_id for entry in entries), field="id", rule=rule)
    known = _known(source, entries, by)
    with unit(by=by, origin=origin, reason=reason):
        outcomes = [
            _take(place, source, entry, known.get(entry.external_id), by, origin)
            for place, entry in enumerate(entries)
        ]
    if any(outcome.state != UNCHANGED for outcome in outcomes):
        told = [entry.reach.services for entry in entries if entry.reach is not None]
        reconfirming.follow({service.pk for services in told for service in services})
    return outcomes


def _known(source: str, entries: Sequence[Pushed], by: Principal) -> dict[str, Event]:
    rows = Event.objects.for_user(by).filter(
        source=source, external_id__in=[entry.external_id for entry in entries]
    )
    return {row.external_id: row for row in rows}


def _take(
    place: int, source: str, entry: Pushed, event: Event | None, by: Principal, origin: Origin
) -> Outcome:
    """One event; raises Invalid with its place."""
    try:
        if event is None:
            values = {**entry.values, "source": source, "external_id": entry.external_id}
            made = _log(values, entry.reach or Reach(), by, origin)
            return Outcome(CREATED, made)
        return _change(entry, event, by, origin)
    except Invalid as error:
        found = error.fields or error.rows.get(0) or next(iter(error.rows.values()), {})
        raise Invalid(rows={place: found}) from error


def _change(entry: Pushed, event: Event, by: Principal, origin: Origin) -> Outcome:
    drafts = [Draft(Event, entry.values, event.uid, event.version)]
    if entry.reach is not None:
        drafts += _changed_effects(event, entry.reach, by)
    before = {row.pk: row.version for row in _current_effects(event, by)} | {
        event.pk: event.version
    }
    rows = records.apply(drafts, by=by, origin=origin)
    same = all(before.get(row.pk) == row.version for row in rows)
    return Outcome(UNCHANGED if same else CHANGED, rows[0])


def _current_effects(event: Event, by: Principal) -> Any:
    return EventEffect.objects.for_user(by).current().filter(event=event.pk)


def _changed_effects(event: Event, reach: Reach, by: Principal) -> list[Draft]:
    """Effects that are new or different, and those that are told of no more, archived."""
    there = {(row.service_id, row.customer_id): row for row in _current_effects(event, by)}
    drafts = []
    said = {"minutes": reach.minutes, "effect": reach.effect}
    for service, customer in reach.pairs():
        row = there.pop((service.pk, customer.pk if customer else None), None)
        key = {"event": event, "service": service, "customer": customer}
        drafts.append(
            Draft(EventEffect, said, row.uid, row.version) if row
            else Draft(EventEffect, {**key, **said})
        )  # fmt: skip
    gone = [
        Draft(EventEffect, {"archived_at": clock.now()}, row.uid, row.version, Act.ARCHIVE)
        for row in there.values()
    ]
    return [*drafts, *gone]


# --- Asked by pages, reports and bundles --------------------------------------------------


def of_services(keys: Collection[int]) -> Q:
    """Events that affected one of these services."""
    return Q(pk__in=_standing().filter(service__in=keys).values("event"))


def of_customers(keys: Collection[int]) -> Q:
    """Events that affected one of these customers, by name or as receivers of a service."""
    return Q(pk__in=_standing().filter(effects_on(keys)).values("event"))


def _standing() -> Any:
    return EventEffect._base_manager.filter(archived_at=None)


def in_period(period: TimePeriod) -> Q:
    """Events that went on in a period."""
    start, end = period.instants()
    return Q(began_at__lt=end) & (Q(ended_at__gte=start) | Q(ended_at=None, began_at__gte=start))


def missed_then(event: Event) -> Q:
    """Breaches of targets of the affected services in the periods in which the event began."""
    affected = _standing().filter(event=event.pk).values("service")
    then = Q()
    for kind in PeriodKind:
        then |= Q(target__period=kind, starts_on=period_on(kind, event.day).first)
    return Q(target__sla__service__in=affected) & then
