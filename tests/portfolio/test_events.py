"""Significant events: logged with what they affected, pushed and imported once, told where they matter."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core import clock, records
from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Invalid
from core.models import LedgerEntry
from core.registries.rules import rules_for
from portfolio.models import Event, EventEffect
from portfolio.notices import significant_events
from portfolio.services import events, reports
from portfolio.terms import period_on
from relationships.services.waiting import keepers
from tests import factories
from tests.contract.html import form_with
from tests.exchange.files import TESTER, csv_of, examined, states
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 20, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(NOW):
        yield


@pytest.fixture
def world():
    return cast()


def browser(world, role):
    client = Client()
    client.force_login(world.users[role])
    return client


def push(client, *sent, status=200):
    body = {"source": "Desk", "events": sent}
    answer = client.post("/api/v1/events/push/", json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def outcomes(answer):
    return [row["outcome"] for row in answer["results"]]


def test_a_pushed_event_comes_once_and_changes_with_what_its_source_says(world):
    client = browser(world, "service_level_manager")
    sent = {
        "id": "INC-7", "name": "Storage down", "kind": "outage", "began_at": "2026-05-20T08:00:00Z",
        "services": [world.service.reference], "minutes": 95,
    }  # fmt: skip
    assert outcomes(push(client, sent)) == ["created"]
    entries = LedgerEntry.objects.count()
    assert outcomes(push(client, sent)) == ["unchanged"]
    assert LedgerEntry.objects.count() == entries
    over = {**sent, "ended_at": "2026-05-20T09:35:00Z", "services": [str(world.other_service.uid)]}
    assert outcomes(push(client, over)) == ["changed"]
    event = Event._base_manager.get(source="Desk", external_id="INC-7")
    assert event.ended_at == datetime(2026, 5, 20, 9, 35, tzinfo=UTC)
    standing = EventEffect._base_manager.filter(event=event, archived_at=None)
    assert [(each.service, each.minutes) for each in standing] == [(world.other_service, 95)]


def test_what_cannot_be_taken_is_named_by_row_and_nothing_is_written(world):
    client = browser(world, "service_level_manager")
    good = {"id": "1", "name": "Fine", "services": [world.service.name]}
    bad = [
        {"id": "2", "name": "Unknown", "services": ["Nobody's service"]},
        {"id": " ", "began_at": "yesterday", "color": "red", "minutes": 5},
        "text",
    ]
    rows = push(client, good, *bad, status=400)["rows"]
    assert {place: set(faults) for place, faults in rows.items()} == {
        "1": {"services"}, "2": {"id", "began_at", "color", "services"}, "3": {"__all__"},
    }  # fmt: skip
    rows = push(client, good, {**good, "id": "3", "name": ""}, {**good, "id": "1"}, status=400)
    assert set(rows["rows"]) == {"2"}
    rows = push(client, good, {**good, "id": "3", "minutes": -4}, status=400)["rows"]
    assert set(rows["1"]) == {"minutes"}
    assert not Event._base_manager.exists()
    push(browser(world, "relationship_manager"), good, status=403)


def test_a_source_tells_of_an_event_once(world):
    factories.EventFactory(source="Desk", external_id="7")
    for _again in range(2):
        factories.EventFactory(source="Desk")
    other = factories.EventFactory(source="Desk", external_id="8")
    with pytest.raises(Invalid) as told:
        factories.change(other, external_id="7")
    assert set(told.value.fields) == {"external_id"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Event._base_manager.filter(pk=other.pk).update(external_id="7")


@pytest.mark.pages
def test_one_form_logs_an_event_with_what_it_affected(world):
    client = browser(world, "service_owner")
    address = f"/events/new/?services={world.service.reference}"
    fields = form_with(client.get(address).content.decode(), "began_at")
    assert fields["services"] == [world.service.reference]
    fields |= {"name": "Power cut", "began_at": "20.05.2026 08:00", "minutes": "12"}
    wrong = client.post(address, {**fields, "customers": "Nobody at all"})
    assert wrong.status_code == 400
    assert "Nobody at all" in wrong.content.decode()
    assert not Event._base_manager.exists()
    assert client.post(address, fields).status_code == 302
    (effect,) = EventEffect._base_manager.all()
    assert (effect.service, effect.customer, effect.minutes) == (world.service, None, 12)
    assert clock.local(effect.event.began_at).hour == 8


@pytest.mark.once
def test_an_import_knows_an_event_by_its_id_and_names_what_it_affected(world):
    head = "Source,Ticket,What happened,Kind,Start,Services affected,Customers affected"
    line = f"Desk,INC-9,Mail stood still,P1,2026-05-20 08:00,{world.service.name},{world.customer.name}"
    first = examined("events", csv_of(head, line))
    assert states(first) == ["new"]
    records.apply(first.take_drafts(), by=TESTER, origin=Origin.IMPORT)
    (effect,) = EventEffect._base_manager.select_related("event")
    assert (effect.service, effect.customer) == (world.service, world.customer)
    assert (effect.event.kind, effect.event.external_id) == ("major_incident", "INC-9")
    assert states(examined("events", csv_of(head, line))) == ["unchanged"]
    renamed = line.replace("stood still", "was slow")
    assert states(examined("events", csv_of(head, renamed))) == ["changed"]
    other = line.replace("INC-9", "INC-10")
    assert states(examined("events", csv_of(head, other))) == ["new"]
    unknown = other.replace(world.service.name, "Nobody's")
    assert states(examined("events", csv_of(head, unknown))) == ["faulty"]


def seen(world, persona, event):
    return Event.objects.for_user(Principal.of(world.users[persona])).filter(pk=event.pk).exists()


def test_customers_see_what_affected_them_and_no_more(world):
    event = factories.EventFactory(began_at=MAY)
    assert not seen(world, "representative", event)
    effect = factories.EventEffectFactory(event=event, service=world.service)
    assert seen(world, "representative", event)
    assert not seen(world, "stranger", event)
    factories.change(event, is_internal=True)
    assert not seen(world, "representative", event)
    factories.change(Event._base_manager.get(pk=event.pk), is_internal=False)
    factories.change(effect, customer=world.other_customer)
    assert not seen(world, "representative", event)
    assert seen(world, "stranger", event)


def test_who_receives_a_service_later_does_not_see_its_past(world):
    event = factories.EventFactory(began_at=MAY)
    factories.EventEffectFactory(event=event, service=world.service)
    later = factories.change(world.subscription, starts_on=date(2026, 5, 21))
    assert not seen(world, "representative", event)
    factories.change(later, starts_on=date(2026, 5, 20))
    assert seen(world, "representative", event)


def test_reports_tell_of_what_happened_in_their_period(world):
    event = factories.EventFactory(name="Storage down", began_at=MAY, ended_at=MAY, cause="A disk")
    factories.EventEffectFactory(event=event, service=world.service, effect="12 minutes lost")
    factories.EventEffectFactory(event=event, service=world.other_service, effect="secret")
    later = factories.EventFactory(began_at=NOW)
    factories.EventEffectFactory(event=later, service=world.service)
    hidden = factories.EventFactory(began_at=MAY, is_internal=True)
    factories.EventEffectFactory(event=hidden, service=world.service)
    definition = factories.ReportDefinitionFactory(customer=world.customer)
    (told,) = reports.content(definition, period_on("month", MAY.date()))["events"]
    assert (told["title"], told["cause"]) == ("Storage down", "A disk")
    assert told["effect"] == f"{world.service.name}: 12 minutes lost"


def test_gaps_of_events_are_findings(world):
    bare = factories.EventFactory(began_at=MAY, ended_at=MAY)
    whole = factories.EventFactory(
        began_at=MAY, ended_at=MAY, cause="A disk", told_on=date(2026, 5, 21), kind="outage"
    )
    factories.EventEffectFactory(event=whole, service=world.service)
    long = factories.EventFactory(
        began_at=datetime(2026, 4, 1, tzinfo=UTC), told_on=date(2026, 4, 1)
    )
    factories.EventEffectFactory(event=long, service=world.service)
    old, new = (
        factories.RequirementFactory(
            service=world.service, customer=customer, state="agreed", effective_from=day
        )
        for customer, day in (
            (world.customer, date(2026, 3, 1)), (world.other_customer, date(2026, 5, 1)),
        )
    )  # fmt: skip
    wanted = {
        "event-effects": {bare.pk}, "event-cause": {bare.pk}, "event-told": {bare.pk},
        "event-over": {long.pk}, "requirements-after-event": {old.pk},
    }  # fmt: skip
    found = {
        rule.name: set(rule.rows(BY, "view").values_list("pk", flat=True))
        for rule in rules_for(BY)
        if rule.name in wanted
    }
    assert found == wanted, new


def test_owners_and_customers_managers_are_told_once_while_it_is_news(world):
    event = factories.EventFactory(began_at=datetime(2026, 6, 1, 8, tzinfo=UTC))
    owner = factories.change(world.service.owner, email="owner@example.org")
    for customer in (None, world.customer):
        factories.EventEffectFactory(event=event, service=world.service, customer=customer)
    told = [notice.recipient for notice in significant_events(date(2026, 6, 3))]
    assert sorted(told) == [owner.email, *keepers(world.customer)]
    assert list(significant_events(date(2026, 6, 20))) == []


@pytest.mark.pages
def test_pages_of_service_and_customer_tell_of_it(world):
    event = factories.EventFactory(name="Storage down", began_at=MAY)
    factories.EventEffectFactory(event=event, service=world.service)
    client = browser(world, "auditor")
    for row in (world.service, world.customer):
        timeline = client.get(f"/{row.register.name}/{row.uid}/timeline/?of=events")
        assert "Storage down" in timeline.content.decode()
    page = client.get(f"/services/{world.service.uid}/").content.decode()
    assert page.count("Storage down") == 2
    other = client.get(f"/customers/{world.other_customer.uid}/timeline/?of=events")
    assert "Storage down" not in other.content.decode()


def test_what_was_missed_then_stands_beside_it(world):
    event = factories.EventFactory(began_at=MAY)
    sla = factories.SlaFactory(service=world.service, state="agreed")
    factories.EventEffectFactory(event=event, service=world.service)
    target = factories.TargetFactory(sla=sla)
    then = factories.BreachFactory(target=target, starts_on=date(2026, 5, 1))
    factories.BreachFactory(target=target, starts_on=date(2026, 4, 1))
    factories.BreachFactory(starts_on=date(2026, 5, 1))
    found = type(then).objects.for_user(BY).filter(events.missed_then(event))
    assert list(found) == [then]
