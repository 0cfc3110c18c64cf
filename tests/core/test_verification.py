"""What somebody changes behind the application's back is found and named."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from core import records
from core.access.principals import system
from core.choices import Origin
from core.database import triggers
from core.ledger import merkle, notes
from core.models import LedgerEntry, Person, Record
from core.verification import verify

HERE = {"by": system("test"), "origin": Origin.COMMAND}
HISTORY = "core_historicalperson"


@pytest.fixture
def james(transactional_db):
    row = records.create(Person, {"name": "James", "email": "j@example.org"}, **HERE)
    return records.change(Person, row.uid, {"phone": "123"}, version=1, reason="moved", **HERE)


def tamper(statement, *values):
    """Change rows as somebody with the database in hand would."""
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def found():
    return " ".join(verify().findings)


def test_an_untouched_database_is_sound(james):
    report = verify()
    assert report.sound, report.findings
    assert report.entries == LedgerEntry.objects.count()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_person SET name = 'Jim'",
        "UPDATE core_person SET version = 9",
        "UPDATE core_record SET title = 'Jim' WHERE type = 'persons'",
        "DELETE FROM core_person",
        f"UPDATE {HISTORY} SET phone = '124' WHERE version = 2",
        f"UPDATE {HISTORY} SET name = 'Jim' WHERE version = 1",
        f"UPDATE {HISTORY} SET history_actor = 'Somebody' WHERE version = 1",
        f"UPDATE {HISTORY} SET history_change_reason = '' WHERE version = 2",
        f"UPDATE {HISTORY} SET valid_from = '2001-01-01 00:00:00+00:00' WHERE version = 1",
        f"UPDATE {HISTORY} SET valid_to = '9999-01-01 00:00:00+00:00' WHERE version = 1",
        f"DELETE FROM {HISTORY} WHERE version = 1",
        f"DELETE FROM {HISTORY} WHERE version = 2",
        "UPDATE core_ledgerentry SET payload = replace(payload, 'James', 'Jim')",
        "UPDATE core_ledgerentry SET time = '2001-01-01 00:00:00+00:00' WHERE version = 2",
        "UPDATE core_ledgerentry SET version = 7 WHERE version = 2",
        "DELETE FROM core_ledgerentry WHERE version = 1",
    ],
)
def test_a_change_behind_the_back_is_found(james, statement):
    tamper(statement)
    assert not verify().sound


def test_the_finding_names_the_field(james):
    tamper(f"UPDATE {HISTORY} SET phone = '124' WHERE version = 2")
    assert "“phone”" in found()
    assert "persons version 2" in found()


def test_a_history_row_and_its_payload_changed_together_break_the_leaf(james):
    tamper(f"UPDATE {HISTORY} SET phone = '999' WHERE version = 2")
    tamper("UPDATE core_person SET phone = '999'")
    tamper("UPDATE core_ledgerentry SET payload = replace(payload, '\"123\"', '\"999\"')")
    assert "leaf" in found()


def test_every_single_character_of_every_audited_column_counts(james):
    columns = [field.column for field in Person.tracked_fields()]
    for table in ("core_person", HISTORY):
        for column in columns:
            field = Person._meta.get_field(column)
            if field.get_internal_type() not in ("CharField", "TextField", "EmailField"):
                continue
            where = "WHERE version = 2"
            tamper(f"UPDATE {table} SET {column} = {column} || 'x' {where}")
            assert not verify().sound, (table, column)
            tamper(
                f"UPDATE {table} SET {column} = substr({column}, 1, length({column}) - 1) {where}"
            )
            assert verify().sound, (table, column)


def test_a_missing_guard_is_told(james):
    triggers.lift(connection)
    assert "guard" in found()
    triggers.install(connection)


def test_a_cut_tail_is_found_with_an_anchor_and_only_with_one(james, tmp_path):
    key = notes.SigningKey.generate("test/ledger", tmp_path / "key")
    note = key.sign(_checkpoint())
    last = LedgerEntry.objects.get(record=james.pk, version=2)
    tamper("DELETE FROM core_ledgerentry WHERE seq = %s", last.seq)
    tamper(f"DELETE FROM {HISTORY} WHERE version = 2")
    tamper(f"UPDATE {HISTORY} SET valid_to = '9999-01-01 00:00:00+00:00'")
    tamper("UPDATE core_person SET version = 1, phone = ''")
    tamper("UPDATE core_record SET version = 1 WHERE type = 'persons'")
    if connection.vendor == "sqlite":
        tamper(f"UPDATE {HISTORY} SET valid_to = '9999-01-01 00:00:00'")
    assert verify().sound
    report = verify(key=key.public, anchors=[note])
    assert "rolled back" in " ".join(report.findings)


def _checkpoint():
    tree, chain = merkle.Tree(), merkle.EMPTY_CHAIN
    for entry in LedgerEntry.objects.order_by("seq"):
        tree.append(bytes(entry.leaf))
        chain = bytes(entry.chain)
    return notes.Checkpoint("test/ledger", tree.size, tree.root(), chain)


def test_the_command_exits_with_the_outcome(james):
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "Sound" in out.getvalue()
    tamper("UPDATE core_person SET name = 'Jim'")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify", stdout=out)
    assert stopped.value.code == 1
    assert "PER-0001" in out.getvalue()


def test_the_command_says_when_it_could_not_check(james, tmp_path):
    with pytest.raises(SystemExit) as stopped:
        call_command("verify", anchor=[tmp_path / "none"], stderr=io.StringIO())
    assert stopped.value.code == 2


def test_a_record_smuggled_in_is_found(james):
    Record.objects.create(type="persons", reference="PER-9999", title="Ghost")
    assert "PER-9999" in found()
