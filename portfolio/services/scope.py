"""The scope of the SMS: filled from the registers, compared with them, in force on any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access, records
from core.access.principals import Principal, system, today
from core.choices import SETTLED, Origin
from core.errors import Conflict, Forbidden
from core.records import Draft
from portfolio.choices import DELIVERED
from portfolio.models import OrganisationUnit, ScopeItem, ScopeStatement, Service, Subscription
from portfolio.models.scope import IN_SCOPE
from relationships.models import Customer

RULES = system("scope")
HEADINGS = (
    gettext_lazy("Services"), gettext_lazy("Customers"), gettext_lazy("Organisational units"),
    gettext_lazy("Locations"),
)  # fmt: skip


def in_force(by: Principal, day: date) -> ScopeStatement | None:
    """The edition that holds on a day."""
    held = ScopeStatement.objects.for_user(by).current().agreed_on(day)
    found: ScopeStatement | None = held.select_related("approver").order_by("-edition").first()
    return found


def items_of(statement: ScopeStatement, by: Principal) -> list[ScopeItem]:
    """What a statement names, by kind and name."""
    rows = ScopeItem.objects.for_user(by).current().filter(statement=statement.pk)
    named = rows.select_related(*IN_SCOPE)
    return sorted(named, key=lambda item: (item.kind, item.what.casefold(), item.pk))


def grouped(items: Sequence[ScopeItem]) -> list[tuple[Any, list[ScopeItem]]]:
    """What is in the scope, under the name of each kind."""
    found = [
        (heading, [item for item in items if item.included and item.kind == kind])
        for kind, heading in enumerate(HEADINGS)
    ]
    return [(heading, rows) for heading, rows in found if rows]


# --- What the registers say ----------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """A service, customer or unit that the statement should name, and how; ``name`` is its link."""

    name: str
    row: Any
    included: bool = True
    outsourced_to: str = ""


def known(by: Principal) -> Iterator[Known]:
    """Delivered services as their own page says, customers that receive those in scope, own units."""
    services = Service.objects.for_user(by).current().filter(status__in=DELIVERED)
    for service in services.order_by("title", "pk"):
        to = (service.outsourced_to or _("Another party")) if service.outsourced else ""
        yield Known("service", service, service.in_scope, to)
    for customer in _receiving(by).order_by("title", "pk"):
        yield Known("customer", customer)
    for unit in OrganisationUnit.objects.for_user(by).current().order_by("title", "pk"):
        yield Known("unit", unit)


def _receiving(by: Principal) -> QuerySet[Customer]:
    received = Subscription.objects.for_user(by).on(today())
    inside = received.filter(service__status__in=DELIVERED, service__in_scope=True)
    found: QuerySet[Customer] = Customer.objects.for_user(by).current()
    return found.filter(pk__in=inside.values("customer"))


def fill(
    *, statement: ScopeStatement, by: Principal, origin: Origin, reason: str = ""
) -> list[ScopeItem]:
    """Name in a statement what the registers know and it does not name yet; one unit.

    Raises Forbidden, Conflict when the edition is settled or names all of it.
    """
    if not access.may(by, statement, "change"):
        raise Forbidden
    if statement.state in SETTLED:
        raise Conflict(_("This edition is settled: draft the next one."))
    there = {_about(item) for item in items_of(statement, by)}
    drafts = [
        _draft(statement, each) for each in known(by) if (each.name, each.row.pk) not in there
    ]
    if not drafts:
        raise Conflict(_("It names already what the registers know."))
    made: list[Any] = records.apply(
        drafts, by=by, origin=origin, reason=reason or _("From the registers")
    )
    return made


def _draft(statement: ScopeStatement, each: Known) -> Draft:
    values = {
        "statement": statement, each.name: each.row, "included": each.included,
        "outsourced_to": each.outsourced_to[:255],
    }  # fmt: skip
    return Draft(ScopeItem, values)


def _about(item: ScopeItem) -> tuple[str, int | None]:
    """The link of an item that is set, and its key; a location has none."""
    for name in IN_SCOPE:
        if key := getattr(item, f"{name}_id"):
            return name, key
    return "location", None


@dataclass(frozen=True)
class Difference:
    """Something about which the statement and the registers do not say the same."""

    row: Any
    says: str


def differences(items: Sequence[ScopeItem], by: Principal) -> list[Difference]:
    """What the registers know and the statement does not name, or otherwise; and what is no more."""
    named = {_about(item): item for item in items if item.kind < len(IN_SCOPE)}
    pairs = [
        (each.row, _differs(each, named.pop((each.name, each.row.pk), None))) for each in known(by)
    ]
    gone = _("is in the scope, but no longer delivered, received or run")
    left = [(getattr(item, name), gone) for (name, _key), item in named.items() if item.included]
    return [Difference(row, says) for row, says in [*pairs, *left] if says]


def _differs(each: Known, item: ScopeItem | None) -> str:
    if item is None:
        return _("is not named in the statement")
    if item.included != each.included:
        return (
            _("is in scope by the registers, out of it by the statement")
            if each.included
            else _("is out of scope by the registers, in it by the statement")
        )
    if bool(item.outsourced_to) != bool(each.outsourced_to):
        return _("is operated by another party in one of both only")
    return ""


def stands(*, included: bool) -> Q:
    """Services that the statement in force today has in its scope, or out of it."""
    agreed = ScopeStatement.objects.for_user(RULES).current().agreed_on(today())
    items = ScopeItem.objects.for_user(RULES).current().filter(included=included)
    return Q(Exists(items.filter(statement__in=agreed.values("pk"), service=OuterRef("pk"))))


# --- Before it is signed -------------------------------------------------------------------


def why_not_yet(statement: ScopeStatement) -> str:
    """What a statement lacks before top management may sign it, or nothing."""
    if statement.approver is None:
        return _("Name who approves it before anybody signs.")
    if not statement.statement.strip():
        return _("Write the statement before anybody signs.")
    items = items_of(statement, RULES)
    if not any(item.included for item in items):
        return _("Name what is in the scope before anybody signs.")
    bare = [item.what for item in items if not item.included and not item.why.strip()]
    if bare:
        return _("Say first why these are left out: %(names)s.") % {"names": ", ".join(bare)}
    return ""
