"""The service catalogue as it was published: its editions, who reads what, where it says something else
than the entries, the portfolio and the SLAs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core import access
from core.access.principals import Principal, system, today
from core.choices import Role
from core.errors import Forbidden, NotFound
from core.models import LedgerEntry, User
from core.querysets import in_term
from portfolio.choices import DELIVERED, Audience, SLAState
from portfolio.models import (
    SLA,
    CatalogueAccess,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueReader,
    CustomerCatalogue,
    Subscription,
)
from portfolio.models.catalogue import TEXTS
from relationships.choices import CustomerStatus
from relationships.models import Customer, CustomerGroup
from relationships.reach import members_today

#: An entry as an edition keeps it.
Said = dict[str, Any]
#: What is published does not depend on what who publishes may see.
RULES = system("catalogue")


def edition(number: int | None = None) -> CatalogueEdition | None:
    """The edition that customers read, or an earlier one; raises NotFound for a number never given."""
    found = CatalogueEdition.objects.order_by("-number")
    if number is not None:
        found = found.filter(number=number)
    row: CatalogueEdition | None = found.first()
    if row is None and number is not None:
        raise NotFound
    return row


def entries_for(
    shown: CatalogueEdition | None, *, by: Principal, customer: Customer | None = None
) -> list[Said]:
    """What ``by`` reads in an edition; with ``customer`` what that one does. Raises Forbidden."""
    require_reader(by)
    if shown is None:
        return []
    if customer is None and by.is_staff:
        return list(shown.data)
    uids = {str(customer.uid)} if customer else own_uids(by)
    return said_to(uids, shown.data)


def said_to(uids: set[str], data: Iterable[Said]) -> list[Said]:
    """The entries that everybody reads, and those that one of these customers or groups does."""
    return [each for each in data if each["readers"] is None or uids.intersection(each["readers"])]


def own_uids(by: Principal) -> set[str]:
    """The customers and groups that somebody speaks for, or whose catalogue they were given to read."""
    customers = Customer.objects.for_user(by).values_list("uid", flat=True)
    groups = CustomerGroup.objects.for_user(by).values_list("uid", flat=True)
    return {str(uid) for uid in (*customers, *groups)} | _given_uids(by)


def may_read(by: Principal) -> bool:
    """Whether somebody reads the catalogue at all: by a role that sees catalogues of customers, or
    as a catalogue reader while an access of theirs lasts.
    """
    if access.allowed(by, CustomerCatalogue, "view") is not None:
        return True
    return _is_reader(by) and accesses_today().filter(person=by.person_id).exists()


def require_reader(by: Principal) -> None:
    """Raise Forbidden for whoever does not read the catalogue."""
    if not may_read(by):
        raise Forbidden


def accesses_today() -> QuerySet[Any, Any]:
    """Accesses that hold today, to the catalogue of customers and groups that are still there."""
    lasting = CatalogueAccess._base_manager.filter(in_term("reads_from", "reads_until"))
    return lasting.filter(
        archived_at=None, customer__archived_at=None, group__archived_at=None
    ).exclude(customer__status=CustomerStatus.ENDED)


def accesses_ending(first: date, last: date) -> QuerySet[Any, Any]:
    """Accesses that end in these days, unless their person has another to the same that goes on."""
    longer = accesses_today().filter(
        Q(reads_until=None) | Q(reads_until__gt=OuterRef("reads_until")),
        Q(customer=OuterRef("customer")) | Q(group=OuterRef("group")),
        person=OuterRef("person"),
    )
    return accesses_today().filter(~Exists(longer), reads_until__range=(first, last))


def account_of(person: Any) -> tuple[User | None, bool]:
    """A person's account, and whether it signs in as a catalogue reader's today."""
    user = User._base_manager.filter(person=person).first()
    return user, user is not None and user.has_access() and Role.CATALOGUE_READER in user.roles


def _is_reader(by: Principal) -> bool:
    scoped = access.in_scope(by, CustomerCatalogue.register.name, "view")
    return scoped and by.person_id is not None and by.has_role(Role.CATALOGUE_READER)


def _given_uids(by: Principal) -> set[str]:
    """The customers and groups of a catalogue reader's accesses, and the groups of those customers."""
    if not _is_reader(by):
        return set()
    mine = accesses_today().filter(person=by.person_id)
    found = set(mine.values_list("customer__uid", "group__uid"))
    groups = members_today().filter(customer__in=mine.values("customer"))
    shared = groups.values_list("group__uid", flat=True)
    return {str(uid) for uid in (*chain.from_iterable(found), *shared) if uid}


# --- what would be published now ----------------------------------------------------------------


def content() -> list[Said]:
    """The published entries as they stand, each with who reads it, in the order of their names."""
    rows = CatalogueEntry.objects.for_user(RULES).current().filter(published=True)
    found = list(rows.order_by("name", "reference"))
    received = _received([row.service_id for row in found])
    named = _named([row.pk for row in found if row.audience == Audience.NAMED])
    known: dict[str, Mapping[int, set[str]]] = {
        Audience.RECEIVERS: {row.pk: received.get(row.service_id, set()) for row in found},
        Audience.NAMED: named,
    }
    return [
        {
            "uid": str(row.uid),
            "reference": row.reference,
            **{name: getattr(row, name) for name in TEXTS},
            "readers": None
            if row.audience == Audience.EVERYBODY
            else sorted(known[row.audience].get(row.pk, ())),
        }
        for row in found
    ]


def _received(services: list[int]) -> dict[int, set[str]]:
    """By service the customers that receive it today, and the groups that agreed on an SLA about it."""
    taken = Subscription.objects.for_user(RULES).on(today()).filter(service__in=services)
    agreed = SLA.objects.for_user(RULES).current().filter(
        service__in=services, state=SLAState.AGREED, group__isnull=False
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    pairs = (
        *taken.values_list("service", "customer__uid"),
        *agreed.values_list("service", "group__uid"),
    )
    for service, uid in pairs:
        found.setdefault(service, set()).add(str(uid))
    return found


def _named(entries: list[int]) -> dict[int, set[str]]:
    """By entry the customers and groups that are named, alone, as members, or by their tier."""
    if not entries:
        return {}
    rows = CatalogueReader.objects.for_user(RULES).current().filter(entry__in=entries)
    members = list(members_today().values_list("group", "customer__uid", "group__tier"))
    groups = CustomerGroup.objects.for_user(RULES).current().values_list("pk", "uid", "tier")
    customers = Customer.objects.for_user(RULES).current().exclude(tier=None)
    tiers = list(customers.values_list("tier", "uid"))
    found: dict[int, set[str]] = {}
    for row in rows.select_related("customer"):
        uids = {row.customer.uid} if row.customer else set()
        uids |= {uid for key, uid, tier in groups if row.group_id == key or _same(row, tier)}
        uids |= {uid for key, uid, tier in members if row.group_id == key or _same(row, tier)}
        uids |= {uid for tier, uid in tiers if _same(row, tier)}
        found.setdefault(row.entry_id, set()).update(map(str, uids))
    return found


def _same(row: CatalogueReader, tier: int | None) -> bool:
    return row.tier_id is not None and row.tier_id == tier


# --- drift -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """An entry that the next edition would tell differently: in which of its parts."""

    uid: str
    name: str
    how: str
    parts: tuple[str, ...] = ()


def changes(last: CatalogueEdition | None) -> list[Change]:
    """What an edition published now would say differently than ``last``."""
    before = {each["uid"]: each for each in last.data} if last else {}
    now = {each["uid"]: each for each in content()}
    found = [Change(uid, each["name"], _("new")) for uid, each in now.items() if uid not in before]
    for uid, each in now.items():
        if uid in before and (parts := _differing(before[uid], each)):
            found.append(Change(uid, each["name"], _("changed"), parts))
    gone = [each for uid, each in before.items() if uid not in now]
    return found + [Change(each["uid"], each["name"], _("withdrawn")) for each in gone]


def _differing(before: Said, now: Said) -> tuple[str, ...]:
    return tuple(
        label_of(name) for name in (*TEXTS, "readers") if before.get(name) != now.get(name)
    )


def label_of(name: str) -> str:
    """What a part of an entry is called."""
    field: Any = CatalogueEntry._meta.get_field("audience" if name == "readers" else name)
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def unpublished() -> tuple[str, ...]:
    """The uids of entries that customers read otherwise than they stand, or do not read yet."""
    return _worked_out(*_moment())[0]


def published_services() -> tuple[int, ...]:
    """The keys of services that stand in the current edition."""
    return _worked_out(*_moment())[1]


def _moment() -> tuple[Any, date]:
    """What names the state of the registers, and the day, for readers come and go by their terms."""
    return LedgerEntry.objects.order_by("-seq").values_list("seq", "chain").first(), today()


@lru_cache(maxsize=2)
def _worked_out(_head: Any, _day: date) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What the rules ask for, once for a state of the registers."""
    last = edition()
    uids = [each["uid"] for each in last.data] if last else []
    services = CatalogueEntry._base_manager.filter(uid__in=uids, archived_at=None)
    found = tuple(each.uid for each in changes(last))
    return found, tuple(services.values_list("service", flat=True))


def drifted() -> QuerySet[Any, Any]:
    """The keys of entries that say something else than the portfolio or an SLA in force."""
    return CatalogueEntry._base_manager.filter(_differs()).values("pk")


def _differs() -> Q:
    hours, support = F("service__service_hours"), F("service__support_channels")
    agreed = SLA._base_manager.filter(
        in_term("effective_from", "effective_until"), state=SLAState.AGREED, archived_at=None
    ).exclude(service_hours="")
    other = CatalogueEntry._base_manager.filter(service__slas__in=agreed.values("pk")).exclude(
        service_hours=F("service__slas__service_hours")
    )
    return (
        ~Q(service__status__in=DELIVERED)
        | (~Q(service__service_hours="") & ~Q(service_hours=hours))
        | (~Q(service__support_channels="") & ~Q(support=support))
        | Q(pk__in=other.filter(service__slas__in=agreed.values("pk")).values("pk"))
    )


@dataclass(frozen=True)
class Drift:
    """One thing that the catalogue says, and what somebody else says of it."""

    what: str
    said: str
    where: str
    instead: str


def drift_of(entry: CatalogueEntry, *, by: Principal) -> list[Drift]:
    """How an entry differs from the edition, its service and the SLAs in force that ``by`` sees."""
    service, found = entry.service, _since_published(entry)
    if service.status not in DELIVERED:
        found.append(Drift(_("Published"), _("yes"), str(service), service.get_status_display()))
    pairs = (
        (_("Service hours"), entry.service_hours, service.service_hours),
        (_("Support"), entry.support, service.support_channels),
    )
    found += [Drift(what, a, str(service), b) for what, a, b in pairs if b and a != b]
    agreed = SLA.objects.for_user(by).current().filter(
        in_term("effective_from", "effective_until"), state=SLAState.AGREED, service=service.pk
    )  # fmt: skip
    return found + [
        Drift(_("Service hours"), entry.service_hours, str(sla), sla.service_hours)
        for sla in agreed.exclude(service_hours="").order_by("reference")
        if sla.service_hours != entry.service_hours
    ]


def _since_published(entry: CatalogueEntry) -> list[Drift]:
    """How the current edition tells it."""
    last = edition()
    if last is None:
        return []
    before = next((each for each in last.data if each["uid"] == str(entry.uid)), None)
    where = _("Edition %(number)d") % {"number": last.number}
    if before is None:
        return [Drift(_("Published"), _("yes"), where, _("no"))] if entry.published else []
    return [
        Drift(label_of(name), getattr(entry, name), where, before[name])
        for name in TEXTS
        if before[name] != getattr(entry, name)
    ]
