"""Who may speak for the customer in a service on a day: the auditor's first question (E5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.principals import Principal, system
from core.models import Document, DocumentLink, Person
from core.querysets import in_term
from portfolio.models import Coverage, Service, Subscription
from portfolio.services.authority import UNKNOWN, Beyond, Charge, beyond, charges, limit_of
from relationships.choices import Authority
from relationships.models import AppointmentRequest, Customer, CustomerGroup, Representative

#: With whom something is agreed.
OtherSide = Customer | CustomerGroup | None
#: Whether somebody may sign does not depend on what who asks may see.
RULES = system("sign-off")


@dataclass
class Signer:
    """A representative in one subscription, with the documents that prove the appointment.

    ``beyond``: which of their limits the service, or what it is agreed for, is above.
    """

    coverage: Coverage
    beyond: Beyond = Beyond.NOTHING
    documents: list[Document] = field(default_factory=list)

    @property
    def representative(self) -> Representative:
        """Who."""
        found: Representative = self.coverage.representative
        return found


@dataclass
class Standing:
    """A customer in a service on a day: who may, and where nobody may, who was asked last."""

    subscription: Subscription
    signers: list[Signer] = field(default_factory=list)
    request: AppointmentRequest | None = None

    @property
    def is_represented(self) -> bool:
        """Whether somebody may, within their limits."""
        return any(not signer.beyond for signer in self.signers)


def subscriptions_on(
    day: date, *, by: Principal, service: Service | None = None
) -> QuerySet[Subscription]:
    """The subscriptions of a day that ``by`` may see, of one service or of all."""
    found: QuerySet[Subscription] = Subscription.objects.for_user(by).on(day)
    return found.filter(service=service.pk) if service else found


def standings(
    subscriptions: Sequence[Subscription], *, day: date, authority: Authority, by: Principal,
    charge: Charge | None = None,
) -> list[Standing]:  # fmt: skip
    """Who may do ``authority`` for the customer in each of these subscriptions on ``day``.

    An authority counts when appointment and coverage hold on the day, up to its limits. ``charge`` is
    what is agreed on; else it is that of each subscription's SLA. In four queries, or five.
    """
    found = {each.pk: Standing(each) for each in subscriptions}
    coverage = Coverage.objects.for_user(by).on(day).with_authority(authority)
    rows = coverage.filter(subscription__in=found.keys())
    for row in rows.select_related("representative__person").by_title():
        found[row.subscription_id].signers.append(Signer(row))
    _add_limits(list(found.values()), day, authority, by, charge)
    _add_documents([signer for each in found.values() for signer in each.signers], by)
    _add_requests([each for each in found.values() if not each.is_represented], day, by)
    return list(found.values())


def _add_limits(
    standing: list[Standing], day: date, authority: Authority, by: Principal, charge: Charge | None
) -> None:
    """Whose limit the service or the charge is above; a charge counts where something is agreed."""
    agreeing = authority in (Authority.SLAS, Authority.REQUIREMENTS)
    limited = [each.subscription for each in standing
               if any(signer.representative.limit_amount is not None for signer in each.signers)]  # fmt: skip
    known: dict[int, Charge] = {}
    if agreeing and limited and charge is None:
        known = charges(limited, day=day, by=by)
    for each in standing:
        said = known.get(each.subscription.pk, charge or UNKNOWN) if agreeing else UNKNOWN
        for signer in each.signers:
            signer.beyond = beyond(signer.representative, each.subscription.service, said)


def _add_documents(signers: list[Signer], by: Principal) -> None:
    links = DocumentLink.objects.for_user(by).current()
    rows = links.filter(subject__in={signer.representative.pk for signer in signers})
    documents: dict[int, list[Document]] = {}
    for row in rows.select_related("document").order_by("title"):
        documents.setdefault(row.subject_id, []).append(row.document)
    for signer in signers:
        signer.documents = documents.get(signer.representative.pk, [])


def _add_requests(gaps: list[Standing], day: date, by: Principal) -> None:
    """The last request to name somebody, to customers for whom nobody may."""
    asked = AppointmentRequest.objects.for_user(by).current().filter(asked_on__lte=day)
    customers = [gap.subscription.customer_id for gap in gaps]
    rows = asked.filter(customer__in=customers).select_related("interim", "escalated_to")
    last = {row.customer_id: row for row in rows.order_by("asked_on", "pk")}
    for gap in gaps:
        gap.request = last.get(gap.subscription.customer_id)


def customer_signers(
    service: Service, side: OtherSide, *, day: date, authority: Authority,
    charge: Charge | None = None,
) -> list[Person]:  # fmt: skip
    """Who may do this for the customer, or the group, of a service on a day, within their limits."""
    speakers = _speakers(service, side, day, authority, charge)
    return [each.person for each, above in speakers if not above]


def customer_refusal(
    service: Service, side: OtherSide, *, person: Person, day: date, authority: Authority,
    charge: Charge | None = None,
) -> str:  # fmt: skip
    """Why a person may not do this for the customer, or the group, of a service on a day; nothing when
    they may.
    """
    speakers = _speakers(service, side, day, authority, charge)
    theirs = [(each, above) for each, above in speakers if each.person_id == person.pk]
    if not all(above for _each, above in theirs):
        return ""
    words: dict[str, Any] = {"person": person.name, "service": service, "what": authority.label}
    if not theirs:
        return (
            _(
                "%(person)s may not sign for the customer: no appointment with the authority “%(what)s” "
                "that covers “%(service)s” holds on this day."
            )
            % words
        )
    for each, above in theirs:
        if above is Beyond.AMOUNT:
            words["limit"] = limit_of(each)
            sentence = _(
                "%(person)s may agree on up to %(limit)s a year: the charge for “%(service)s” is above "
                "that, or in another currency."
            )
            return sentence % words
    return _("%(person)s may not sign for services as critical as “%(service)s”.") % words


def _speakers(
    service: Service, side: OtherSide, day: date, authority: Authority, charge: Charge | None
) -> list[tuple[Representative, Beyond]]:
    """Who has this authority on a day, and which of their limits it is above. A customer's
    representatives must cover the service; those of a group speak in all that it agrees on.
    """
    if not isinstance(side, CustomerGroup):
        found = _signers(service, side, day, authority, charge)
        return [(signer.representative, signer.beyond) for signer in found]
    held = Representative.objects.for_user(RULES).current().select_related("person")
    term = in_term("appointed_from", "appointed_until", day)
    rows = held.filter(term, group=side, **{authority.value: True}).order_by("title")
    return [(row, beyond(row, service, charge or UNKNOWN)) for row in rows]


def _signers(
    service: Service, customer: Customer | None, day: date, authority: Authority,
    charge: Charge | None,
) -> list[Signer]:  # fmt: skip
    found = Subscription.objects.for_user(RULES).on(day).filter(service=service, customer=customer)
    rows = list(found.select_related("service", "customer"))
    held = standings(rows, day=day, authority=authority, by=RULES, charge=charge)
    return [signer for standing in held for signer in standing.signers]
