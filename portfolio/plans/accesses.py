"""How rows of a list of readers become accesses to the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from core.exchange.plans import Plan, plan_for
from portfolio.models import CatalogueAccess


@plan_for(CatalogueAccess)
class CatalogueAccessPlan(Plan):
    """A row is a person's access: known by the person and whose catalogue is read."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "person": ("reader", "user", "name", "mail", "email"),
        "customer": ("client", "organisation", "organization", "company"),
        "group": ("segment",),
        "party": ("stakeholder", "partner", "regulator"),
        "reads_from": ("since", "start", "valid from"),
        "reads_until": ("to", "end", "valid until", "expires"),
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = (
        ("person", "customer"), ("person", "group"), ("person", "party"),
    )  # fmt: skip
