"""Who signs what was agreed with a customer about complaints."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.choices import SETTLED, EditionState, Meaning
from core.models import Person
from core.services import editions
from core.signing import Party, Signable, sign_needed
from core.signing.registry import Attached
from relationships.models import ComplaintDefinition, Customer, EscalationLevel
from relationships.services.speakers import capacity, refusal, speakers

TEXT = (
    "customer", "edition", "effective_from", "effective_until", "definition", "lodging",
    "answered_within", "change_reference",
)  # fmt: skip
LEVEL = ("level", "who", "person", "contact", "within")


def not_open(row: Any) -> str:
    """Why nobody can sign yet: a definition says something, and where a complaint goes."""
    if reason := editions.why_not_yet(row):
        return reason
    if not row.definition.strip() or not row.lodging.strip():
        return _("Write down what counts as a complaint and how to lodge one.")
    if not row.levels.filter(archived_at=None).exists():
        return _("Add at least one escalation level.")
    return ""


def people(row: Any, day: date) -> list[Person]:
    """Whoever may agree requirements or service levels for the customer."""
    return speakers(row.customer, day=day)


def refuse(row: Any, person: Person, day: date) -> str:
    """Why somebody may not."""
    return refusal(row.customer, person=person, day=day)


def signs_as(row: Any, person: Person, day: date) -> str:
    """Their role at the customer."""
    customer: Customer = row.customer
    return capacity(customer, person=person)


def agree(row: Any) -> None:
    """All have signed."""
    editions.agree(row, today=today())


sign_needed(
    Signable(
        model=ComplaintDefinition,
        fields=TEXT,
        parties=(
            Party(
                "customer", gettext_lazy("the customer’s representative"), Meaning.AGREES, refuse,
                people, signs_as,
            ),
        ),
        waits=not_open,
        open=lambda: Q(state=EditionState.NEGOTIATING, effective_from__isnull=False),
        concerns=lambda person: Q(customer__representatives__person=person),
        discusses=lambda person: Q(customer__manager=person),
        keepers=lambda row: [row.customer.manager] if row.customer.manager else [],
        complete=agree,
        sealed=SETTLED,
        attached={EscalationLevel: Attached("definition", LEVEL)},
    )
)  # fmt: skip
