"""The ledger is signed once a day, and only when it continues what was signed before."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from core import clock
from core.access.principals import system
from core.database import triggers
from core.errors import Conflict
from core.ledger.notes import SigningKey
from core.models import AccessEntry, Checkpoint, LedgerEntry
from core.services import checkpoints
from core.tasks import daily_checkpoint
from tests import factories

pytestmark = pytest.mark.django_db
BY = system("test")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def public_key(settings):
    return SigningKey.load(settings.LEDGER_ORIGIN, Path(settings.SIGNING_KEY_FILE)).public


def test_a_checkpoint_is_a_row_a_file_and_an_entry_and_says_the_ledgers_head(settings, tmp_path):
    factories.ServiceFactory()
    checkpoint = checkpoints.make(by=BY)
    head = LedgerEntry.objects.latest("seq")
    statement = public_key(settings).open(checkpoint.note)
    assert (statement.size, statement.chain) == (head.seq, bytes(head.chain))
    files = list((tmp_path / "anchors").iterdir())
    assert [file.read_text() for file in files] == [checkpoint.note]
    assert AccessEntry.objects.get().event == "checkpoint"


def test_the_same_ledger_is_signed_once():
    factories.ServiceFactory()
    first = checkpoints.make(by=BY)
    assert checkpoints.make(by=BY) == first
    assert checkpoints.signed(size=first.size) == first.note
    assert AccessEntry.objects.count() == 1


def test_once_a_day_and_only_when_something_happened():
    assert checkpoints.daily(by=BY) is not None  # migrations have written schema entries
    factories.ServiceFactory()
    assert checkpoints.daily(by=BY) is None
    with clock.at(clock.now() + timedelta(days=1)):
        assert checkpoints.daily(by=BY) is not None
        daily_checkpoint()
    with clock.at(clock.now() + timedelta(days=2)):
        assert checkpoints.daily(by=BY) is None
    assert Checkpoint.objects.count() == 2


def test_an_earlier_size_is_signed_as_it_was():
    factories.ServiceFactory()
    size = LedgerEntry.objects.latest("seq").seq
    note = checkpoints.signed(size=size)
    factories.ServiceFactory()
    assert checkpoints.signed(size=size) == note


def test_a_rewritten_ledger_is_not_signed():
    factories.ServiceFactory()
    checkpoints.make(by=BY)
    factories.ServiceFactory()
    triggers.lift(connection)
    LedgerEntry.objects.filter(seq=2).update(leaf=bytes(32))
    triggers.install(connection)
    with pytest.raises(Conflict):
        checkpoints.make(by=BY)
    assert Checkpoint.objects.count() == 1


def test_a_cut_ledger_is_not_signed_beyond_its_end():
    with pytest.raises(Conflict):
        checkpoints.signed(size=LedgerEntry.objects.count() + 1)
