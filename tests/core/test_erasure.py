"""Personal data leaves history and ledger, and both still verify."""

import json

import pytest
from django.db import connection, transaction

from core import records
from core.access.principals import system
from core.choices import Origin
from core.errors import Invalid, Stale
from core.models import LedgerEntry, Person
from core.verification import verify
from core.writing.erasure import erase

pytestmark = pytest.mark.django_db
HERE = {"by": system("test"), "origin": Origin.COMMAND}


@pytest.fixture
def maria():
    row = records.create(Person, {"name": "Maria Canary", "email": "canary@example.org"}, **HERE)
    return records.change(Person, row.uid, {"phone": "555-CANARY"}, version=1, **HERE)


def everything():
    """Every text of the tables that hold people, as one."""
    with connection.cursor() as cursor:
        texts = []
        for table in ("core_person", "core_historicalperson", "core_record", "core_ledgerentry"):
            cursor.execute(f"SELECT * FROM {table}")
            texts += [str(row) for row in cursor.fetchall()]
    return " ".join(texts)


def test_an_erased_person_is_a_numbered_placeholder_and_the_ledger_verifies(maria):
    assert "Canary" in everything()
    erase(Person, maria.uid, version=2, reason="asked for it", **HERE)
    assert "canary" not in everything().lower()
    assert Person.objects.get().title == "Erased person 1"
    assert verify().sound, verify().findings


def test_what_was_not_erased_still_counts(maria):
    erase(Person, maria.uid, version=2, reason="asked for it", **HERE)
    entry = LedgerEntry.objects.get(record=maria.pk, version=1)
    assert json.loads(entry.payload)["fields"]["side"] == "own"
    assert entry.nonce is None
    assert "name" in json.loads(entry.digests)
    assert "name" not in json.loads(entry.salts)


def test_an_erasure_needs_a_reason_and_the_current_version(maria):
    with pytest.raises(Invalid):
        erase(Person, maria.uid, version=2, reason=" ", **HERE)
    with pytest.raises(Stale):
        erase(Person, maria.uid, version=1, reason="asked", **HERE)
    assert "Canary" in everything()


def test_erasing_twice_is_harmless(maria):
    row = erase(Person, maria.uid, version=2, reason="asked", **HERE)
    erase(Person, maria.uid, version=row.version, reason="asked again", **HERE)
    assert verify().sound, verify().findings


def test_nothing_can_be_blanked_without_an_erasure(maria):
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE core_historicalperson SET name = ''")
