"""The auditor's questions: one page each from the first page, every number leads to its rows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.access.principals import today
from core.choices import ActionState
from relationships.choices import CustomerStatus
from tests import factories
from tests.personas import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
DAY = timedelta(days=1)
ACTIVE = CustomerStatus.ACTIVE


@pytest.fixture
def world():
    found = cast()
    for customer in (found.customer, found.other_customer):
        factories.change(customer, status=ACTIVE)
    return found


def opened(client, world, persona, name):
    client.force_login(world.users[persona])
    return client.get(reverse(name))


def test_the_questions_are_in_the_menu_and_each_leads_to_its_answer(client, world):
    address = reverse("questions")
    assert f'href="{address}"' in opened(client, world, "auditor", "home").text
    questions = client.get(address).context["questions"]
    assert {each.url_name for each in questions} >= {"signers", "proof-relationships"}
    assert all(client.get(reverse(each.url_name)).status_code == 200 for each in questions)


@pytest.mark.parametrize("persona", ["representative", "outsider"])
@pytest.mark.parametrize("name", ["questions", "proof-relationships"])
def test_customers_see_neither_questions_nor_proof(client, world, persona, name):
    assert opened(client, world, persona, name).status_code == 403
    assert reverse("questions") not in opened(client, world, persona, "home").text


def test_every_figure_counts_what_its_list_shows(client, world):
    factories.ChannelFactory(customer=world.customer)
    factories.CommunicationFactory(subject=world.customer.record)
    factories.FeedbackFactory(customer=world.customer)
    factories.ConcernFactory(customer=world.customer, due=today() - DAY)
    page = opened(client, world, "auditor", "proof-relationships")
    figures = {str(each.words): each for each in page.context["figures"]}
    told = {words: (each.number, each.whole) for words, each in figures.items()}
    assert told["customers with agreed channels"] == (1, 2)
    assert told["customers with a relationship manager"] == (1, 2)
    assert told["customers represented today"] == (2, 2)
    assert told["customers spoken with lately"] == (1, 2)
    assert told["feedback answered, or in time"] == (1, 1)
    assert told["open risks and issues in time"] == (0, 1)
    for each in figures.values():
        assert client.get(each.url).context["count"] == each.number, each
        assert client.get(each.gap_url).context["count"] == each.gap, each


def test_actions_count_as_in_time_by_the_day_they_were_first_done(client, world):
    def done(days_late, **values):
        action = factories.ActionFactory(due=today() - days_late * DAY, **values)
        return factories.change(action, state=ActionState.DONE, outcome="Seen to.")

    done(0, subject=world.customer.record, name="In time")
    late = done(1, subject=world.customer.record, name="Late")
    done(1, subject=world.service.record, name="Of a service")
    page = opened(client, world, "auditor", "proof-relationships")
    [figure] = [each for each in page.context["figures"] if "actions" in str(each.words)]
    assert (figure.number, figure.whole) == (1, 2)
    shown = client.get(figure.url)
    assert "In time" in shown.text
    assert late.title not in shown.text


def test_contacts_are_counted_by_month_and_each_bar_leads_to_its_month(client, world):
    for days in (0, 0, 40, 800):
        factories.CommunicationFactory(subject=world.customer.record, held_on=today() - days * DAY)
    contacts = opened(client, world, "auditor", "proof-relationships").context["contacts"]
    assert (sum(contacts.values), contacts.values[-1]) == (3, 2)
    for url, number in zip(contacts.links, contacts.values, strict=True):
        assert client.get(url).context["count"] == number


def test_rules_of_the_clause_are_those_about_relationships(client, world):
    page = opened(client, world, "auditor", "proof-relationships")
    registers = {each.rule.model.register.name for each in page.context["outcomes"]}
    assert {"customers", "representatives", "concerns"} <= registers
    assert not registers & {"suppliers", "agreements", "slas"}


def test_the_page_costs_the_same_for_many(client, world, django_assert_max_num_queries):
    def fill():
        for _number in range(5):
            factories.FeedbackFactory()
            factories.CommunicationFactory()

    fill()
    opened(client, world, "auditor", "proof-relationships")
    with django_assert_max_num_queries(16):
        client.get(reverse("proof-relationships"))
