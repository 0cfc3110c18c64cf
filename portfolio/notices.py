"""What services and those who represent customers in them tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from core import clock
from core.choices import Channel, Role
from core.models import User
from core.registries import notices
from core.registries.notices import Notice, notice_rule
from core.text.reader import day as day_of
from portfolio.choices import DELIVERED, BreachState, ContestState, SLAState
from portfolio.models import (
    SLA,
    Breach,
    EventEffect,
    FigureContest,
    ServicePlan,
    Target,
    Workload,
)
from portfolio.services import catalogue, endings, shortfalls
from relationships.services.waiting import address_of, keepers, service_managers

REASON = "reminders go to whoever is responsible"


@notice_rule(
    "authority-ending",
    label=gettext_lazy("An authority or a coverage ends while something depends on it"),
    channel=Channel.DIGEST,
    roles=frozenset({Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}),
)
def authority_ending(today: date) -> Iterator[Notice]:
    """To who looks after the customer, once per stage (AUTHORITY_NOTICE_DAYS)."""
    last = today + timedelta(days=max(settings.AUTHORITY_NOTICE_DAYS))
    people = endings.authority_ending(today, last).select_related(
        "record", "customer__manager", "group__manager"
    )
    sentence = gettext_noop("The authority of %(title)s ends on %(day)s, and nobody follows")
    ending = ((row, row.appointed_until, row.customer or row.group) for row in people)
    yield from _staged(ending, today, sentence)
    links = ("record", "subscription__customer__manager")
    coverage = endings.coverage_ending(today, last).select_related(*links)
    sentence = gettext_noop("The coverage %(title)s ends on %(day)s, and nobody follows")
    ended = ((row, row.covers_until, row.subscription.customer) for row in coverage)
    yield from _staged(ended, today, sentence)


def _staged(
    ending: Iterable[tuple[Any, date, Any]], today: date, sentence: str
) -> Iterator[Notice]:
    for row, day, customer in ending:
        stage = notices.stage((day - today).days, settings.AUTHORITY_NOTICE_DAYS)
        for recipient in keepers(customer):
            yield notices.about(
                row, day=day, stage=str(stage), recipient=recipient, sentence=sentence
            )


#: Who is told about levels: the owner of the service, else the service level managers.
LEVEL_ROLES = frozenset({Role.SERVICE_LEVEL_MANAGER, Role.SERVICE_OWNER, Role.SERVICE_MANAGER})
LATE_BREACH = timedelta(days=14)


@notice_rule(
    "breach-unexplained",
    label=gettext_lazy("A target was missed, and cause or improvement is not known"),
    channel=Channel.DIGEST,
    roles=LEVEL_ROLES,
)
def breaches_to_explain(today: date) -> Iterator[Notice]:
    """Once when it is opened, and again when it still lacks cause or action two weeks later."""
    rows = Breach.objects.unscoped("reminders go to whoever is responsible").current()
    rows = rows.exclude(state=BreachState.WITHDRAWN)
    rows = rows.filter(Q(cause="") | shortfalls.without_action())
    sentence = gettext_noop("Say why this target was missed, and what is done about it: %(title)s")
    for breach in rows.select_related("record", "target__sla__service__owner"):
        opened = clock.local(breach.history.earliest("version").valid_from).date()
        late = "late" if today - opened > LATE_BREACH else "new"
        yield from _to_keepers(breach, breach.target.sla, opened, late, sentence)


@notice_rule(
    "figure-contested",
    label=gettext_lazy("Somebody contests a measured figure"),
    roles=LEVEL_ROLES,
)
def contests_to_settle(today: date) -> Iterator[Notice]:
    """Once when it is contested, and again when it is not settled two weeks later."""
    rows = FigureContest.objects.unscoped(REASON).current().filter(state=ContestState.OPEN)
    sentence = gettext_noop("This figure is contested, settle it: %(title)s")
    for contest in rows.select_related("record", "target__sla__service__owner"):
        opened = clock.local(contest.history.earliest("version").valid_from).date()
        late = "late" if today - opened > LATE_BREACH else "new"
        yield from _to_keepers(contest, contest.target.sla, opened, late, sentence)


@notice_rule(
    "level-unmeasured",
    label=gettext_lazy("A period of an agreed target is over, and nothing was measured"),
    channel=Channel.DIGEST,
    roles=LEVEL_ROLES,
)
def targets_to_measure(today: date) -> Iterator[Notice]:
    """Once a month for each target without data."""
    rows = Target.objects.unscoped("reminders go to whoever is responsible").current()
    rows = rows.filter(shortfalls.HELD & shortfalls.unmeasured(today))
    sentence = gettext_noop("Measurements are missing: %(title)s")
    for target in rows.select_related("record", "sla__service__owner"):
        yield from _to_keepers(target, target.sla, today.replace(day=1), "", sentence)


@notice_rule(
    "workload-alarm",
    label=gettext_lazy("A workload comes near its limit"),
    channel=Channel.DIGEST,
    roles=LEVEL_ROLES,
)
def workloads_near_their_limit(today: date) -> Iterator[Notice]:
    """Once a month for each workload that reached its alarm."""
    rows = Workload.objects.unscoped("reminders go to whoever is responsible").current()
    rows = rows.filter(shortfalls.HELD & shortfalls.alarmed(today))
    sentence = gettext_noop("This workload has reached its alarm: %(title)s")
    for workload in rows.select_related("record", "sla__service__owner"):
        yield from _to_keepers(workload, workload.sla, today.replace(day=1), "", sentence)


def _to_keepers(row: Any, sla: Any, day: date, stage: str, sentence: str) -> Iterator[Notice]:
    for recipient in _keepers(sla.service.owner):
        yield notices.about(row, day=day, stage=stage, recipient=recipient, sentence=sentence)


def _keepers(owner: Any) -> list[str]:
    if owner is not None and owner.email and owner.archived_at is None:
        return [owner.email]
    users = User.objects.unscoped("reminders go to whoever is responsible")
    return sorted(user.email for user in users.with_role(Role.SERVICE_LEVEL_MANAGER))


@notice_rule(
    "sla-ending",
    label=gettext_lazy("An SLA ends or is to be reviewed"),
    channel=Channel.DIGEST,
    roles=frozenset({Role.SERVICE_OWNER, Role.SERVICE_LEVEL_MANAGER, Role.SERVICE_MANAGER}),
)
def slas_ending(today: date) -> Iterator[Notice]:
    """To the owner of the service, once per stage (AGREEMENT_NOTICE_DAYS), ahead of the day."""
    last = today + timedelta(days=max(settings.AGREEMENT_NOTICE_DAYS))
    agreed = SLA.objects.unscoped(REASON).current().filter(state=SLAState.AGREED)
    links = ("record", "service__owner")
    ending = agreed.filter(effective_until__range=(today, last), in_force_until=None)
    sentence = gettext_noop("The SLA %(title)s ends on %(day)s")
    yield from _told_ahead(ending.select_related(*links), "effective_until", today, sentence)
    review = agreed.filter(review_due__range=(today, last))
    sentence = gettext_noop("The SLA %(title)s is to be reviewed by %(day)s")
    yield from _told_ahead(review.select_related(*links), "review_due", today, sentence)


@notice_rule(
    "service-plan-due",
    label=gettext_lazy("A plan of a service is to be tested or reviewed"),
    channel=Channel.DIGEST,
    roles=frozenset({Role.SERVICE_OWNER, Role.SERVICE_LEVEL_MANAGER, Role.SERVICE_MANAGER}),
)
def plans_due(today: date) -> Iterator[Notice]:
    """To who keeps the plan, else the service; once per stage (AGREEMENT_NOTICE_DAYS), ahead of it."""
    last = today + timedelta(days=max(settings.AGREEMENT_NOTICE_DAYS))
    plans = ServicePlan.objects.unscoped(REASON).current().filter(service__status__in=DELIVERED)
    plans = plans.select_related("record", "owner", "service__owner")
    for name, sentence in (
        ("next_test", gettext_noop("The plan “%(title)s” is to be tested by %(day)s")),
        ("next_review", gettext_noop("The plan “%(title)s” is to be reviewed by %(day)s")),
    ):
        rows = plans.filter(**{f"{name}__range": (today, last)})
        yield from _told_ahead(rows, name, today, sentence)


def _told_ahead(rows: Iterable[Any], name: str, today: date, sentence: str) -> Iterator[Notice]:
    """To the record's own owner when it has one, else that of its service, else service managers."""
    for row in rows:
        day = getattr(row, name)
        stage = notices.stage((day - today).days, settings.AGREEMENT_NOTICE_DAYS)
        own = address_of(getattr(row, "owner", None)) or address_of(row.service.owner)
        for recipient in own or service_managers():
            yield notices.about(
                row, day=day, stage=f"{name} {stage}", recipient=recipient, sentence=sentence
            )


@notice_rule(
    "catalogue-access-ending",
    label=gettext_lazy("An access to the catalogue ends"),
    roles=frozenset({Role.CATALOGUE_READER, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}),
)
def accesses_ending(today: date) -> Iterator[Notice]:
    """To who reads and to who gave it, once per stage (AUTHORITY_NOTICE_DAYS), unless another goes on."""
    last = today + timedelta(days=max(settings.AUTHORITY_NOTICE_DAYS))
    rows = catalogue.accesses_ending(today, last)
    links = ("record", "person", "customer__manager", "group__manager")
    for row in rows.select_related(*links).order_by("reads_until", "pk"):
        day = row.reads_until
        stage = str(notices.stage((day - today).days, settings.AUTHORITY_NOTICE_DAYS))
        reader, reads = catalogue.account_of(row.person)
        if not reads or reader is None:
            continue
        yield _to_reader(row, reader, stage)
        for recipient in _givers(row):
            yield notices.about(
                row, day=day, stage=stage, recipient=recipient,
                sentence=gettext_noop("The access to the catalogue of %(title)s ends on %(day)s"),
            )  # fmt: skip


def _to_reader(row: Any, reader: User, stage: str) -> Notice:
    """Who reads a catalogue opens no record: the notice leads there, and names none."""
    url = reverse("catalogue")
    with notices.speaking_to(reader.email):
        sentence = gettext("You can read the catalogue until %(day)s.")
        subject = sentence % {"day": day_of(row.reads_until)}
        ask = gettext("If you need it longer, ask whoever looks after you.")
    return Notice(
        record=None, about=str(row.uid), day=row.reads_until, stage=stage, recipient=reader.email,
        subject=subject, body=f"{subject} {ask}\n\n{settings.BASE_URL}{url}\n", url=url,
    )  # fmt: skip


def _givers(row: Any) -> list[str]:
    """Who gave it, while they are there; else who looks after the customer or the group."""
    users = User.objects.unscoped(REASON).filter(uid=row.history.get(version=1).history_user_id)
    found = [user.email for user in users if user.has_access()]
    return found or keepers(row.customer or row.group)


#: What began longer ago is no news.
NEWS = timedelta(days=7)


@notice_rule(
    "significant-event",
    label=gettext_lazy("A significant event affected a service or a customer"),
    roles=LEVEL_ROLES | {Role.RELATIONSHIP_MANAGER},
)
def significant_events(today: date) -> Iterator[Notice]:
    """Once for each event to the owners of the services and to who looks after named customers."""
    since = clock.aware(datetime.combine(today - NEWS, time()))
    rows = EventEffect.objects.unscoped(REASON).current().filter(event__began_at__gte=since)
    links = ("event__record", "service__owner", "customer__manager")
    told = set()
    for row in rows.filter(event__archived_at=None).select_related(*links).order_by("pk"):
        customers = keepers(row.customer) if row.customer else []
        for recipient in [*_keepers(row.service.owner), *customers]:
            if (row.event_id, recipient) not in told:
                told.add((row.event_id, recipient))
                yield notices.about(
                    row.event, day=row.event.day, stage="", recipient=recipient,
                    sentence=gettext_noop("Significant event since %(day)s: %(title)s"),
                )  # fmt: skip
