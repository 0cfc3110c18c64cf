"""The health of a customer explains each of its points, and never takes missing data for good."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access.principals import Principal, system, today
from core.charts.figures import Sparkline
from core.choices import Level, Role
from core.declaration.dossier.health import factors_of, health_of
from core.declaration.dossier.looking import Look
from core.declaration.dossier.marks import curve, ends_of_months, keep_marks
from core.models import HealthMark
from relationships.models import Customer
from tests import factories
from tests.architecture.source import ROOT
from tests.personas import user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BY = system("tests")


@pytest.fixture
def customer():
    """A customer for whom everything is as it should be."""
    tier = factories.TierFactory(review_months=1)
    made = factories.CustomerFactory(manager=factories.PersonFactory(), tier=tier)
    speaker = factories.RepresentativeFactory(customer=made)
    received = factories.SubscriptionFactory(customer=made)
    factories.CoverageFactory(subscription=received, representative=speaker)
    factories.SlaFactory(customer=made, service=received.service, state="agreed")
    factories.CommunicationFactory(subject=made.record, held_on=today() - 10 * DAY)
    return Customer.objects.for_user(BY).get(pk=made.pk)


def health(customer, day=None, by=BY):
    return health_of(Look(by, customer, day or today()))


def point(customer, name, day=None):
    return next(each for each in health(customer, day).points if each.factor.name == name)


def test_a_customer_with_everything_in_order_has_all_points(customer):
    found = health(customer)
    assert (found.score, found.tone, found.unknown) == (100, "good", 0)
    assert sum(each.factor.worth for each in found.points) == 100


def test_an_overdue_action_takes_a_third_of_its_points_and_leads_to_the_list(customer):
    factories.ActionFactory(subject=customer.record, due=today() - DAY)
    lost = point(customer, "actions")
    assert (lost.gained, lost.tone) == (10, "warn")
    assert (lost.verdict.says, lost.verdict.url) == ("1 action is overdue.", "#panel-actions")
    assert health(customer).score == 95


@pytest.mark.parametrize(
    ("severity", "gained"), [("low", 12), ("medium", 10), ("high", 5), ("critical", 0)]
)
def test_an_open_concern_takes_points_by_its_severity(customer, severity, gained):
    factories.ConcernFactory(customer=customer, severity=Level(severity))
    assert point(customer, "concerns").gained == gained


@pytest.mark.parametrize(("ago", "gained"), [(10, 20), (30, 20), (31, 10), (60, 10), (61, 0)])
def test_the_last_contact_is_measured_by_the_interval_of_the_tier(customer, ago, gained):
    found = point(customer, "contact", today() - 10 * DAY + ago * DAY)
    assert (found.gained, found.unknown) == (gained, False)


def test_what_nobody_knows_is_no_data_gains_nothing_and_is_never_good(customer):
    customer = factories.change(customer, tier=None)
    found = health(customer)
    assert point(customer, "contact").unknown
    assert (found.score, found.unknown, found.tone) == (80, 20, "warn")


def test_with_too_little_known_there_is_no_score():
    bare = factories.CustomerFactory()
    found = health(bare)
    assert {each.factor.name for each in found.points if each.unknown} == {"contact"}
    assert {each.factor.name for each in found.points}.isdisjoint({"agreements", "coverage"})
    assert (found.score, found.tone) == (40, "bad")
    found.points[1].verdict.__dict__["share"] = None
    found.points[2].verdict.__dict__["share"] = None
    assert (found.score, found.words) == (None, "no data")


def test_a_missing_agreement_and_coverage_that_ends_soon_are_told(customer):
    other = factories.SubscriptionFactory(customer=customer)
    speaker = customer.representatives.get()
    factories.CoverageFactory(
        subscription=other, representative=speaker, covers_until=today() + 5 * DAY
    )
    assert point(customer, "agreements").verdict.says == "An SLA is in force for 1 of 2 services."
    told = point(customer, "coverage")
    assert told.verdict.share == 0.75
    assert told.verdict.says.endswith("In 1 of them that ends within 60 days.")


def test_the_page_explains_the_points_to_our_people_only_and_offers_what_mends_them(client):
    us = user("manager", Role.RELATIONSHIP_MANAGER)
    them = user("speaker", Role.REPRESENTATIVE)
    mine = factories.CustomerFactory(manager=us.person)
    factories.RepresentativeFactory(customer=mine, person=them.person)
    page = reverse("customers-detail", args=[mine.uid])
    client.force_login(us)
    told = client.get(page).content.decode()
    assert "Nobody said how often to speak" in told
    assert f"{reverse('customers-edit', args=[mine.uid])}#id_tier" in told
    client.force_login(user("auditor", Role.AUDITOR))
    assert "#id_tier" not in client.get(page).content.decode()
    client.force_login(them)
    assert "panel-health" not in client.get(page).content.decode()


def test_the_curve_shows_what_was_known_at_the_end_of_each_month():
    with clock.at(clock.now() - 100 * DAY):
        mine = factories.CustomerFactory(tier=factories.TierFactory())
        factories.CommunicationFactory(subject=mine.record)
    made = keep_marks()
    marks = dict(HealthMark.objects.filter(record=mine.pk).values_list("day", "score"))
    ends = [day for day in ends_of_months(today()) if day >= today() - 99 * DAY]
    assert made == len(marks) == len(ends) + 1
    factories.RepresentativeFactory(customer=mine)
    assert keep_marks() == 0
    look = Look(Principal.of(user("us", Role.SERVICE_MANAGER)), mine, today())
    drawn = curve(look, 77)
    assert isinstance(drawn, Sparkline)
    assert list(drawn.values) == [
        score for day, score in sorted(marks.items()) if day < today()
    ] + [77]


def test_the_documented_formula_names_each_factor_with_its_worth():
    text = (ROOT / "docs" / "health.md").read_text()
    listed = dict(re.findall(r"^\| (\w+) \| (\d+) \|", text, re.MULTILINE))
    assert listed == {each.name: str(each.worth) for each in factors_of(Customer)}
