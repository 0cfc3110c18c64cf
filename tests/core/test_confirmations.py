"""“Still true”: who said so of which version, what is due again, and who is told."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access.principals import system, today
from core.choices import Origin
from core.errors import Forbidden, Invalid, NotFound, PreconditionRequired, Stale
from core.models import Confirmation, LedgerEntry, OutboxMessage
from core.registers import confirmable
from core.registries import notices
from core.services.confirmations import confirm, standing
from core.verification import verify
from relationships.choices import CustomerStatus
from relationships.models import Customer
from tests import factories
from tests.personas import cast
from tests.relationships.test_waiting import broken

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ACTIVE = CustomerStatus.ACTIVE


@pytest.fixture
def world():
    return cast()


def say(row, by, **values):
    values = {"versions": {row.uid: row.version}, "origin": Origin.COMMAND, **values}
    return confirm(model=type(row), by=by, **values)


def customer(**values):
    return factories.CustomerFactory(name="Klinikum", status=ACTIVE, **values)


def long_ago(days=400):
    return clock.at(clock.now() - days * DAY)


def test_the_registers_that_change_slowly_are_confirmed():
    assert set(confirmable()) == {
        "services", "customers", "representatives", "suppliers", "agreements", "requirements",
    }  # fmt: skip


def test_a_confirmation_names_who_when_and_which_version_and_is_in_the_ledger():
    row = factories.change(customer(), notes="Moved")
    [given] = say(row, system("test"), remark="Asked by phone")
    assert (given.version, given.confirmed_by, given.remark) == (2, "test", "Asked by phone")
    entry = LedgerEntry.objects.get(record=row.pk, kind="fact")
    assert json.loads(entry.payload)["fields"][str(given.uid)]["version"] == 2
    assert verify().sound
    assert Customer.objects.get(pk=row.pk).version == 2


def test_a_record_is_due_a_year_after_it_was_made_and_again_after_each_confirmation():
    with long_ago(0):
        row = customer()
    year = standing(row).due
    assert 364 <= (year - today()).days <= 366
    with clock.at(clock.now() + 100 * DAY):
        say(row, system("test"))
    assert (standing(row).due - year).days in (99, 100, 101)


def test_what_nobody_confirmed_in_time_is_a_finding_until_somebody_does():
    with long_ago():
        row = customer()
        factories.CustomerFactory(name="Gone", status=CustomerStatus.ENDED)
    assert broken("customers-confirmed") == ["Klinikum"]
    assert standing(row).is_overdue
    say(row, system("test"))
    assert broken("customers-confirmed") == []
    assert not standing(row).is_overdue


@pytest.mark.parametrize(("days", "found"), [(365, []), (367, ["Klinikum"])])
def test_the_finding_begins_the_day_after_it_was_due(days, found):
    with long_ago(days):
        customer()
    assert broken("customers-confirmed") == found


def test_an_interval_of_the_register_or_of_one_record_takes_the_place_of_the_usual_one():
    with long_ago(100):
        row, other = customer(), factories.CustomerFactory(name="Other", status=ACTIVE)
    factories.ConfirmationIntervalFactory(applies_to="customers", subject=None, months=3)
    assert broken("customers-confirmed") == ["Klinikum", "Other"]
    single = factories.ConfirmationIntervalFactory(subject=row.record, months=0)
    assert broken("customers-confirmed") == ["Other"]
    assert standing(row).due is None
    factories.change(single, months=1)
    assert broken("customers-confirmed") == ["Klinikum", "Other"]
    say(other, system("test"))
    assert broken("customers-confirmed") == ["Klinikum"]


@pytest.mark.parametrize("values", [{"applies_to": "persons"}, {"applies_to": "x"}, {"months": 3}])
def test_an_interval_is_for_what_is_confirmed_at_all(values):
    with pytest.raises(Invalid):
        factories.ConfirmationIntervalFactory(subject=None, **values)


def test_only_who_may_change_a_record_confirms_it_and_at_the_version_they_saw(world):
    brm = world.principal("relationship_manager")
    say(world.customer, brm)
    for row, by, error in (
        (world.other_customer, brm, Forbidden),
        (world.customer, world.principal("auditor"), Forbidden),
        (world.other_customer, world.principal("representative"), NotFound),
    ):
        with pytest.raises(error):
            say(row, by)
    both = {row.uid: row.version for row in (world.customer, world.other_customer)}
    with pytest.raises(Forbidden):
        say(world.customer, brm, versions=both)
    with pytest.raises(Stale):
        say(world.customer, brm, versions={world.customer.uid: 7})
    with pytest.raises(PreconditionRequired):
        say(world.customer, brm, versions={world.customer.uid: None})
    assert Confirmation.objects.count() == 1


def test_whoever_keeps_the_record_is_told_once():
    with long_ago(380):
        customer(manager=factories.PersonFactory(name="Claire", email="claire@example.org"))
    for _time in range(2):
        notices.run(only="confirmation-due")
    [message] = OutboxMessage.objects.all()
    assert message.recipient == "claire@example.org"
    assert "Klinikum" in message.subject


@pytest.mark.pages
def test_one_click_on_the_record_confirms_the_version_that_was_shown(client, world):
    client.force_login(world.users["relationship_manager"])
    page = reverse("customers-detail", args=[world.customer.uid])
    assert "Nobody has confirmed it yet." in client.get(page).text
    address = reverse("customers-confirm", args=[world.customer.uid])
    client.post(address, {"version": world.customer.version})
    assert "The relationship_manager" in client.get(page).text
    factories.change(world.customer, notes="Changed meanwhile")
    shown = client.post(address, {"version": world.customer.version}, follow=True)
    assert "was changed meanwhile" in shown.text
    assert Confirmation.objects.count() == 1


@pytest.mark.pages
def test_the_chosen_ones_of_a_list_are_shown_and_then_confirmed_all_or_nothing(client, world):
    client.force_login(world.users["relationship_manager"])
    many = reverse("customers-confirm-many")
    chosen = [str(world.customer.uid), str(world.other_customer.uid)]
    shown = client.post(many, {"uid": chosen})
    assert (shown.context["count"], shown.context["left_out"]) == (1, 1)
    seen = shown.context["seen"]
    forged = [*seen, f"{world.other_customer.uid}@1"]
    assert client.post(many, {"seen": forged}).status_code == 403
    assert not Confirmation.objects.exists()
    assert client.post(f"{many}?q=a", {"seen": seen}).url == reverse("customers-list") + "?q=a"
    assert Confirmation.objects.get().record_id == world.customer.pk
    assert client.post(many, {"seen": ["x@y"]}).status_code == 400


@pytest.mark.pages
def test_the_api_confirms_and_tells_who_confirmed(client, world):
    client.force_login(world.users["relationship_manager"])
    verb = reverse("api:customers-confirm")

    def post(*rows, **more):
        return client.post(verb, {"rows": list(rows), **more}, content_type="application/json")

    mine = {"uid": str(world.customer.uid), "version": world.customer.version}
    other = {"uid": str(world.other_customer.uid), "version": 1}
    assert post(mine, other).status_code == 403
    assert post({**mine, "version": 9}).status_code == 412
    assert post({"uid": "x"}).status_code == 400
    assert post(mine, remark="Asked").json() == {"confirmed": 1}
    told = client.get(reverse("api:customers-confirmations", args=[world.customer.uid])).json()
    assert told["results"][0]["remark"] == "Asked"
    assert told["due"] > today().isoformat()
    client.force_login(world.users["representative"])
    hidden = reverse("api:customers-confirmations", args=[world.other_customer.uid])
    assert client.get(hidden).status_code == 404
