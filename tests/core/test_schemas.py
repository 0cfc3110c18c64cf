"""Schema entries: what opens a ledger, and when it says that it was opened."""

from datetime import timedelta

import pytest

from core import clock
from core.models import LedgerEntry
from core.registers import facts, registers
from core.writing import schemas

pytestmark = pytest.mark.django_db


def opened_again(monkeypatch):
    """The entries that would open an empty ledger; the first one's time."""
    before = LedgerEntry.objects.count()
    monkeypatch.setattr(schemas, "latest", dict)
    schemas.write_missing()
    entries = LedgerEntry.objects.order_by("seq")[before:]
    assert len(entries) == len(registers()) + len(facts())
    assert {entry.kind for entry in entries} == {"schema"}
    return entries[0].time


def test_in_production_a_ledger_opens_at_its_true_time(monkeypatch, settings):
    settings.DEMO_ALLOWED = False
    before = clock.now()
    assert opened_again(monkeypatch) >= before


def test_where_the_demo_may_be_loaded_a_ledger_opens_before_its_history(monkeypatch, settings):
    settings.DEMO_ALLOWED = True
    assert opened_again(monkeypatch).year == schemas.OPENING.year
    assert LedgerEntry.objects.order_by("-seq")[0].time.year == schemas.OPENING.year


def test_what_is_known_already_is_not_written_again():
    before = LedgerEntry.objects.count()
    schemas.write_missing()
    assert LedgerEntry.objects.count() == before


def test_a_default_that_moves_with_the_clock_is_told_once():
    before = LedgerEntry.objects.count()
    with clock.at(clock.now() + timedelta(days=3)):
        schemas.write_missing()
    assert LedgerEntry.objects.count() == before
