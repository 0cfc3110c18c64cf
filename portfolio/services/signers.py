"""Who may speak for the customer in a service on a day: the auditor's first question (E5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.principals import Principal, system
from core.choices import Level
from core.models import Document, DocumentLink, Person
from core.querysets import in_term
from portfolio.models import Coverage, Service, Subscription
from relationships.choices import Authority
from relationships.models import AppointmentRequest, Customer, CustomerGroup, Representative

#: With whom something is agreed.
OtherSide = Customer | CustomerGroup | None
#: Whether somebody may sign does not depend on what who asks may see.
RULES = system("sign-off")
#: Criticality from the least to the most.
ORDER = list(Level)


@dataclass
class Signer:
    """A representative in one subscription, with the documents that prove the appointment.

    ``beyond``: the service is above their limit.
    """

    coverage: Coverage
    beyond: bool
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
    subscriptions: Sequence[Subscription], *, day: date, authority: Authority, by: Principal
) -> list[Standing]:
    """Who may do ``authority`` for the customer in each of these subscriptions on ``day``.

    An authority counts when appointment and coverage hold on the day. In four queries.
    """
    found = {each.pk: Standing(each) for each in subscriptions}
    coverage = Coverage.objects.for_user(by).on(day).with_authority(authority)
    rows = coverage.filter(subscription__in=found.keys())
    for row in rows.select_related("representative__person").by_title():
        standing = found[row.subscription_id]
        standing.signers.append(
            Signer(row, _is_beyond(row.representative, standing.subscription.service))
        )
    _add_documents([signer for each in found.values() for signer in each.signers], by)
    _add_requests([each for each in found.values() if not each.is_represented], day, by)
    return list(found.values())


def _is_beyond(representative: Representative, service: Service) -> bool:
    limit, criticality = representative.limit_criticality, service.criticality
    return bool(limit and criticality) and ORDER.index(Level(criticality)) > ORDER.index(
        Level(limit)
    )


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
    service: Service, side: OtherSide, *, day: date, authority: Authority
) -> list[Person]:
    """Who may do this for the customer, or the group, of a service on a day, within their limits."""
    speakers = _speakers(service, side, day, authority)
    return [each.person for each, beyond in speakers if not beyond]


def customer_refusal(
    service: Service, side: OtherSide, *, person: Person, day: date, authority: Authority
) -> str:
    """Why a person may not do this for the customer, or the group, of a service on a day; nothing when
    they may.
    """
    speakers = _speakers(service, side, day, authority)
    theirs = [beyond for each, beyond in speakers if each.person_id == person.pk]
    if not all(theirs):
        return ""
    words = {"person": person.name, "service": service, "what": authority.label}
    if theirs:
        return _("%(person)s may not sign for services as critical as “%(service)s”.") % words
    return (
        _(
            "%(person)s may not sign for the customer: no appointment with the authority “%(what)s” "
            "that covers “%(service)s” holds on this day."
        )
        % words
    )


def _speakers(
    service: Service, side: OtherSide, day: date, authority: Authority
) -> list[tuple[Representative, bool]]:
    """Who has this authority on a day, and whether the service is above their limit. A customer's
    representatives must cover the service; those of a group speak in all that it agrees on.
    """
    if not isinstance(side, CustomerGroup):
        return [(s.representative, s.beyond) for s in _signers(service, side, day, authority)]
    held = Representative.objects.for_user(RULES).current().select_related("person")
    term = in_term("appointed_from", "appointed_until", day)
    rows = held.filter(term, group=side, **{authority.value: True}).order_by("title")
    return [(row, _is_beyond(row, service)) for row in rows]


def _signers(
    service: Service, customer: Customer | None, day: date, authority: Authority
) -> list[Signer]:
    found = Subscription.objects.for_user(RULES).on(day).filter(service=service, customer=customer)
    rows = found.select_related("service", "customer")
    held = standings(list(rows), day=day, authority=authority, by=RULES)
    return [signer for standing in held for signer in standing.signers]
