"""The one door for writes: what comes in, what is refused, and what it leaves behind."""

import pytest
from django.db import IntegrityError, connection, transaction

from core import records
from core.access.principals import Principal, system
from core.choices import ActionState, Origin, Role
from core.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionRequired, Stale
from core.models import Action, LedgerEntry, Person, Record
from core.records import Draft
from core.writing.unit import unit

pytestmark = pytest.mark.django_db

BY = system("test")
HERE = {"by": BY, "origin": Origin.COMMAND}
MANAGER = Principal(kind="user", name="Mia", roles=frozenset({Role.SERVICE_MANAGER}))
AUDITOR = Principal(kind="user", name="Ada", roles=frozenset({Role.AUDITOR}))


def person(name="James Liu", **values):
    return records.create(Person, {"name": name, **values}, **HERE)


def entries(row):
    return LedgerEntry.objects.filter(record=row.pk).order_by("version")


def test_a_new_record_gets_the_next_reference_a_version_a_history_row_and_an_entry():
    first, second = person("A"), person("B")
    assert [first.reference, second.reference] == ["PER-0001", "PER-0002"]
    assert first.version == 1
    assert [h.name for h in Person.history.filter(uid=first.uid)] == ["A"]
    assert [e.version for e in entries(first)] == [1]


def test_a_reference_somebody_typed_is_stepped_over():
    person("A", reference="PER-0001")
    assert person("B").reference == "PER-0002"


def test_the_record_index_is_a_copy_of_the_row():
    row = person("Jürgen Groß")
    record = Record.objects.get(pk=row.pk)
    assert (record.uid, record.type, record.title) == (row.uid, "persons", "Jürgen Groß")
    assert "jurgen gross" in record.search_text


def test_a_change_leaves_exactly_one_more_history_row_and_entry():
    row = person()
    records.change(Person, row.uid, {"phone": "1"}, version=1, **HERE)
    history = list(Person.history.filter(uid=row.uid).order_by("version"))
    assert [h.phone for h in history] == ["", "1"]
    assert history[0].valid_to == history[1].valid_from
    assert entries(row).count() == 2


def test_a_change_that_changes_nothing_writes_nothing():
    row = person()
    assert records.change(Person, row.uid, {"name": " James Liu "}, version=1, **HERE).version == 1
    assert entries(row).count() == 1


def test_the_second_writer_is_told_what_the_first_wrote():
    row = person()
    records.change(Person, row.uid, {"name": "First"}, version=1, **HERE)
    with pytest.raises(Stale) as stale:
        records.change(Person, row.uid, {"name": "Second"}, version=1, **HERE)
    assert stale.value.current.name == "First"
    assert stale.value.submitted == {"name": "Second"}
    assert Person.objects.get(pk=row.pk).name == "First"


def test_a_change_must_say_which_version_it_saw():
    with pytest.raises(PreconditionRequired):
        records.change(Person, person().uid, {"name": "X"}, version=None, **HERE)


def test_unknown_and_hidden_records_answer_alike():
    nobody = Principal(kind="user", name="Nobody")
    row = person()
    for uid in (row.uid, "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NotFound):
            records.change(Person, uid, {"name": "X"}, version=1, by=nobody, origin=Origin.API)


def test_an_auditor_reads_and_does_not_write():
    row = person()
    with pytest.raises(Forbidden):
        records.change(Person, row.uid, {"name": "X"}, version=1, by=AUDITOR, origin=Origin.API)
    with pytest.raises(Forbidden):
        records.create(Person, {"name": "X"}, by=AUDITOR, origin=Origin.API)
    assert [p.name for p in Person.objects.for_user(AUDITOR)] == ["James Liu"]


@pytest.mark.parametrize("name", ["version", "uid", "title", "archived_at", "record", "nonsense"])
def test_managed_and_unknown_fields_cannot_be_written(name):
    row = person()
    with pytest.raises(Invalid) as invalid:
        records.change(Person, row.uid, {name: 7}, version=1, by=MANAGER, origin=Origin.API)
    assert list(invalid.value.fields) == [name]
    assert Person.objects.get(pk=row.pk).version == 1


def test_rules_are_named_by_field_and_nothing_is_written():
    with pytest.raises(Invalid) as invalid:
        records.create(Person, {"name": "", "email": "nope", "phone": "x" * 65}, **HERE)
    assert set(invalid.value.fields) == {"name", "email", "phone"}
    assert not Person.objects.exists()
    assert not Record.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800"])
def test_text_no_database_keeps_is_refused(text):
    with pytest.raises(Invalid) as invalid:
        person(text)
    assert "name" in invalid.value.fields


def test_text_is_kept_in_one_form():
    assert person(" Zoe\u0308 \r\n x ").name == "Zo\u00eb \n x"


def test_a_taken_reference_is_refused_in_the_database_and_in_the_batch():
    person(reference="P-1")
    drafts = [Draft(Person, {"name": "x", "reference": r}) for r in ("P-1", "P-2", "P-2")]
    with pytest.raises(Invalid) as invalid:
        records.apply(drafts, **HERE)
    assert set(invalid.value.rows) == {0, 2}
    assert Person.objects.count() == 1


def test_many_drafts_are_one_unit_with_links_between_them():
    owner = Draft(Person, {"name": "Owner"})
    drafts = [owner, Draft(Action, {"name": "Do it", "owner": owner})]
    _person, action = records.apply(drafts, **HERE)
    action.refresh_from_db()
    assert action.owner.name == "Owner"
    units = {h.history_unit for h in [*Person.history.all(), *Action.history.all()]}
    assert len(units) == 1


def test_one_bad_row_keeps_all_others_out():
    drafts = [Draft(Person, {"name": f"P{i}"}) for i in range(5)] + [Draft(Person, {"name": ""})]
    with pytest.raises(Invalid) as invalid:
        records.apply(drafts, **HERE)
    assert list(invalid.value.rows) == [5]
    assert not LedgerEntry.objects.filter(kind="record").exists()


def test_an_archived_record_keeps_its_reference_and_comes_back():
    row = records.archive(Person, person().uid, version=1, **HERE)
    assert not Person.objects.current().exists()
    assert person("B").reference == "PER-0002"
    assert records.restore(Person, row.uid, version=2, **HERE).archived_at is None
    events = [h.history_event for h in Person.history.filter(uid=row.uid).order_by("version")]
    assert events == ["create", "archive", "restore"]


def test_a_record_changed_twice_in_a_unit_has_one_version():
    row = person()
    with unit(**HERE):
        records.change(Person, row.uid, {"phone": "1"}, version=1, **HERE)
        records.change(Person, row.uid, {"phone": "2"}, version=2, **HERE)
    assert Person.objects.get(pk=row.pk).version == 2
    assert [h.phone for h in Person.history.filter(uid=row.uid).order_by("version")] == ["", "2"]


def test_writing_inside_a_foreign_savepoint_is_refused():
    with (
        unit(**HERE),
        transaction.atomic(),
        pytest.raises(RuntimeError, match="foreign savepoint"),
    ):
        person()


def test_what_only_the_database_catches_is_told_as_a_conflict(monkeypatch):
    row = person()
    monkeypatch.setattr(records.checking, "validate", lambda rows, touched: {})
    with pytest.raises(Conflict):
        records.create(Action, {"name": "x", "state": ActionState.DONE, "owner": row}, **HERE)


def test_history_and_ledger_refuse_to_be_changed():
    row = person()
    history = Person.history.model._meta.db_table
    ledger = LedgerEntry._meta.db_table
    for statement in (
        f"UPDATE {history} SET name = 'X'",
        f"DELETE FROM {history}",
        f"UPDATE {ledger} SET payload = '{{}}'",
        f"DELETE FROM {ledger}",
        f"UPDATE {history} SET valid_to = '9999-01-01' WHERE version = 1 AND 1 = {row.version}",
    ):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


def test_replacing_a_ledger_row_is_refused_too():
    person()
    if connection.vendor != "sqlite":
        connection.check_constraints()
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            connection.cursor().execute(f"TRUNCATE {LedgerEntry._meta.db_table} CASCADE")
        return
    table = LedgerEntry._meta.db_table
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE seq = 1"
        )
