"""Who could sign for service X on a day: only who was appointed, covered the service, and may."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access.principals import system
from core.choices import Level, Origin, Role
from core.services import documents
from portfolio.services.signers import standings, subscriptions_on
from relationships.choices import Authority
from tests import factories
from tests.personas import cast, user
from tests.relationships.test_waiting import broken

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


@pytest.fixture
def klinikum():
    customer = factories.CustomerFactory(name="Klinikum")
    service = factories.ServiceFactory(name="E-Mail", criticality=Level.HIGH)
    return factories.SubscriptionFactory(customer=customer, service=service)


def signer(subscription, name="Petra", covers=(None, None), appointed=(None, None), **values):
    values = {"agrees_slas": True, **values}
    representative = factories.RepresentativeFactory(
        customer=subscription.customer, person=factories.PersonFactory(name=name),
        appointed_from=appointed[0], appointed_until=appointed[1], **values,
    )  # fmt: skip
    factories.CoverageFactory(
        representative=representative, subscription=subscription, covers_from=covers[0],
        covers_until=covers[1],
    )  # fmt: skip
    return representative


def who(day=DAY, what=Authority.SLAS):
    by = system("test")
    rows = list(subscriptions_on(day, by=by).select_related("service", "customer"))
    return {
        signer.representative.person.name
        for standing in standings(rows, day=day, authority=what, by=by)
        for signer in standing.signers
        if not signer.beyond
    }


def test_who_is_appointed_and_covers_the_service_may_sign(klinikum):
    signer(klinikum)

    assert who() == {"Petra"}


@pytest.mark.parametrize("period", ["covers", "appointed"])
def test_both_periods_hold_on_their_first_and_last_day_and_not_beside(klinikum, period):
    signer(klinikum, **{period: (DAY, DAY + timedelta(days=2))})

    on = [bool(who(DAY + timedelta(days=days))) for days in (-1, 0, 2, 3)]
    assert on == [False, True, True, False]


def test_another_authority_is_not_enough(klinikum):
    signer(klinikum, agrees_slas=False, agrees_requirements=True)

    assert who() == set()
    assert who(what=Authority.REQUIREMENTS) == {"Petra"}


def test_a_service_above_the_limit_is_beyond_the_signer(klinikum):
    signer(klinikum, "Small", limit_criticality=Level.MEDIUM)
    signer(klinikum, "Large", limit_criticality=Level.HIGH)

    assert who() == {"Large"}


def sla(subscription, charge, **values):
    values = {"yearly_charge": charge, "currency": "EUR" if charge else "", **values}
    return factories.SlaFactory(
        service=subscription.service, customer=subscription.customer, **values
    )


def test_what_is_negotiated_counts_against_the_limit_and_then_what_was_in_force(klinikum):
    today = date.today()
    signer(klinikum, "Small", limit_amount="100", limit_currency="EUR", agrees_requirements=True,
           reviews_performance=True)  # fmt: skip
    signer(klinikum, "Large")
    assert who(today) == {"Small", "Large"}
    sla(klinikum, "90", state="agreed", effective_from=today - timedelta(days=400))
    sla(klinikum, None)
    assert who(today) == {"Small", "Large"}
    sla(klinikum, "110", state="negotiating", effective_from=today + timedelta(days=9))
    assert who(today) == who(today, Authority.REQUIREMENTS) | {"Large"} == {"Large"}
    assert who(today, Authority.PERFORMANCE) == {"Small"}
    assert who(today - timedelta(days=300)) == {"Small", "Large"}
    assert "the charge is above the limit" in page(on=today.isoformat()).text


def test_a_charge_that_nobody_entered_is_found_where_there_is_a_limit(klinikum):
    signer(klinikum, limit_amount="100", limit_currency="EUR")
    silent = sla(klinikum, None, state="negotiating")
    other = factories.SubscriptionFactory()
    signer(other)
    sla(other, None, state="negotiating")
    assert broken("sla-charge") == [silent.title]
    factories.change(silent, yearly_charge="1", currency="EUR")
    assert broken("sla-charge") == []


def test_who_represents_the_customer_in_another_service_may_not_sign_for_this(klinikum):
    other = factories.SubscriptionFactory(customer=klinikum.customer)
    signer(other)
    by = system("test")

    rows = subscriptions_on(DAY, by=by, service=klinikum.service).select_related("service")
    [standing] = standings(list(rows), day=DAY, authority=Authority.SLAS, by=by)
    assert standing.signers == []


def test_an_archived_appointment_is_none(klinikum):
    factories.archive(signer(klinikum))

    assert who() == set()


def test_where_nobody_may_the_last_request_tells_who_stands_in(klinikum):
    interim = factories.PersonFactory(name="Anne")
    for day, asked in ((DAY - timedelta(days=90), None), (DAY - timedelta(days=9), interim)):
        factories.AppointmentRequestFactory(customer=klinikum.customer, asked_on=day, interim=asked)
    factories.AppointmentRequestFactory(
        customer=klinikum.customer, asked_on=DAY + timedelta(days=1)
    )
    by = system("test")

    rows = list(subscriptions_on(DAY, by=by).select_related("service", "customer"))
    [standing] = standings(rows, day=DAY, authority=Authority.SLAS, by=by)
    assert standing.request.interim == interim


# --- the page ------------------------------------------------------------------------------------


def page(client=None, **query):
    if client is None:
        client = Client()
        client.force_login(user("auditor", Role.AUDITOR))
    return client.get(reverse("signers"), query)


def test_the_page_names_who_may_and_where_nobody_may(klinikum):
    signer(klinikum, "Petra Lindner")
    factories.SubscriptionFactory(customer=factories.CustomerFactory(name="Seetal"))

    shown = page(on="2026-03-31").text
    assert "Petra Lindner" in shown
    assert "Seetal" in shown
    assert "Nobody" in shown


def test_what_was_known_then_is_another_question():
    with clock.at(timezone.now() - timedelta(days=20)):
        subscription = factories.SubscriptionFactory()
    with clock.at(timezone.now() - timedelta(days=10)):
        signer(subscription, "Petra Lindner", appointed=(DAY - timedelta(days=500), None))
    then = (date.today() - timedelta(days=15)).isoformat()
    client = Client()
    client.force_login(user("auditor", Role.AUDITOR))

    assert "Petra Lindner" in page(client, on=then).text
    known_then = page(client, on=then, known=then).text
    assert subscription.customer.name in known_then
    assert "Petra Lindner" not in known_then


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("on", "someday"),
        ("what", "everything"),
        ("service", "x"),
        ("known", "2999-01-01"),
        ("y", "1"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(name, value):
    answer = page(**{name: value})

    assert answer.status_code == 400
    assert name in answer.text


def test_customers_do_not_see_who_else_signs():
    world = cast()
    client = Client()
    client.force_login(world.users["representative"])

    assert page(client).status_code == 403
    service = reverse("services-signers", args=[world.service.uid])
    assert client.get(service).status_code == 403


def test_the_page_costs_the_same_for_many(klinikum, django_assert_max_num_queries):
    client = Client()
    client.force_login(user("auditor", Role.AUDITOR))
    signer(klinikum)
    for number in range(12):
        signer(factories.SubscriptionFactory(), f"Person {number}")
    with django_assert_max_num_queries(9):
        assert page(client).status_code == 200


def test_the_letter_of_appointment_is_linked_as_proof(klinikum):
    who = signer(klinikum, "Petra Lindner")
    letter = factories.DocumentFactory(name="Letter of appointment")
    add_link(letter, who)

    shown = page(on="2026-03-31").text
    assert reverse("documents-detail", args=[letter.uid]) in shown
    assert reverse("representatives-history", args=[who.uid]) in shown


def add_link(document, row):
    by = system("test")
    documents.link(document=document, record=row, by=by, origin=Origin.COMMAND)
