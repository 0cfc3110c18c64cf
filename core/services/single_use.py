"""Single-use links: given by mail, opened any number of times, used once, over after some days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core import clock
from core.access import principals
from core.access.principals import Principal
from core.choices import Purpose
from core.errors import Conflict, NotFound
from core.ledger import access_chain
from core.models import Person, Record, SingleUseLink

#: Openings within this time are one: a mail scanner may ask often.
RESOLUTION = timedelta(minutes=1)


def give(
    *, purpose: Purpose, record: Record, person: Person, by: Principal, detail: str = ""
) -> tuple[SingleUseLink, str]:
    """A new link and its secret, which stands nowhere else; earlier ones for the same end.

    Within the caller's transaction. Raises Conflict for a person without an address.
    """
    if not person.email:
        raise Conflict(
            _("%(person)s has no e-mail address; enter one first.") % {"person": person.name}
        )
    for earlier in _living(record, person, purpose).filter(detail=detail):
        revoke(earlier, by=by)
    secret, now = secrets.token_urlsafe(32), clock.now()
    link = SingleUseLink(
        digest=digest_of(secret), purpose=purpose, detail=detail, record=record, person=person,
        given_by=by.name[:255], created_at=now,
        expires_at=now + timedelta(days=settings.SINGLE_USE_LINK_DAYS),
    )  # fmt: skip
    link.save(force_insert=True)
    _note("link-given", link, by)
    return link, secret


def revoke(link: SingleUseLink, *, by: Principal) -> None:
    """End a link that was not used; harmless when it has ended."""
    unused = SingleUseLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    if unused.update(revoked_at=clock.now()):
        _note("link-revoked", link, by)


def open_link(secret: str, *, purpose: Purpose) -> SingleUseLink:
    """The link with this secret; looking uses nothing up.

    Raises NotFound alike for one that is unknown, over, revoked, used, or for something else.
    """
    links = SingleUseLink.objects.select_related("record", "person__record")
    link = links.filter(digest=digest_of(secret), purpose=purpose).first()
    if link is None or not _is_alive(link):
        raise NotFound
    _remember_opening(link)
    return link


def use(link: SingleUseLink, *, by: Principal) -> None:
    """Use a link up, within the caller's transaction. Raises NotFound when somebody else was faster."""
    now = clock.now()
    alive = SingleUseLink.objects.filter(
        pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now
    )
    if not alive.update(used_at=now):
        raise NotFound
    _note("link-used", link, by)


def holder(link: SingleUseLink, *, only: frozenset[str]) -> Principal:
    """Who holds a link: the person, who sees these fields of the one record."""
    return principals.link(
        name=link.person.name, uid=link.person.uid, person_id=link.person.pk,
        record_id=link.record.pk, register=link.record.type, only=only,
    )  # fmt: skip


def living(record: Record) -> list[SingleUseLink]:
    """The links to a record that can still be used, newest first."""
    now = clock.now()
    found = SingleUseLink.objects.filter(record=record, used_at=None, revoked_at=None)
    return list(found.filter(expires_at__gt=now).select_related("person").order_by("-created_at"))


def digest_of(secret: str) -> str:
    """What is stored of a secret: random secrets need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _living(record: Record, person: Person, purpose: Purpose):  # type: ignore[no-untyped-def]
    return SingleUseLink.objects.filter(
        record=record, person=person, purpose=purpose, used_at=None, revoked_at=None
    )


def _is_alive(link: SingleUseLink) -> bool:
    return link.used_at is None and link.revoked_at is None and link.expires_at > clock.now()


def _remember_opening(link: SingleUseLink) -> None:
    now = clock.now()
    if link.opened_at is not None and now - link.opened_at < RESOLUTION:
        return
    SingleUseLink.objects.filter(pk=link.pk).update(opened=link.opened + 1, opened_at=now)
    _note("link-opened", link, holder(link, only=frozenset()))


def _note(event: str, link: SingleUseLink, by: Principal) -> None:
    said = {
        "link": str(link.uid), "person": str(link.person.uid), "purpose": link.purpose,
        "record": str(link.record.uid),
    }  # fmt: skip
    access_chain.note(event, by=by, subject=said)
