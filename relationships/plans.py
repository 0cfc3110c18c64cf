"""How rows become customers, contacts and representatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from core.choices import Side
from core.exchange.plans import Plan, Words, plan_for
from core.models import RegisterModel
from relationships.models import (
    Communication,
    Contact,
    Customer,
    InterestedParty,
    Need,
    Opportunity,
    Representative,
)


@plan_for(Customer)
class CustomerPlan(Plan):
    """A row is a customer."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("customer id", "customer number", "id"),
        "name": ("customer", "customer name", "company", "company name", "client"),
        "organisation": ("organization", "company group"),
        "manager": ("brm", "business relationship manager", "account manager", "owner"),
        "notes": ("remark", "remarks", "comment", "comments"),
    }
    words: ClassVar[Words] = {
        "status": {"historical": "ended", "former": "ended", "inactive": "ended", "live": "active"},
    }


@plan_for(Contact)
class ContactPlan(Plan):
    """A row is a person and what they are responsible for."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "customer": ("company name", "customer name", "company"),
        "person": ("contact name", "contact", "name"),
        "responsibility": ("contact title", "role", "function"),
    }


@plan_for(Representative)
class RepresentativePlan(Plan):
    """A row is a person who may speak for a customer."""

    natural: ClassVar[Sequence[tuple[str, ...]]] = (("customer", "person", "role"),)

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "customer": ("company name", "customer name", "company"),
        "person": ("contact name", "representative", "representative name", "name"),
        "role": ("contact title", "title", "function", "position"),
        "agrees_slas": ("signs slas", "may sign slas", "sla authority"),
        "agrees_requirements": ("signs requirements", "requirements authority"),
        "approves_minutes": ("signs minutes", "minutes authority"),
        "authority_limit": ("authority", "limit", "scope of authority"),
        "appointed_from": ("valid from", "start", "appointed"),
        "appointed_until": ("valid to", "valid until", "end", "expires"),
        "proof": ("proof of appointment", "evidence", "document"),
    }

    def offer(self, model: type[RegisterModel], name: str, key: str) -> dict[str, Any]:
        """Who represents a customer is one of theirs."""
        values = super().offer(model, name, key)
        return {**values, "side": Side.CUSTOMER} if key == "person" else values


@plan_for(Communication)
class CommunicationPlan(Plan):
    """A row is one contact with a customer."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "subject": ("customer", "company", "client", "account"),
        "held_on": ("date", "day", "when"),
        "kind": ("channel", "type", "medium"),
        "name": ("subject", "topic", "title"),
        "details": ("summary", "notes", "what was said"),
        "others": ("participants", "attendees", "present"),
        "follow_up": ("follow-up", "next steps", "action"),
    }


@plan_for(Opportunity)
class OpportunityPlan(Plan):
    """A row is an opportunity."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "customer": ("company", "client", "account", "customer name"),
        "name": ("opportunity", "title", "topic"),
        "state": ("status", "stage", "phase"),
        "worth": ("value", "amount", "volume"),
        "wanted_by": ("needed by", "expected", "close date"),
    }


@plan_for(InterestedParty)
class PartyPlan(Plan):
    """A row is a group of people, or an organisation, with an interest in a customer's services."""

    natural: ClassVar[Sequence[tuple[str, ...]]] = (("customer", "name"),)

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "customer": ("company", "client", "account", "customer name"),
        "name": ("interested party", "stakeholder", "party", "user group"),
        "kind": ("type", "category"),
        "people": ("number", "users", "number of users", "headcount"),
        "concerned_with": ("interest", "concern", "needs", "expectations"),
        "influence": ("power",),
        "speaker": ("contact", "contact person"),
    }


@plan_for(Need)
class NeedPlan(Plan):
    """A row is one need or expectation."""

    natural: ClassVar[Sequence[tuple[str, ...]]] = (("customer", "statement"),)

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "customer": ("company", "client", "account", "customer name"),
        "statement": ("need", "expectation", "requirement", "name", "title"),
        "party": ("stakeholder", "user group"),
        "kind": ("type",),
        "priority": ("importance", "rank", "prio"),
        "source": ("origin", "channel"),
        "since": ("date", "told on", "raised on"),
        "owner": ("responsible",),
        "state": ("status",),
        "answer": ("response", "how it is met", "solution"),
    }
