"""Signing over the API: what is signed and by whom, one's own signature, asking, agreements from outside."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.access.principals import today
from core.api.answers import answer, etag
from core.api.incoming import Values
from core.api.kinds import Refused, field_of, kind_of
from core.api.rows import Row, shown
from core.api.signing_schema import AskSchema, OutsideSchema, SignSchema
from core.api.targets import find
from core.api.verbs import Verb
from core.choices import Origin, SignedBy
from core.errors import Conflict, Forbidden, Invalid, PreconditionRequired, Stale
from core.models import Document, Person, Signature
from core.reading.links import resolve
from core.services import reauthentication, signing, signing_requests
from core.signing import Party, Standing, signable_of, standing_of
from core.signing.reading import blocks
from core.signing.standing import Place
from core.signing.threads import open_contests

API = Origin.API


class SigningVerb(Verb):
    """An address of one record that people agree on."""

    def find(self, uid: uuid.UUID) -> Any:
        """The record; its text has other records in it, so those must be readable too."""
        row = super().find(uid)
        signable = signable_of(self.model)
        for part in signable.attached if signable else ():
            access.require(self.principal, part, "view")
        return row

    def party(self, name: str) -> Party:
        """One of those who sign; raises Invalid."""
        signable = signable_of(self.model)
        assert signable is not None
        found = signable.party(name)
        if found is None:
            names = ", ".join(party.name for party in signable.parties)
            raise Invalid(fields={"party": [_("Name one of: %(names)s.") % {"names": names}]})
        return found

    def take_record(self, uid: uuid.UUID) -> tuple[Any, Values]:
        """The record at the version that was seen, and what was sent; for whoever sees it.

        Raises NotFound, PreconditionRequired, Stale.
        """
        self.params.finish()
        row = self.find(uid)
        body, version = self.sent(uid)
        if version is None:
            raise PreconditionRequired
        if version != row.version:
            raise Stale(row)
        return row, body

    def told(self, uid: uuid.UUID) -> HttpResponse:
        """How far the record is signed."""
        standing = standing_of(self.find(uid))
        tag = {"ETag": etag(uid, standing.row.version)}
        return answer(_told(standing, self.principal), headers=tag)


class Sign(SigningVerb):
    """The text with its hash and signatures; a POST signs it."""

    schema = SignSchema()

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """What is signed, its hash, who has signed and who still must."""
        self.params.finish()
        return self.told(uid)

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Sign as yourself, signed in and with your password; no token signs."""
        if self.principal.kind == "token":
            self.find(uid)
            raise Forbidden(signing.no_token())
        row, body = self.take_record(uid)
        person = self.principal.user.person
        sent = take_texts(body, ("party", "content", "name", "capacity"), ("password",))
        party = self.party(sent["party"])
        if person is None or (refusal := party.refusal(row, person, today())):
            raise Forbidden(refusal if person else "")
        reauthentication.require(request._request, sent["password"])
        signing.sign(
            row=row, party=party.name, person=person, shown=sent["content"], name=sent["name"],
            capacity=sent["capacity"], method=SignedBy.ACCOUNT, by=self.principal, origin=API,
        )  # fmt: skip
        return self.told(uid)


class AskToSign(SigningVerb):
    """Sends somebody a link to sign."""

    schema = AskSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Mail a person a link that takes one signature; only its holder learns the address."""
        row, body, _version = self.take(uid)
        sent = take_texts(body, ("party", "signer"))
        place = _missing_place(standing_of(row), self.party(sent["party"]))
        person = named(self.principal, Person, "signer", sent["signer"])
        signing_requests.send_link(row=row, place=place, person=person, by=self.principal)
        return self.told(uid)


class SignedOutside(SigningVerb):
    """Enters an agreement that was reached elsewhere."""

    schema = OutsideSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Record the agreement of a person, with the document that proves it; marked as such for ever."""
        row, body, _version = self.take(uid)
        names = ("party", "content", "signer", "capacity", "agreed_on", "proof")
        sent = take_texts(body, names)
        place = _missing_place(standing_of(row), self.party(sent["party"]))
        signing_requests.enter_proved(
            row=row, place=place, shown=sent["content"], capacity=sent["capacity"],
            person=named(self.principal, Person, "signer", sent["signer"]),
            proof=named(self.principal, Document, "proof", sent["proof"]),
            agreed_on=_day(sent["agreed_on"]), by=self.principal, origin=API,
        )  # fmt: skip
        return self.told(uid)


def take_texts(
    body: Values, wanted: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, str]:
    """The parts of a body, all texts, optional ones empty where left out; raises Invalid."""
    known = (*wanted, *optional)
    errors = {str(name)[:100]: [_("There is no such field here.")] for name in {*body} - {*known}}
    sent = {**dict.fromkeys(optional, ""), **body}
    errors |= {name: [_("Write a text.")] for name in known if not isinstance(sent.get(name), str)}
    if errors:
        raise Invalid(fields=errors)
    return sent


def named(principal: Any, model: Any, field: str, word: str) -> Any:
    """The record with this uid or reference, as far as the caller sees it; raises Invalid."""
    found = find(principal, {model: {word}}).get((model, word))
    if found is None:
        raise Invalid(fields={field: [_("There is no such record, or you may not see it.")]})
    return found


def _day(text: str) -> date:
    field = field_of(Signature, "agreed_on")
    try:
        found: date = kind_of(field).read(field, text)
    except Refused as error:
        raise Invalid(fields={"agreed_on": [str(error)]}) from None
    return found


def _missing_place(standing: Standing, party: Party) -> Place:
    """The signature of a party that is missing; raises Conflict."""
    if reason := standing.signable.waits(standing.row):
        raise Conflict(reason)
    found = next((each for each in standing.missing if each.party == party), None)
    if found is None:
        raise Conflict(_("It is signed for “%(party)s” already.") % {"party": party.label})
    return found


def _told(standing: Standing, reader: Any) -> Row:
    """The text in words, its hash and parts, and each party's place."""
    row, content = standing.row, standing.content
    given = [place.signature for place in standing.places if place.signature]
    known = resolve(
        reader,
        {
            Person: {each.signer_id for each in (*given, *standing.outdated)},
            Document: {each.proof_id for each in (*given, *standing.outdated) if each.proof_id},
        },
    )
    contested = [each.about for each in open_contests([row.pk])]
    return {
        "version": row.version,
        "open": standing.is_open,
        "waits": standing.signable.waits(row),
        "contested": contested,
        "content": content.digest if content else None,
        "parts": content.parts if content else [],
        "text": [
            {"title": block.title, "lines": [vars(line) for line in block.lines]}
            for block in blocks(row)
        ],
        "parties": [_place_told(standing, place, known, reader) for place in standing.places],
        "outdated": [_signature(each, known) for each in standing.outdated],
    }


def _place_told(standing: Standing, place: Place, known: Any, reader: Any) -> Row:
    mine = place in standing.places_of(reader.person_id)
    return {
        "party": place.party.name,
        "label": place.party.label,
        "meaning": place.party.meaning,
        "signature": _signature(place.signature, known) if place.signature else None,
        "may_sign": [person.name for person in place.people],
        "yours": mine,
    }


def _signature(given: Signature, known: Any) -> Row:
    names = ("party", "meaning", "name", "capacity", "method", "signed_at", "agreed_on")
    return {
        **{name: getattr(given, name) for name in names},
        "entered_by": given.entered_by,
        "signer": shown(known.get(Person, given.signer_id)),
        "proof": shown(known.get(Document, given.proof_id)),
        "content": given.content,
        "version": given.version,
    }
