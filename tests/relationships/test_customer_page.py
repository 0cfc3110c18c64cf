"""The page of a customer: what is around it in panels and figures, and one timeline of what happened."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.access.principals import today
from core.choices import ActionState, Level, Role
from relationships.choices import ConcernState, OpportunityState
from tests import factories
from tests.personas import cast, user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return cast()


@pytest.fixture
def see(client, world):
    def look(persona, customer=None, page="detail", **query):
        client.force_login(world.users[persona])
        address = reverse(f"customers-{page}", args=[(customer or world.customer).uid])
        return client.get(address, query)

    return look


def panels(response):
    context = response.context
    return {panel.name: panel for panel in (*context["panels"], *context["panels_empty"])}


def titles(panel):
    return [line.link.title for line in panel.rows.lines]


def told(response):
    """Words and titles of the timeline's entries."""
    return [
        (str(e.words), e.link.title) if e.link else (e.change.row.history_event, "")
        for e in response.context["merged"].entries
    ]


def test_open_actions_about_the_customer_and_what_belongs_to_it_are_there_the_latest_first(
    see, world
):
    talk = factories.CommunicationFactory(subject=world.customer.record)
    elsewhere = factories.CommunicationFactory(subject=world.other_customer.record)
    factories.ActionFactory(name="Late", subject=talk.record, due=today() - DAY)
    factories.ActionFactory(name="Some day", subject=world.customer.record)
    factories.ActionFactory(name="Soon", subject=world.subscription.record, due=today() + DAY)
    factories.ActionFactory(name="Theirs", subject=elsewhere.record)
    factories.ActionFactory(
        name="Done", subject=talk.record, state=ActionState.DONE, outcome="It is done."
    )
    actions = panels(see("relationship_manager"))["actions"]
    assert titles(actions) == ["Late", "Soon", "Some day"]
    assert [line.late for line in actions.rows.lines] == [True, False, False]
    assert (actions.numbers[0].text, actions.numbers[0].hint) == ("3", "1 overdue")


def test_opportunities_and_concerns_that_are_settled_do_not_stand_there(see, world):
    own = {"customer": world.customer}
    factories.OpportunityFactory(name="Idea", **own)
    factories.OpportunityFactory(
        name="Refused", state=OpportunityState.DECLINED, decision="No", **own
    )
    factories.OpportunityFactory(name="Theirs", customer=world.other_customer)
    factories.ConcernFactory(name="Budget", severity=Level.HIGH, **own)
    factories.ConcernFactory(name="Over", state=ConcernState.CLOSED, **own)
    found = panels(see("service_manager"))
    assert titles(found["opportunities"]) == ["Idea"]
    assert titles(found["concerns"]) == ["Budget"]
    assert found["concerns"].rows.lines[0].note == "High"


def test_every_figure_with_a_list_leads_to_just_its_rows(see, world, client):
    own = {"customer": world.customer}
    for number in range(8):
        factories.OpportunityFactory(name=f"Idea {number}", **own)
        factories.ConcernFactory(name=f"Worry {number}", **own)
    factories.ConcernFactory(name="Over", state=ConcernState.CLOSED, **own)
    for number in see("service_manager").context["numbers"]:
        if not number.url.startswith("/"):
            continue
        listed = client.get(number.url).context
        if number.text.isdigit():
            assert listed["count"] == int(number.text), number.label


def test_the_services_say_what_was_agreed_and_who_speaks_for_the_customer(see, world):
    petra = factories.PersonFactory(name="Petra Lindner")
    speaker = factories.RepresentativeFactory(customer=world.customer, person=petra)
    factories.CoverageFactory(representative=speaker, subscription=world.subscription)
    agreed = {"service": world.service, "customer": world.customer, "state": "agreed"}
    factories.SlaFactory(service=world.service, customer=world.customer, edition=2)
    sla = factories.SlaFactory(**agreed, effective_from=today() - DAY)
    bare = factories.SubscriptionFactory(customer=world.customer)
    page = see("relationship_manager")
    first, second = panels(page)["services"].data["received"]
    assert (first.service.title, first.sla, first.covered) == (
        "Own service",
        sla,
        ["Petra Lindner"],
    )
    assert (second.service.title, second.sla, second.covered) == (bare.service.name, None, [])
    texts = {number.label: number.text for number in page.context["numbers"]}
    assert (texts["Services"], texts["With an SLA"]) == ("2", "1 of 2")
    factories.change(sla, effective_until=today() - DAY)
    assert panels(see("relationship_manager"))["services"].data["received"][0].tone == "warn"


def test_the_timeline_merges_what_happened_and_hides_what_has_not_yet(see, world):
    record, customer = world.customer.record, world.customer
    factories.CommunicationFactory(subject=record, name="Call", held_on=today() - 3 * DAY)
    factories.RepresentativeFactory(
        customer=customer,
        person=factories.PersonFactory(name="Petra"),
        appointed_from=today() - 30 * DAY,
        appointed_until=today() + 30 * DAY,
    )
    factories.FeedbackFactory(customer=customer, name="Praise", received_on=today() - 10 * DAY)
    with clock.at(clock.now()):
        factories.ActionFactory(name="Write", subject=record)
    factories.CommunicationFactory(subject=world.other_customer.record, name="Not ours")
    found = told(see("relationship_manager", page="timeline"))
    assert found == [
        ("create", ""),
        ("Action opened", "Write"),
        ("Contact", "Call"),
        ("Feedback", "Praise"),
        ("Appointed", "Petra – Own customer"),
    ]


def test_the_timeline_is_narrowed_to_one_kind_and_refuses_others(see, world):
    factories.CommunicationFactory(subject=world.customer.record, name="Call")
    assert told(see("service_manager", page="timeline", of="contacts")) == [("Contact", "Call")]
    for query in ({"of": "nothing"}, {"after": "%%"}, {"after": "MjAyNi0wMS0wMQ"}, {"x": "y"}):
        answer = see("service_manager", page="timeline", **query)
        assert answer.status_code == 400
        assert next(iter(query)) in answer.content.decode()


def test_the_timeline_is_paged_by_key_and_loses_nothing(see, world, monkeypatch):
    monkeypatch.setattr("core.declaration.records.ENTRIES_A_PAGE", 3)
    for number in range(9):
        factories.CommunicationFactory(
            subject=world.customer.record,
            name=f"Call {number}",
            held_on=date(2026, 1, 1 + number % 2),
        )
        factories.FeedbackFactory(
            customer=world.customer,
            name=f"Word {number}",
            received_on=date(2026, 1, 1 + number % 2),
        )
    found, after = [], ""
    for _page in range(9):
        answer = see("service_manager", page="timeline", after=after)
        found += told(answer)
        after = answer.context["merged"].after
        if not after:
            break
    assert len(found) == len(set(found)) == 9 + 9 + 1


def test_a_customer_sees_neither_contacts_nor_concerns_nor_actions(see, world):
    for make in (
        lambda: factories.CommunicationFactory(subject=world.customer.record, name="canary"),
        lambda: factories.ConcernFactory(customer=world.customer, name="canary"),
        lambda: factories.OpportunityFactory(customer=world.customer, name="canary"),
        lambda: factories.FeedbackFactory(customer=world.customer, name="canary"),
        lambda: factories.ActionFactory(subject=world.customer.record, name="canary"),
    ):
        make()
    for page in ("detail", "timeline"):
        answer = see("representative", page=page)
        assert answer.status_code == 200
        assert "canary" not in answer.content.decode()
        assert see("stranger", page=page).status_code == 404
        assert see("expired_auditor", page=page).status_code == 302
        assert "canary" in see("auditor", page=page).content.decode()
    assert set(panels(see("representative"))) == {
        "services",
        "people",
        "complaints",
        "needs",
        "parties",
    }


def test_a_contact_is_logged_from_the_page_by_those_who_may(see, world):
    log = reverse("customers-log", args=[world.customer.uid])
    assert log in see("relationship_manager").content.decode()
    assert log not in see("auditor").content.decode()


def test_the_page_as_of_a_day_shows_what_was_then(client):
    with clock.at(clock.now() - 20 * DAY):
        client.force_login(user("manager", Role.SERVICE_MANAGER))
        customer = factories.CustomerFactory()
        factories.ActionFactory(name="Then", subject=customer.record)
    factories.ActionFactory(name="Now", subject=customer.record)
    day = today() - 5 * DAY
    address = reverse("customers-detail", args=[customer.uid])
    page = client.get(address, {"as_of": day.isoformat()})
    assert titles(panels(page)["actions"]) == ["Then"]
    assert [title for _words, title in told(page)] == ["", "Then"]
    assert "/log/" not in page.content.decode()


def test_many_records_around_a_customer_cost_no_more_queries(client, world):
    client.force_login(world.users["service_manager"])
    address = reverse("customers-detail", args=[world.customer.uid])

    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    def grow():
        talk = factories.CommunicationFactory(subject=world.customer.record)
        factories.ActionFactory(subject=talk.record)
        factories.ConcernFactory(customer=world.customer)
        factories.OpportunityFactory(customer=world.customer)
        factories.SubscriptionFactory(customer=world.customer)
        factories.SlaFactory(customer=world.customer, service=world.service)

    grow()
    few = cost()
    for _ in range(8):
        grow()
    assert cost() == few
