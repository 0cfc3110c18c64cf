"""Who may agree something for a customer as a whole, whatever the service."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.access.principals import system
from core.models import Person
from core.querysets import in_term
from relationships.models import Customer, CustomerGroup, Representative

#: Whether somebody may sign does not depend on what who asks may see.
RULES = system("sign-off")
AGREES = Q(agrees_requirements=True) | Q(agrees_slas=True)


def speakers(customer: Customer, *, day: date) -> list[Person]:
    """The persons who may agree requirements or service levels for the customer on a day."""
    found = _appointed(customer, day).select_related("person").order_by("title")
    return [each.person for each in found]


def refusal(customer: Customer, *, person: Person, day: date) -> str:
    """Why a person may not agree something for the customer on a day; nothing when they may."""
    if _appointed(customer, day).filter(person=person).exists():
        return ""
    return _(
        "%(person)s may not sign for %(customer)s: no appointment to agree requirements or service "
        "levels holds on this day."
    ) % {"person": person.name, "customer": customer}


def capacity(side: Customer | CustomerGroup | None, *, person: Person) -> str:
    """What somebody signs as for a customer or a group: their role in it."""
    known = Representative.objects.for_user(RULES).current()
    name = "group" if isinstance(side, CustomerGroup) else "customer"
    known = known.filter(**{name: side}, person=person).exclude(role="")
    role = known.values_list("role", flat=True).first()
    return ", ".join(filter(None, [role or person.job_title, side.name if side else ""]))[:255]


def _appointed(customer: Customer, day: date) -> QuerySet[Representative]:
    term = in_term("appointed_from", "appointed_until", day)
    found: QuerySet[Representative] = Representative.objects.for_user(RULES).current()
    return found.filter(AGREES, term, customer=customer)
