"""Undoing a unit of work: a new unit that puts back all of it, or nothing."""

from __future__ import annotations

import uuid

import pytest

from core import records
from core.access import allowed
from core.access.principals import Principal, system
from core.choices import Event, Origin, Role
from core.errors import Conflict, Forbidden, NotFound
from core.models import LedgerEntry, Person
from core.reading.units import find
from core.records import Draft
from core.services.undo import undo
from portfolio.models import Service
from relationships.models import Contact, Customer
from tests.factories import ContactFactory, CustomerFactory, PersonFactory, ServiceFactory, change
from tests.personas import cast

pytestmark = pytest.mark.django_db

BY = system("tests")
HERE = {"by": BY, "origin": Origin.SCREEN}


def unit_of(row) -> uuid.UUID:
    """The unit that wrote the newest version of a record."""
    return type(row).history.filter(uid=row.uid).latest("version").history_unit


def now(row):
    """The record as it stands."""
    return type(row)._base_manager.get(pk=row.pk)


def write(*drafts):
    """Drafts written as one unit: its identity, and the rows."""
    rows = records.apply(drafts, **HERE)
    return unit_of(rows[0]), rows


def changed(row, **values):
    """A draft that changes a record."""
    return Draft(type(row), values, row.uid, row.version)


def test_what_a_unit_made_is_archived_and_what_it_changed_is_as_before():
    mail = ServiceFactory(name="Mail", notes="before")
    unit, (made, _mail) = write(
        Draft(Customer, {"name": "New"}), changed(mail, notes="after", name="Post")
    )
    undone = undo(unit, **HERE)
    assert now(made).archived_at is not None
    assert (now(mail).name, now(mail).notes, now(mail).version) == ("Mail", "before", 3)
    newest = Service.history.filter(uid=mail.uid).latest("version")
    assert newest.history_unit == undone
    assert newest.history_change_reason == f"Undoes unit {unit}"
    assert Customer.history.filter(uid=made.uid).latest("version").history_event == Event.ARCHIVE


def test_a_unit_is_found_with_all_its_records_among_others():
    ServiceFactory.create_batch(3)
    rows = records.apply([Draft(Person, {"name": f"P{i}"}) for i in range(150)], **HERE)
    ServiceFactory.create_batch(3)
    assert [trace.key for trace in find(unit_of(rows[0])).traces] == [row.pk for row in rows]


def test_links_that_a_unit_changed_lead_back():
    old, new = PersonFactory(name="Old"), PersonFactory(name="New")
    mail = ServiceFactory(owner=old)
    unit, _rows = write(changed(mail, owner=new))
    undo(unit, **HERE)
    assert now(mail).owner_id == old.pk


def test_an_archived_record_comes_back_and_a_restored_one_goes():
    mail = ServiceFactory()
    records.archive(Service, mail.uid, version=1, **HERE)
    archived = unit_of(mail)
    undo(archived, **HERE)
    assert now(mail).archived_at is None
    undo(unit_of(mail), **HERE)
    assert now(mail).archived_at is not None


def test_a_record_somebody_changed_since_stops_everything_or_is_left_out():
    mail, chat = ServiceFactory(name="Mail"), ServiceFactory(name="Chat")
    unit, _rows = write(changed(mail, notes="unit"), changed(chat, notes="unit"))
    change(now(mail), notes="somebody")
    before = LedgerEntry.objects.count()
    with pytest.raises(Conflict, match="Mail"):
        undo(unit, **HERE)
    assert LedgerEntry.objects.count() == before
    undo(unit, skip_changed=True, **HERE)
    assert (now(mail).notes, now(chat).notes) == ("somebody", "")


def test_nothing_is_undone_twice():
    unit, _rows = write(Draft(Customer, {"name": "New"}))
    undo(unit, **HERE)
    with pytest.raises(Conflict, match="nothing left"):
        undo(unit, **HERE)


def test_undoing_can_be_undone():
    mail = ServiceFactory(notes="before")
    unit, (_mail, made) = write(changed(mail, notes="after"), Draft(Customer, {"name": "New"}))
    undo(undo(unit, **HERE), **HERE)
    assert now(mail).notes == "after"
    assert now(made).archived_at is None


def test_a_former_value_that_breaks_a_rule_now_stops_everything():
    mail = ServiceFactory(reference="S-1")
    other = CustomerFactory(name="Other")
    unit, _rows = write(changed(mail, reference="S-2"), changed(other, notes="unit"))
    ServiceFactory(reference="S-1")
    with pytest.raises(Conflict, match="breaks a rule"):
        undo(unit, **HERE)
    assert now(other).notes == "unit"


def test_only_who_may_change_every_record_can_undo():
    mail, own = ServiceFactory(), CustomerFactory()
    unit, _rows = write(changed(mail, notes="unit"), changed(own, notes="unit"))
    service_manager = cast().principal(Role.SUPPLIER_MANAGER.value)
    with pytest.raises(Forbidden):
        undo(unit, by=service_manager, origin=Origin.SCREEN)
    nobody = Principal(kind="user", name="Nobody")
    with pytest.raises(NotFound):
        undo(unit, by=nobody, origin=Origin.SCREEN)


def test_a_renaming_is_undone_by_somebody_who_may_not_change_what_quotes_the_name():
    contact = ContactFactory(person=PersonFactory(name="Old"))
    unit, _rows = write(changed(now(contact.person), name="New"))
    assert now(contact).title.startswith("New")
    manager = Principal(kind="user", name="Mia", roles=frozenset({Role.SUPPLIER_MANAGER}))
    assert allowed(manager, Contact, "change") is None
    undo(unit, by=manager, origin=Origin.SCREEN)
    assert now(contact).title.startswith("Old")


def test_an_import_gives_states_back_that_no_table_would():
    mail = ServiceFactory(status="active")
    records.apply([changed(mail, status="retired")], by=BY, origin=Origin.IMPORT)
    undo(unit_of(mail), **HERE)
    assert now(mail).status == "active"


@pytest.mark.parametrize(
    "uid", ["00000000-0000-4000-8000-000000000007", "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "00000000-0000-7000-8000-000000000007"],
)  # fmt: skip
def test_a_unit_that_is_not_there_is_not_found(uid):
    ServiceFactory()
    with pytest.raises(NotFound):
        find(uuid.UUID(uid))
