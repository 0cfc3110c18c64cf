"""Comments on what is negotiated, contested clauses, and that nobody signs what is in dispute."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.principals import Principal
from core.choices import Origin, Outcome, Said
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.models import Comment, Signature
from core.services import discussion
from core.signing.threads import clauses, threads
from core.verification.run import verify
from tests import factories, personas
from tests.signing.test_links import fill
from tests.signing.world import send, sign, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world(notes="not-for-customers")


def say(made, user, kind=Said.COMMENT, clause="targets", text="Why only 99?"):
    """Somebody with an account says something of the agreement."""
    return discussion.comment(
        row=made.fresh(), kind=kind, clause=clause, text=text, by=Principal.of(user),
        origin=Origin.SCREEN,
    )  # fmt: skip


def answer(made, thread, user, text="Because of the budget.", outcome=""):
    """Somebody answers, or settles."""
    return discussion.answer(
        row=made.fresh(), thread=thread, text=text, outcome=outcome, by=Principal.of(user),
        origin=Origin.SCREEN,
    )  # fmt: skip


def test_who_negotiates_talks_about_a_clause_and_all_of_it_stays(made):
    brm = factories.UserFactory(roles=["relationship_manager"])
    factories.change(made.customer, manager=brm.person)
    target = factories.TargetFactory(sla=made.sla, name="Answers")
    first = say(made, made.representative)
    answer(made, first, made.owner)
    say(made, brm, clause=str(target.uid), text="Two days?")
    factories.change(made.fresh(), targets="98 % a month")
    about_field, about_target = sorted(threads(made.fresh()), key=lambda each: each.first.pk)
    assert (about_field.first.was, about_field.first.party) == ("99 % a month", "customer")
    assert [each.party for each, _label in about_field.answers] == ["owner"]
    assert (about_target.first.part_id, about_target.first.about) == (target.pk, "Answers")
    assert verify().findings == []


def test_only_those_who_negotiate_speak_and_only_of_the_text(made):
    auditor, stranger = personas.user("a", "auditor"), personas.user("b", "relationship_manager")
    for nobody in (auditor, stranger):
        with pytest.raises(Forbidden):
            say(made, nobody)
    assert "notes" not in {clause.key for clause in clauses(made.sla)}
    with pytest.raises(Invalid) as refused:
        say(made, made.representative, clause="notes")
    assert refused.value.fields == {"clause": ["The text has no such clause."]}
    with pytest.raises(Invalid):
        say(made, made.representative, text=" ")
    elsewhere = factories.SlaFactory()
    with pytest.raises(NotFound):
        discussion.answer(
            row=elsewhere, thread=say(made, made.owner), text="x", by=Principal.of(made.manager),
            origin=Origin.API,
        )  # fmt: skip
    factories.archive(made.fresh())
    with pytest.raises(Conflict):
        say(made, made.manager)


def test_nobody_signs_while_a_clause_is_contested(made):
    contest = say(made, made.representative, Said.CONTEST)
    say(made, made.representative, clause="support")
    for party, user in (("customer", made.representative), ("owner", made.owner)):
        with pytest.raises(Conflict, match="Settle first what is contested: Targets"):
            sign(made.fresh(), party, user)
    answer(made, contest, made.manager, outcome=Outcome.KEPT)
    sign(made.fresh(), "customer", made.representative)
    assert Signature.objects.count() == 1


def test_a_thread_is_settled_once_by_who_began_it_or_who_keeps_the_record(made):
    contest = say(made, made.owner, Said.CONTEST)
    with pytest.raises(Forbidden):
        answer(made, contest, made.representative, outcome=Outcome.WITHDRAWN)
    with pytest.raises(Invalid, match="break a rule"):
        answer(made, contest, made.manager, outcome=Outcome.WITHDRAWN)
    answer(made, contest, made.representative)
    settled = answer(made, contest, made.owner, outcome=Outcome.WITHDRAWN)
    with pytest.raises(Conflict, match="settled already"):
        answer(made, contest, made.manager)
    thread = threads(made.sla)[0]
    assert (thread.last, thread.is_open, len(thread.answers)) == (settled, False, 2)
    settled.pk, settled.uid = None, uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        settled.save(force_insert=True)


def test_an_agreed_text_can_be_contested_and_stays_agreed(made):
    sign(made.fresh(), "customer", made.representative)
    sign(made.fresh(), "owner", made.owner)
    say(made, made.representative, Said.CONTEST)
    assert made.fresh().state == "agreed"
    assert threads(made.sla)[0].blocks


def test_a_holder_of_a_link_contests_answers_and_withdraws_without_using_it_up(client, made):
    path = send(made.sla, made.manager)
    page = client.get(path)
    sent = {"say": "1", "clause": "targets", "kind": "contest", "text": "Not what we said"}
    assert client.post(path, sent).status_code == 302
    contest = Comment.objects.get()
    assert (contest.name, contest.party, contest.method) == ("Rita Reed", "customer", "link")
    assert client.post(path, fill(page)).status_code == 409
    html = client.get(f"{path}?thread={contest.uid}").content.decode()
    assert "Not what we said" in html
    assert client.post(path, {"say": "1", "text": ""}).status_code == 400
    ending = {"say": "1", "thread": contest.uid, "text": "Fine", "outcome": "withdrawn"}
    assert client.post(path, ending).status_code == 302
    assert client.post(path, fill(page)).status_code == 200


@pytest.mark.pages
def test_the_pages_take_a_contest_and_settle_it(client, made):
    client.force_login(made.representative)
    page = reverse("slas-comment", args=[made.sla.uid])
    assert client.get(page).status_code == 200
    kept = client.post(page, {"clause": "support", "kind": "contest", "text": ""})
    assert kept.status_code == 400
    assert client.post(
        page, {"clause": "support", "kind": "contest", "text": "Whom do we call?"}
    ).status_code == 302  # fmt: skip
    contest = Comment.objects.get()
    there = reverse("slas-detail", args=[made.sla.uid])
    assert "Whom do we call?" in client.get(there).content.decode()
    client.force_login(made.manager)
    assert client.get(f"{page}?thread={made.sla.uid}").status_code == 404
    html = client.get(f"{page}?thread={contest.uid}").content.decode()
    assert "It stays open" in html
    assert "Withdrawn by who wrote it" not in html
    ending = {"thread": contest.uid, "text": "The desk, now written", "outcome": "changed"}
    assert client.post(page, ending).status_code == 302
    assert "settled" in client.get(there).content.decode()
    client.force_login(personas.user("a", "auditor"))
    assert client.get(page).status_code == 403
