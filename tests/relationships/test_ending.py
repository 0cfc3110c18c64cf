"""Ending the relationship to a customer: what is open is shown first, history stays."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.access.principals import Principal, system, today
from core.choices import ChecklistPurpose, Origin, Role, StepState
from core.errors import Forbidden, Invalid
from core.models import ChecklistStep
from core.reading.links import choices
from core.registries.rules import outcomes
from core.services import endings
from core.services.gates import move
from portfolio.models import SLA, Subscription
from relationships.choices import CustomerStatus as Status
from relationships.models import Customer, Representative
from relationships.services.ending import ENDING
from tests import factories
from tests.personas import user
from tests.portfolio.ground import add_customer, found

pytestmark = pytest.mark.django_db
BY = system("test")


@pytest.fixture
def manager():
    return user("manager", Role.RELATIONSHIP_MANAGER)


@pytest.fixture
def customer(manager):
    service = found(name="Mail", status="active")
    return add_customer(service, "Klinikum", manager=manager.person).customer


def begin(customer, who):
    return endings.begin(
        model=Customer, uid=customer.uid, ending=ENDING, values={},
        version=customer.version, by=Principal.of(who), origin=Origin.SCREEN, reason="Merged",
    )  # fmt: skip


def end(customer, who, **how):
    now = Customer._base_manager.get(pk=customer.pk)
    return move(
        model=Customer, uid=now.uid, target=Status.ENDED, version=now.version,
        by=Principal.of(who), origin=Origin.SCREEN, reason="Last day", **how,
    )  # fmt: skip


def work_through(customer):
    for step in ChecklistStep.objects.for_user(BY).of(customer.pk, ChecklistPurpose.ENDING):
        factories.change(step, state=StepState.NOT_APPLICABLE, remark="Same organisation")


def test_subscriptions_slas_and_appointments_end_with_it_and_stay_in_history(customer, manager):
    begin(customer, manager)
    work_through(customer)
    ended = end(customer, manager)

    assert ended.status == Status.ENDED
    assert Subscription._base_manager.get(customer=customer).ends_on == today()
    assert SLA._base_manager.get(customer=customer).state == "terminated"
    assert Representative._base_manager.get(customer=customer).appointed_until == today()
    assert ended.history.count() == 3
    assert "Klinikum" not in {link.title for link in choices(BY, Customer, limit=50)}


def test_what_only_people_can_finish_holds_it_up(customer, manager):
    action = factories.ActionFactory(name="Return the key", subject=customer.record)
    factories.OpportunityFactory(customer=customer)
    factories.ConcernFactory(customer=customer)
    begin(customer, manager)
    work_through(customer)

    with pytest.raises(Invalid) as caught:
        end(customer, manager)
    assert set(caught.value.fields["status"][1:]) == {
        "No action about the customer is open.",
        "No opportunity is open.",
        "No risk or issue is open.",
    }
    factories.change(action, state="cancelled")
    with pytest.raises(Invalid) as caught:
        end(customer, manager)
    assert len(caught.value.fields["status"]) == 3


def test_a_manager_of_another_customer_ends_nothing(customer, manager):
    begin(customer, manager)
    work_through(customer)

    with pytest.raises(Forbidden):
        end(customer, user("somebody", Role.RELATIONSHIP_MANAGER))
    assert SLA._base_manager.get(customer=customer).state == "agreed"


def test_whose_services_are_all_over_is_offered_for_ending(customer, manager):
    offered = lambda: [  # noqa: E731
        each.failing
        for each in outcomes(Principal.of(manager))
        if each.rule.name == "customer-idle"
    ]
    assert offered() == [0]
    factories.change(Subscription._base_manager.get(customer=customer), ends_on=today())
    assert offered() == [0]  # today still counts
    row = Subscription._base_manager.get(customer=customer)
    factories.change(row, ends_on=today() - timedelta(days=1))
    assert offered() == [1]


@pytest.mark.pages
def test_the_page_shows_what_is_open_and_walks_to_the_end(customer, manager):
    action = factories.ActionFactory(name="Return the key", subject=customer.record)
    client = Client()
    client.force_login(manager)
    address = reverse("customers-end", args=[customer.uid])
    page = client.get(address).content.decode()
    assert "To be finished first" in page
    assert "Return the key" in page
    assert "Ends together with it" in page
    factories.change(action, state="cancelled")

    data = {"version": customer.version, "do": "begin", "change_reason": "Merged"}
    assert client.post(address, data).status_code == 302
    work_through(customer)
    now = Customer._base_manager.get(pk=customer.pk)
    data = {"version": now.version, "do": "finish", "change_reason": "Last day"}
    assert client.post(address, data).status_code == 302
    assert Customer._base_manager.get(pk=customer.pk).status == Status.ENDED
    assert "This has ended" in client.get(address).content.decode()


@pytest.mark.pages
def test_outsiders_do_not_see_how_a_relationship_ends(customer):
    client = Client()
    client.force_login(user("stranger", Role.REPRESENTATIVE))
    assert client.get(reverse("customers-end", args=[customer.uid])).status_code in (403, 404)
