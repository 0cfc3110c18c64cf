"""Asking for signatures: by a link in a mail; and entering what was agreed elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import Principal
from core.choices import Origin, Purpose, SignedBy
from core.errors import Forbidden
from core.models import Document, Person, Signature, SingleUseLink
from core.services import documents, outbox, signing, single_use
from core.signing.content import content_of
from core.signing.registry import signable_of
from core.signing.standing import Place
from core.text import reader
from core.writing.unit import unit

REQUEST = gettext_lazy("""Hello %(name)s,

%(sender)s of %(organisation)s asks you to sign:

%(title)s

Read the text and sign it here; the link is for you alone, works once, and until %(until)s:

%(link)s

If something in the text is not right, do not sign: answer this mail to %(sender)s (%(address)s).
""")


def send_link(*, row: Any, place: Place, person: Person, by: Principal) -> SingleUseLink:
    """Mail a person a link by which to sign a record for a party.

    Raises Forbidden for a person who may not sign it, Conflict for one without an address.
    """
    _require_keeper(row, by)
    if all(person.pk != each.pk for each in place.people):
        raise Forbidden(_("%(name)s may not sign this.") % {"name": person.name})
    with transaction.atomic():
        link, secret = single_use.give(
            purpose=Purpose.SIGN, record=row.record, person=person, by=by, detail=place.party.name
        )
        with reader.speaking_to(getattr(person, "user", None)):
            path = reverse("signing-link", args=[secret])
            title = " ".join(row.title.split())
            outbox.enqueue(
                dedup_key=f"signing-link|{link.uid}",
                recipient=person.email,
                subject=(_("Please sign: %(title)s") % {"title": title})[:255],
                body=str(REQUEST)
                % {
                    "name": person.name,
                    "sender": by.name,
                    "address": by.user.email if by.user else settings.DEFAULT_FROM_EMAIL,
                    "organisation": settings.ORGANISATION_NAME,
                    "title": title,
                    "until": reader.moment_text(link.expires_at),
                    "link": f"{settings.BASE_URL}{path}",
                },
                record=row.record,
            )
    return link


def sign_by_link(*, link: SingleUseLink, shown: str, name: str, capacity: str) -> Signature:
    """Sign with a link and use it up, both or neither. Raises what :func:`signing.sign` raises."""
    row = link.record.row()
    signable = signable_of(type(row))
    by = single_use.holder(link, only=frozenset(signable.fields if signable else ()))
    with unit(by=by, origin=Origin.LINK, reason=_("Signed by %(name)s") % {"name": name}):
        single_use.use(link, by=by)
        return signing.sign(
            row=row, party=link.detail, person=link.person, shown=shown, name=name,
            capacity=capacity, method=SignedBy.LINK, by=by, origin=Origin.LINK,
        )  # fmt: skip


def enter_outside(
    *, row: Any, place: Place, person: Person, capacity: str, agreed_on: date, file: Any,
    by: Principal, origin: Origin,
) -> Signature:  # fmt: skip
    """Record an agreement reached elsewhere, with the file that proves it, in one unit.

    Raises Forbidden, Conflict, Invalid, TooLarge.
    """
    _require_keeper(row, by)
    with unit(by=by, origin=origin, reason=_("Agreement reached elsewhere")):
        version = documents.add_document(
            file=file, file_name=file.name, by=by, origin=origin, kind=_("Proof of agreement"),
            name=_("Agreement of %(name)s to %(reference)s")
            % {"name": person.name, "reference": row.reference},
        )  # fmt: skip
        return enter_proved(
            row=row, place=place, person=person, capacity=capacity, agreed_on=agreed_on,
            proof=version.document, shown=content_of(row).digest, by=by, origin=origin,
        )  # fmt: skip


def enter_proved(
    *, row: Any, place: Place, person: Person, capacity: str, agreed_on: date, proof: Document,
    shown: str, by: Principal, origin: Origin,
) -> Signature:  # fmt: skip
    """Record an agreement reached elsewhere to the text with the hash ``shown``.

    The document that proves it belongs to the record from then on. Raises Forbidden, Conflict, Invalid.
    """
    _require_keeper(row, by)
    with unit(by=by, origin=origin, reason=_("Agreement reached elsewhere")):
        if not documents.belongs(document=proof, record=row.record):
            documents.link(document=proof, record=row.record, by=by, origin=origin)
        return signing.sign(
            row=row, party=place.party.name, person=person, shown=shown, name=person.name,
            capacity=capacity, method=SignedBy.OUTSIDE, by=by, origin=origin, agreed_on=agreed_on,
            proof=proof,
        )  # fmt: skip


def _require_keeper(row: Any, by: Principal) -> None:
    if not access.may(by, row, "change"):
        raise Forbidden
