"""Retiring a service: shown first, worked through, and ended with all that ends with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import records
from core.access.principals import Principal, system, today
from core.choices import ChecklistPurpose, Origin, Role, StepState
from core.errors import Invalid
from core.models import ChecklistStep, GateOverride, LedgerEntry
from core.reading.links import choices
from core.services import endings
from core.services.gates import move
from core.verification import verify
from portfolio.choices import ServiceStatus as Status
from portfolio.models import SLA, Coverage, Service, Subscription
from portfolio.services.retirement import RETIREMENT
from suppliers.models import Supply
from tests import factories
from tests.personas import user
from tests.portfolio.ground import add_customer, found

pytestmark = pytest.mark.django_db
BY = system("test")


@pytest.fixture
def owner():
    return user("owner", Role.SERVICE_OWNER)


@pytest.fixture
def service(owner):
    """A service in use, with a customer and a supplier."""
    made = found(name="Fax", status=Status.ACTIVE, owner=owner.person)
    add_customer(made, "Klinikum")
    factories.SupplyFactory(service=made)
    return made


def begin(service, owner, **values):
    values = {"support_ends": today(), **values}
    return endings.begin(
        model=Service, uid=service.uid, ending=RETIREMENT, values=values,
        version=service.version, by=Principal.of(owner),
        origin=Origin.SCREEN, reason="Nobody sends fax",
    )  # fmt: skip


def finish(service, owner, **how):
    now = Service._base_manager.get(pk=service.pk)
    return move(
        model=Service, uid=now.uid, target=Status.RETIRED, version=now.version,
        by=Principal.of(owner), origin=Origin.SCREEN, reason="Switched off", **how,
    )  # fmt: skip


def work_through(service):
    for step in ChecklistStep.objects.for_user(BY).of(service.pk, ChecklistPurpose.RETIREMENT):
        factories.change(step, state=StepState.DONE, done_on=today(), remark="Minutes of today")


def test_it_begins_with_the_steps_of_the_template_and_their_days(service, owner):
    begun = begin(service, owner)

    steps = list(ChecklistStep.objects.for_user(BY).of(service.pk, ChecklistPurpose.RETIREMENT))
    assert begun.status == Status.RETIRING
    assert len(steps) == 7
    assert steps[0].name == "Give notice to every customer, in writing"
    assert steps[0].due == today() + timedelta(days=14)
    assert {step.owner for step in steps} == {owner.person}


def test_it_is_retired_only_when_all_steps_are_done(service, owner):
    begin(service, owner)
    before = LedgerEntry.objects.count()

    with pytest.raises(Invalid) as caught:
        finish(service, owner)
    [_head, sentence] = caught.value.fields["status"]
    assert sentence.startswith("Every step of its checklist is done")
    assert "Give notice to every customer" in sentence
    assert LedgerEntry.objects.count() == before  # nothing was closed either


def test_what_ends_with_it_is_closed_in_the_same_unit(service, owner):
    later = factories.SubscriptionFactory(service=service, starts_on=today() + timedelta(days=9))
    begin(service, owner)
    work_through(service)
    retired = finish(service, owner)

    assert retired.status == Status.RETIRED
    running = Subscription._base_manager.get(service=service, archived_at=None)
    assert running.ends_on == today()
    assert Subscription._base_manager.get(pk=later.pk).archived_at  # it never began
    assert Coverage._base_manager.get(subscription=running).covers_until == today()
    assert SLA._base_manager.get(service=service).state == "terminated"
    supply = Supply._base_manager.get(service=service)
    assert supply.ends_on == today()
    units = {row.history.latest("version").history_unit for row in (retired, running, supply)}
    assert len(units) == 1
    assert supply.history.latest("version").history_actor == "The owner"
    assert verify().sound


def test_a_service_that_another_one_leans_on_stays_and_the_other_is_named(service, owner):
    portal = factories.ServiceFactory(name="Citizen portal")
    factories.DependencyFactory(service=portal, component=None, depends_on=service)
    begin(service, owner)
    work_through(service)

    with pytest.raises(Invalid) as caught:
        finish(service, owner)
    assert "No current service depends on it. (Citizen portal)" in caught.value.fields["status"]
    records.change(
        Service, portal.uid, {"status": Status.REJECTED}, version=portal.version, by=BY,
        origin=Origin.SCREEN, reason="No money",
    )  # fmt: skip
    assert finish(service, owner).status == Status.RETIRED


def test_final_support_must_be_over(service, owner):
    begin(service, owner, support_ends=today() + timedelta(days=1))
    work_through(service)

    with pytest.raises(Invalid) as caught:
        finish(service, owner)
    assert caught.value.fields["status"][1:] == [
        "The final support period has an end, and it has passed."
    ]


def test_setting_the_state_alone_is_refused_while_anything_goes_on(service, owner):
    begun = begin(service, owner)
    work_through(service)

    with pytest.raises(Invalid) as caught:
        records.change(
            Service, begun.uid, {"status": Status.RETIRED}, version=begun.version, by=BY,
            origin=Origin.API, reason="x",
        )  # fmt: skip
    assert "No subscription goes on." in caught.value.fields["status"]


def test_an_override_closes_everything_too_and_keeps_the_open_steps(service, owner):
    begin(service, owner)
    finish(service, user("manager", Role.SERVICE_MANAGER), override=True)

    [kept] = GateOverride.objects.filter(subject=service.pk)
    assert len(kept.missing) == 1
    assert "Every step of its checklist" in kept.missing[0]
    assert SLA._base_manager.get(service=service).state == "terminated"


def test_a_retired_service_is_no_choice_any_more(service, owner):
    names = lambda: {link.title for link in choices(BY, Service, limit=50)}  # noqa: E731
    assert "Fax" in names()
    begin(service, owner)
    work_through(service)
    finish(service, owner)
    assert "Fax" not in names()


@pytest.mark.pages
def test_the_page_shows_all_of_it_first_and_then_does_it(service, owner):
    client = Client()
    client.force_login(owner)
    address = reverse("services-retire", args=[service.uid])
    page = client.get(address).content.decode()
    assert "Ends together with it" in page
    assert f"/supplies/{Supply._base_manager.get(service=service).uid}/" in page

    data = {"version": service.version, "do": "begin", "support_ends": str(today())}
    assert client.post(address, data).status_code == 400  # no reason
    data["change_reason"] = "Nobody sends fax"
    assert client.post(address, data).status_code == 302
    assert "Give notice to every customer" in client.get(address).content.decode()
    work_through(service)
    assert "Retire it now" in client.get(address).content.decode()
    now = Service._base_manager.get(pk=service.pk)
    data = {"version": now.version, "do": "finish", "change_reason": "Switched off"}
    assert client.post(address, data).status_code == 302
    assert Service._base_manager.get(pk=service.pk).status == Status.RETIRED
    assert client.post(address, {**data, "do": "anything"}).status_code == 400
