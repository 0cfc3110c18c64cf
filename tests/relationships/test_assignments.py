"""Whichever way a customer's manager changes, the assignments tell who it was from when to when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import clock, records
from core.access.principals import Principal, system, today
from core.choices import Origin, Role
from core.errors import Conflict
from core.services import undo
from relationships.choices import ManagerRole
from relationships.models import Assignment, Customer
from relationships.services import managing
from tests import factories, personas
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def boss():
    return personas.user("boss", Role.SERVICE_MANAGER)


@pytest.fixture
def people():
    return {name: factories.PersonFactory(name=name) for name in ("Old", "New")}


@pytest.fixture
def customer(people):
    """A customer that Old has looked after for a month."""
    with clock.at(clock.now() - 30 * DAY):
        values = {"name": "Town", "manager": people["Old"]}
        return records.create(Customer, values, by=system("tests"), origin=Origin.SCREEN)


def told(customer):
    """Who was manager from when to when, as the assignments tell."""
    rows = Assignment.objects.current().filter(customer=customer, role=ManagerRole.MANAGER)
    rows = rows.order_by("pk").select_related("person")
    return [(row.person.name, row.held_from, row.held_until) for row in rows]


def by_form(client, boss, customer, person):
    client.force_login(boss)
    page = reverse("customers-edit", args=[customer.uid])
    form = client.get(page).context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in values.items()}
    answer = client.post(page, {**sent, "manager": str(person.uid)})
    assert answer.status_code == 302, answer.content.decode()[:3000]


def by_bulk(client, boss, customer, person):
    changes = {"manager": person.reference}
    row = {"uid": str(customer.uid), "version": customer.version, "changes": changes}
    answer = Caller(boss).post("customers/bulk/", {"rows": [row]})
    assert answer.status_code == 200, answer.content


def by_import(client, boss, customer, person, tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text(f"Reference,Relationship manager\n{customer.reference},{person.reference}\n")
    call_command("import_register", "customers", str(file), "--as", boss.email, "--commit")


@pytest.mark.parametrize("way", [by_form, by_bulk, by_import])
def test_a_changed_manager_ends_one_assignment_and_begins_another(
    way, client, boss, customer, people, tmp_path
):
    began = today() - 30 * DAY
    assert told(customer) == [("Old", began, None)]
    more = (tmp_path,) if way is by_import else ()
    way(client, boss, customer, people["New"], *more)
    customer.refresh_from_db()
    assert customer.manager == people["New"]
    assert told(customer) == [("Old", began, today() - DAY), ("New", today(), None)]
    rows = [*Assignment.objects.filter(customer=customer), customer]
    assert len({row.history.latest("valid_from").history_unit for row in rows}) == 1


def test_imported_customers_begin_with_an_assignment_of_unknown_beginning(boss, people, tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text(f"Name,Relationship manager\nTown,{people['Old'].reference}\n")
    call_command("import_register", "customers", str(file), "--as", boss.email, "--commit")
    assert told(Customer.objects.get()) == [("Old", None, None)]


def test_other_changes_of_the_customer_leave_the_assignments_alone(customer):
    factories.change(customer, notes="New")
    assert Assignment.objects.get().version == 1


def test_a_customer_without_manager_has_no_assignment_that_goes_on(customer):
    factories.change(customer, manager=None)
    assert told(customer) == [("Old", today() - 30 * DAY, today() - DAY)]


def test_undoing_the_change_gives_the_assignment_back(customer, boss, people):
    changed = factories.change(customer, manager=people["New"])
    unit = changed.history.latest("valid_from").history_unit
    undo.undo(unit, by=Principal.of(boss), origin=Origin.SCREEN)
    customer.refresh_from_db()
    assert customer.manager == people["Old"]
    assert told(customer) == [("Old", today() - 30 * DAY, None)]


@pytest.mark.parametrize(
    "contradiction",
    [
        lambda row, other: factories.change(row, held_until=today() - DAY),
        lambda row, other: factories.archive(row),
        lambda row, other: factories.change(row, person=other),
        lambda row, other: factories.AssignmentFactory(
            customer=row.customer, person=other, role=ManagerRole.MANAGER
        ),
    ],
)
def test_no_assignment_contradicts_the_manager_on_the_customer(contradiction, customer, people):
    row = Assignment.objects.get()
    with pytest.raises(Conflict, match="looked after by Old"):
        contradiction(row, people["New"])
    assert told(customer) == [("Old", today() - 30 * DAY, None)]


def test_the_past_may_be_filled_in_and_days_mended(customer, people):
    ended = {"held_from": today() - 300 * DAY, "held_until": today() - 100 * DAY}
    row = Assignment.objects.get()
    factories.AssignmentFactory(
        customer=customer, person=people["New"], role=ManagerRole.MANAGER, **ended
    )
    factories.change(row, held_from=today() - 99 * DAY)
    factories.AssignmentFactory(customer=customer, person=people["New"])
    assert ("Old", today() - 99 * DAY, None) in told(customer)


def test_managers_of_before_get_their_assignment_once(customer, monkeypatch, people):
    with monkeypatch.context() as former:
        former.setattr(Customer, "settle", classmethod(lambda *_: None))
        older = factories.CustomerFactory(manager=people["New"])
    managing.adopt()
    managing.adopt()
    assert told(older) == [("New", None, None)]
    assert len(told(customer)) == 1
