"""Targets and workloads: what is impossible is refused at its field, and values are judged by it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.access.principals import system
from core.errors import Invalid
from core.exchange.plans import plan_of
from portfolio.choices import LevelState, PeriodKind
from portfolio.conformity.registers import slas_can_be_measured, slas_have_targets
from portfolio.models import SLA, Target, Workload
from portfolio.terms import BadPeriod, period_on, periods_in, read_period
from tests import factories

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.mark.parametrize(
    ("values", "field", "rule"),
    [
        ({"value": D("100.1")}, "value", "more than everything"),
        ({"value": D(-1)}, "value", "less than nothing"),
        ({"value": D(100), "comparison": "more_than"}, "value", "Nothing is more than 100 %"),
        ({"comparison": "at_most"}, "comparison", "limited from below"),
        ({"unit": "seconds"}, "unit", "Availability is not counted in this unit"),
        ({"unit": "hours", "value": D(2)}, "comparison", "limited from above"),
        ({"kind": "response", "unit": "users"}, "unit", "Use one of"),
        ({"kind": "response", "unit": "minutes", "value": D(-5)}, "value", "less than nothing"),
        ({"kind": "quality", "comparison": "less_than", "value": D(0)}, "value", "less than 0"),
        ({"warn_at": D("99.2")}, "warn_at", "before the target is missed: ≥ 99.5 %"),
        ({"warn_at": D("100.5")}, "warn_at", "more than everything"),
        ({"weight": 0}, "weight", "greater than or equal to 1"),
        (
            {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)},
            "ends_on",
            "end before it begins",
        ),
    ],
)
def test_an_impossible_target_is_refused_with_its_field_and_rule(values, field, rule):
    with pytest.raises(Invalid) as refused:
        factories.TargetFactory(**values)
    assert list(refused.value.fields) == [field]
    assert rule in refused.value.fields[field][0]
    assert not Target.objects.unscoped("nothing was written").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"limit": D(0)}, "limit"),
        ({"limit": D(100), "alarm_at": D(100)}, "alarm_at"),
        ({"unit": "percent", "limit": D(120)}, "limit"),
        ({"expected": D(-1)}, "expected"),
    ],
)
def test_an_impossible_workload_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refused:
        factories.WorkloadFactory(**values)
    assert list(refused.value.fields) == [field]


def test_the_database_holds_the_same():
    target = factories.TargetFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Target._base_manager.filter(pk=target.pk).update(value=D(101))


def test_an_agreement_has_a_metric_once():
    target = factories.TargetFactory(name="Availability")
    with pytest.raises(Invalid) as refused:
        factories.TargetFactory(sla=target.sla, name="Availability")
    assert "already" in refused.value.fields["name"][0]


def test_values_are_judged_with_a_warning_before_the_limit():
    target = factories.TargetFactory(warn_at=D("99.7"))
    answers = [target.state_of(D(value)) for value in ("99.49", "99.5", "99.7", "99.71")]
    assert answers == [LevelState.MISSED, LevelState.AT_RISK, LevelState.AT_RISK, LevelState.MET]
    quick = factories.TargetFactory(
        kind="response", comparison="less_than", unit="seconds", value=D(2), warn_at=D("1.5")
    )
    assert [quick.state_of(D(v)).value for v in ("1", "1.5", "2")] == ["met", "at_risk", "missed"]
    crowd = factories.WorkloadFactory(limit=D(1400), alarm_at=D(1200))
    assert [crowd.state_of(D(v)).value for v in (1199, 1200, 1400, 1401)] == [
        "met", "at_risk", "at_risk", "missed",
    ]  # fmt: skip


def test_what_was_agreed_is_said_shortly():
    target = factories.TargetFactory(value=D("99.5000"))
    stored = Target._base_manager.get(pk=target.pk)
    assert (stored.goal(), str(stored.value)) == ("≥ 99.5 %", "99.5")
    assert Workload._base_manager.get(pk=factories.WorkloadFactory().pk).goal() == "≤ 1,000 users"


def test_spreadsheets_may_call_comparisons_and_units_otherwise():
    targets = {each.key: each for each in plan_of(Target).targets(system("tests"))}
    said = {"comparison": ">=", "unit": "Prozent", "period": "monthly"}
    meant = {name: targets[name].convert(text, None).value for name, text in said.items()}
    assert meant == {"comparison": "at_least", "unit": "percent", "period": "month"}


def test_an_agreement_with_targets_in_figures_has_targets():
    bare, worded, figured = (factories.SlaFactory(state="agreed") for _ in range(3))
    factories.change(worded, targets="Fast")
    factories.TargetFactory(sla=figured)
    factories.archive(factories.TargetFactory(sla=bare))
    failing = [
        set(SLA._base_manager.filter(check.population & check.failing).values_list("pk", flat=True))
        for check in (slas_have_targets(), slas_can_be_measured())
    ]
    assert failing == [{bare.pk}, {bare.pk, worded.pk}]


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("2026-03", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("3/2026", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("Mar 2026", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("März 2026", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-03-17", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("Q2 2026", "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-H2", "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_periods_are_read_as_people_write_them(text, name, first, last):
    found = read_period(text)
    assert (found.name, found.first, found.last) == (name, first, last)
    assert read_period(found.name) == found


@pytest.mark.parametrize("text", ["", "2026-13", "Q5 2026", "0001-01", "soon", "2026-H3", "२०२६"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadPeriod, match="is no period"):
        read_period(text)


def test_periods_follow_each_other():
    months = periods_in(PeriodKind.MONTH, date(2025, 11, 15), date(2026, 2, 1))
    assert [each.name for each in months] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert period_on(PeriodKind.QUARTER, date(2026, 2, 28)).moved(-1).name == "2025-Q4"
