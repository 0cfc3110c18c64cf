"""A planned hand-over takes effect on its day, a planned end ends, and nothing changes before."""

from datetime import timedelta

import pytest

from core import clock
from core.access.principals import Principal, today
from core.choices import Origin, Role
from core.errors import Conflict, Forbidden, Invalid
from core.models import OutboxMessage
from core.registries import notices
from relationships.models import Assignment, Concern, Customer
from relationships.services import handing_over
from relationships.tasks import follow_assignments
from tests import factories, personas
from tests.relationships.test_assignments import told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def customer(people):
    with clock.at(clock.now() - 30 * DAY):
        return factories.CustomerFactory(name="Town", manager=people["old"].person)


@pytest.fixture
def concern(customer, people):
    return factories.ConcernFactory(customer=customer, owner=people["old"].person)


def plan(people, customer, days=10, *, by="old", to="new", **values):
    return handing_over.hand_over(
        customer=customer, to=people[to].person, on=today() + days * DAY, reason="Sabbatical",
        by=Principal.of(people[by]), origin=Origin.SCREEN, **values,
    )  # fmt: skip


def on_day(days):
    with clock.at(clock.now() + days * DAY):
        follow_assignments()
        follow_assignments()
    return Customer.objects.get()


def names(customer):
    return [(name, since and (since - today()).days, until and (until - today()).days)
            for name, since, until in told(customer)]  # fmt: skip


def test_nothing_changes_before_the_day_and_everything_moves_on_it(people, customer, concern):
    plan(people, customer)
    assert on_day(9).manager == people["old"].person
    assert on_day(10).manager == people["new"].person
    assert Concern.objects.get().owner == people["new"].person
    assert names(customer) == [("The old", None, 9), ("The new", 10, None)]
    last = Customer.objects.get().history.latest("valid_from")
    assert (last.history_actor, last.version) == ("hand-over", 2)
    assert concern.history.latest("valid_from").history_unit == last.history_unit
    planned = Assignment.objects.get(held_until=None).history.earliest("valid_from")
    assert planned.history_actor == "The old"


def test_a_task_that_comes_late_keeps_to_the_planned_day(people, customer):
    plan(people, customer)
    assert on_day(13).manager == people["new"].person
    assert names(customer) == [("The old", None, 9), ("The new", 10, None)]


def test_a_planned_end_without_a_successor_leaves_nobody(people, customer):
    row = Assignment.objects.get()
    factories.change(row, held_until=today() + 5 * DAY)
    assert on_day(5).manager == people["old"].person
    # Whatever else is written of the customer meanwhile does not prolong it.
    with clock.at(clock.now() + 6 * DAY):
        factories.change(Customer.objects.get(), notes="New")
    assert on_day(6).manager is None
    assert names(customer) == [("The old", None, 5)]


def test_an_archived_plan_is_none(people, customer):
    plan(people, customer)
    factories.archive(Assignment.objects.get(person=people["new"].person))
    assert on_day(11).manager == people["old"].person


def test_whoever_was_to_come_later_may_come_today(people, customer):
    plan(people, customer)
    factories.change(customer, manager=people["new"].person)
    assert names(customer) == [("The old", None, -1), ("The new", 0, None)]


def test_a_hand_over_today_takes_the_planned_one_with_it(people, customer):
    plan(people, customer)
    plan(people, customer, 0)
    assert names(customer) == [("The old", None, -1), ("The new", 0, None)]


def test_only_one_hand_over_is_planned_of_everything_by_who_may(people, customer, concern):
    with pytest.raises(Forbidden):
        plan(people, customer, by="other")
    with pytest.raises(Invalid) as invalid:
        plan(people, customer, moving=[])
    assert list(invalid.value.fields) == ["moving"]
    plan(people, customer, moving=[concern.uid])
    with pytest.raises(Conflict, match="Only one hand-over of Town can be planned"):
        plan(people, customer, 20, to="other")
    assert Customer.objects.get().version == 1


def test_both_sides_are_told_ahead_and_nobody_following_is_told_higher_up(people, customer):
    boss = personas.user("boss", Role.SERVICE_MANAGER)
    for name in ("old", "new"):
        factories.change(people[name].person, email=f"{name}@example.org")
    factories.change(Assignment.objects.get(), held_until=today() + 9 * DAY)
    notices.run(today=today())
    sent = OutboxMessage.objects.filter(dedup_key__startswith="manager-leaving")
    assert {message.recipient for message in sent} == {people["old"].email, boss.email}
    assert "nobody follows" in sent.first().subject
    OutboxMessage.objects.all().delete()
    plan(people, customer)
    notices.run(today=today() + DAY)
    assert {message.recipient for message in sent.all()} == {
        people["old"].email, people["new"].email,
    }  # fmt: skip
