"""Tiers that were words become records, once, through the write door."""

from __future__ import annotations

from typing import Any

from core import records
from core.access.principals import system
from core.choices import Origin
from core.records import Draft
from relationships.models import Customer, Tier

#: The words there were, with what their records begin with; the intervals are for people to set.
RECORDS = {
    "strategic": {"name": "Strategic", "rank": 1},
    "standard": {"name": "Standard", "rank": 2},
    "small": {"name": "Small", "rank": 3},
}
REASON = "Tiers are records from this release on; what a customer's tier was called is its tier."


def adopt(**_: Any) -> None:
    """After migrations: the customers whose tier is still a word get the record of that name.

    Harmless when repeated. History keeps the word, so that the past tells it (docs/ledger.md §4).
    """
    customers = list(Customer._base_manager.exclude(tier_word="").order_by("pk"))
    if not customers:
        return
    tiers: dict[str, Any] = {
        word: Tier._base_manager.filter(archived_at=None, name=values["name"]).first()
        or Draft(Tier, values)
        for word, values in RECORDS.items()
        if word in {customer.tier_word for customer in customers}
    }
    drafts = [tier for tier in tiers.values() if isinstance(tier, Draft)]
    for row in customers:
        values = {"tier": tiers[row.tier_word], "tier_word": ""}
        drafts.append(Draft(Customer, values, row.uid, row.version))
    records.apply(drafts, by=system("migrate"), origin=Origin.MIGRATION, reason=REASON)
