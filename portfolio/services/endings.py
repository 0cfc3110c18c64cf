"""Authority and coverage that end while something still depends on them, and nobody follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.querysets import in_term
from portfolio.choices import SLAState
from portfolio.models import SLA, Coverage
from relationships.models import Customer, Representative
from relationships.services.waiting import SERVED

REASON = "a condition that narrows rows in scope, and reminders to whoever is responsible"


def authority_ending(first: date, last: date) -> QuerySet[Any]:
    """Representatives appointed until a day in this span, on whom something depends after it.

    That is a subscription they cover, an agreed SLA of their customer or group where they agree SLAs, or the
    customer's minutes where they approve them; unless somebody with the same authority is there for longer.
    """
    ending = Representative.objects.unscoped(REASON).current()
    ending = ending.filter(appointed_until__range=(first, last))
    return ending.filter(_covers() | _agrees() | _approves())


def coverage_ending(first: date, last: date) -> QuerySet[Any]:
    """Coverage until a day in this span of a subscription that goes on, with nobody to follow."""
    ending = Coverage.objects.unscoped(REASON).current()
    ending = ending.filter(covers_until__range=(first, last), subscription__archived_at=None)
    goes_on = _beyond("subscription__ends_on", F("covers_until"))
    others = _covering(OuterRef("subscription"), OuterRef("covers_until")).exclude(
        pk=OuterRef("pk")
    )
    return ending.filter(goes_on & ~Q(Exists(others)))


def _covers() -> Q:
    """They cover a subscription that goes on, which nobody else covers after their day."""
    end = OuterRef("appointed_until")
    mine = Coverage._base_manager.filter(archived_at=None, representative=OuterRef("pk"))
    mine = mine.filter(in_term("covers_from", "covers_until"), subscription__archived_at=None)
    goes_on = mine.filter(_beyond("subscription__ends_on", end), _beyond("covers_until", end, True))
    others = _covering(OuterRef("subscription"), OuterRef("representative__appointed_until"))
    alone = goes_on.exclude(Exists(others.exclude(representative=OuterRef("representative"))))
    return Q(Exists(alone))


def _agrees() -> Q:
    """They agree SLAs, one of their customer's goes on, and nobody else agrees SLAs after their day."""
    agreed = SLA._base_manager.filter(
        _beyond("effective_until", OuterRef("appointed_until")),
        archived_at=None, state=SLAState.AGREED,
    ).filter(_same_side())  # fmt: skip
    return Q(Exists(agreed), agrees_slas=True) & ~Q(Exists(_following(agrees_slas=True)))


def _approves() -> Q:
    """They approve the minutes of a customer we serve, and nobody else does after their day."""
    served = Customer._base_manager.filter(SERVED, pk=OuterRef("customer"), archived_at=None)
    return Q(Exists(served), approves_minutes=True) & ~Q(Exists(_following(approves_minutes=True)))


def _following(**authority: bool) -> QuerySet[Any]:
    """Others who have this authority for the customer after the day at hand."""
    others = Representative._base_manager.filter(_same_side(), archived_at=None, **authority)
    return others.filter(_beyond("appointed_until", OuterRef("appointed_until"))).exclude(
        pk=OuterRef("pk")
    )


def _same_side() -> Q:
    """Of the customer, or the group, of the representative at hand."""
    return Q(customer=OuterRef("customer")) | Q(group=OuterRef("group"))


def _covering(subscription: Any, day: Any) -> QuerySet[Any]:
    """Coverage of a subscription, and appointments behind it, that last longer than a day."""
    rows = Coverage._base_manager.filter(archived_at=None, subscription=subscription)
    last = _beyond("covers_until", day) & _beyond("representative__appointed_until", day)
    return rows.filter(last, representative__archived_at=None)


def _beyond(name: str, day: Any, or_on: bool = False) -> Q:
    """A term that lasts longer than a day, or at least till then."""
    return Q(**{name: None}) | Q(**{f"{name}__gte" if or_on else f"{name}__gt": day})
