"""Whose customers are whose: the reach of relationship managers and representatives."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from core.access import Reach
from core.access.principals import Principal
from core.choices import Role
from core.querysets import in_term
from relationships.choices import ManagerRole

#: What was agreed and how it is paid: for those who answer for the relationship or its levels.
CONTRACTUAL = frozenset({"contract_facts", "billing_facts"})
#: What a customer never sees of its own record.
COMMERCIAL = frozenset(
    {"tier", "tier_word", "contract_facts", "billing_facts", "opportunities", "notes"}
)


def writers_of_customers(manager: Reach = Reach.OWN) -> dict[Role, Reach]:
    """Who writes records of customers: service managers all, relationship managers their own."""
    return {Role.SERVICE_MANAGER: Reach.ALL, Role.RELATIONSHIP_MANAGER: manager}


def customers_of(principal: Principal) -> Q:
    """Customers that a person manages, stands in for or represents today."""
    if principal.person_id is None:
        return Q(pk__in=())
    own = Q(pk__in=())
    if principal.has_role(Role.RELATIONSHIP_MANAGER):
        own |= Q(manager=principal.person_id) | Q(pk__in=_deputised(principal.person_id))
    if principal.has_role(Role.REPRESENTATIVE):
        own |= Q(pk__in=_represented(principal.person_id))
    return own


def of_own_customers(principal: Principal) -> Q:
    """Rows with a ``customer`` among the principal's own."""
    return Q(customer__in=own_customers(principal))


def about_own_customers(principal: Principal) -> Q:
    """Rows whose ``subject`` is the record of one of the principal's own customers or groups."""
    return Q(subject__in=own_customers(principal)) | Q(subject__in=own_groups(principal))


def groups_of(principal: Principal) -> Q:
    """Groups that a person manages, represents today, or represents a member of today."""
    if principal.person_id is None:
        return Q(pk__in=())
    own = _managed_groups(principal, "manager")
    if principal.has_role(Role.REPRESENTATIVE):
        own |= Q(pk__in=_groups_spoken_for(principal.person_id))
        members = members_today().filter(customer__in=_represented(principal.person_id))
        own |= Q(pk__in=members.values("group"))
    return own


def own_groups(principal: Principal):  # type: ignore[no-untyped-def]
    """The principal's own groups, as a subquery."""
    groups = apps.get_model("relationships", "CustomerGroup")
    return groups._base_manager.filter(groups_of(principal)).values("pk")


def of_own_members(principal: Principal) -> Q:
    """Memberships of the principal's own customers, and in groups that the principal manages.

    Whoever represents a group or one of its members does not see who else belongs to it.
    """
    return of_own_customers(principal) | _managed_groups(principal, "group__manager")


def of_own_representatives(principal: Principal) -> Q:
    """Who represents the principal's own customers and managed groups; of a group's representatives
    an outsider sees but themselves: the others may be people of other members.
    """
    own = of_own_customers(principal) | _managed_groups(principal, "group__manager")
    if principal.person_id and principal.has_role(Role.REPRESENTATIVE):
        spoken_for = _groups_spoken_for(principal.person_id)
        own |= Q(person=principal.person_id, group__in=spoken_for)
    return own


def _managed_groups(principal: Principal, path: str) -> Q:
    if principal.person_id is None or not principal.has_role(Role.RELATIONSHIP_MANAGER):
        return Q(pk__in=())
    return Q(**{path: principal.person_id})


def of_own_communications(principal: Principal) -> Q:
    """Rows with a ``communication`` with one of the principal's own customers."""
    communications = apps.get_model("relationships", "Communication")
    own = communications._base_manager.filter(about_own_customers(principal))
    return Q(communication__in=own.values("pk"))


def of_own_definitions(principal: Principal) -> Q:
    """Rows with a complaint ``definition`` of one of the principal's own customers."""
    definitions = apps.get_model("relationships", "ComplaintDefinition")
    own = definitions._base_manager.filter(of_own_customers(principal))
    return Q(definition__in=own.values("pk"))


def own_customers(principal: Principal):  # type: ignore[no-untyped-def]
    """The principal's own customers, as a subquery."""
    customers = apps.get_model("relationships", "Customer")
    return customers._base_manager.filter(customers_of(principal)).values("pk")


def represented_today():  # type: ignore[no-untyped-def]
    """Representatives whose appointment holds today."""
    representatives = apps.get_model("relationships", "Representative")
    term = in_term("appointed_from", "appointed_until")
    return representatives._base_manager.filter(term, archived_at=None)


def customers_represented() -> Q:
    """Customers for whom somebody may speak today, for themselves or for a group of theirs."""
    own = represented_today().exclude(customer=None).values("customer")
    return Q(pk__in=own) | in_represented_group()


def in_represented_group() -> Q:
    """Customers that are members today of a group for which somebody may speak."""
    spoken_for = represented_today().exclude(group=None).values("group")
    return Q(pk__in=members_today().filter(group__in=spoken_for).values("customer"))


def members_today():  # type: ignore[no-untyped-def]
    """Memberships in groups that hold today."""
    members = apps.get_model("relationships", "GroupMember")
    term = in_term("member_from", "member_until")
    return members._base_manager.filter(term, archived_at=None, group__archived_at=None)


def _represented(person_id: int):  # type: ignore[no-untyped-def]
    spoken_for = represented_today().filter(person=person_id)
    return spoken_for.exclude(customer=None).values("customer")


def _groups_spoken_for(person_id: int):  # type: ignore[no-untyped-def]
    return represented_today().filter(person=person_id).exclude(group=None).values("group")


def _deputised(person_id: int):  # type: ignore[no-untyped-def]
    assignments = apps.get_model("relationships", "Assignment")._base_manager
    held = assignments.filter(in_term("held_from", "held_until"), archived_at=None)
    return held.filter(person=person_id, role=ManagerRole.DEPUTY).values("customer")
