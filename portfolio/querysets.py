"""Questions about subscriptions and about who represents the customer in them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from core.querysets import RegisterQuerySet
from relationships.choices import Authority


def holds_on(day: date, begins: str, ends: str) -> Q:
    """Rows whose period holds on ``day``; an open end holds for ever."""
    return (Q(**{begins: None}) | Q(**{f"{begins}__lte": day})) & (
        Q(**{ends: None}) | Q(**{f"{ends}__gte": day})
    )


class SubscriptionQuerySet(RegisterQuerySet):
    """Questions about subscriptions."""

    def on(self, day: date) -> SubscriptionQuerySet:
        """Subscriptions that hold on a day."""
        return self.current().filter(holds_on(day, "starts_on", "ends_on"))


class CoverageQuerySet(RegisterQuerySet):
    """Questions about coverage."""

    def on(self, day: date) -> CoverageQuerySet:
        """Coverage that holds on a day, of an appointment that holds on it too."""
        appointment = "representative__appointed_"
        return self.current().filter(
            holds_on(day, "covers_from", "covers_until"),
            holds_on(day, f"{appointment}from", f"{appointment}until"),
            representative__archived_at=None,
        )

    def with_authority(self, authority: Authority) -> CoverageQuerySet:
        """Coverage of representatives who may do this."""
        return self.filter(**{f"representative__{authority.value}": True})
