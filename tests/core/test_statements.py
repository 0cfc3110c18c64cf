"""Statements put together once write what Django itself would write, and lock as they say."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from core import records
from core.access.principals import system
from core.choices import Origin, Role
from core.ledger import statements
from core.models import Action, LedgerEntry, Person, Record, User
from core.services import accounts
from core.verification import verify
from core.writing.unit import unit
from portfolio.models import Service

HERE = {"by": system("test"), "origin": Origin.COMMAND}


def service(number):
    """A row with text, number, day, link and nothing, and its record."""
    owner = records.create(Person, {"name": f"Owner {number}"}, **HERE)
    record = Record.objects.create(type="services", reference=f"T-{number}", title="Ünïcode %s")
    return Service(
        record=record, uid=record.uid, reference=record.reference, title="Ünïcode %s", version=1,
        name="Ünïcode %s", cost=Decimal("12.5"), currency="EUR", owner=owner,
        archived_at=timezone.now(),
    )  # fmt: skip


def stored(row):
    """A row as the database has it, but for what tells two rows apart."""
    (values,) = Service.objects.filter(pk=row.pk).values()
    return {n: v for n, v in values.items() if n not in {"record_id", "uid", "reference"}}


@pytest.mark.django_db
def test_one_row_is_inserted_as_django_inserts_many():
    one, other = service(1), service(2)
    other.owner, other.archived_at = one.owner, one.archived_at
    statements.insert(Service, [one])
    Service._base_manager.bulk_create([other])
    assert stored(one) == stored(other)
    assert not one._state.adding


@pytest.mark.django_db
def test_one_row_is_overwritten_as_django_overwrites_many():
    rows = [service(1), service(2), service(3)]
    for row in rows:
        row.owner, row.archived_at = rows[0].owner, None
        statements.insert(Service, [row])
        row.name, row.cost, row.version = "Other", None, 2
    statements.overwrite(Service, rows[:1])
    statements.overwrite(Service, rows[1:])
    assert stored(rows[0]) == stored(rows[1]) == stored(rows[2])
    assert stored(rows[0])["name"] == "Other"


@pytest.mark.django_db
@pytest.mark.parametrize("together", [1, 2])
def test_a_password_changed_meanwhile_is_not_overwritten_by_a_change_of_the_name(together):
    made = [
        accounts.invite(name=f"P{n}", email=f"p{n}@example.org", roles=[Role.AUDITOR], **HERE)
        for n in range(together)
    ]
    read_before = list(User.objects.filter(pk__in=[user.pk for user in made]))
    User.objects.filter(pk__in=[user.pk for user in made]).update(password="set meanwhile")
    with unit(**HERE) as work:
        work.lock(user.pk for user in read_before)
        for user in read_before:
            user.email = f"new-{user.email}"
        work.rewrite(read_before)
    for user in made:
        user.refresh_from_db()
        assert (user.password, user.email[:4]) == ("set meanwhile", "new-")


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_the_same_time_make_one_chain_without_a_gap():
    def write(name):
        try:
            row = records.create(Person, {"name": name}, **HERE)
            records.change(Person, row.uid, {"phone": "1"}, version=1, **HERE)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, [f"Person {number}" for number in range(24)]))
    sequence = list(LedgerEntry.objects.order_by("seq").values_list("seq", "time"))
    assert [seq for seq, _time in sequence] == list(range(1, len(sequence) + 1))
    assert sorted(time for _seq, time in sequence) == [time for _seq, time in sequence]
    references = Person.objects.order_by("reference").values_list("reference", flat=True)
    assert list(references) == [f"PER-{number:04d}" for number in range(1, 25)]
    assert verify().sound, verify().findings


@pytest.mark.django_db(transaction=True)
def test_whoever_points_to_a_record_that_is_being_changed_does_not_wait_for_it():
    """Both would wait for each other otherwise: one for the record, one for the ledger's end."""
    row = records.create(Person, {"name": "Busy"}, **HERE)

    def point():
        records.create(Action, {"name": "Call", "subject": row.record}, **HERE)
        connection.close()

    pointing = threading.Thread(target=point)
    with unit(**HERE):
        records.change(Person, row.uid, {"phone": "1"}, version=1, **HERE)
        pointing.start()
        pointing.join(5 if connection.vendor == "postgresql" else 0.1)
        # SQLite has one writer at a time; it goes on when the unit has ended.
        assert pointing.is_alive() == (connection.vendor == "sqlite")
    pointing.join()
    assert [action.subject_id for action in Action.objects.all()] == [row.pk]
    assert verify().sound, verify().findings
