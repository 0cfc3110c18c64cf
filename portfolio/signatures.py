"""Who signs SLAs, requirements, customers' catalogues and the scope, and what follows."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.choices import SETTLED, EditionState, Meaning
from core.models import Person
from core.services import editions
from core.signing import Party, Signable, sign_needed
from core.signing.registry import Attached
from portfolio.models import (
    SLA,
    CustomerCatalogue,
    Requirement,
    ScopeItem,
    ScopeStatement,
    Target,
    Workload,
)
from portfolio.services import scope
from portfolio.services.authority import Charge, charge_of
from portfolio.services.signers import customer_refusal, customer_signers
from relationships.choices import Authority
from relationships.services import speakers
from relationships.services.speakers import capacity

#: What the parties of an agreement sign.
TEXT = (
    "service",
    "customer",
    "group",
    "edition",
    "effective_from",
    "effective_until",
    "service_hours",
    "targets",
    "workload",
    "exceptions",
    "dependencies",
    "provider_duties",
    "customer_duties",
    "support",
    "yearly_charge",
    "currency",
    "change_reference",
)
REQUIREMENT = (
    "service", "customer", "edition", "effective_from", "effective_until", "hours", "channels",
    "access_rights", "response", "availability", "capacity", "continuity", "dependencies",
    "exclusions", "sla", "trigger", "change_reference",
)  # fmt: skip
TARGET = (
    "name", "kind", "comparison", "value", "unit", "period", "calendar", "method", "starts_on",
    "ends_on",
)  # fmt: skip
WORKLOAD = ("name", "unit", "expected", "limit", "period", "method", "starts_on", "ends_on")


Agreed = SLA | Requirement


def charged(row: Agreed) -> Charge | None:
    """What the SLA says that it costs; of requirements the SLA that they name, if there is one."""
    sla = row if isinstance(row, SLA) else row.sla
    return charge_of(sla) if sla else None


def customers_side(authority: Authority) -> Party:
    """Representatives of the customer, or the group, with this authority, within their limits."""

    def refusal(row: Agreed, person: Person, day: date) -> str:
        return customer_refusal(
            row.service, row.side, person=person, day=day, authority=authority, charge=charged(row)
        )

    def people(row: Agreed, day: date) -> list[Person]:
        return customer_signers(
            row.service, row.side, day=day, authority=authority, charge=charged(row)
        )

    def signs_as(row: Agreed, person: Person, day: date) -> str:
        return capacity(row.side, person=person)

    label = gettext_lazy("the customer’s representative")
    return Party("customer", label, Meaning.AGREES, refusal, people, signs_as)


def refuse_owner(row: Agreed, person: Person, day: date) -> str:
    """Only the owner of the service signs for it."""
    if row.service.owner_id == person.pk:
        return ""
    return _("%(person)s does not own the service “%(service)s”.") % {
        "person": person.name,
        "service": row.service,
    }


def owners(row: Agreed, day: date) -> list[Person]:
    """The owner of the service."""
    return [row.service.owner] if row.service.owner else []


def owners_capacity(row: Agreed, person: Person, day: date) -> str:
    """As the owner."""
    return _("Owner of the service “%(service)s”") % {"service": row.service}


OWNERS_SIDE = Party(
    "owner", gettext_lazy("the service owner"), Meaning.APPROVES, refuse_owner, owners,
    owners_capacity,
)  # fmt: skip


def not_open(row: Agreed) -> str:
    """Why it is not open for signatures: it is negotiated, with whom and from when."""
    if row.side is None:
        return _("Name the customer or the group before anybody signs.")
    return editions.why_not_yet(row)


def agree(row: Agreed) -> None:
    """All have signed."""
    editions.agree(row, today=today())


def negotiated() -> Q:
    """What waits for signatures."""
    return Q(state=EditionState.NEGOTIATING, effective_from__isnull=False)


def concerns(person: int) -> Q:
    """What the person may have to sign, as owner or for the customer."""
    return Q(service__owner=person) | Q(customer__representatives__person=person)


def sla_concerns(person: int) -> Q:
    """The same for an SLA, which a group may have too."""
    return concerns(person) | Q(group__representatives__person=person)


def discusses(person: int) -> Q:
    """What the customer's relationship manager may comment on."""
    return Q(customer__manager=person)


def service_keepers(row: Agreed) -> list[Person]:
    """The owner of the service answers."""
    return owners(row, today())


def customer_keepers(row: CustomerCatalogue) -> list[Person]:
    """The customer's relationship manager answers."""
    return [row.customer.manager] if row.customer.manager else []


sign_needed(
    Signable(
        model=SLA, fields=TEXT, parties=(customers_side(Authority.SLAS), OWNERS_SIDE),
        waits=not_open, open=negotiated, concerns=sla_concerns, discusses=discusses,
        keepers=service_keepers, complete=agree, sealed=SETTLED,
        later=frozenset({"yearly_charge", "currency"}),
        attached={Target: Attached("sla", TARGET), Workload: Attached("sla", WORKLOAD)},
    )
)  # fmt: skip
sign_needed(
    Signable(
        model=Requirement, fields=REQUIREMENT,
        parties=(customers_side(Authority.REQUIREMENTS), OWNERS_SIDE),
        waits=not_open, open=negotiated, concerns=concerns, discusses=discusses,
        keepers=service_keepers, complete=agree, sealed=SETTLED,
    )
)  # fmt: skip


# --- a customer's catalogue: about no service in particular, so whoever speaks for the customer signs ---

CATALOGUE = ("customer", "edition", "published", "effective_from", "text", "change_reference")


def catalogue_not_open(row: CustomerCatalogue) -> str:
    """Why nobody can sign a customer's catalogue yet."""
    if not row.text.strip():
        return _("It says nothing yet: publishing the catalogue fills it.")
    return editions.why_not_yet(row)


def refuse_speaker(row: CustomerCatalogue, person: Person, day: date) -> str:
    """Why somebody may not."""
    return speakers.refusal(row.customer, person=person, day=day)


def customers_speakers(row: CustomerCatalogue, day: date) -> list[Person]:
    """Whoever may agree requirements or service levels for the customer."""
    return speakers.speakers(row.customer, day=day)


def speakers_capacity(row: CustomerCatalogue, person: Person, day: date) -> str:
    """Their role at the customer."""
    return capacity(row.customer, person=person)


def agree_catalogue(row: CustomerCatalogue) -> None:
    """It is agreed, in place of the one before."""
    editions.agree(row, today=today())


sign_needed(
    Signable(
        model=CustomerCatalogue, fields=CATALOGUE,
        parties=(
            Party(
                "customer", gettext_lazy("the customer’s representative"), Meaning.AGREES,
                refuse_speaker, customers_speakers, speakers_capacity,
            ),
        ),
        waits=catalogue_not_open, open=negotiated,
        concerns=lambda person: Q(customer__representatives__person=person), discusses=discusses,
        keepers=customer_keepers, complete=agree_catalogue, sealed=SETTLED,
    )
)  # fmt: skip


# --- the scope of the SMS: top management approves it -------------------------------------------

SCOPE = ("statement", "standard", "edition", "effective_from", "effective_until",
         "change_reference")  # fmt: skip
SCOPE_ITEM = ("service", "customer", "unit", "location", "included", "outsourced_to", "why")


def scope_not_open(row: ScopeStatement) -> str:
    """Why nobody can approve the scope yet."""
    return scope.why_not_yet(row) or editions.why_not_yet(row)


def refuse_manager(row: ScopeStatement, person: Person, day: date) -> str:
    """Only who is named approves it for top management."""
    if row.approver_id == person.pk:
        return ""
    return _("%(person)s is not named as the one who approves the scope.") % {"person": person.name}


def managers(row: ScopeStatement, day: date) -> list[Person]:
    """Who is named."""
    return [row.approver] if row.approver else []


def managers_capacity(row: ScopeStatement, person: Person, day: date) -> str:
    """As what one signs for top management."""
    return person.job_title or _("Top management")


def scope_keepers(row: ScopeStatement) -> list[Person]:
    """Nobody by name: the service managers answer."""
    return []


def agree_scope(row: ScopeStatement) -> None:
    """It holds, in place of the edition before."""
    editions.agree(row, today=today())


sign_needed(
    Signable(
        model=ScopeStatement, fields=SCOPE,
        parties=(
            Party(
                "management", gettext_lazy("top management"), Meaning.APPROVES, refuse_manager,
                managers, managers_capacity,
            ),
        ),
        waits=scope_not_open, open=lambda: negotiated() & Q(approver__isnull=False),
        concerns=lambda person: Q(approver=person), discusses=lambda person: Q(approver=person),
        keepers=scope_keepers, complete=agree_scope, sealed=SETTLED,
        attached={ScopeItem: Attached("statement", SCOPE_ITEM)},
    )
)  # fmt: skip
