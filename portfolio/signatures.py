"""Who signs service level agreements, and what follows."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.choices import SETTLED, Meaning
from core.models import Person
from core.services import editions
from core.signing import Party, Signable, sign_needed
from core.signing.registry import Attached
from portfolio.choices import SLAState
from portfolio.models import SLA, Target, Workload
from portfolio.services.signers import customer_refusal, customer_signers
from relationships.choices import Authority
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
    "change_reference",
)
TARGET = (
    "name", "kind", "comparison", "value", "unit", "period", "calendar", "method", "starts_on",
    "ends_on",
)  # fmt: skip
WORKLOAD = ("name", "unit", "expected", "limit", "period", "method", "starts_on", "ends_on")


def refuse_customer(sla: SLA, person: Person, day: date) -> str:
    """Why somebody may not sign for the customer, or the group, on a day."""
    return customer_refusal(sla.service, sla.side, person=person, day=day, authority=Authority.SLAS)


def customers_people(sla: SLA, day: date) -> list[Person]:
    """Who may sign for the customer, or the group, on a day."""
    return customer_signers(sla.service, sla.side, day=day, authority=Authority.SLAS)


def customers_capacity(sla: SLA, person: Person, day: date) -> str:
    """What somebody signs as for the customer."""
    return capacity(sla.side, person=person)


def refuse_owner(sla: SLA, person: Person, day: date) -> str:
    """Only the owner of the service signs for it."""
    if sla.service.owner_id == person.pk:
        return ""
    return _("%(person)s does not own the service “%(service)s”.") % {
        "person": person.name,
        "service": sla.service,
    }


def owners(sla: SLA, day: date) -> list[Person]:
    """The owner of the service."""
    return [sla.service.owner] if sla.service.owner else []


def owners_capacity(sla: SLA, person: Person, day: date) -> str:
    """As the owner."""
    return _("Owner of the service “%(service)s”") % {"service": sla.service}


def not_open(sla: SLA) -> str:
    """Why an agreement is not open for signatures: it is negotiated, with whom and from when."""
    if sla.side is None:
        return _("Name the customer or the group before anybody signs.")
    return editions.why_not_yet(sla)


def agree(sla: SLA) -> None:
    """All have signed."""
    editions.agree(sla, today=today())


sign_needed(
    Signable(
        model=SLA,
        fields=TEXT,
        parties=(
            Party(
                "customer", gettext_lazy("the customer’s representative"), Meaning.AGREES,
                refuse_customer, customers_people, customers_capacity,
            ),
            Party(
                "owner", gettext_lazy("the service owner"), Meaning.APPROVES, refuse_owner, owners,
                owners_capacity,
            ),
        ),
        waits=not_open,
        open=lambda: Q(state=SLAState.NEGOTIATING, effective_from__isnull=False),
        concerns=lambda person: (
            Q(service__owner=person) | Q(customer__representatives__person=person)
        ),
        complete=agree,
        sealed=SETTLED,
        attached={Target: Attached("sla", TARGET), Workload: Attached("sla", WORKLOAD)},
    )
)  # fmt: skip
