"""Needs, expectations and those who have them: what is refused, found missing and shown."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.access.principals import Principal, today
from core.errors import Invalid
from core.registries.rules import outcomes
from relationships.choices import NeedState
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def breaking(rule):
    """The rows that break a rule, and how many were looked at."""
    by = Principal.of(factories.UserFactory(roles=["administrator"]))
    found = {each.rule.name: each for each in outcomes(by)}[rule]
    return set(found.rule.rows(by, "view")), found.population


@pytest.mark.parametrize("field", ["party", "told_in"])
def test_a_need_is_of_its_customers_party_and_was_said_with_its_customer(field):
    ours, other = factories.CustomerFactory(), factories.CustomerFactory()
    fits, strange = (
        {
            "party": factories.InterestedPartyFactory(customer=customer),
            "told_in": factories.CommunicationFactory(subject=customer.record),
        }[field]
        for customer in (ours, other)
    )
    factories.NeedFactory(customer=ours, **{field: fits})
    with pytest.raises(Invalid) as invalid:
        factories.NeedFactory(customer=ours, **{field: strange})
    assert list(invalid.value.fields) == [field]


def test_an_answered_need_says_how():
    need = factories.NeedFactory()
    with pytest.raises(Invalid) as invalid:
        factories.change(need, state=NeedState.DECLINED, answer=" ")
    assert list(invalid.value.fields) == ["answer"]
    assert factories.change(need, state=NeedState.DECLINED, answer="Too dear").version == 2


def test_an_urgent_need_without_answer_is_a_finding_until_it_ends():
    waiting = factories.NeedFactory(priority="high")
    factories.NeedFactory(priority="high", state=NeedState.PLANNED, answer="Next spring")
    factories.NeedFactory(priority="high", until=today() - DAY)
    factories.NeedFactory(priority="medium")
    assert breaking("need-answered") == ({waiting}, 2)


def test_a_need_that_is_met_names_the_service_that_meets_it():
    met = {"state": NeedState.MET, "answer": "By mail"}
    named, nowhere, withdrawn = (factories.NeedFactory(**met) for _ in range(3))
    factories.NeedFactory()
    factories.FulfilmentFactory(need=named)
    factories.archive(factories.FulfilmentFactory(need=withdrawn))
    assert breaking("need-met") == ({nowhere, withdrawn}, 3)


def test_recorded_needs_are_a_matter_of_the_tier():
    strict, lax = (factories.TierFactory(needs_recorded=asked) for asked in (True, False))
    told, silent, past, _spared = (
        factories.CustomerFactory(tier=tier, needs="In words") for tier in (*[strict] * 3, lax)
    )
    factories.NeedFactory(customer=told)
    factories.NeedFactory(customer=past, until=today() - DAY)
    assert breaking("customer-needs-recorded") == ({silent, past}, 3)


def test_needs_and_parties_may_be_known_in_words_or_one_by_one():
    in_words = {"needs": "Quiet", "users": "Everybody"}
    factories.CustomerFactory(**in_words)
    recorded, neither = factories.CustomerFactory(), factories.CustomerFactory()
    factories.NeedFactory(customer=recorded)
    factories.InterestedPartyFactory(customer=recorded)
    assert breaking("customer-needs") == ({neither}, 3)
    assert breaking("customer-parties") == ({neither}, 3)


@pytest.mark.pages
def test_the_page_of_the_customer_shows_the_most_urgent_first(client):
    world = cast()
    for statement, priority in (("Low", "low"), ("Mid", "medium"), ("High", "high")):
        factories.NeedFactory(customer=world.customer, statement=statement, priority=priority)
    factories.NeedFactory(customer=world.customer, statement="Gone", until=today() - DAY)
    factories.NeedFactory(customer=world.other_customer, statement="Theirs")
    client.force_login(world.users["relationship_manager"])
    page = client.get(reverse("customers-detail", args=[world.customer.uid]))
    panel = next(panel for panel in page.context["panels"] if panel.name == "needs")
    assert [line.link.title for line in panel.rows.lines] == ["High", "Mid", "Low"]
    assert panel.numbers[0].text == "3"


def test_a_need_is_met_by_a_service_as_its_customer_required():
    need, service = factories.NeedFactory(), factories.ServiceFactory()
    theirs = factories.RequirementFactory(service=service)
    with pytest.raises(Invalid) as invalid:
        factories.FulfilmentFactory(need=need, service=service, requirement=theirs)
    assert list(invalid.value.fields) == ["requirement"]
    own = factories.RequirementFactory(service=service, customer=need.customer)
    factories.FulfilmentFactory(need=need, service=service, requirement=own)
