"""A small world and the people in it: one user per role, and those who must see nothing.

``cast()`` makes it: two customers, two services, two suppliers; the first of each belongs to the
personas, the second to somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core.access.principals import Principal, today
from core.choices import Role, Side
from core.models import User
from tests import factories


@dataclass(frozen=True)
class Cast:
    """Users by persona name, and the records of their world."""

    users: dict[str, User]
    customer: Any
    other_customer: Any
    service: Any
    other_service: Any
    supplier: Any
    other_supplier: Any
    subscription: Any
    other_subscription: Any

    def principal(self, name: str) -> Principal:
        """The persona as a principal."""
        return Principal.of(self.users[name])


#: Every persona that ``cast()`` makes: the roles, and then the special ones.
SPECIAL = ("stranger", "outsider", "expired_auditor", "deactivated")
PERSONAS = (*(role.value for role in Role), *SPECIAL)


def user(name: str, *roles: Role, **values: Any) -> User:
    """A user called ``name`` with a person of the same name."""
    side = Side.CUSTOMER if Role.REPRESENTATIVE in roles else Side.OWN
    person = factories.PersonFactory(name=f"The {name}", side=side)
    address = f"{name.replace('_', '-')}@example.org"
    return factories.UserFactory(
        name=f"The {name}", email=address, person=person, roles=sorted(roles), **values
    )


def users() -> dict[str, User]:
    """One user per role; ``stranger`` represents the other customer, ``outsider`` has no role."""
    found = {role.value: user(role.value, role) for role in Role}
    found["stranger"] = user("stranger", Role.REPRESENTATIVE)
    found["outsider"] = user("outsider")
    yesterday = today() - timedelta(days=1)
    found["expired_auditor"] = user("expired_auditor", Role.AUDITOR, access_until=yesterday)
    found["deactivated"] = user("deactivated", Role.ADMINISTRATOR, is_active=False)
    return found


def cast() -> Cast:
    """Make the users and their world."""
    people = users()

    def person(name: str) -> Any:
        return people[name].person

    customer = factories.CustomerFactory(
        name="Own customer", manager=person("relationship_manager"), notes="own-customer-canary"
    )
    other = factories.CustomerFactory(name="Other customer", notes="other-customer-canary")
    factories.RepresentativeFactory(customer=customer, person=person("representative"))
    factories.RepresentativeFactory(customer=other, person=person("stranger"))
    service = factories.ServiceFactory(
        name="Own service", owner=person("service_owner"), notes="own-service-canary"
    )
    other_service = factories.ServiceFactory(name="Other service", notes="other-service-canary")
    return Cast(
        users=people,
        customer=customer,
        other_customer=other,
        service=service,
        other_service=other_service,
        supplier=factories.SupplierFactory(name="Own supplier", manager=person("supplier_manager")),
        other_supplier=factories.SupplierFactory(name="Other supplier"),
        subscription=factories.SubscriptionFactory(service=service, customer=customer),
        other_subscription=factories.SubscriptionFactory(service=other_service, customer=other),
    )
