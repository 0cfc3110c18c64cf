"""The screens of users: invite, roles and end of access, deactivate, reset; all in the history."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.editing import CreatePage, EditPage
from core.declaration.pages import version_in
from core.declaration.records import DetailPage
from core.declaration.verbs import Verb, VerbPage
from core.forms import RegisterForm, WordsField
from core.models import Person, User
from core.services import accounts


def roles_field(field: Any) -> WordsField:
    """Roles as check boxes."""
    return WordsField(label=_("Roles"), choices=Role.choices, required=False)


class InvitePage(CreatePage):
    """A new user, who gets a link to choose a password."""

    def form(self, action: str, row: Any = None, data: Any = None) -> RegisterForm:
        """Without what follows by itself; whom the address names is called as their record says."""
        form = super().form(action, row, data)
        form.leave_out("is_active", "reference")
        if person := self._person():
            form.initial.update(name=person.name, email=person.email)
        return form

    def _person(self) -> Person | None:
        try:
            uid = uuid.UUID(self.request.GET.get("person", ""))
        except ValueError:
            return None
        known = Person.objects.for_user(self.principal).current()
        found: Person | None = known.filter(uid=uid, user=None).first()
        return found

    def save(self, form: RegisterForm) -> Any:
        """Invite."""
        reason = form.cleaned_data["change_reason"]
        return accounts.invite(**form.values, by=self.principal, reason=reason)

    def sentence(self, row: Any) -> str:
        """Where the link went."""
        return str(_("%(who)s was invited; the link is on its way to %(mail)s.")) % {
            "who": row.name,
            "mail": row.email,
        }


class UserEditPage(EditPage):
    """Roles, end of access and the rest of a user."""

    def save(self, form: RegisterForm, uid: uuid.UUID) -> Any:
        """Change, while no other administrator does."""
        return accounts.change_user(
            uid=uid,
            values=form.values,
            version=version_in(form.data),
            by=self.principal,
            reason=form.cleaned_data["change_reason"],
        )


class DeactivatePage(VerbPage):
    """Ends a user's access."""

    heading = _("Deactivate “%(title)s”?")
    explanation = _(
        "Access ends at once, on every device and for every API token. "
        "What this user wrote stays in the history. You can reactivate the user later."
    )
    button = _("Deactivate")
    sentence = _("%(title)s was deactivated.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Deactivate."""
        return accounts.deactivate(user=row, by=self.principal, reason=reason)


class ReactivatePage(VerbPage):
    """Lets a deactivated user in again."""

    heading = _("Reactivate “%(title)s”?")
    explanation = _("The user can sign in again with the roles shown, until the end of access.")
    button = _("Reactivate")
    sentence = _("%(title)s was reactivated.")

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Reactivate."""
        return accounts.reactivate(user=row, by=self.principal, reason=reason)


class ResetPasswordPage(VerbPage):
    """Makes the password unusable and sends a link to choose another."""

    heading = _("Reset the password of “%(title)s”?")
    explanation = _(
        "The password stops working, every session ends, and a link to choose a new one "
        "is sent to the user’s address."
    )
    button = _("Reset password")
    sentence = _("The password of %(title)s was reset; a link is on its way.")
    takes_reason = False

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Reset."""
        accounts.reset_password(user=row, by=self.principal)
        return row


class ResetSecondFactorPage(VerbPage):
    """Removes every second factor."""

    heading = _("Remove the second factor of “%(title)s”?")
    explanation = _(
        "Do this when a device is lost. The user is told by mail and sets up a new one."
    )
    button = _("Remove second factor")
    sentence = _("The second factor of %(title)s was removed; the user is told by mail.")
    takes_reason = False

    def run(self, row: Any, *, version: int | None, reason: str) -> Any:
        """Remove."""
        accounts.reset_second_factor(user=row, by=self.principal)
        return row


class UserPage(DetailPage):
    """A user, with what an administrator may do."""

    def verbs(self, row: Any) -> list[Verb]:
        """Deactivating or reactivating, whichever makes sense."""
        hidden = "reactivate" if row.is_active else "deactivate"
        return [verb for verb in super().verbs(row) if verb.page != hidden]


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
    pages = {
        "bulk-edit": None,  # accounts have their own verbs
        "bulk-preview": None,
        "create": InvitePage,
        "edit": UserEditPage,
        "detail": UserPage,
        "deactivate": DeactivatePage,
        "reactivate": ReactivatePage,
        "reset-password": ResetPasswordPage,
        "reset-second-factor": ResetSecondFactorPage,
    }
    verbs = (
        Verb("reset-password", _("Reset password"), "key"),
        Verb("reset-second-factor", _("Remove second factor"), "shield-lock"),
        Verb("deactivate", _("Deactivate"), "lock"),
        Verb("reactivate", _("Reactivate"), "check-circle"),
    )
