"""How far a record is signed: whose signatures count, whose are missing, who could give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.principals import today
from core.models import Person, Signature
from core.signing.content import Content, content_of
from core.signing.registry import Party, Signable, signable_of


@dataclass
class Place:
    """One party of a record: its signature on the present text, or who could give it."""

    party: Party
    signature: Signature | None = None
    people: list[Person] = field(default_factory=list)


@dataclass
class Standing:
    """A record and its signatures. ``outdated`` ones were given to an earlier text."""

    signable: Signable
    row: Any
    is_open: bool
    places: list[Place]
    outdated: list[Signature]
    content: Content | None = None

    @property
    def missing(self) -> list[Place]:
        """The parties that have not signed the present text."""
        return [place for place in self.places if place.signature is None]

    def places_of(self, person_id: int | None) -> list[Place]:
        """The missing signatures that this person could give today."""
        return [
            place
            for place in self.missing
            if any(person.pk == person_id for person in place.people)
        ]


def signatures_of(row: Any) -> QuerySet[Signature]:
    """Everything that was ever signed of a record, oldest first."""
    found = Signature.objects.filter(record=row.pk).select_related("signer", "proof", "record")
    return found.order_by("signed_at", "pk")


def standing_of(row: Any) -> Standing:
    """How far a record is signed.

    While it is open, the signatures that count are those on the text as it is now; afterwards those
    on the text that was signed last, which cannot change any more.
    """
    signable = signable_of(type(row))
    if signable is None:
        raise TypeError(f"{type(row).__name__} is not signed")
    given = list(signatures_of(row))
    is_open = not signable.waits(row)
    content = content_of(row) if is_open else None
    counting = content.digest if content else (given[-1].content if given else "")
    valid = {each.party: each for each in given if each.content == counting}
    places = [_place(party, valid.get(party.name), row, is_open) for party in signable.parties]
    outdated = [each for each in given if each.content != counting]
    return Standing(signable, row, is_open, places, outdated, content)


def _place(party: Party, signature: Signature | None, row: Any, is_open: bool) -> Place:
    wanted = is_open and signature is None
    return Place(party, signature, party.people(row, today()) if wanted else [])


def missing(row: Any) -> str:
    """Whose signatures the text of a record lacks, as a sentence; nothing when all have signed."""
    signable = signable_of(type(row))
    if signable is None or not row.pk:
        return ""
    digest = content_of(row).digest
    signed = set(signatures_of(row).filter(content=digest).values_list("party", flat=True))
    labels = [str(party.label) for party in signable.parties if party.name not in signed]
    if not labels:
        return ""
    return _("Not yet signed by: %(parties)s.") % {"parties": ", ".join(labels)}
