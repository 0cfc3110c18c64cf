"""How far a representative's authority reaches: up to which criticality, up to which charge a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q

from core.access.principals import Principal, today
from core.choices import Level
from core.querysets import in_term
from core.text import reader
from portfolio.choices import SLAState
from portfolio.models import SLA, Service, Subscription
from relationships.models import Representative

#: Criticality from the least to the most.
ORDER = list(Level)
#: What was agreed at some time.
ONCE_AGREED = (SLAState.AGREED, SLAState.SUPERSEDED, SLAState.EXPIRED, SLAState.TERMINATED)


class Beyond(StrEnum):
    """Which limit of an authority stands against it; nothing when none does."""

    NOTHING = ""
    CRITICALITY = "criticality"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Charge:
    """What an SLA costs a year; without an amount nobody said."""

    amount: Decimal | None = None
    currency: str = ""

    def __str__(self) -> str:
        if self.amount is None:
            return "–"
        return reader.money(self.amount, self.currency)


UNKNOWN = Charge()


def charge_of(sla: SLA) -> Charge:
    """What an SLA costs a year."""
    return Charge(sla.yearly_charge, sla.currency)


def limit_of(representative: Representative) -> Charge:
    """Up to what a representative may agree; without an amount, up to anything."""
    return Charge(representative.limit_amount, representative.limit_currency)


def beyond(representative: Representative, service: Service, charge: Charge) -> Beyond:
    """Which limit of the representative a service, or the charge agreed for it, is above.

    A charge in another currency than the limit is above it: nobody here reckons one into the other.
    """
    limit, criticality = representative.limit_criticality, service.criticality
    if limit and criticality and ORDER.index(Level(criticality)) > ORDER.index(Level(limit)):
        return Beyond.CRITICALITY
    most = limit_of(representative)
    if most.amount is None or charge.amount is None:
        return Beyond.NOTHING
    same = most.currency.upper() == charge.currency.upper()
    return Beyond.NOTHING if same and charge.amount <= most.amount else Beyond.AMOUNT


def charges(
    subscriptions: Sequence[Subscription], *, day: date, by: Principal
) -> dict[int, Charge]:
    """What the SLA of each subscription, by its key, costs; in one query.

    It is the one that is being negotiated, or, asked about an earlier day, the one in force on it.
    """
    pairs = {(each.service_id, each.customer_id): each.pk for each in subscriptions}
    held = Q(in_term("effective_from", "effective_until", day), state__in=ONCE_AGREED)
    held &= Q(in_force_until=None) | Q(in_force_until__gte=day)
    rows = SLA.objects.for_user(by).current().filter(held | Q(state=SLAState.NEGOTIATING))
    rows = rows.filter(service__in={pair[0] for pair in pairs},
                       customer__in={pair[1] for pair in pairs})  # fmt: skip
    wanted = [row for row in rows if (row.service_id, row.customer_id) in pairs]
    first = day >= today()
    wanted.sort(key=lambda row: ((row.state == SLAState.NEGOTIATING) == first, row.edition, row.pk))
    return {pairs[row.service_id, row.customer_id]: charge_of(row) for row in wanted}
