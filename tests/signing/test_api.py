"""Signing and negotiating over the API: for persons, asked for by tokens, refused with the rule."""

import pytest
from django.test import Client

from core.access.principals import Principal
from core.choices import Origin
from core.models import Comment, IdempotencyKey, OutboxMessage, Signature
from core.services import documents
from core.signing import content_of
from tests import factories, personas
from tests.api.caller import Caller
from tests.signing.world import PASSWORD, proof, sign, sign_all, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world(notes="not-for-customers")


class Browser:
    """Somebody signed in, whose page calls the API."""

    def __init__(self, user):
        self.client = Client(enforce_csrf_checks=False)
        self.client.force_login(user)

    def get(self, row, word="sign"):
        return self.client.get(path(row, word))

    def post(self, row, data, word="sign", version=None, **headers):
        headers = {"If-Match": f'"{row.uid}:{version or row.version}"', **headers}
        return self.client.post(
            path(row, word), data, content_type="application/json", headers=headers
        )


def path(row, word):
    return f"/api/v1/{row.register.name}/{row.uid}/{word}/"


def signing(row, **values):
    """What somebody sends who signs the text as it stands."""
    return {
        "party": "customer", "content": content_of(row).digest, "name": "Rita Reed",
        "capacity": "Buyer", "password": PASSWORD, **values,
    }  # fmt: skip


def test_the_text_is_shown_with_its_hash_and_who_must_sign(made):
    found = Caller(made.manager).get(f"slas/{made.sla.uid}/sign/")
    told = found.json()
    assert (told["open"], told["content"]) == (True, content_of(made.sla).digest)
    assert found["ETag"] == f'"{made.sla.uid}:1"'
    assert [(each["party"], each["may_sign"]) for each in told["parties"]] == [
        ("customer", ["Rita Reed"]), ("owner", ["Olga Owner"]),
    ]  # fmt: skip
    lines = {line["name"]: line["text"] for line in told["text"][0]["lines"]}
    assert lines["targets"] == "99 % a month"
    assert "not-for-customers" not in found.content.decode()
    narrow = Caller(made.manager, ("slas:read",)).get(f"slas/{made.sla.uid}/sign/")
    assert narrow.status_code == 403
    stranger = factories.UserFactory(roles=["representative"])
    assert Caller(stranger).get(f"slas/{made.sla.uid}/sign/").status_code == 404


def test_no_token_signs_whatever_it_may_do(made):
    asked = Caller(made.representative)
    tag = f'"{made.sla.uid}:1"'
    refused = asked.post(f"slas/{made.sla.uid}/sign/", signing(made.sla), If_Match=tag)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
    assert "A token signs nothing" in refused.json()["detail"]
    assert Signature.objects.count() == 0
    by = Principal.of(made.representative, frozenset({"read", "write"}), asked.token.pk)
    with pytest.raises(Exception, match="A token signs nothing"):
        sign(made.fresh(), "customer", made.representative, by=by)


def test_a_person_signs_with_the_password_and_once(made):
    browser = Browser(made.representative)
    answer = browser.post(made.sla, signing(made.sla))
    assert answer.status_code == 200, answer.content
    given = answer.json()["parties"][0]["signature"]
    assert (given["name"], given["method"]) == ("Rita Reed", "account")
    assert given["content"] == content_of(made.sla).digest
    again = browser.post(made.sla, signing(made.sla))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/conflict")
    assert "Rita Reed has signed this text" in again.json()["detail"]
    owner = Browser(made.owner)
    sent = signing(made.sla, party="owner", name="Olga Owner")
    assert owner.post(made.sla, sent).status_code == 200
    assert made.fresh().state == "agreed"
    over = owner.post(made.sla, sent)
    assert over.status_code == 409
    assert "negotiated" in over.json()["detail"]
    assert Signature.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"password": "wrong"}, 400, "password"),
        ({"password": ""}, 400, "password"),
        ({"content": "0" * 64}, 409, "Read it again"),
        ({"party": "nobody"}, 400, "customer, owner"),
        ({"party": "owner"}, 403, "does not own"),
        ({"name": " "}, 400, "in full"),
        ({"name": 7}, 400, "Write a text"),
        ({"extra": "x"}, 400, "no such field"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(made, changes, status, said):
    answer = Browser(made.representative).post(made.sla, signing(made.sla, **changes))
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert Signature.objects.count() == 0


def test_an_older_version_or_none_is_refused(made):
    browser, sent = Browser(made.representative), signing(made.sla)
    factories.change(made.fresh(), targets="98 % a month")
    assert browser.post(made.sla, sent, version=1).status_code == 412
    unseen = browser.client.post(path(made.sla, "sign"), sent, content_type="application/json")
    assert unseen.status_code == 428
    outdated = browser.post(made.fresh(), sent)
    assert (outdated.status_code, outdated.json()["type"]) == (409, "/problems/outdated")
    assert Signature.objects.count() == 0


def test_a_representative_of_another_customer_does_not_find_it(made):
    other = factories.UserFactory(roles=["representative"], password=PASSWORD)
    factories.RepresentativeFactory(person=other.person, agrees_slas=True)
    answer = Browser(other).post(made.sla, signing(made.sla))
    assert answer.status_code == 404
    auditor = personas.user("a", "auditor")
    assert Browser(auditor).post(made.sla, signing(made.sla)).status_code == 403


def test_the_password_is_no_part_of_what_is_kept_of_a_repeated_request(made):
    browser = Browser(made.representative)
    first = browser.post(made.sla, signing(made.sla), **{"Idempotency-Key": "k1"})
    assert first.status_code == 200
    kept = IdempotencyKey.objects.get().request_digest
    again = browser.post(made.sla, signing(made.sla, password="other"), **{"Idempotency-Key": "k1"})
    assert again["Idempotency-Replayed"] == "true"
    assert (IdempotencyKey.objects.get().request_digest, Signature.objects.count()) == (kept, 1)


def test_a_token_asks_for_a_signature_by_link(made):
    caller, where = Caller(made.manager), f"slas/{made.sla.uid}/sign-link/"
    sent = {"party": "customer", "signer": made.representative.person.reference}
    tag = f'"{made.sla.uid}:1"'
    answer = caller.post(where, sent, If_Match=tag)
    assert answer.status_code == 200, answer.content
    mail = OutboxMessage.objects.get(recipient="rita@customer.example")
    assert "/sign/" in mail.body
    assert "/sign/" not in answer.content.decode()
    wrong = caller.post(where, {**sent, "signer": made.owner.person.reference}, If_Match=tag)
    assert (wrong.status_code, wrong.json()["detail"]) == (403, "Olga Owner may not sign this.")
    assert Caller(made.representative).post(where, sent, If_Match=tag).status_code == 403


def test_a_token_enters_an_agreement_from_outside_with_its_proof(made):
    by = Principal.of(made.manager)
    paper = documents.add_document(file=proof(), file_name="s.pdf", by=by, origin=Origin.SCREEN)
    caller, where = Caller(made.manager), f"slas/{made.sla.uid}/sign-outside/"
    sent = {
        "party": "customer", "content": content_of(made.sla).digest, "capacity": "Buyer",
        "signer": str(made.representative.person.uid), "agreed_on": "2026-01-05",
        "proof": paper.document.reference,
    }  # fmt: skip
    for wrong in ({"proof": "DOC-9999"}, {"agreed_on": "5.1.2026"}, {"agreed_on": "2999-01-01"}):
        refused = caller.post(where, {**sent, **wrong}, If_Match=f'"{made.sla.uid}:1"')
        assert (refused.status_code, [*refused.json()["errors"]]) == (400, [*wrong])
    assert (
        caller.post(
            where, {**sent, "content": "0" * 64}, If_Match=f'"{made.sla.uid}:1"'
        ).status_code
        == 409
    )
    assert Signature.objects.count() == 0
    answer = caller.post(where, sent, If_Match=f'"{made.sla.uid}:1"')
    assert answer.status_code == 200, answer.content
    given = Signature.objects.get()
    assert (given.is_outside, given.proof_id, given.entered_by) == (
        True, paper.document_id, made.manager.name,
    )  # fmt: skip
    assert answer.json()["parties"][0]["signature"]["proof"]["reference"] == sent["proof"]


def test_a_clause_is_contested_answered_and_settled_with_tokens(made):
    where = f"slas/{made.sla.uid}/comments/"
    customer, keeper = Caller(made.representative), Caller(made.manager)
    keys = [each["key"] for each in customer.get(where).json()["clauses"]]
    assert "targets" in keys
    assert "notes" not in keys
    sent = {"kind": "contest", "clause": "targets", "text": "Not what we said"}
    answer = customer.post(where, sent)
    assert answer.status_code == 201, answer.content
    thread = answer.json()["results"][0]
    assert (thread["was"], thread["blocks"]) == ("99 % a month", True)
    refused = Browser(made.representative).post(made.sla, signing(made.sla))
    assert refused.status_code == 409
    assert "Settle first" in refused.json()["detail"]
    there = f"{where}{thread['said'][0]['uid']}/"
    assert customer.post(there, {"text": "Well?"}).status_code == 201
    settled = keeper.post(there, {"text": "Agreed", "outcome": "kept"})
    assert settled.json()["results"][0]["open"] is False
    assert keeper.post(there, {"text": "more"}).status_code == 409
    assert Comment.objects.count() == 3


def test_who_may_not_speak_and_what_cannot_be_said_is_refused(made):
    where, keeper = f"slas/{made.sla.uid}/comments/", Caller(made.manager)
    assert Caller(personas.user("a", "auditor")).post(where, {"text": "x"}).status_code == 403
    assert Caller(made.manager, ("read",)).post(where, {"text": "x"}).status_code == 403
    other = factories.UserFactory(roles=["representative"])
    assert Caller(other).post(where, {"text": "x"}).status_code == 404
    for wrong in (
        {"text": " "},
        {"text": "x", "kind": "settled"},
        {"text": "x", "clause": "notes"},
    ):
        refused = keeper.post(where, wrong)
        assert (refused.status_code, [*refused.json()["errors"]]) == (400, [[*wrong][-1]])
    elsewhere = Caller(made.manager).post(f"{where}{made.sla.uid}/", {"text": "x"})
    assert elsewhere.status_code == 404
    assert Comment.objects.count() == 0


def test_what_was_signed_stays_readable_when_it_is_agreed(made):
    sign_all(made)
    told = Caller(made.representative).get(f"slas/{made.sla.uid}/sign/").json()
    assert told["open"] is False
    assert "agreed" in told["waits"].lower()
    assert [each["signature"]["name"] for each in told["parties"]] == ["Rita Reed", "Olga Owner"]
