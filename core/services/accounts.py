"""Accounts: inviting, roles, ending and resetting. Whoever may change users may do this."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from core import access, records
from core.access.principals import Principal
from core.choices import OUTSIDE, Origin, Role, Side
from core.database import locks
from core.errors import Invalid
from core.ledger import access_chain
from core.models import Person, User
from core.records import Draft, Ending
from core.services import account_mails
from core.writing.unit import unit

#: What an invitation without a name or an address is refused for.
NAMELESS = {"name": "", "email": ""}


def invite(
    *,
    name: str,
    email: str,
    roles: Iterable[str],
    by: Principal,
    access_until: date | None = None,
    person: Person | None = None,
    password: str = "",
    origin: Origin = Origin.SCREEN,
    reason: str = "",
    **more: Any,
) -> User:
    """A new user, who gets a mail with a link to choose a password (none with ``password``).

    The user is ``person``, else the only person with this address who has no account, else a new
    one. ``more`` are other fields of the register; whoever is not active yet gets no mail.
    Raises Forbidden, Invalid.
    """
    values: dict[str, Any] = {
        "name": name,
        "email": email.strip().lower(),
        "roles": sorted(set(roles)),
        "access_until": access_until,
        **more,
    }
    access.require(by, User, "add")
    with unit(by=by, origin=origin, reason=reason):
        values["person"] = person or _person(values, by=by, origin=origin)
        user: User = records.create(User, values, by=by, origin=origin, reason=reason)
        keep_password(user=user, password=password or None)
        if not password and user.has_access():
            account_mails.send_invitation(user=user)
    return user


def _person(values: dict[str, Any], *, by: Principal, origin: Origin) -> Person:
    known = Person.objects.for_user(by).current()
    nameless = known.filter(email__iexact=values["email"], user=None)
    found = list(nameless[:2])
    if len(found) == 1 and values["email"]:
        return found[0]
    outside = bool(values["roles"]) and OUTSIDE.issuperset(values["roles"])
    side = Side.CUSTOMER if outside else Side.OWN
    who = {"name": values["name"], "email": values["email"], "side": side}
    person: Person = records.create(Person, who, by=by, origin=origin)
    return person


def bootstrap_admin(*, name: str, email: str, by: Principal, password: str = "") -> User:
    """See to it that this address has an active administrator: first start, and rescue."""
    user = User.objects.unscoped("the first administrator").by_email(email).first()
    if user is None:
        roles = [Role.ADMINISTRATOR]
        return invite(
            name=name, email=email, roles=roles, by=by, password=password, origin=Origin.COMMAND
        )
    roles = sorted({*user.roles, Role.ADMINISTRATOR})
    values = {"roles": roles, "is_active": True, "access_until": None}
    user = _change(user, values, by=by, origin=Origin.COMMAND, reason="")
    if password:
        set_password(user=user, password=password, by=by)
    return user


def deactivate(
    *, user: User, by: Principal, origin: Origin = Origin.SCREEN, reason: str = ""
) -> User:
    """End a user's access; sessions and tokens are refused from the next request on."""
    return _change(user, {"is_active": False}, by=by, origin=origin, reason=reason)


def reactivate(
    *, user: User, by: Principal, origin: Origin = Origin.SCREEN, reason: str = ""
) -> User:
    """Let a deactivated user in again."""
    return _change(user, {"is_active": True}, by=by, origin=origin, reason=reason)


def change_user(
    *,
    uid: uuid.UUID,
    values: dict[str, Any],
    version: int | None,
    by: Principal,
    origin: Origin = Origin.SCREEN,
    reason: str = "",
) -> User:
    """Change any fields of a user, as :func:`core.records.change` does."""
    with unit(by=by, origin=origin, reason=reason):
        # Two administrators must not take each other's last one away at the same moment.
        locks.hold(locks.Lock.ACCOUNTS)
        changed: User = records.change(
            User, uid, values, version=version, by=by, origin=origin, reason=reason
        )
    return changed


def write_users(
    *,
    drafts: Sequence[Draft],
    by: Principal,
    origin: Origin,
    reason: str = "",
    ending: Ending | None = None,
) -> list[User]:
    """Invite and change many users, all or nothing, as one unit; everything as in records.apply."""
    records.check(drafts, by=by)
    with unit(by=by, origin=origin, reason=reason) as work:
        locks.hold(locks.Lock.ACCOUNTS)
        written = [_write(index, draft, by, origin) for index, draft in enumerate(drafts)]
        if ending is not None and work.unit.changes:
            ending(work)
    return written


def _write(index: int, draft: Draft, by: Principal, origin: Origin) -> User:
    values = dict(draft.values)
    try:
        if draft.uid is None:
            roles = values.pop("roles", None) or []
            return invite(**{**NAMELESS, **values}, roles=roles, by=by, origin=origin)
        return change_user(
            uid=draft.uid, values=values, version=draft.version, by=by, origin=origin
        )
    except Invalid as error:
        raise Invalid(rows={index: error.fields}) from error


def _change(
    user: User, values: dict[str, Any], *, by: Principal, origin: Origin, reason: str
) -> User:
    return change_user(
        uid=user.uid, values=values, version=user.version, by=by, origin=origin, reason=reason
    )


def reset_password(*, user: User, by: Principal) -> None:
    """Make the password unusable, which ends all sessions, and send a link to choose another."""
    access.require(by, User, "change")
    with transaction.atomic():
        keep_password(user=user, password=None)
        account_mails.send_reset(user=user)
        _note("password-reset", user, by)


def set_password(*, user: User, password: str, by: Principal) -> None:
    """Set a password. Raises Invalid when it breaks a rule."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(fields={"password": error.messages}) from error
    with transaction.atomic():
        keep_password(user=user, password=password)
        _note("password-set", user, by)


def reset_second_factor(*, user: User, by: Principal) -> None:
    """Remove every second factor of a user, who is told by mail."""
    access.require(by, User, "change")
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        account_mails.send_second_factor_notice(user=user)
        _note("second-factor-reset", user, by)


def keep_password(*, user: User, password: str | None) -> None:
    """Store a password's hash, or an unusable one; the column that history never sees."""
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    User._base_manager.filter(pk=user.pk).update(password=user.password)


def _note(event: str, user: User, by: Principal) -> None:
    access_chain.note(event, by=by, subject={"user": str(user.uid)})
