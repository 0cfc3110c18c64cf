"""Several processes find just what one finds, in the same order."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from django.db import OperationalError, connection, transaction

from core import records
from core.access.principals import system
from core.choices import EntryKind, Event, Origin
from core.database import triggers
from core.ledger import canonical, notes
from core.ledger.writing import Note
from core.models import LedgerEntry, Person
from core.records import Draft
from core.verification import blocks, verify
from core.writing import schemas
from core.writing.unit import unit

BY = system("test")
HISTORY = "core_historicalperson"


@pytest.fixture
def people(transactional_db, monkeypatch):
    """A ledger of several blocks of a few entries; two processes wherever they may be."""
    monkeypatch.setattr(blocks, "BATCH", 7)
    monkeypatch.setattr(blocks, "TOGETHER_FROM", 1)
    monkeypatch.setattr(blocks.os, "sched_getaffinity", lambda _process: {0, 1})
    drafts = [Draft(Person, {"name": f"Person {number}"}) for number in range(20)]
    rows = records.apply(drafts, by=BY, origin=Origin.COMMAND)
    changes = [Draft(Person, {"phone": "1"}, row.uid, 1) for row in rows]
    records.apply(changes, by=BY, origin=Origin.COMMAND)
    return rows


def tamper(statement, *values):
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def outcomes(monkeypatch, **options):
    """What several processes find, and what one finds."""
    several = verify(**options)
    monkeypatch.setattr(blocks, "TOGETHER_FROM", 1_000_000)
    return several, verify(**options)


def test_a_sound_ledger_is_sound_for_several_processes(people, monkeypatch):
    started = []

    class Watched(ProcessPoolExecutor):
        def __init__(self, processes, **options):
            started.append(processes)
            super().__init__(processes, **options)

    monkeypatch.setattr(blocks, "ProcessPoolExecutor", Watched)
    several, one = outcomes(monkeypatch)
    assert started == [2]
    assert several == one
    assert (several.sound, several.entries) == (True, LedgerEntry.objects.count())


def test_several_processes_find_what_one_finds_in_the_same_order(people, monkeypatch, tmp_path):
    key = notes.SigningKey.generate("test/ledger", tmp_path / "key")
    anchors = [key.sign(notes.Checkpoint("test/ledger", size, b"r" * 32, b"c" * 32))
               for size in (0, 3, 14, 15, 30, 1000)]  # fmt: skip
    last = LedgerEntry.objects.order_by("-seq").first().seq
    block = list(range(last - 30, last - 20))
    for seq in (*random.Random(1).sample(range(last - 19, last), 3), *block):
        tamper("DELETE FROM core_ledgerentry WHERE seq = %s", seq)
    tamper("UPDATE core_ledgerentry SET payload = replace(payload, 'Person 3', 'Nobody')")
    tamper(f"UPDATE {HISTORY} SET phone = '2' WHERE version = 2 AND name < 'Person 2'")
    tamper("UPDATE core_ledgerentry SET chain = previous WHERE version = 2 AND seq %% 5 = 0")
    several, one = outcomes(monkeypatch, key=key.public, anchors=anchors)
    assert several.findings == one.findings
    assert several == one
    assert one.count > 30


def in_blocks(step=7):
    """Every block as one checker gives it, and as checkers give it that check nothing else."""
    last = LedgerEntry.objects.count()
    bounds = [(start, min(start + step - 1, last)) for start in range(1, last + 1, step)]
    one = blocks.EntryCheck()
    return [one.block(*b) for b in bounds], [blocks.EntryCheck().block(*b) for b in bounds]


def test_a_block_gives_the_same_whoever_checked_those_before(people):
    one, others = in_blocks()
    assert others == one
    assert [block.findings for block in one] == [[]] * len(one)
    assert one[-1].chains[-1] == bytes(LedgerEntry.objects.order_by("-seq").first().chain)
    tamper(f"UPDATE {HISTORY} SET phone = '2' WHERE version = 2")
    one, others = in_blocks()
    assert others == one
    assert sum(len(block.findings) for block in one) >= len(people)


def test_every_block_follows_the_schema_entries_before_it(people):
    """Here one says that persons have no telephone any more, although later versions do."""
    schema = {name: kind for name, kind in schemas.latest()["persons"].items() if name != "phone"}
    texts = {name: canonical.text(kind) for name, kind in schema.items()}
    with unit(by=BY, origin=Origin.MIGRATION) as work:
        work.unit.notes.append(Note(EntryKind.SCHEMA, Event.SCHEMA, "persons", texts))
    drafts = [Draft(Person, {"phone": "2"}, row.uid, 2) for row in people]
    records.apply(drafts, by=BY, origin=Origin.COMMAND)
    one, others = in_blocks()
    assert others == one
    assert sum("“phone”" in told for block in one for _seq, told in block.findings) == 20


@pytest.mark.parametrize("reason", [BrokenProcessPool, OperationalError])
def test_what_a_dying_or_waiting_process_leaves_is_checked_all_the_same(
    people, monkeypatch, reason
):
    class Dying(ProcessPoolExecutor):
        def map(self, *arguments):
            answers = super().map(*arguments)
            yield next(answers)
            raise reason("ended by somebody")

    monkeypatch.setattr(blocks, "ProcessPoolExecutor", Dying)
    tamper(f"UPDATE {HISTORY} SET phone = '2' WHERE version = 2")
    several, one = outcomes(monkeypatch)
    assert several == one
    assert one.count >= len(people)


def test_inside_a_transaction_nobody_else_is_asked(people, monkeypatch):
    """Other processes would not see what was written there."""
    monkeypatch.setattr(blocks, "ProcessPoolExecutor", None)
    with transaction.atomic():
        assert verify().sound
