"""What is late in a relationship is a finding, stands on the first page and is told once."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from core.access.principals import system, today
from core.models import OutboxMessage
from core.registries import notices, rules
from core.registries.attention import waiting
from relationships.choices import ConcernState, CustomerStatus, OpportunityState
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def customer():
    manager = factories.PersonFactory(name="Claire", email="claire@example.org")
    return factories.CustomerFactory(name="Klinikum", manager=manager, status=CustomerStatus.ACTIVE)


def broken(name):
    """Titles of the records that break a rule."""
    [rule] = [each for each in rules.rules_for(system("test")) if each.name == name]
    return sorted(rule.rows(system("test"), "view").values_list("title", flat=True))


def told(day=None):
    """Rule, stage and recipient of what is new today."""
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    notices.run(today=day or today())
    keys = OutboxMessage.objects.exclude(pk__in=before).values_list("dedup_key", flat=True)
    return sorted((k.split("|")[0], k.split("|")[3], k.split("|")[4]) for k in keys)


def test_without_an_agreed_channel_a_customer_is_a_finding(customer):
    assert broken("customer-channels") == ["Klinikum"]
    factories.ChannelFactory(customer=customer)
    assert broken("customer-channels") == []


def test_silence_is_a_finding_and_told_once_when_it_has_become_too_long(customer):
    longest = settings.CONTACT_SILENCE_DAYS
    talk = factories.CommunicationFactory(subject=customer.record, held_on=today() - longest * DAY)
    assert (broken("customer-silence"), told()) == ([], [])

    factories.change(talk, held_on=today() - (longest + 1) * DAY)
    assert broken("customer-silence") == ["Klinikum"]
    assert told() == [("customer-silence", "silence", "claire@example.org")]
    assert told() == []


def test_an_unanswered_request_is_told_and_then_escalated(customer):
    above = factories.PersonFactory(email="above@example.org")
    asked = factories.AppointmentRequestFactory(
        customer=customer, name="Who signs?", asked_on=today() - 40 * DAY, due=today(),
        escalated_to=above,
    )  # fmt: skip
    assert (broken("request-answered"), told()) == ([], [])
    asked = factories.change(asked, due=today() - DAY)
    assert broken("request-answered") == ["Who signs?"]
    assert told() == [("appointment-request", "due", "claire@example.org")]
    assert told(today() + 13 * DAY) == []
    assert told(today() + 14 * DAY) == [("appointment-request", "escalated", "above@example.org")]
    factories.change(asked, answered_on=today(), answer="Petra.")
    assert broken("request-answered") == []


def test_a_request_that_nobody_escalates_is_a_finding(customer):
    asked = factories.AppointmentRequestFactory(
        customer=customer, name="Who?", asked_on=today() - 40 * DAY, due=today() - 15 * DAY
    )
    assert broken("request-escalated") == ["Who?"]
    factories.change(asked, escalated_on=today())
    assert broken("request-escalated") == []


def test_what_follows_must_be_an_action_that_is_done_in_time(customer):
    talk = factories.CommunicationFactory(
        subject=customer.record, name="Talk", follow_up="Send the plan"
    )
    assert (broken("follow-up-action"), broken("follow-up-overdue")) == (["Talk"], [])
    action = factories.ActionFactory(subject=talk.record, due=today() - DAY)
    assert (broken("follow-up-action"), broken("follow-up-overdue")) == ([], ["Talk"])
    factories.change(action, state="done", outcome="Sent.")
    assert broken("follow-up-overdue") == []


def test_overdue_risks_reach_their_owner_else_the_manager(customer):
    owner = factories.PersonFactory(email="owner@example.org")
    factories.ConcernFactory(customer=customer, name="Late", owner=owner, due=today() - DAY)
    factories.ConcernFactory(customer=customer, name="Nobody’s", due=today() - DAY)
    factories.ConcernFactory(customer=customer, name="In time", owner=owner, due=today())
    factories.ConcernFactory(
        customer=customer, name="Closed", due=today() - DAY, state=ConcernState.CLOSED
    )
    assert broken("concern-overdue") == ["Late", "Nobody’s"]
    assert broken("concern-keeper") == ["Nobody’s"]
    assert [who for _rule, _stage, who in told()] == ["claire@example.org", "owner@example.org"]


def test_opportunities_wait_until_they_are_wanted_or_have_grown_old(customer):
    long = (settings.OPPORTUNITY_DECISION_DAYS + 1) * DAY
    factories.OpportunityFactory(customer=customer, name="Old", raised_on=today() - long)
    factories.OpportunityFactory(customer=customer, name="Wanted", wanted_by=today() - DAY)
    factories.OpportunityFactory(customer=customer, name="Young", wanted_by=today() + DAY)
    factories.OpportunityFactory(
        customer=customer, name="Done", wanted_by=today() - DAY, decision="No.",
        state=OpportunityState.DECLINED,
    )  # fmt: skip
    assert broken("opportunity-decided") == ["Old", "Wanted"]
    assert len(told()) == 2


def test_feedback_is_answered_in_time(customer):
    said = today() - (settings.FEEDBACK_ANSWER_DAYS + 1) * DAY
    note = factories.FeedbackFactory(customer=customer, name="One bill", received_on=said)
    assert broken("feedback-answered") == ["One bill"]
    assert told() == [("feedback-unanswered", "late", "claire@example.org")]
    factories.change(note, answer="Yes.", answered_on=today())
    assert broken("feedback-answered") == []


def test_what_became_late_long_ago_is_no_news(customer):
    factories.ConcernFactory(customer=customer, due=date(2020, 1, 1))
    factories.FeedbackFactory(customer=customer, received_on=date(2020, 1, 1))
    factories.CommunicationFactory(subject=customer.record, held_on=date(2020, 1, 1))
    assert told() == []


def test_the_first_page_watches_what_comes_near_for_who_keeps_it():
    world = cast()
    for customer in (world.customer, world.other_customer):
        name = customer.name
        factories.AppointmentRequestFactory(customer=customer, name=name, due=today() + 14 * DAY)
        factories.ConcernFactory(customer=customer, name=name, due=today() + 14 * DAY)
        factories.OpportunityFactory(customer=customer, name=name, wanted_by=today() + 60 * DAY)
        factories.FeedbackFactory(customer=customer, name=name)
        factories.ConcernFactory(customer=customer, name="Later", due=today() + 15 * DAY)
    names = {"request-due", "concern-due", "wanted-soon", "to-answer"}

    def seen(persona):
        found = waiting(world.principal(persona))
        named = {each.watch.selection.name: each for each in found}
        return {n: {link.title for _d, link in named[n].first} for n in names & named.keys()}

    own, both = {"Own customer"}, {"Other customer", "Own customer"}
    assert seen("relationship_manager") == dict.fromkeys(names, own)
    assert seen("service_manager") == dict.fromkeys(names, both)
    assert seen("representative") == seen("supplier_manager") == {}
