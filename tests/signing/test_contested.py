"""Whoever must answer a contested clause is told, and one left open too long is a finding."""

from datetime import timedelta

import pytest

from core import clock
from core.access.principals import Principal, system
from core.choices import Origin, Outcome, Said
from core.models import OutboxMessage
from core.registries import notices
from core.registries.rules import rules_for
from core.services import discussion
from portfolio.models import SLA
from tests import factories
from tests.signing.world import world

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def made():
    return world()


def contest(made, user, days=0):
    with clock.at(clock.now() - timedelta(days=days)):
        return discussion.comment(
            row=made.fresh(), kind=Said.CONTEST, clause="targets", text="No", by=Principal.of(user),
            origin=Origin.SCREEN,
        )  # fmt: skip


def settle(made, thread):
    discussion.answer(
        row=made.fresh(), thread=thread, text="Kept", outcome=Outcome.KEPT,
        by=Principal.of(made.manager), origin=Origin.SCREEN,
    )  # fmt: skip


def told():
    notices.run(only="clause-contested")
    return sorted(OutboxMessage.objects.values_list("recipient", flat=True))


def test_who_keeps_the_text_is_told_once_and_again_when_it_stays_open(made):
    owner = made.owner.email
    thread = contest(made, made.representative)
    assert told() == [owner]
    assert told() == [owner]
    with clock.at(clock.now() + timedelta(days=15)):
        assert told() == [owner, owner]
    settle(made, thread)
    with clock.at(clock.now() + timedelta(days=40)):
        assert told() == [owner, owner]


def test_the_customer_is_told_when_the_owner_contests_and_somebody_when_nobody_owns_it(made):
    contest(made, made.owner)
    assert told() == ["rita@customer.example"]
    factories.change(made.service, owner=None)
    manager = factories.UserFactory(roles=["service_manager"])
    assert told() == sorted(["rita@customer.example", manager.email])


def test_a_clause_contested_for_more_than_a_month_is_a_finding_until_it_is_settled(made):
    def outcome():
        (rule,) = [each for each in rules_for(BY) if each.name == "slas-contested"]
        population = SLA.objects.filter(rule.kept.condition() | rule.selection.condition())
        return population.count(), rule.rows(BY, "view").count()

    factories.SlaFactory()
    assert outcome() == (0, 0)
    fresh = contest(made, made.owner)
    assert outcome() == (1, 0)
    late = contest(made, made.representative, days=31)
    assert outcome() == (1, 1)
    settle(made, late)
    assert outcome() == (1, 0)
    settle(made, fresh)
