"""How rows of a supplier register become suppliers and their agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Side
from core.exchange.book import Book
from core.exchange.entries import Entry
from core.exchange.plans import Extra, Plan, Words, plan_for
from core.models import RegisterModel
from suppliers.choices import AgreementKind, AgreementState
from suppliers.models import OPERATED, PARTIES, Agreement, Involvement, Supplier, Supply

LEVELS = {
    "moderate": "medium",
    "mid": "medium",
    "hoch": "high",
    "mittel": "medium",
    "niedrig": "low",
}
#: How a contract reference begins, and what kind of agreement it then is.
KINDS = (
    ("msa", AgreementKind.MSA),
    ("sla", AgreementKind.SLA),
    ("ola", AgreementKind.OLA),
    ("po", AgreementKind.PURCHASE_ORDER),
)


@plan_for(Supplier)
class SupplierPlan(Plan):
    """A row is a supplier; it may also name a contract and what is measured."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("supplier id", "supplier number", "vendor id", "id"),
        "name": ("supplier", "supplier name", "vendor", "company name", "company"),
        "kind": ("type", "supplier type"),
        "services_provided": ("services", "service", "scope of supply", "what"),
        "manager": ("owner", "vendor manager", "responsible"),
        "contact": ("contact name", "contact person", "account manager"),
        "escalation": ("escalation contact", "escalation"),
        "review_frequency": ("review cadence", "review interval", "reviews", "review"),
        "risk_level": ("risk", "risk rating"),
        "notes": ("remark", "remarks", "comment", "comments"),
    }
    words: ClassVar[Words] = {
        "review_frequency": {
            "every month": "monthly", "every quarter": "quarterly", "half yearly": "semiannual",
            "semi annually": "semiannual", "biannual": "semiannual", "twice a year": "semiannual",
            "yearly": "annual", "annually": "annual", "every year": "annual",
        },
        "criticality": LEVELS,
        "risk_level": LEVELS,
    }  # fmt: skip
    extras: ClassVar[Sequence[Extra]] = (
        Extra(
            "contract",
            gettext_lazy("Contract reference"),
            ("contract", "contract number", "contract id", "agreement", "agreement reference"),
            link=Agreement,
        ),
        Extra(
            "metric",
            gettext_lazy("Performance metric"),
            ("metric", "kpi", "target", "targets", "service level", "performance"),
        ),
    )

    def offer(self, model: type[RegisterModel], name: str, key: str) -> dict[str, Any]:
        """Their contact is one of them."""
        values = super().offer(model, name, key)
        return {**values, "side": Side.SUPPLIER} if key == "contact" else values

    def complete(self, entry: Entry, book: Book) -> None:
        """The agreement with its targets; targets without an agreement stay a remark of the preview."""
        reference, metric = entry.text("contract"), entry.text("metric")
        if not reference:
            if metric:
                message = _("“%(metric)s” has no agreement to stand in and is left out.")
                entry.notes.append(message % {"metric": metric})
            return
        supplier = entry.own.target if entry.own else None
        found = book.directory(Agreement).by_reference(reference)
        if found is None:
            given = {
                "supplier": supplier,
                "kind": kind_of(reference),
                "state": AgreementState.ACTIVE,
            }
            book.ensure(entry, Agreement, {"reference": reference}, {**given, "targets": metric})
            return
        agreement = book.directory(Agreement).row(found)
        if agreement.supplier_id != getattr(supplier, "pk", None):
            message = _("“%(reference)s” is an agreement with another supplier.")
            entry.faults.append((_("Contract reference"), message % {"reference": reference}))
            return
        entry.parts.append(book.part(Agreement, agreement, {"targets": metric} if metric else {}))


def kind_of(reference: str) -> Any:
    """The kind of agreement that its reference tells; a contract when it tells none."""
    start = reference.casefold()
    return next((kind for mark, kind in KINDS if start.startswith(mark)), AgreementKind.CONTRACT)


@plan_for(Agreement)
class AgreementPlan(Plan):
    """A row is an agreement with a supplier."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": (
            "contract reference", "contract number", "contract id", "agreement number", "workspace number",
            "permit number", "number",
        ),
        "supplier": ("supplier name", "vendor", "party", "company name"),
        "name": ("title", "subject"),
        "kind": ("type", "agreement type", "contract type"),
        "state": ("status",),
        "starts_on": ("start date", "contract date", "from", "valid from", "permit start date"),
        "ends_on": ("end date", "until", "valid until", "expires", "expiry", "permit end date"),
        "amount": ("contract amount", "amount", "contract value", "total"),
        "targets": ("performance metric", "metric"),
        "notes": ("reason", "remark", "remarks", "comment", "additional information"),
    }  # fmt: skip
    words: ClassVar[Words] = {
        "state": {
            "in force": "active",
            "signed": "active",
            "ended": "expired",
            "cancelled": "terminated",
        },
        "renewal": {"automatic": "tacit", "auto": "tacit", "auto renewal": "tacit"},
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = (("supplier", "name"),)


@plan_for(Supply)
class SupplyPlan(Plan):
    """A row says which supplier contributes to which service."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "service": ("service name",),
        "supplier": ("supplier name", "vendor"),
        "agreement": ("contract reference", "contract"),
    }


@plan_for(Involvement)
class InvolvementPlan(Plan):
    """A row says who operates what: known by the party and what it operates."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "unit": ("internal group", "team", "department", "own unit"),
        "supplier": ("external party", "party", "vendor", "provider"),
        "contribution": ("role", "activity", "activities"),
        "controls": ("control", "controls applied", "governance"),
        "access": ("access", "access rights", "systems"),
        "agreed_on": ("date", "agreed"),
        "review_due": ("next review", "review"),
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = tuple(
        (party, operated) for party in PARTIES for operated in OPERATED
    )
