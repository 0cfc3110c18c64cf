"""A unit of many records is written in parts, and reads as if it had been written at once."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from core import records
from core.access.principals import system
from core.choices import Origin
from core.history.rows import FOREVER
from core.ledger import writing as ledger
from core.models import LedgerEntry, Person
from core.records import Draft
from core.verification import verify

BY = system("test")


@pytest.fixture
def units(transactional_db, monkeypatch):
    """Eight persons made and changed by two units, three at a time."""
    monkeypatch.setattr(ledger, "BATCH", 3)
    stored = []
    store = ledger.Chain.store
    monkeypatch.setattr(
        ledger.Chain, "store", lambda chain: (stored.append(len(chain.entries)), store(chain))
    )
    drafts = [Draft(Person, {"name": f"Person {number}"}) for number in range(8)]
    rows = records.apply(drafts, by=BY, origin=Origin.IMPORT)
    changes = [Draft(Person, {"phone": "1"}, row.uid, 1) for row in rows]
    records.apply(changes, by=BY, origin=Origin.IMPORT)
    return stored


def test_no_more_entries_are_held_than_go_together(units):
    assert units == [3, 3, 2, 3, 3, 2]


def test_the_entries_of_a_unit_follow_each_other_without_a_gap(units):
    entries = list(LedgerEntry.objects.filter(type="persons", kind="record").order_by("seq"))
    assert [entry.version for entry in entries] == [1] * 8 + [2] * 8
    for made in (entries[:8], entries[8:]):
        for before, after in pairwise(made):
            assert after.seq == before.seq + 1
            assert after.time == before.time + timedelta(microseconds=1)
            assert bytes(after.previous) == bytes(before.chain)


def test_every_version_before_ends_where_the_next_begins(units):
    history = Person.history.model
    ends = dict(history.objects.filter(version=1).values_list("uid", "valid_to"))
    begins = dict(history.objects.filter(version=2).values_list("uid", "valid_from"))
    assert ends == begins
    assert set(history.objects.filter(version=2).values_list("valid_to", flat=True)) == {FOREVER}


def test_such_a_ledger_verifies(units):
    report = verify()
    assert report.sound, report.findings
