"""What waits for somebody in a relationship: questions, answers, decisions and words that are late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from core.choices import Role
from core.models import Action, Person, User
from relationships.choices import ConcernState, CustomerStatus, OpportunityState
from relationships.models import Communication, Customer, CustomerGroup

#: Customers that somebody looks after.
SERVED = Q(status__in=(CustomerStatus.ACTIVE, CustomerStatus.ENDING))
UNDECIDED = Q(state__in=(OpportunityState.IDEA, OpportunityState.ASSESSED))
UNANSWERED = Q(answered_on=None)
OPEN = ~Q(state=ConcernState.CLOSED)


def request_overdue(day: date) -> Q:
    """Requests for a representative whose answer is late; without a day wanted, after a month."""
    return UNANSWERED & (Q(due__lt=day) | Q(due=None, asked_on__lt=day - timedelta(days=30)))


def opportunity_overdue(day: date) -> Q:
    """Undecided opportunities that the customer wanted by now, or that were raised too long ago."""
    longest = timedelta(days=settings.OPPORTUNITY_DECISION_DAYS)
    return UNDECIDED & (Q(wanted_by__lt=day) | Q(raised_on__lt=day - longest))


def feedback_overdue(day: date) -> Q:
    """Feedback that nobody answered in time."""
    return UNANSWERED & Q(received_on__lt=day - timedelta(days=settings.FEEDBACK_ANSWER_DAYS))


def concern_overdue(day: date) -> Q:
    """Risks and issues that are still open after their day."""
    return OPEN & Q(due__lt=day)


def spoken_with(since: date) -> Q:
    """Customers with whom somebody spoke on that day or later."""
    talks = Communication._base_manager.filter(archived_at=None, held_on__gte=since)
    return Q(pk__in=talks.values("subject"))


def silent(day: date) -> Q:
    """Customers with whom nobody spoke for longer than CONTACT_SILENCE_DAYS."""
    return ~spoken_with(day - timedelta(days=settings.CONTACT_SILENCE_DAYS))


def last_talks(first: date, last: date) -> QuerySet[Any, Any]:
    """Customers, by key, whose last communication fell into these days, with that day."""
    talks = Communication._base_manager.filter(archived_at=None).order_by()
    latest = talks.values("subject").annotate(latest=Max("held_on"))
    return latest.filter(latest__range=(first, last)).values_list("subject", "latest")


def without_action() -> Q:
    """Communications from which something follows that is no action."""
    actions = Action._base_manager.filter(archived_at=None, subject=OuterRef("pk"))
    talks = Communication._base_manager.exclude(follow_up="").exclude(Exists(actions))
    return Q(pk__in=talks.values("pk"))


def with_late_action() -> Q:
    """Communications whose follow-up is overdue."""
    late = Action.objects.unscoped("a condition that narrows rows in scope").overdue()
    return Q(pk__in=late.values("subject"))


def address_of(person: Person | None) -> list[str]:
    """Where somebody who is still there is written to; empty where that is impossible."""
    return [person.email] if person and person.email and person.archived_at is None else []


def keepers(customer: Customer | CustomerGroup) -> list[str]:
    """The relationship manager's address, else those of the service managers."""
    return address_of(customer.manager) or service_managers()


def service_managers() -> list[str]:
    """The addresses of the service managers."""
    users = User.objects.unscoped("reminders go to whoever is responsible")
    return sorted(user.email for user in users.with_role(Role.SERVICE_MANAGER))
