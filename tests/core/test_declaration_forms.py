"""Creating and changing records on screen: nothing typed is lost, nobody is overwritten unseen."""

import uuid

import pytest

from core.choices import Origin, Role
from core.forms import LISTED
from core.models import Action, Person
from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def pages(client):
    """A service manager's browser."""
    client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
    return client


def text(response):
    """The body as text."""
    return response.content.decode()


def typed(action, **changes):
    """What the form of an action posts, with some fields changed."""
    values = {
        "name": action.name,
        "details": action.details,
        "priority": action.priority,
        "state": action.state,
        "outcome": action.outcome,
        "reference": action.reference,
        "version": action.version,
    }
    return {**values, **changes}


def test_a_record_is_created_with_a_reason_and_its_origin(pages):
    owner = factories.PersonFactory()
    answer = pages.post(
        "/actions/new/",
        {
            "name": "  Renew it ",
            "owner": owner.uid,
            "due": "2026-05-01",
            "priority": "high",
            "state": "open",
            "change_reason": "From the review",
        },
    )
    action = Action.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/actions/{action.uid}/"
    assert (action.name, action.owner, action.due.isoformat()) == ("Renew it", owner, "2026-05-01")
    row = action.history.get()
    assert (row.history_origin, row.history_actor) == (Origin.SCREEN, "The manager")
    assert row.history_change_reason == "From the review"


def test_the_address_fills_a_new_form(pages):
    person = factories.PersonFactory(name="Anna")
    form = pages.get(f"/actions/new/?owner={person.uid}&subject={person.uid}").context["form"]
    assert form["owner"].value() == str(person.uid)
    assert str(person.uid) in str(form["owner"])


def test_an_error_names_field_value_and_rule_and_keeps_everything(pages):
    answer = pages.post(
        "/actions/new/",
        {"name": "Keep me", "details": "And me", "due": "31/31/2026", "priority": "huge"},
    )
    body = text(answer)
    assert answer.status_code == 400
    assert Action.objects.count() == 0
    for kept in (
        "Keep me",
        "And me",
        "31/31/2026",
        "“huge”",
        'href="#id_due"',
        "Nothing was saved",
    ):
        assert kept in body


def test_a_rule_of_the_door_stands_beside_its_field(pages):
    action = factories.ActionFactory(state="open", outcome="")
    answer = pages.post(f"/actions/{action.uid}/edit/", typed(action, state="done", outcome=""))
    assert answer.status_code == 400
    assert "outcome" in answer.context["form"].errors
    assert Action.objects.get().state == "open"


@pytest.mark.parametrize("wrong", ["", "7", "x", "-1", "1" * 30, "²"])
def test_a_change_says_which_version_it_saw(pages, wrong):
    action = factories.ActionFactory()
    data = typed(action, version=wrong, name="New")
    answer = pages.post(f"/actions/{action.uid}/edit/", data)
    assert answer.status_code in (400, 412, 428)
    assert Action.objects.get().version == 1


def test_fields_that_nobody_offered_are_not_written(pages):
    action = factories.ActionFactory()
    data = typed(action, uid=uuid.uuid4(), title="Hacked", archived_at="2026-01-01", record=7)
    pages.post(f"/actions/{action.uid}/edit/", {**data, "name": "Good"})
    after = Action.objects.get()
    assert (after.uid, after.title, after.archived_at) == (action.uid, "Good", None)


def test_saving_without_a_change_writes_nothing(pages):
    action = factories.ActionFactory()
    answer = pages.post(f"/actions/{action.uid}/edit/", typed(action), follow=True)
    assert Action.objects.get().version == 1
    assert "Nothing was changed" in text(answer)


@pytest.fixture
def conflict(pages):
    """Mine changes name and details; somebody else changed details and outcome before."""
    action = factories.ActionFactory(name="Name", details="As it was")
    factories.change(action, details="Theirs", outcome="Their outcome")
    data = typed(action, name="My name", details="Mine")
    return action, data, pages.post(f"/actions/{action.uid}/edit/", data)


def test_a_stale_save_shows_all_three_versions_and_saves_nothing(conflict):
    _action, _data, answer = conflict
    assert answer.status_code == 412
    choices = {choice.column.name: choice for choice in answer.context["fields"]}
    assert {name: choice.chosen for name, choice in choices.items()} == {
        "name": "mine",
        "details": "",
        "outcome": "theirs",
    }
    details = choices["details"]
    shown = (details.began.text, details.theirs.text, details.mine.text)
    assert shown == ("As it was", "Theirs", "Mine")
    assert Action.objects.get().version == 2


def test_the_choice_of_each_field_is_saved(pages, conflict):
    action, data, _answer = conflict
    chosen = {
        "version": 2,
        "choose-name": "mine",
        "choose-details": "theirs",
        "choose-outcome": "theirs",
    }
    answer = pages.post(f"/actions/{action.uid}/edit/", {**data, **chosen})
    assert answer.status_code == 302
    after = Action.objects.get()
    assert (after.name, after.details, after.outcome) == ("My name", "Theirs", "Their outcome")
    assert after.version == 3


def test_a_third_change_meanwhile_is_shown_too(pages, conflict):
    action, data, _answer = conflict
    factories.change(Action.objects.get(), details="Third")
    answer = pages.post(f"/actions/{action.uid}/edit/", {**data, "version": 2})
    assert answer.status_code == 412
    assert "Third" in text(answer)


def test_a_link_can_only_lead_to_what_the_writer_sees(pages):
    gone = factories.archive(factories.PersonFactory(name="Gone"))
    offered = text(pages.get("/actions/new/"))
    assert str(gone.uid) not in offered
    for wrong in (uuid.uuid4(), "Nobody", "1", "x" * 5000):
        data = {"name": "A", "priority": "low", "state": "open", "owner": wrong}
        answer = pages.post("/actions/new/", data)
        assert answer.status_code == 400
        assert "owner" in answer.context["form"].errors


def test_an_archived_target_stays_chosen_on_the_next_save(pages):
    person = factories.PersonFactory(name="Left us")
    action = factories.ActionFactory(owner=person)
    factories.archive(person)
    form = pages.get(f"/actions/{action.uid}/edit/").context["form"]
    assert form["owner"].value() == str(person.uid)
    assert str(person.uid) in str(form["owner"])


def test_many_targets_are_typed_instead_of_listed(pages):
    factories.PersonFactory.create_batch(LISTED + 1)
    anna = factories.PersonFactory(name="Anna Unique")
    body = text(pages.get("/actions/new/"))
    assert 'data-links="/links/persons/"' in body
    assert "Anna Unique" not in body
    common = {"priority": "low", "state": "open"}
    for number, way in enumerate(
        (anna.uid, anna.reference, f"{anna.reference} · x", "anna unique")
    ):
        pages.post("/actions/new/", {**common, "name": f"Way {number}", "owner": way})
    assert list(Action.objects.values_list("owner", flat=True)) == [anna.pk] * 4


def test_archiving_and_restoring_ask_first_and_keep_the_reason(pages):
    person = factories.PersonFactory(name="Anna")
    assert "Archive “Anna”?" in text(pages.get(f"/persons/{person.uid}/archive/"))
    done = {"version": 1, "change_reason": "Left the company"}
    pages.post(f"/persons/{person.uid}/archive/", done)
    person = Person.objects.get(pk=person.pk)
    assert person.archived_at is not None
    assert person.history.latest("version").history_change_reason == "Left the company"
    assert pages.post(f"/persons/{person.uid}/restore/", {"version": 1}).status_code == 412
    pages.post(f"/persons/{person.uid}/restore/", {"version": 2})
    assert Person.objects.get(pk=person.pk).archived_at is None


def test_looking_changes_nothing(pages):
    action = factories.ActionFactory()
    for page in ("", "edit/", "archive/", "history/", "versions/1/"):
        assert pages.get(f"/actions/{action.uid}/{page}").status_code == 200
    assert pages.get(f"/actions/{action.uid}/restore/").status_code == 200
    assert Action.objects.get().version == 1
