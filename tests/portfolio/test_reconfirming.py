"""Renewal, major change and major incident ask whether requirements hold, once; each answer is recorded."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from core import clock, records
from core.access.principals import Principal, system, today
from core.choices import ActionState, EditionState, Origin
from core.errors import Forbidden
from core.models import Action, Confirmation, LedgerEntry
from core.services.confirmations import confirm
from portfolio.choices import ChangeTrigger, EventKind, PlanKind, SLAState
from portfolio.models import Event, Requirement
from portfolio.services import events
from portfolio.services.reconfirming import follow, revise
from portfolio.tasks import ask_about_requirements
from tests import factories
from tests.contract.html import form_with
from tests.personas import cast
from tests.relationships.test_waiting import broken

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
BY = system("tests")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return cast()


@pytest.fixture
def agreed(world):
    return required(world.service, world.customer)


def required(service, customer, since=date(2025, 1, 1)):
    return factories.RequirementFactory(
        service=service, customer=customer, effective_from=since, state=EditionState.AGREED
    )


def log(service, *customers, kind=EventKind.MAJOR_INCIDENT, began=NOW - DAY):
    values = {"name": "Storage down", "kind": kind, "began_at": began}
    reach = events.Reach([service], customers)
    return events.log_event(values=values, reach=reach, by=BY, origin=Origin.SCREEN)


def open_tasks():
    rows = Action.objects.unscoped("tests").asking().order_by("pk")
    return [(task.subject.row(), task.occasion.row()) for task in rows]


def test_a_major_incident_asks_the_owner_for_the_requirements_it_touched(world, agreed):
    other = factories.CustomerFactory()
    required(world.service, other)
    required(world.other_service, world.customer)
    event = log(world.service, world.customer)
    assert open_tasks() == [(agreed, event)]
    task = Action.objects.unscoped("tests").asking().get()
    assert (task.owner, task.due) == (world.service.owner, date(2026, 7, 3))
    assert task.details.startswith(f"Major incident: {event.reference} Storage down, 2 Jun 2026.")
    log(world.service)
    assert {row for row, _event in open_tasks()} == set(
        Requirement.objects.unscoped("tests").filter(service=world.service)
    )


@pytest.mark.parametrize(
    "changed", [{"kind": EventKind.OUTAGE}, {"began": NOW - 600 * DAY}, {"began": NOW + DAY}]
)
def test_what_turns_nothing_or_is_long_past_or_to_come_asks_nobody(world, agreed, changed):
    log(world.service, **changed)
    assert open_tasks() == []


def test_requirements_that_are_younger_or_no_more_in_force_are_not_asked_about(world):
    required(world.service, world.customer, since=(NOW - DAY).date())
    old = required(world.other_service, world.customer)
    factories.change(old, state=EditionState.TERMINATED)
    log(world.service)
    log(world.other_service)
    assert open_tasks() == []


def test_the_same_event_asks_once_however_often_it_is_pushed_changed_or_looked_for(world, agreed):
    client = Client()
    client.force_login(world.users["service_level_manager"])
    sent = {
        "id": "INC-7", "name": "Storage down", "kind": "major_incident",
        "began_at": "2026-05-20T08:00:00Z", "services": [world.service.reference],
    }  # fmt: skip
    for again in (sent, sent, {**sent, "ended_at": "2026-05-20T09:35:00Z"}):
        body = json.dumps({"source": "Desk", "events": [again]})
        answer = client.post("/api/v1/events/push/", body, content_type="application/json")
        assert answer.status_code == 200, answer.content
        assert len(open_tasks()) == 1
    entries = LedgerEntry.objects.count()
    assert follow() == 0
    assert LedgerEntry.objects.count() == entries


def test_what_came_by_grid_or_import_is_found_by_the_task_that_beat_wakes(world, agreed):
    event = factories.EventFactory(kind=EventKind.CHANGE, began_at=NOW - DAY)
    factories.EventEffectFactory(event=event, service=world.service)
    plan = factories.TransitionPlanFactory(
        service=world.service, kind=PlanKind.CHANGED, accepted_on=date(2026, 6, 1),
        accepted_by=world.service.owner, conditions="Seen",
    )  # fmt: skip
    assert open_tasks() == []
    ask_about_requirements()
    assert {row.pk for _row, row in open_tasks()} == {event.pk, plan.pk}
    accepted = Action.objects.unscoped("tests").get(occasion=plan.record)
    assert accepted.details.partition("\n")[0].endswith(", 1 Jun 2026.")


def test_an_sla_that_ends_or_is_reviewed_soon_asks_its_customer_s_requirements_once_for_each_day(
    world, agreed
):
    sla = factories.SlaFactory(
        service=world.service, customer=world.customer, effective_from=date(2025, 1, 1),
        effective_until=date(2026, 8, 30), state=SLAState.AGREED,
    )  # fmt: skip
    assert follow() == 0
    factories.change(sla, review_due=date(2026, 7, 20))
    assert [follow(), follow()] == [1, 0]
    assert open_tasks() == [(agreed, sla)]
    task = Action.objects.unscoped("tests").asking().get()
    assert task.details.startswith(f"Renewal: {sla.reference} is to be reviewed by 20 Jul 2026.")
    with clock.at(NOW + 40 * DAY):
        assert [follow(), follow()] == [1, 0]


def test_an_sla_with_a_group_asks_the_requirements_of_its_members(world, agreed):
    group = factories.CustomerGroupFactory()
    factories.GroupMemberFactory(group=group, customer=world.customer)
    required(world.service, factories.CustomerFactory())
    factories.SlaFactory(
        service=world.service, customer=None, group=group, review_due=date(2026, 6, 10),
        effective_from=date(2025, 1, 1), state=SLAState.AGREED,
    )  # fmt: skip
    follow()
    assert [row for row, _sla in open_tasks()] == [agreed]


def test_unchanged_confirmed_is_an_attestation_that_says_what_asked_and_closes_the_task(
    world, agreed
):
    event = log(world.service)
    owner = world.principal("service_owner")
    confirm(
        model=Requirement, versions={agreed.uid: agreed.version}, by=owner, origin=Origin.SCREEN,
        remark="Asked the wards",
    )  # fmt: skip
    given = Confirmation.objects.get(record=agreed.pk)
    assert given.remark == "Unchanged, asked because of event: Asked the wards"
    task = Action.objects.unscoped("tests").get(occasion=event.record)
    assert (task.state, bool(task.outcome)) == (ActionState.DONE, True)
    assert task.history.latest("version").history_actor == owner.name
    assert follow() == 0
    assert open_tasks() == []


@pytest.mark.pages
def test_the_page_shows_what_asks_and_one_click_confirms(world, agreed):
    event = log(world.service)
    client = Client()
    client.force_login(world.users["service_owner"])
    address = f"/requirements/{agreed.uid}/"
    page = client.get(address).content.decode()
    assert event.reference in page
    assert "Unchanged, confirmed" in page
    fields = form_with(page, "version")
    assert client.post(f"{address}confirm/", fields).status_code == 302
    assert open_tasks() == []
    assert "Unchanged, confirmed" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "trigger"),
    [(EventKind.MAJOR_INCIDENT, ChangeTrigger.INCIDENTS), (EventKind.CHANGE, ChangeTrigger.CHANGE)],
)
def test_the_next_edition_says_what_asked_for_it_and_closes_the_task(world, agreed, kind, trigger):
    log(world.service, kind=kind)
    by = Principal.of(world.users["service_level_manager"])
    drafted = revise(row=agreed, by=by, origin=Origin.SCREEN)
    assert (drafted.supersedes, drafted.trigger) == (agreed, trigger)
    [task] = Action.objects.unscoped("tests").exclude(occasion=None)
    assert task.state == ActionState.DONE
    assert drafted.reference in task.outcome
    assert follow() == 0


def test_an_edition_that_is_negotiated_already_answers_too_but_only_when_somebody_says_so(
    world, agreed
):
    by = Principal.of(world.users["service_level_manager"])
    drafted = revise(row=agreed, by=by, origin=Origin.SCREEN)
    log(world.service)
    follow()
    assert len(open_tasks()) == 1
    assert revise(row=agreed, by=by, origin=Origin.SCREEN) == drafted
    assert open_tasks() == []
    with pytest.raises(Forbidden):
        revise(row=agreed, by=world.principal("auditor"), origin=Origin.SCREEN)


def test_tasks_that_nobody_needs_to_answer_any_more_are_closed(world, agreed):
    ended = required(world.other_service, world.customer)
    followed = required(world.service, factories.CustomerFactory())
    event = log(world.service)
    log(world.other_service)
    factories.change(ended, state=EditionState.TERMINATED)
    factories.RequirementFactory(
        service=followed.service, customer=followed.customer, supersedes=followed, edition=2
    )
    follow()
    assert [row for row, _event in open_tasks()] == [agreed]
    records.archive(Event, event.uid, version=event.version, by=BY, origin=Origin.SCREEN)
    follow()
    assert open_tasks() == []
    states = (
        Action.objects.unscoped("tests").order_by("subject__pk").values_list("state", flat=True)
    )
    assert list(states) == [ActionState.CANCELLED, ActionState.CANCELLED, ActionState.DONE]


def test_a_late_answer_is_a_finding_and_so_are_requirements_older_than_what_happened(world, agreed):
    log(world.service)
    assert broken("requirements-after-event") == [agreed.title]
    assert broken("requirements-asked") == []
    with clock.at(NOW + 31 * DAY):
        assert broken("requirements-asked") == [agreed.title]
        assert broken("action-overdue") != []
        confirm(model=Requirement, versions={agreed.uid: 1}, by=BY, origin=Origin.SCREEN)
        assert today() > date(2026, 7, 1)
        assert broken("requirements-asked") == []
        assert broken("requirements-after-event") == []
