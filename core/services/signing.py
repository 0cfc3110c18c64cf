"""Signing a record: in an account, by a link, or entered from elsewhere with its proof."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.access.principals import Principal, today
from core.choices import Origin, SignedBy
from core.errors import Conflict, Forbidden, Invalid
from core.models import Document, Person, Signature
from core.services.discussion import require_uncontested
from core.signing.content import Content, content_of
from core.signing.registry import Party, Signable, signable_of
from core.signing.standing import missing
from core.writing.unit import Work, unit

LONGEST_NAME, LONGEST_CAPACITY = 200, 255


class Outdated(Conflict):
    """The text changed after it was shown to the signer."""

    code = "outdated"

    def default_message(self) -> str:
        return _("The text has changed since it was shown to you. Read it again before you sign.")


def sign(
    *,
    row: Any,
    party: str,
    person: Person,
    shown: str,
    name: str,
    capacity: str,
    method: SignedBy,
    by: Principal,
    origin: Origin,
    agreed_on: date | None = None,
    proof: Document | None = None,
) -> Signature:
    """Sign a record for one of its parties; when all have signed, what follows is done in one unit.

    ``shown`` is the hash of the text that the signer read. ``agreed_on`` and ``proof`` belong to an
    agreement reached elsewhere. Raises Forbidden, Conflict, Invalid, Outdated.
    """
    _require_presence(method, by)
    signable, place = _open(row, party)
    day = agreed_on or today()
    _check(name, capacity, method, agreed_on, proof)
    with unit(by=by, origin=origin, reason=_("Signed by %(name)s") % {"name": name}) as work:
        fresh = _lock(work, signable, row)
        content = _as_shown(fresh, shown)
        _require_right(fresh, place, person, day)
        _require_first(fresh, place, content.digest)
        require_uncontested(fresh)
        signature = Signature(
            record=fresh.record, version=fresh.version, content=content.digest,
            parts=content.parts, party=party, signer=person,
            user=by.user if method is SignedBy.ACCOUNT else None,
            name=name.strip(), capacity=capacity.strip(), meaning=place.meaning, method=method,
            signed_at=clock.now(), agreed_on=agreed_on, proof=proof,
            entered_by=by.name[:255] if method is SignedBy.OUTSIDE else "",
        )  # fmt: skip
        work.record_facts([signature], fresh.record)
        if not missing(fresh):
            signable.complete(fresh)
    return signature


def _require_presence(method: SignedBy, by: Principal) -> None:
    if method is SignedBy.ACCOUNT and by.kind != "user":
        raise Forbidden(no_token())


def no_token() -> str:
    """Why no program signs: a signature says that a person was there and entered the password."""
    return _(
        "A token signs nothing: whoever signs is signed in and enters the password again, "
        "or uses a link that was sent to them."
    )


def _open(row: Any, party: str) -> tuple[Signable, Party]:
    """How this record is signed and for whom; raises Conflict when it does not wait for that."""
    signable = signable_of(type(row))
    place = signable.party(party) if signable else None
    if signable is None or place is None:
        raise Conflict(_("Nobody signs this."))
    if reason := signable.waits(row):
        raise Conflict(reason)
    return signable, place


def _check(
    name: str, capacity: str, method: SignedBy, agreed_on: date | None, proof: Document | None
) -> None:
    errors: dict[str, list[str]] = {}
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        errors["name"] = [_("Write the name of who signs, in full.")]
    if not 1 <= len(capacity.strip()) <= LONGEST_CAPACITY:
        errors["capacity"] = [_("Say in which capacity this is signed.")]
    if method is SignedBy.OUTSIDE:
        if agreed_on is None or agreed_on > today():
            errors["agreed_on"] = [_("Say on which day this was agreed; it has passed.")]
        if proof is None:
            errors["proof"] = [_("Attach the mail, paper or minutes that prove the agreement.")]
    if errors:
        raise Invalid(fields=errors)


def _lock(work: Work, signable: Signable, row: Any) -> Any:
    """The record as it stands now, locked with the records that belong to its text."""
    work.lock([row.pk, *(part.pk for part, _names in signable.parts(row))])
    fresh = signable.model._base_manager.get(pk=row.pk)
    if reason := signable.waits(fresh):
        raise Conflict(reason)
    return fresh


def _as_shown(row: Any, shown: str) -> Content:
    """The text as it stands, when it is the one that the signer read; raises Outdated."""
    content = content_of(row)
    if content.digest != shown:
        raise Outdated
    return content


def _require_right(row: Any, party: Party, person: Person, day: date) -> None:
    if refusal := party.refusal(row, person, day):
        raise Forbidden(refusal)


def _require_first(row: Any, party: Party, digest: str) -> None:
    """Nobody signs the same text for the same party again."""
    found = Signature.objects.filter(
        record=row.pk, party=party.name, content=digest, meaning=party.meaning
    )
    if earlier := found.first():
        raise Conflict(
            _("%(name)s has signed this text for “%(party)s” already.")
            % {"name": earlier.name, "party": party.label}
        )
