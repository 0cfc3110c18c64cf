"""A service with its owner, a customer with its representative, and an agreement they negotiate."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.access.principals import Principal
from core.choices import Origin, SignedBy
from core.models import OutboxMessage
from core.services import signing, signing_requests
from core.signing import content_of, standing_of
from portfolio.choices import SLAState
from tests import factories, personas

PASSWORD = "correct horse battery"


@dataclass
class World:
    """The parties and their agreement."""

    manager: Any
    owner: Any
    representative: Any
    service: Any
    customer: Any
    appointment: Any
    sla: Any

    def fresh(self) -> Any:
        """The agreement as it stands."""
        self.sla.refresh_from_db()
        return self.sla


def world(**values: Any) -> World:
    """Everybody has an account; the representative has a person with an address."""
    manager = personas.user("manager", "service_level_manager")
    owner = factories.UserFactory(name="Olga Owner", roles=["service_owner"], password=PASSWORD)
    someone = factories.UserFactory(
        name="Rita Reed", email="rita@customer.example", roles=["representative"], password=PASSWORD,
        person=factories.PersonFactory(name="Rita Reed", email="rita@customer.example"),
    )  # fmt: skip
    service = factories.ServiceFactory(owner=owner.person)
    subscription = factories.SubscriptionFactory(service=service)
    appointment = factories.RepresentativeFactory(
        customer=subscription.customer, person=someone.person, agrees_slas=True, role="Buyer"
    )
    factories.CoverageFactory(subscription=subscription, representative=appointment)
    sla = factories.SlaFactory(
        service=service, customer=subscription.customer,
        **{
            "targets": "99 % a month", "effective_from": date(2026, 1, 1),
            "state": SLAState.NEGOTIATING, **values,
        },
    )  # fmt: skip
    return World(manager, owner, someone, service, subscription.customer, appointment, sla)


def sign(row: Any, party: str, user: Any, **values: Any) -> Any:
    """Sign with an account, the text as it stands."""
    asked = {
        "shown": content_of(row).digest, "name": user.name, "capacity": "as usual",
        "method": SignedBy.ACCOUNT, "by": Principal.of(user), "origin": Origin.SCREEN,
        "person": user.person, **values,
    }  # fmt: skip
    return signing.sign(row=row, party=party, **asked)


def sign_all(made: World) -> Any:
    """Both parties sign; the agreement as it stands then."""
    sign(made.fresh(), "customer", made.representative)
    sign(made.fresh(), "owner", made.owner)
    return made.fresh()


def send(row: Any, user: Any, party: str = "customer") -> str:
    """Send a link to the first who may sign; the path in the mail."""
    standing = standing_of(row)
    place = next(each for each in standing.places if each.party.name == party)
    signing_requests.send_link(row=row, place=place, person=place.people[0], by=Principal.of(user))
    body = OutboxMessage.objects.order_by("-pk").values_list("body", flat=True)[0]
    return re.search(r"https?://[^/\s]+(/sign/\S+)", body).group(1)


def proof() -> io.BytesIO:
    """A file that proves an agreement."""
    file = io.BytesIO(b"%PDF-1.4 the signed paper")
    file.name = "signed.pdf"
    return file
