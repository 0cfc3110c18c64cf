"""`seed_scale` writes what the door would have written, only faster."""

import pytest
from django.core.management import CommandError, call_command

from core import records
from core.access.principals import system, today
from core.choices import Origin
from core.history.rows import FOREVER
from core.models import LedgerEntry
from core.verification import verify
from evidence import scale
from evidence.demo import load as loading
from portfolio.models import Service


@pytest.fixture
def small_units(monkeypatch):
    """Several units for few entries."""
    monkeypatch.setattr(scale, "UNIT", 40)


def test_the_ledger_verifies_and_rows_are_their_last_version(transactional_db, small_units):
    call_command("seed_scale", services=30, history=100)
    report = verify()
    assert report.sound, report.findings
    assert Service.objects.count() == 30
    rows = Service.history.model.objects
    assert rows.count() == 130
    for service in Service.objects.all():
        last = rows.get(record_id=service.pk, valid_to=FOREVER)
        assert (last.version, last.name, last.cost) == (service.version, service.name, service.cost)
    units = set(rows.values_list("history_unit", flat=True))
    assert len(units) == 4


def test_writing_goes_on_after_it(transactional_db, small_units):
    call_command("seed_scale", services=3, history=3)
    here = {"by": system("test"), "origin": Origin.COMMAND}
    row = Service.objects.first()
    records.change(Service, row.uid, {"name": "New"}, version=row.version, **here)
    records.create(Service, {"name": "One more"}, **here)
    call_command("seed_scale", services=2)
    report = verify()
    assert report.sound, report.findings
    assert Service.objects.count() == 6


def test_one_record_of_many_has_a_long_history(monkeypatch):
    monkeypatch.setattr(scale, "MANY", 100)
    monkeypatch.setattr(scale, "LONGEST", 50)
    plan = scale.make_plan(20, 100)
    assert plan.versions[0] == 51
    assert sum(plan.versions) == len(plan.order) == 120
    assert plan.following[-1] == -1


def test_the_demo_verifies(transactional_db):
    assert loading.load(today=today(), password="for the demo tests")
    report = verify()
    assert report.sound, report.findings
    assert report.entries == LedgerEntry.objects.count()


def test_nothing_is_made_of_nothing(db):
    with pytest.raises(CommandError, match="at least one service"):
        call_command("seed_scale", services=0)
