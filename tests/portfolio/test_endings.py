"""Authority that ends while something depends on it and nobody follows: a finding, and told."""

from datetime import timedelta

import pytest

from core.access.principals import today
from core.models import OutboxMessage
from core.registries import notices
from portfolio.choices import SLAState
from relationships.choices import CustomerStatus
from tests import factories
from tests.relationships.test_waiting import broken

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def customer():
    manager = factories.PersonFactory(name="Claire", email="claire@example.org")
    return factories.CustomerFactory(name="Klinikum", manager=manager, status=CustomerStatus.ACTIVE)


def appointed(customer, days, name="Petra", **values):
    until = None if days is None else today() + days * DAY
    person = factories.PersonFactory(name=name)
    return factories.RepresentativeFactory(
        customer=customer, person=person, appointed_until=until, **values
    )


def covers(subscription, representative, **values):
    return factories.CoverageFactory(
        subscription=subscription, representative=representative, **values
    )


def test_an_appointment_that_nothing_depends_on_may_end(customer):
    appointed(customer, 30, agrees_slas=True)
    assert broken("authority-ending") == []


def test_a_covered_subscription_that_goes_on_depends_on_it(customer):
    subscription = factories.SubscriptionFactory(customer=customer)
    covers(subscription, appointed(customer, 60))
    assert broken("authority-ending") == ["Petra – Klinikum"]
    factories.change(subscription, ends_on=today() + 60 * DAY)
    assert broken("authority-ending") == []


def test_it_is_no_finding_before_sixty_days_nor_after_the_end(customer):
    for days in (61, -1):
        covers(factories.SubscriptionFactory(customer=customer), appointed(customer, days))
    assert broken("authority-ending") == []


@pytest.mark.parametrize(("days", "found"), [(60, 1), (61, 0), (None, 0)])
def test_whoever_covers_the_subscription_for_longer_follows(customer, days, found):
    subscription = factories.SubscriptionFactory(customer=customer)
    covers(subscription, appointed(customer, 60))
    covers(subscription, appointed(customer, days, "Successor"))
    assert broken("authority-ending").count("Petra – Klinikum") == found


def test_a_successor_whose_coverage_ends_as_early_does_not_follow(customer):
    subscription = factories.SubscriptionFactory(customer=customer)
    covers(subscription, appointed(customer, 60))
    covers(subscription, appointed(customer, None, "S"), covers_until=today() + 60 * DAY)
    assert broken("authority-ending") == ["Petra – Klinikum"]


def test_an_agreed_sla_depends_on_who_agrees_slas(customer):
    sla = factories.SlaFactory(customer=customer, state=SLAState.AGREED)
    appointed(customer, 30, agrees_slas=True)
    appointed(customer, 30, "Other", agrees_requirements=True)
    assert broken("authority-ending") == ["Petra – Klinikum"]
    factories.change(sla, effective_until=today() + 30 * DAY)
    assert broken("authority-ending") == []


def test_minutes_depend_on_who_approves_them(customer):
    appointed(customer, 30, approves_minutes=True)
    assert broken("authority-ending") == ["Petra – Klinikum"]
    appointed(customer, 31, "Successor", approves_minutes=True)
    assert broken("authority-ending") == ["Successor – Klinikum"]


def test_coverage_that_ends_while_the_subscription_goes_on_is_a_finding(customer):
    subscription = factories.SubscriptionFactory(customer=customer)
    petra = appointed(customer, None)
    covers(subscription, petra, covers_until=today() + 20 * DAY)
    [title] = broken("coverage-ending")
    assert title.startswith("Petra: ")
    covers(subscription, appointed(customer, None, "Successor"))
    assert broken("coverage-ending") == []


def test_each_stage_is_told_once_to_the_relationship_manager(customer):
    covers(factories.SubscriptionFactory(customer=customer), appointed(customer, 61))
    for days in (0, 1, 2, 31, 32, 54, 61, 62):
        notices.run(today=today() + days * DAY)
    messages = OutboxMessage.objects.filter(dedup_key__startswith="authority-ending")
    keys = [key.split("|") for key in messages.order_by("pk").values_list("dedup_key", flat=True)]
    assert [(key[3], key[4]) for key in keys] == [
        (stage, "claire@example.org") for stage in ("60", "30", "7", "0")
    ]
    assert "Petra – Klinikum" in messages.first().subject
