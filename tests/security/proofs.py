"""What requirements.md gives each persona, and a world in which every word says whose it is.

The tables are written from the requirements ("Who uses it"), not from the code: who sees which
registers, and which fields nobody outside the organisation may read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from core.access.principals import Principal, today
from core.choices import Role
from core.models import Record
from tests import factories, personas
from tests.contract.ground import OTHER, OWN, sides
from tests.contract.hidden import unpacked
from tests.contract.registered import contracts
from tests.personas import Cast, cast

#: A word of a record: whose, of which register, which field.
WORD = re.compile(r"(qaown|qaother)\.([a-z-]+)\.-([a-z_]+)")
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

#: "All registers", and the auditor "reads everything".
ORGANISATION = (
    "administrator", "service_manager", "service_level_manager", "service_owner",
    "relationship_manager", "other_manager", "supplier_manager", "auditor",
)  # fmt: skip
#: "Everything but user administration"; the auditor reads everything.
READS_USERS = ("administrator", "auditor")
#: "Only the own customer", for as long as they represent it.
REPRESENTATIVES = {"representative": OWN, "stranger": OTHER}
#: People who sign in and have nobody to speak for, today.
NOBODYS = ("former", "coming", "outsider")
#: Access has ended, or never was.
GONE = ("expired_auditor", "deactivated", "anonymous")

#: What a representative has to do with, and where the requirements say so.
CUSTOMERS_SEE = {
    "customers": "C1, the own customer",
    "interested-parties": "C1, its users and interested parties",
    "needs": "C1, needs, expectations and priorities",
    "fulfilments": "C1, what is done about its needs",
    "events": "P10, with customers affected",
    "event-effects": "P10, with customers affected",
    "contacts": "C2, responsibilities on both sides",
    "representatives": "C3",
    "customer-groups": "C11, the group that the customer belongs to",
    "group-members": "C11, the own membership",
    "channels": "C4, the agreed channels",
    "complaint-definitions": "C8, agreed with each customer",
    "escalation-levels": "C8, complaints and their escalation",
    "services": "P5, those received",
    "subscriptions": "C1, services consumed",
    "coverage": "C3, which services",
    "customer-catalogues": "P5, what it reads and agrees to",
    "catalogue-accesses": "P5, who else of its people reads it",
    "requirements": "P7, approved by the representative",
    "slas": "P8, own SLAs to agree",
    "targets": "P8",
    "workloads": "P8",
    "breaches": "P9, told to the customer",
    "report-definitions": "P11, agreed with whom",
    "service-reports": "P11, distributed",
}
#: What the organisation keeps to itself, and whom it buys from.
STAFF_ONLY = frozenset(
    [
        "persons",
        "users",
        "actions",
        "calendars",
        "holidays",
        "documents",
        "document-links",
        "checklist-templates",
        "template-steps",
        "checklist-steps",
        "confirmation-intervals",
        "tiers",
        "appointment-requests",
        "communications",
        "participants",
        "concerns",
        "feedback",
        "assignments",
        "opportunities",
        "catalogue-entries",
        "catalogue-readers",
        "components",
        "dependencies",
        "transition-plans",
        "service-plans",
        "service-costs",
        "suppliers",
        "agreements",
        "supplies",
    ]
)
#: "Never portfolio-only fields", nor what the provider keeps to itself about a customer.
NEVER_OUTSIDE = {
    "services": {"profitability", "strategic_intent", "criticality_reason", "outsourced_to"},
    "customers": {"contract_facts", "billing_facts", "opportunities"},
    "customer-groups": {"rationale"},
    "interested-parties": {"importance", "influence"},
    "events": {"source", "external_id"},
    "report-definitions": {"recipients"},
}
#: Its numbers bear no mark.
MONEY = ("987654", "987,654", "XTS")
NOTES = "notes"


@dataclass(frozen=True)
class Ours:
    """The world: ``rows[mark][register]`` is the marked row, ``owner`` knows every record by uid."""

    cast: Cast
    rows: dict[str, dict[str, Any]]
    owner: dict[str, tuple[str, str]]

    def principal(self, persona: str) -> Principal:
        """The persona as a principal."""
        return self.cast.principal(persona)

    def main(self, register: str) -> dict[str, str]:
        """The uid of the marked row of a register, by mark."""
        return {mark: str(rows[register].uid) for mark, rows in self.rows.items()}


def world() -> Ours:
    """The cast and some more, and for each side one marked row of every register."""
    made = cast()
    made.users["other_manager"] = personas.user("other_manager", Role.RELATIONSHIP_MANAGER)
    manager = made.users["other_manager"].person
    factories.change(made.other_customer, manager=manager)
    both = sides(made)
    _without_office(made)
    rows: dict[str, dict[str, Any]] = {}
    owner: dict[str, tuple[str, str]] = {}
    for side in both:
        known = set(Record.objects.values_list("pk", flat=True))
        rows[side.mark] = {
            each.model.register.name: each.make(
                replace(side, mark=f"{side.mark}.{each.model.register.name}.")
            )
            for each in contracts()
        }
        new = Record.objects.exclude(pk__in=known).values_list("uid", "type")
        owner |= {str(uid): (side.mark, type_) for uid, type_ in new}
        owner |= {str(row.uid): (side.mark, register) for register, row in rows[side.mark].items()}
    return Ours(made, rows, owner)


def _without_office(made: Cast) -> None:
    """Who represented the own customer until yesterday, who will from tomorrow on, and who reads but
    its catalogue.
    """
    terms = {
        "former": {"appointed_until": today() - timedelta(days=1)},
        "coming": {"appointed_from": today() + timedelta(days=1)},
    }
    for name, term in terms.items():
        made.users[name] = personas.user(name, Role.REPRESENTATIVE)
        factories.RepresentativeFactory(
            customer=made.customer, person=made.users[name].person, **term
        )
    reader = made.users["catalogue_reader"].person
    factories.CatalogueAccessFactory(customer=made.customer, person=reader)


# --- what the requirements give ---------------------------------------------------------------


def sees(persona: str, register: str) -> set[str]:
    """Whose rows of a register the persona sees, as marks."""
    if register == "users":
        return {OWN, OTHER} if persona in READS_USERS else set()
    if persona in ORGANISATION:
        return {OWN, OTHER}
    if persona in REPRESENTATIVES and for_customers(register):
        return {REPRESENTATIVES[persona]}
    return set()


def for_customers(register: str) -> bool:
    """Whether customers see the rows that concern them; of a register in neither list, by its contract."""
    if register in CUSTOMERS_SEE or register in STAFF_ONLY:
        return register in CUSTOMERS_SEE
    return any(c.customers_see for c in contracts() if c.model.register.name == register)


def may_read(persona: str, mark: str, register: str, field: str) -> bool:
    """Whether a word of a record may reach the persona anywhere."""
    if (register, field) == ("persons", "name"):
        # Who somebody is stands wherever a record names them.
        return persona in ORGANISATION or REPRESENTATIVES.get(persona) == mark
    if mark not in sees(persona, register):
        return False
    inside = persona in ORGANISATION
    return inside or (field != NOTES and field not in NEVER_OUTSIDE.get(register, ()))


def may_meet(persona: str, mark: str, register: str) -> bool:
    """Whether the uid of a record may reach the persona: of those it sees, and whom they name."""
    return mark in sees(persona, register) or may_read(persona, mark, register, "name")


# --- what an answer tells ----------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """An answer: its status, the records it names and the words it repeats."""

    status: int
    text: str

    @classmethod
    def by(cls, response: Any) -> Told:
        """What a response tells, headers included."""
        return cls(response.status_code, f"{unpacked(response)}{dict(response.headers)}")

    def uids(self) -> set[str]:
        """Every uid in it."""
        return set(UID.findall(self.text))

    def too_much(self, ours: Ours, persona: str) -> list[Any]:
        """What it should not have told the persona."""
        words = set(WORD.findall(self.text))
        wrong: list[Any] = [word for word in words if not may_read(persona, *word)]
        if persona not in ORGANISATION:
            wrong += [money for money in MONEY if money in self.text]
            named = {ours.owner[uid] for uid in self.uids() if uid in ours.owner}
            wrong += [each for each in named if not may_meet(persona, *each)]
        return sorted(wrong)
