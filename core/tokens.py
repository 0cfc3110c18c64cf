"""API tokens: given once, kept as a hash, checked on every request, revoked at once."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal
from core.choices import Role
from core.errors import Forbidden, Invalid, NotFound
from core.ledger import access_chain
from core.ledger.statements import find
from core.models import Token, User
from core.registers import names

PREFIX = "sms_"
HINT_LENGTH = 9
LONGEST_DAYS = 730
#: ``last_used_at`` is written at most this often.
RESOLUTION = timedelta(minutes=1)
GENERAL_SCOPES = ("read", "write", "bundles")

log = logging.getLogger("sms.tokens")


def scopes_offered() -> list[str]:
    """Every scope there is: general ones, then reading and writing of each register."""
    single = [f"{name}:{level}" for name in sorted(names()) for level in ("read", "write")]
    return [*GENERAL_SCOPES, *single]


def give_token(
    *, user: User, name: str, scopes: Sequence[str], days: int, by: Principal
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again. Raises Forbidden, Invalid.

    People give tokens to themselves, administrators to anybody; a token gives no tokens.
    """
    _require_giver(user, by)
    _check(user, name, scopes, days)
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    token = Token(user=user, name=name.strip(), digest=digest_of(secret), scopes=list(scopes))
    token.hint = secret[:HINT_LENGTH]
    token.created_at, token.expires_at = now, now + timedelta(days=days)
    with transaction.atomic():
        token.save(force_insert=True)
        _note("token-given", token, by, expires=token.expires_at.isoformat(), scopes=token.scopes)
    return token, secret


def revoke_token(token: Token, *, by: Principal) -> None:
    """End a token now; harmless when it has ended. Raises Forbidden."""
    _require_giver(token.user, by)
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now()):
            _note("token-revoked", token, by)


def find_token(user: User, name: str) -> Token:
    """The user's living token of that name or hint; raises NotFound when none or several."""
    found = list(user.tokens.filter(Q(name=name) | Q(hint=name), revoked_at=None)[:2])
    if len(found) != 1:
        raise NotFound(_("There is not exactly one such token in force."))
    return found[0]


def token_of(secret: str) -> Token | None:
    """The token in force with that secret whose user has access today, else None."""
    token: Token | None = find(Token, "digest", digest_of(secret))
    if token is None or token.revoked_at is not None or token.expires_at <= clock.now():
        return None
    user: Any = find(User, "record", token.user_id)
    token.user = user
    return token if user.has_access() else None


def in_force(token_id: int) -> bool:
    """Whether a token counts at this moment."""
    living = Token.objects.filter(pk=token_id, revoked_at=None, expires_at__gt=clock.now())
    return living.exists()


def touch(token: Token) -> None:
    """Remember that the token was used, at most once a minute; never worth an error."""
    now = clock.now()
    if token.last_used_at is not None and now - token.last_used_at < RESOLUTION:
        return
    try:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    except DatabaseError:
        log.warning("The time of use of a token was not written.", exc_info=True)


def digest_of(secret: str) -> str:
    """What is stored of a secret: random secrets need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _require_giver(user: User, by: Principal) -> None:
    own = by.kind == "user" and by.uid == user.uid
    if not (by.is_system or own or (by.kind == "user" and by.has_role(Role.ADMINISTRATOR))):
        raise Forbidden(_("You may not give or revoke tokens of this user."))


def _check(user: User, name: str, scopes: Sequence[str], days: int) -> None:
    errors: dict[str, list[str]] = {}
    if not 1 <= len(name.strip()) <= 100:
        errors["name"] = [_("Give the token a name of at most 100 characters.")]
    unknown = [scope for scope in scopes if scope not in scopes_offered()]
    if unknown or not scopes:
        errors["scopes"] = [
            _("Choose scopes from: read, write, bundles, or REGISTER:read and REGISTER:write.")
        ]
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = [_("Choose 1 to %(count)d days.") % {"count": LONGEST_DAYS}]
    if not user.has_access():
        errors["user"] = [_("This user has no access.")]
    if errors:
        raise Invalid(fields=errors)


def _note(event: str, token: Token, by: Principal, **more: object) -> None:
    said = {"name": token.name, "token": str(token.uid), "user": str(token.user.uid)}
    access_chain.note(event, by=by, subject={**said, **more})
