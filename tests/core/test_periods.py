"""A period does not end before it begins: told at the field, and held by the database."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.migrations.writer import MigrationWriter

from core.errors import Invalid
from core.models import Period
from core.registers import registers
from portfolio.models import Coverage
from tests import factories

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2026, 1, 1), date(2026, 12, 31)
PERIODS = [
    pytest.param(model, rule, id=model.__name__)
    for model in registers()
    for rule in model._meta.constraints
    if isinstance(rule, Period)
]


FACTORIES = {name.lower(): made for name, made in vars(factories).items()}


def make(model, **values):
    return FACTORIES[f"{model.__name__}Factory".lower()](**values)


def test_six_registers_have_a_period():
    assert {param.id for param in PERIODS} >= {
        "Subscription", "Coverage", "SLA", "Representative", "Agreement", "Supply",
    }  # fmt: skip


@pytest.mark.parametrize(("model", "rule"), PERIODS)
def test_an_end_before_the_beginning_is_told_where_it_ends(model, rule):
    with pytest.raises(Invalid) as invalid:
        make(model, **{rule.begins: LATE, rule.ends: EARLY})
    assert invalid.value.fields == {rule.ends: ["The period would end before it begins."]}


@pytest.mark.parametrize(("model", "rule"), PERIODS)
def test_a_day_or_an_open_side_is_a_period(model, rule):
    row = make(model, **{rule.begins: LATE, rule.ends: LATE})
    row = factories.change(row, **{rule.begins: None})
    row = factories.change(row, **{rule.begins: EARLY, rule.ends: None})
    assert (getattr(row, rule.begins), getattr(row, rule.ends)) == (EARLY, None)


@pytest.mark.parametrize(("model", "rule"), PERIODS)
def test_the_database_holds_it_too(model, rule):
    row = make(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{rule.begins: LATE, rule.ends: EARLY})


def test_a_period_and_another_rule_are_told_together():
    coverage = factories.CoverageFactory()
    other = factories.RepresentativeFactory()
    with pytest.raises(Invalid) as invalid:
        factories.change(coverage, representative=other, covers_from=LATE, covers_until=EARLY)
    assert set(invalid.value.fields) == {"representative", "covers_until"}
    assert Coverage.objects.get().version == 1


def test_migrations_need_not_know_the_rule():
    text, imports = MigrationWriter.serialize(Period("a", "b", name="c"))
    assert text.startswith("models.CheckConstraint(")
    assert not any("core" in line for line in imports)
