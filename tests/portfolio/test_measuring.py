"""Measurements are facts: recorded all or nothing, once per target, period and source."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Forbidden, Invalid
from core.history.time_machine import past
from core.models import LedgerEntry
from core.verification.run import verify
from portfolio.choices import LevelState as State
from portfolio.models import Measurement
from portfolio.services.attainment import levels, share
from portfolio.services.measuring import Entry, record
from portfolio.terms import read_period
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mid_june():
    with clock.at(NOW):
        yield


@pytest.fixture
def target():
    sla = factories.SlaFactory(state="agreed", effective_from=date(2026, 1, 1))
    return factories.TargetFactory(sla=sla, name="Availability", warn_at=Decimal("99.7"))


def entry(target, period, value, **more):
    return Entry(target, read_period(period), Decimal(str(value)), **more)


def take(*entries, source="Monitoring", by=BY):
    made = record(entries=entries, source=source, by=by, origin=Origin.API)
    return [outcome.state for outcome in made]


def states(target, first=date(2026, 1, 1), last=date(2026, 6, 15)):
    found = levels([target], first, last)[target.pk]
    return {level.period.name: level.state for level in found}


def test_the_same_value_again_changes_nothing_and_another_is_a_correction(target):
    assert take(entry(target, "2026-03", "99.9")) == ["created"]
    entries = LedgerEntry.objects.count()
    assert take(entry(target, "2026-03", "99.90")) == ["unchanged"]
    assert LedgerEntry.objects.count() == entries
    assert take(entry(target, "2026-03", "99.1")) == ["corrected"]
    told = Measurement.objects.values_list("value", "number").order_by("pk")
    assert list(told) == [(Decimal("99.9"), 1), (Decimal("99.1"), 2)]
    (level,) = levels([target], date(2026, 3, 1), date(2026, 3, 31))[target.pk]
    assert (level.value, level.corrected, level.state) == (Decimal("99.1"), True, State.MISSED)


def test_another_source_stands_beside_and_what_was_recorded_last_counts(target):
    take(entry(target, "2026-03", "99.9"))
    assert take(entry(target, "2026-03", "99.2"), source="Report") == ["created"]
    assert states(target)["2026-03"] is State.MISSED
    assert Measurement.objects.count() == 2


def test_a_batch_is_one_unit_and_one_entry_a_target(target):
    other = factories.TargetFactory(sla=target.sla, name="Other")
    before = LedgerEntry.objects.count()
    take(
        entry(target, "2026-01", 99.75),
        entry(other, "2026-01", 100),
        entry(target, "2026-02", 99.75),
    )
    new = LedgerEntry.objects.filter(seq__gt=before, kind="fact", type="measurements")
    assert {each.record_id for each in new} == {target.pk, other.pk}
    assert LedgerEntry.objects.count() == before + 2


@pytest.mark.parametrize(
    ("period", "value", "more", "field", "rule"),
    [
        ("2026-07", 99, {}, "period", "has not begun"),
        ("2026-Q1", 99, {}, "period", "another period"),
        ("2026-03", 101, {}, "value", "more than everything"),
        ("2026-03", -1, {}, "value", "less than nothing"),
        ("2026-03", "99.12345", {}, "value", "decimal places"),
        ("2026-03", "1e12", {}, "value", "11 digits"),
        ("2026-03", 99, {"unit": "hours"}, "unit", "measured in %, not in h"),
        ("2026-03", 99, {"remark": "x" * 501}, "remark", "500"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_its_field_and_nothing_is_written(
    target, period, value, more, field, rule
):
    with pytest.raises(Invalid) as refused:
        take(entry(target, "2026-01", 99), entry(target, period, value, **more))
    assert list(refused.value.rows) == [1]
    assert rule in refused.value.rows[1][field][0]
    assert not Measurement.objects.exists()


def test_a_period_stands_once_in_a_batch(target):
    with pytest.raises(Invalid) as refused:
        take(entry(target, "2026-03", 99), entry(target, "2026-03", 98))
    assert "first as number 1" in refused.value.rows[1]["period"][0]


def test_periods_of_another_length_do_not_overlap_what_was_measured():
    draft = factories.SlaFactory(effective_from=date(2026, 1, 1))
    target = factories.TargetFactory(sla=draft)
    take(entry(target, "2026-02", 99))
    quarterly = factories.change(target, period="quarter")
    with pytest.raises(Invalid) as refused:
        take(entry(quarterly, "2026-Q1", 99))
    assert "2026-Q1 overlaps 2026-02" in refused.value.rows[0]["period"][0]
    assert take(entry(quarterly, "2026-Q2", 99)) == ["created"]


def test_a_source_has_a_name(target):
    for name in ("", "  ", "x" * 101, "a\x07b"):
        with pytest.raises(Invalid) as refused:
            take(entry(target, "2026-03", 99), source=name)
        assert list(refused.value.fields) == ["source"]


def test_nobody_measures_what_they_may_not_change(target):
    world = cast()
    for persona in ("auditor", "representative", "service_owner", "relationship_manager"):
        with pytest.raises(Forbidden):
            take(entry(target, "2026-03", 99), by=world.principal(persona))
    own = factories.TargetFactory(sla=factories.SlaFactory(service=world.service))
    owner = Principal.of(world.users["service_owner"])
    assert take(entry(own, "2026-03", 99), by=owner) == ["created"]


def test_no_data_is_a_state_of_its_own_and_what_is_not_over_runs(target):
    take(entry(target, "2026-01", "99.9"), entry(target, "2026-03", "99.6"))
    take(entry(target, "2026-04", "98"), entry(target, "2026-06", "90"))
    assert states(target, date(2025, 12, 1)) == {
        "2025-12": None, "2026-01": State.MET, "2026-02": State.NO_DATA, "2026-03": State.AT_RISK,
        "2026-04": State.MISSED, "2026-05": State.NO_DATA, "2026-06": State.RUNNING,
    }  # fmt: skip
    found = levels([target], date(2026, 1, 1), date(2026, 6, 15))[target.pk]
    assert share(found) == Decimal("66.6")
    assert share([level for level in found if level.state is State.NO_DATA]) is None


def test_nothing_is_asked_of_drafts_nor_outside_of_the_term(target):
    factories.change(target, starts_on=date(2026, 2, 10), ends_on=date(2026, 4, 15))
    row = type(target)._base_manager.get(pk=target.pk)
    due = {name for name, state in states(row).items() if state}
    assert due == {"2026-03"}
    factories.change(target.sla, state="terminated")
    draft = factories.TargetFactory(sla=factories.SlaFactory(effective_from=date(2026, 1, 1)))
    assert set(states(draft).values()) == {None}


def test_the_past_knows_only_what_was_recorded_by_then(target):
    take(entry(target, "2026-03", "99.9"))
    between = datetime(2026, 6, 16, tzinfo=UTC)
    with clock.at(datetime(2026, 6, 20, tzinfo=UTC)):
        take(entry(target, "2026-03", "98"))
        assert states(target)["2026-03"] is State.MISSED
        with past(between):
            assert states(target)["2026-03"] is State.MET


def test_states_of_many_targets_take_one_query(target, django_assert_num_queries):
    rows = [target, *(factories.TargetFactory(sla=target.sla, name=f"T{n}") for n in range(4))]
    with django_assert_num_queries(1):
        levels(rows, date(2026, 1, 1), date(2026, 6, 15))


def test_measurements_cannot_be_changed_and_the_ledger_verifies(target):
    take(entry(target, "2026-03", "99.9"))
    for statement in ("update", "delete"):
        rows = Measurement.objects.all()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(value=1) if statement == "update" else rows.delete()
    assert verify().sound


def test_what_an_agreed_sla_promises_stays_once_it_was_measured(target):
    target = factories.change(target, value=Decimal("99.4"))
    take(entry(target, "2026-03", "99.9"))
    with pytest.raises(Invalid) as refused:
        factories.change(target, value=Decimal(90))
    assert target.sla.reference in refused.value.fields["value"][0]
    assert factories.change(target, ends_on=date(2026, 6, 30)).value == Decimal("99.4")
