"""The screens of users: invite, roles, end of access, deactivate, reset; all of it in the history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.declaration import MenuGroup, RegisterViews, declare
from core.forms import WordsField
from core.models import User


def roles_field(field: Any) -> WordsField:
    """Roles as check boxes."""
    return WordsField(label=_("Roles"), choices=Role.choices, required=False)


@declare
class Users(RegisterViews):
    """Everybody who may sign in."""

    model = User
    icon = "person-badge"
    group = MenuGroup.ORGANISATION
    columns = ("reference", "name", "email", "roles", "access_until", "is_active")
    filters = ("is_active", "access_until")
    sections = (
        (_("User"), ("name", "email", "person")),
        (_("Access"), ("roles", "access_until", "is_active")),
    )
    labels = {"roles": dict(Role.choices)}
    special = {"roles": roles_field}
    wanted = ("roles",)
