"""Keeping, changing, sharing and forgetting views of registers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal
from core.choices import Role
from core.errors import Forbidden, Invalid
from core.models import RoleView, SavedView, User
from core.services.preferences import prefer

#: More tabs than these nobody finds anything in.
MOST_VIEWS = 40
MOST_COLUMNS, WIDEST = 200, 4000
#: Who says what a role's people see first.
SETTERS = (Role.ADMINISTRATOR, Role.SERVICE_MANAGER)


def may_share(principal: Principal) -> bool:
    """Whether the principal may show views to others: people of the organisation may."""
    return principal.is_staff


def may_set_first(principal: Principal) -> bool:
    """Whether the principal says what roles see first."""
    return principal.has_role(*SETTERS)


def may_change(view: SavedView, principal: Principal) -> bool:
    """The owner; of owners who have left, an administrator, so that nothing is stuck."""
    if principal.user is None:
        return False
    if view.owner_id == principal.user.pk:
        return True
    return principal.has_role(Role.ADMINISTRATOR) and not view.owner.has_access()


def keep(*, by: Principal, register: str, name: str, **values: Any) -> SavedView:
    """A new view of a register: ``params`` (valid ones), ``layout``, ``grid``, ``roles``.

    ``grid`` is {"widths": {column: pixels}, "frozen": [columns]}. Raises Invalid naming the field,
    Forbidden for sharing without the right to.
    """
    if by.user is None:
        raise Forbidden(_("Only a user can keep a view."))
    if by.user.saved_views.filter(type=register).count() >= MOST_VIEWS:
        rule = _("You have %(count)d views of this register; delete one first.")
        raise Invalid(fields={"name": [rule % {"count": MOST_VIEWS}]})
    view = SavedView(owner=by.user, type=register, created_at=clock.now())
    return _write(view, by, name=name, **values)


def change(view: SavedView, *, by: Principal, **values: Any) -> SavedView:
    """Change a view by field name. Raises Forbidden, Invalid."""
    if not may_change(view, by):
        raise Forbidden(_("Only its owner can change a view."))
    return _write(view, by, **values)


def forget(view: SavedView, *, by: Principal) -> None:
    """Delete a view; lists that began with it begin plainly again. Raises Forbidden."""
    if not may_change(view, by):
        raise Forbidden(_("Only its owner can delete a view."))
    with transaction.atomic():
        RoleView.objects.filter(view=view.uid).delete()
        view.delete()


def begin_with(*, user: User, register: str, view: str) -> None:
    """Let a user's list of a register begin with a view; empty: as everybody's."""
    chosen = {name: uid for name, uid in user.first_views.items() if name != register}
    prefer(user=user, first_views={**chosen, register: view} if view else chosen)


def set_first_for(
    *, register: str, view: uuid.UUID, roles: Sequence[str], by: Principal, shared: Sequence[str]
) -> None:
    """Say for whom the list of a register begins with a view: for these roles and no others.

    ``shared`` are the roles that can see it. Raises Forbidden, Invalid.
    """
    if not may_set_first(by):
        raise Forbidden
    if unseen := [role for role in _roles(roles, "default_for") if role not in shared]:
        rule = _("These roles cannot see the view: %(roles)s.")
        labels = ", ".join(str(Role(role).label) for role in unseen)
        raise Invalid(fields={"default_for": [rule % {"roles": labels}]})
    with transaction.atomic():
        RoleView.objects.filter(type=register, view=view).exclude(role__in=roles).delete()
        for role in roles:
            RoleView.objects.update_or_create(type=register, role=role, defaults={"view": view})


def _write(view: SavedView, by: Principal, **values: Any) -> SavedView:
    for name, value in values.items():
        setattr(view, name, _read(name, value))
    if values.get("roles") and not may_share(by):
        raise Forbidden(_("Only people of the organisation can share views."))
    try:
        view.clean_fields(exclude={"owner", "params", "grid", "roles"})
    except ValidationError as error:
        raise Invalid(fields=error.message_dict) from error
    try:
        with transaction.atomic():
            view.save()
            if "roles" in values:
                RoleView.objects.filter(view=view.uid).exclude(role__in=view.roles).delete()
    except IntegrityError as error:
        rule = _("You have a view of this name already.")
        raise Invalid(fields={"name": [rule]}) from error
    return view


def _read(name: str, value: Any) -> Any:
    if name == "name":
        return " ".join(str(value).split())
    if name == "roles":
        return _roles(value, "roles")
    if name == "grid":
        return _grid(value)
    return value


def _roles(value: Any, name: str) -> list[str]:
    known = isinstance(value, Sequence) and all(role in Role.values for role in value)
    if not known:
        rule = _("Choose roles from: %(roles)s.") % {"roles": ", ".join(Role.values)}
        raise Invalid(fields={name: [rule]})
    return sorted(set(value))


def _grid(value: Any) -> dict[str, Any]:
    """Widths in pixels by column, names of frozen columns; raises Invalid."""
    widths, frozen = value.get("widths", {}), value.get("frozen", [])
    fits = (
        not value.keys() - {"widths", "frozen"}
        and isinstance(widths, dict)
        and isinstance(frozen, list)
        and len(widths) + len(frozen) <= MOST_COLUMNS
        and all(isinstance(each, str) for each in frozen)
        and all(type(each) is int and 0 < each <= WIDEST for each in widths.values())
    )
    if not fits:
        rule = _("Send {“widths”: {column: pixels}, “frozen”: [columns]}.")
        raise Invalid(fields={"grid": [rule]})
    return {"widths": widths, "frozen": frozen}
