"""Signatures: who may give them, on which text, and that a signed text stays as it was."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin, SignedBy
from core.database import triggers
from core.errors import Conflict, Forbidden, Invalid
from core.models import Signature
from core.services import signing_requests
from core.services.signing import Outdated
from core.services.undo import undo
from core.signing import content_of, standing_of
from core.verification.run import verify
from portfolio.choices import SLAState
from portfolio.models import SLA
from tests import factories
from tests.signing.world import proof, sign, sign_all, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world()


def change(row, origin=Origin.SCREEN, by=None, **values):
    return records.change(
        SLA, row.uid, values, version=row.version, by=by or system("tests"), origin=origin,
        reason="because",
    )  # fmt: skip


def test_it_is_agreed_when_both_have_signed_and_not_before(made):
    sign(made.sla, "customer", made.representative)
    assert made.fresh().state == SLAState.NEGOTIATING
    sign(made.sla, "owner", made.owner)
    assert made.fresh().state == SLAState.AGREED
    last = SLA.history.filter(record_id=made.sla.pk).order_by("-version").first()
    assert (last.history_actor, last.state) == ("Olga Owner", "agreed")
    assert verify().findings == []


def test_a_signature_says_who_when_what_and_how(made):
    given = sign(made.sla, "customer", made.representative, capacity="Buyer, Customer")
    stored = Signature.objects.get()
    assert stored == given
    assert (stored.signer, stored.user) == (made.representative.person, made.representative)
    assert (stored.meaning, stored.method, stored.version) == ("agrees", "account", 1)
    assert stored.content == content_of(made.sla).digest
    assert stored.signed_at.utcoffset() == timedelta(0)


def test_nobody_says_it_is_agreed_without_the_signatures(made):
    with pytest.raises(Invalid) as refused:
        change(made.sla, state=SLAState.AGREED)
    assert refused.value.fields == {
        "state": ["Not yet signed by: the customer’s representative, the service owner."]
    }
    sign(made.sla, "customer", made.representative)
    with pytest.raises(Invalid) as refused:
        change(made.fresh(), state=SLAState.AGREED)
    assert refused.value.fields == {"state": ["Not yet signed by: the service owner."]}


@pytest.mark.parametrize(
    "values",
    [
        {"agrees_slas": False},
        {"appointed_until": date(2020, 1, 1)},
        {"limit_criticality": "low"},
        {"limit_amount": "9999.99", "limit_currency": "EUR"},
        {"limit_amount": "99999.00", "limit_currency": "CHF"},
    ],
    ids=["without authority", "ended", "beyond the limit", "too dear", "another currency"],
)
def test_who_may_not_is_refused_and_told_why(made, values):
    factories.change(made.service, criticality="high")
    made.sla = factories.change(made.sla, yearly_charge="10000.00", currency="EUR")
    factories.change(made.appointment, **values)
    with pytest.raises(Forbidden, match=r"Rita Reed may (not sign|agree on up to)"):
        sign(made.sla, "customer", made.representative)
    assert not Signature.objects.exists()


def test_a_charge_up_to_the_limit_is_signed_and_is_part_of_the_text(made):
    without = content_of(made.sla).digest
    factories.change(made.appointment, limit_amount="10000.00", limit_currency="EUR")
    sign(made.sla, "customer", made.representative)
    # An empty charge is no part of the text: what was signed before there were charges stays signed.
    assert "yearly_charge" not in Signature.objects.get().parts[0]["fields"]
    made.sla = factories.change(made.sla, notes="Empty", yearly_charge=None)
    assert content_of(made.sla).digest == without
    made.sla = factories.change(made.sla, yearly_charge="10000.00", currency="EUR")
    assert content_of(made.sla).digest != without
    sign(made.sla, "customer", made.representative)
    assert Signature.objects.count() == 2
    assert verify().findings == []


def test_representatives_of_others_and_owners_of_others_are_refused(made):
    elsewhere = factories.RepresentativeFactory(
        person=factories.UserFactory().person, agrees_slas=True
    )
    factories.CoverageFactory(
        subscription=factories.SubscriptionFactory(
            service=made.service, customer=elsewhere.customer
        ),
        representative=elsewhere,
    )
    with pytest.raises(Forbidden, match="may not sign for the customer"):
        sign(made.sla, "customer", elsewhere.person.user)
    with pytest.raises(Forbidden, match="does not own the service"):
        sign(made.sla, "owner", made.manager)


def test_nobody_signs_twice(made):
    sign(made.sla, "customer", made.representative)
    with pytest.raises(Conflict, match="has signed this text"):
        sign(made.sla, "customer", made.representative)


def test_an_outdated_preview_is_not_signed(made):
    shown = content_of(made.sla).digest
    change(made.sla, targets="98 % a month")
    with pytest.raises(Outdated):
        sign(made.fresh(), "customer", made.representative, shown=shown)


def test_a_change_of_the_text_lets_signatures_fall_and_a_note_does_not(made):
    sign(made.sla, "customer", made.representative)
    change(made.fresh(), notes="for our own eyes")
    assert [place.party.name for place in standing_of(made.fresh()).missing] == ["owner"]
    change(made.fresh(), targets="98 % a month")
    standing = standing_of(made.fresh())
    assert [place.party.name for place in standing.missing] == ["customer", "owner"]
    assert [each.name for each in standing.outdated] == ["Rita Reed"]


@pytest.mark.parametrize("origin", [Origin.SCREEN, Origin.API, Origin.IMPORT, Origin.TASK])
def test_a_signed_text_never_changes_whoever_asks(made, origin):
    sla = sign_all(made)
    administrator = Principal.of(factories.UserFactory(roles=["administrator"]))
    for by in (system("tests"), administrator):
        for values in ({"targets": "less"}, {"state": SLAState.DRAFT}):
            with pytest.raises(Invalid):
                change(sla, origin=origin, by=by, **values)
    assert made.fresh().targets == "99 % a month"
    assert change(made.sla, origin=origin, notes="may be written").notes == "may be written"


def test_a_signature_is_not_undone(made):
    sla = sign_all(made)
    last = SLA.history.filter(record_id=sla.pk).order_by("-version").first()
    with pytest.raises((Conflict, Invalid)):
        undo(last.history_unit, by=system("tests"), origin=Origin.SCREEN)
    assert made.fresh().state == SLAState.AGREED


def test_the_database_keeps_signatures_as_they_are(made):
    sign(made.sla, "customer", made.representative)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE core_signature SET name = 'Somebody else'")


def test_an_agreement_from_elsewhere_needs_its_day_and_its_proof(made):
    place = standing_of(made.sla).places[0]
    asked = {"row": made.sla, "place": place, "person": made.representative.person,
             "capacity": "Buyer", "by": Principal.of(made.manager), "origin": Origin.SCREEN}  # fmt: skip
    with pytest.raises(Invalid) as refused:
        signing_requests.enter_outside(**asked, agreed_on=today() + timedelta(days=1), file=proof())
    assert set(refused.value.fields) == {"agreed_on"}
    given = signing_requests.enter_outside(**asked, agreed_on=today(), file=proof())
    assert (given.method, given.entered_by) == (SignedBy.OUTSIDE, "The manager")
    assert given.proof.versions.get().name == "signed.pdf"
    assert given.proof.links.get().subject == made.sla.record


def test_verification_finds_a_signature_of_another_text(made):
    sign(made.sla, "customer", made.representative, shown=content_of(made.sla).digest)
    assert verify().sound
    forged = Signature.objects.get()
    parts = [{**forged.parts[0], "fields": ["targets"]}]
    triggers.lift()
    Signature.objects.filter(pk=forged.pk).update(parts=parts)
    triggers.install()
    findings = verify().findings
    assert f"The signature {forged.uid} is not of the text that the ledger has." in findings
