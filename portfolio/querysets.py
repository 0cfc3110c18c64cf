"""Questions about subscriptions and about who represents the customer in them."""

from __future__ import annotations

from datetime import date

from core.models.editions import EditionQuerySet
from core.querysets import RegisterQuerySet, in_term
from relationships.choices import Authority
from relationships.models import CustomerGroup


class SLAQuerySet(EditionQuerySet):
    """Questions about SLAs."""

    def shared(self, group: CustomerGroup) -> SLAQuerySet:
        """What a group agreed on as a group: all that its packs may show of SLAs, as nothing of it is one
        member's own.
        """
        return self.current().filter(group=group.pk, customer=None)


class SubscriptionQuerySet(RegisterQuerySet):
    """Questions about subscriptions."""

    def on(self, day: date) -> SubscriptionQuerySet:
        """Subscriptions that hold on a day."""
        return self.current().filter(in_term("starts_on", "ends_on", day))


class CoverageQuerySet(RegisterQuerySet):
    """Questions about coverage."""

    def on(self, day: date) -> CoverageQuerySet:
        """Coverage that holds on a day, of an appointment that holds on it too."""
        appointment = "representative__appointed_"
        return self.current().filter(
            in_term("covers_from", "covers_until", day),
            in_term(f"{appointment}from", f"{appointment}until", day),
            representative__archived_at=None,
        )

    def with_authority(self, authority: Authority) -> CoverageQuerySet:
        """Coverage of representatives who may do this."""
        return self.filter(**{f"representative__{authority.value}": True})
