"""What the registers of relationships tell: who was asked, who waits, what nobody decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, gettext_noop

from core.choices import Channel, Role
from core.registries import notices
from core.registries.notices import Notice, notice_rule
from relationships.choices import ManagerRole
from relationships.models import (
    AppointmentRequest,
    Assignment,
    Concern,
    Customer,
    Feedback,
    Opportunity,
)
from relationships.services import waiting
from relationships.services.waiting import SERVED, address_of, keepers

KEEPERS = frozenset({Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER})
#: What passed longer ago is no news.
RECENT = timedelta(days=30)
#: So long after the day for an answer a request goes further up.
PATIENCE = timedelta(days=14)
#: So many days before a customer changes hands people are told.
AHEAD = (30, 7)
REASON = "reminders go to whoever is responsible"


@notice_rule(
    "appointment-request",
    label=gettext_lazy("A request for a representative is not answered"),
    roles=KEEPERS,
)
def requests_unanswered(today: date) -> Iterator[Notice]:
    """Once to the relationship manager when the day has passed, two weeks later to whom it escalates."""
    for row in _current(AppointmentRequest, waiting.request_overdue(today)):
        day = row.due or row.asked_on + timedelta(days=30)
        if day < today - RECENT:
            continue
        sentence = gettext_noop("No answer by %(day)s on who represents %(customer)s: %(title)s")
        stages = [("due", keepers(row.customer))]
        if day < today - PATIENCE:
            above = address_of(row.escalated_to) or waiting.service_managers()
            stages.append(("escalated", above))
        for stage, recipients in stages:
            for recipient in recipients:
                yield notices.about(
                    row, day=day, stage=stage, recipient=recipient, sentence=sentence,
                    customer=row.customer.title,
                )  # fmt: skip


@notice_rule(
    "concern-overdue",
    label=gettext_lazy("A risk or issue of a relationship is overdue"),
    channel=Channel.DIGEST,
)
def concerns_overdue(today: date) -> Iterator[Notice]:
    """To the owner, else to who looks after the customer; once for each day set."""
    sentence = gettext_noop("Open since %(day)s: %(title)s")
    yield from _late(Concern, waiting.concern_overdue(today), today, lambda row: row.due, sentence)


@notice_rule(
    "opportunity-undecided",
    label=gettext_lazy("An opportunity waits for its decision"),
    channel=Channel.DIGEST,
)
def opportunities_undecided(today: date) -> Iterator[Notice]:
    """To the owner, else to who looks after the customer."""
    sentence = gettext_noop("To be decided by %(day)s: %(title)s")
    late = waiting.opportunity_overdue(today)
    yield from _late(Opportunity, late, today, _decision_day, sentence)


@notice_rule(
    "feedback-unanswered",
    label=gettext_lazy("Feedback of a customer is not answered"),
    channel=Channel.DIGEST,
    roles=KEEPERS,
)
def feedback_unanswered(today: date) -> Iterator[Notice]:
    """To who looks after the customer."""
    sentence = gettext_noop("To be answered by %(day)s: %(title)s")
    yield from _late(Feedback, waiting.feedback_overdue(today), today, _answer_day, sentence)


@notice_rule(
    "customer-silence",
    label=gettext_lazy("Nobody has spoken with a customer for long"),
    channel=Channel.DIGEST,
    roles=KEEPERS,
)
def customers_in_silence(today: date) -> Iterator[Notice]:
    """To who looks after the customer, on the day when it has become too long."""
    longest = timedelta(days=settings.CONTACT_SILENCE_DAYS)
    end = today - longest
    last = dict(waiting.last_talks(end - RECENT, end - timedelta(days=1)))
    sentence = gettext_noop("Nobody has spoken with %(title)s since %(day)s")
    for row in _current(Customer, SERVED & Q(pk__in=last)):
        for recipient in keepers(row):
            yield notices.about(
                row, day=last[row.pk], stage="silence", recipient=recipient, sentence=sentence
            )


@notice_rule(
    "manager-leaving",
    label=gettext_lazy("A customer changes hands, or loses its relationship manager"),
    roles=KEEPERS,
)
def managers_leaving(today: date) -> Iterator[Notice]:
    """A month and a week ahead: to the manager and whoever takes over, else to the service managers."""
    last = today + timedelta(days=max(AHEAD))
    ends = Q(held_until__range=(today, last), person=F("customer__manager"))
    planned = Q(held_from__gt=today, held_from__lte=last)
    rows = _current(Assignment, Q(ends | planned, role=ManagerRole.MANAGER))
    rows = list(rows.select_related("record", "person", "customer__manager"))
    followed = {row.customer_id for row in rows if row.is_planned}
    for row in rows:
        told = address_of(row.customer.manager)
        if row.is_planned:
            told, when = [*told, *address_of(row.person)], row.held_from
            sentence = gettext_noop("%(person)s takes over %(customer)s on %(day)s")
        elif row.customer_id in followed:
            continue
        else:
            told, when = [*told, *waiting.service_managers()], row.held_until
            sentence = gettext_noop(
                "%(person)s looks after %(customer)s until %(day)s, and nobody follows"
            )
        stage = str(notices.stage((when - today).days, AHEAD))
        for recipient in dict.fromkeys(told):
            yield notices.about(
                row, day=when, stage=stage, recipient=recipient, sentence=sentence,
                person=row.person.title, customer=row.customer.title,
            )  # fmt: skip


def _current(model: Any, condition: Q) -> Any:
    links = [name for name in ("customer__manager", "manager", "owner", "escalated_to")
             if name.split("__")[0] in {field.name for field in model._meta.fields}]  # fmt: skip
    rows = model.objects.unscoped(REASON).current().filter(condition)
    return rows.select_related("record", *links)


def _late(
    model: Any, condition: Q, today: date, day_of: Callable[[Any], date], sentence: str
) -> Iterator[Notice]:
    for row in _current(model, condition):
        day = day_of(row)
        if day < today - RECENT:
            continue
        for recipient in address_of(getattr(row, "owner", None)) or keepers(row.customer):
            yield notices.about(row, day=day, stage="late", recipient=recipient, sentence=sentence)


def _decision_day(row: Opportunity) -> date:
    longest = timedelta(days=settings.OPPORTUNITY_DECISION_DAYS)
    days = [row.wanted_by, row.raised_on and row.raised_on + longest]
    return min(day for day in days if day)


def _answer_day(row: Feedback) -> date:
    day: date = row.received_on + timedelta(days=settings.FEEDBACK_ANSWER_DAYS)
    return day
