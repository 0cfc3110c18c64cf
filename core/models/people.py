"""Persons, and the users among them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach, everyone_in
from core.access.principals import today
from core.choices import Role, Side
from core.models.base import RegisterModel
from core.models.preferences import PREFERENCES, Preferences
from core.querysets import RegisterQuerySet
from core.registers import RegisterOptions
from core.text.sort_keys import title_index

WRITERS = frozenset(
    {
        Role.SERVICE_MANAGER,
        Role.SERVICE_LEVEL_MANAGER,
        Role.RELATIONSHIP_MANAGER,
        Role.SUPPLIER_MANAGER,
    }
)


class Person(RegisterModel):
    """Somebody that registers name: an owner, a contact, a representative. Needs no account."""

    register = RegisterOptions(
        name="persons",
        prefix="PER",
        search=("name", "email", "organisation"),
        personal=("name", "email", "phone", "job_title", "notes", "title"),
        access=Access(write=everyone_in(WRITERS)),
    )

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=64, blank=True)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.OWN)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes = (title_index("core_person", "reference"),)


class UserQuerySet(RegisterQuerySet):
    """Questions about users."""

    def by_email(self, email: str) -> UserQuerySet:
        """Users with this address, whatever the case of its letters."""
        return self.filter(email__iexact=email)

    def administrators(self) -> UserQuerySet:
        """Users who can administer today."""
        return self.with_role(Role.ADMINISTRATOR)

    def with_role(self, role: Role) -> UserQuerySet:
        """Users who have access today, with this role among theirs."""
        not_over = models.Q(access_until=None) | models.Q(access_until__gte=today())
        active = self.current().filter(not_over, is_active=True)
        return active.filter(roles__icontains=f'"{role}"')


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """What sign-in asks for; users are made by ``core.services.accounts``."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """The user who signs in as ``username``, whatever the case of its letters."""
        return self.get(email__iexact=username)


def validate_roles(value: Any) -> None:
    """Refuse anything but a sorted list of known roles, each once."""
    if not isinstance(value, list) or any(role not in Role.values for role in value):
        raise ValidationError(
            _("Choose roles from: %(roles)s.") % {"roles": ", ".join(Role.values)}
        )
    if value != sorted(set(value)):
        raise ValidationError(_("Name each role once, in alphabetical order."))


class User(AbstractBaseUser, Preferences, RegisterModel):
    """Somebody who signs in, by e-mail. Password, last sign-in and preferences stay out of history."""

    register = RegisterOptions(
        name="users",
        prefix="USR",
        search=("name", "email"),
        personal=("name", "email", "title"),
        untracked=frozenset({"password", "last_login"}) | PREFERENCES,
        access=Access(view={Role.AUDITOR: Reach.ALL}, write={}),
    )

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    roles = models.JSONField(_("roles"), default=list, blank=True, validators=[validate_roles])
    access_until = models.DateField(
        _("access until"), null=True, blank=True, help_text=_("The last day of access.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Any] = UserManager()

    class Meta(RegisterModel.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="core_user_email_lower_case"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.email

    def clean(self) -> None:
        """Addresses are kept in lower case, so that each exists once; an administrator stays."""
        super().clean()
        self.email = self.email.lower()
        if self.pk and not self.can_administer() and self._is_last_administrator():
            raise ValidationError(_("This is the last administrator; appoint another one first."))

    def _is_last_administrator(self) -> bool:
        keys = set(User.objects.administrators().values_list("pk", flat=True)[:2])
        return keys == {self.pk}

    def get_username(self) -> str:
        """The name to sign in with."""
        return self.email

    def has_access(self) -> bool:
        """Whether the user is active and access has not ended."""
        not_over = self.access_until is None or self.access_until >= today()
        return self.is_active and self.archived_at is None and not_over

    def can_administer(self) -> bool:
        """Whether the user is an administrator who has access."""
        return Role.ADMINISTRATOR in self.roles and self.has_access()
