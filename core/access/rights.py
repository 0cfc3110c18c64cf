"""Who may do what to which rows, and which fields they may see: the one place that decides.

Each register declares an :class:`Access`; what is not declared is not allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.access.principals import UNLIMITED, Principal
from core.choices import STAFF, Role
from core.errors import Forbidden

if TYPE_CHECKING:
    from core.models import RegisterModel

READING = frozenset({"view", "export"})
WRITING = frozenset({"add", "change", "archive", "import"})


class Reach(IntEnum):
    """How far a permission goes: the own rows, or all."""

    OWN = 1
    ALL = 2


Grants = Mapping[Role, Reach]


def everyone_in(roles: frozenset[Role], reach: Reach = Reach.ALL) -> dict[Role, Reach]:
    """The same reach for several roles."""
    return {Role(role): reach for role in roles}


def nobody_owns(principal: Principal) -> Q:
    """The own rows of a register that has no owners: none."""
    return Q(pk__in=())


@dataclass(frozen=True)
class Access:
    """A register's permissions.

    ``view``, ``write`` and ``add`` map roles to reach (``add`` is ``write`` unless said);
    ``own`` gives the condition for a principal's own rows, from today's tables and with validity
    dates; ``hidden`` names fields by role that must not see them; ``unwritten`` those that it sees
    but must not write; ``readonly`` names fields that only verbs write, by the ``granted`` of their
    drafts.
    The administrator writes everything.
    """

    write: Grants = field(default_factory=dict)
    view: Grants = field(default_factory=lambda: everyone_in(STAFF))
    add: Grants | None = None
    own: Callable[[Principal], Q] = nobody_owns
    hidden: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    unwritten: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    readonly: frozenset[str] = frozenset()

    def grants(self, action: str) -> dict[Role, Reach]:
        """Reach by role for an action."""
        if action in READING:
            return {**self.view, Role.ADMINISTRATOR: Reach.ALL}
        if action == "add":
            granted = self.write if self.add is None else self.add
            return {**granted, Role.ADMINISTRATOR: Reach.ALL}
        return {**self.write, Role.ADMINISTRATOR: Reach.ALL}


def in_scope(principal: Principal, name: str, action: str) -> bool:
    """Whether the token's scopes let this action through to the register ``name``."""
    if principal.scopes == UNLIMITED:
        return True
    return bool(principal.scopes & {_level(action), f"{name}:{_level(action)}"})


def _level(action: str) -> str:
    return "read" if action in READING else "write"


def require_scope(principal: Principal, name: str, action: str) -> None:
    """As :func:`in_scope`; raises Forbidden, naming the scope, instead of answering False."""
    if not in_scope(principal, name, action):
        scope = f"{name}:{_level(action)}"
        raise Forbidden(_("Your token lacks the scope “%(scope)s”.") % {"scope": scope})


def allowed(principal: Principal, model: type[RegisterModel], action: str) -> Reach | None:
    """The reach of ``principal`` for ``action`` on a register, or None."""
    if principal.is_system:
        return Reach.ALL
    options = model.register
    if principal.kind == "link":
        is_its = action == "view" and options.name == principal.register
        return Reach.OWN if is_its else None
    if not in_scope(principal, options.name, action):
        return None
    grants = options.access.grants(action)
    reaches = [grants[role] for role in principal.roles if role in grants]
    return max(reaches, default=None)


def require(principal: Principal, model: type[RegisterModel], action: str) -> Reach:
    """As :func:`allowed`; raises Forbidden instead of answering None."""
    reach = allowed(principal, model, action)
    if reach is None:
        if principal.kind == "token":
            require_scope(principal, model.register.name, action)
        raise Forbidden
    return reach


def require_staff(principal: Principal) -> None:
    """Raise Forbidden for anybody but people of the organisation."""
    if not principal.is_staff:
        raise Forbidden


def condition(principal: Principal, model: type[RegisterModel], action: str) -> Q:
    """The rows of a register that ``principal`` may do ``action`` to."""
    reach = allowed(principal, model, action)
    if reach is None:
        return Q(pk__in=())
    if reach is Reach.ALL:
        return Q()
    if principal.kind == "link":
        return Q(pk=principal.record_id)
    return model.register.access.own(principal)


def fields(principal: Principal, model: type[RegisterModel], action: str = "view") -> list[str]:
    """The names of the fields that ``principal`` may see or write, in the model's order.

    The only source of columns for pages, forms, filters, ordering, exports, diffs and bundles.
    """
    if allowed(principal, model, action) is None:
        return []
    names = model.value_fields()
    if principal.kind == "link":
        return [name for name in names if name in principal.only]
    rules = model.register.access
    kept = _kept_from(principal, rules, "view", rules.hidden)
    if action in WRITING:
        kept |= _kept_from(principal, rules, action, rules.unwritten)
        writable = set(model.writable_fields())
        names = [name for name in names if name in writable]
    return [name for name in names if name not in kept]


def _kept_from(
    principal: Principal, rules: Access, action: str, named: Mapping[Role, frozenset[str]]
) -> frozenset[str]:
    """The fields named for every role through which the principal does ``action``."""
    if principal.is_system:
        return frozenset()
    acting = principal.roles & rules.grants(action).keys()
    each = [named.get(role, frozenset()) for role in acting]
    return frozenset.intersection(*each) if each else frozenset()


def may(principal: Principal, instance: Any, action: str) -> bool:
    """Whether the principal may do ``action`` to this very row; asks the database for own rows only."""
    model = type(instance)
    reach = allowed(principal, model, action)
    if reach is not Reach.OWN:
        return reach is Reach.ALL
    return model._default_manager.for_user(principal, action).filter(pk=instance.pk).exists()
