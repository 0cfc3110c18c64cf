"""Tiers: the least that they hold, whose customers lack it, and how words became records."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock, records
from core.access.principals import Principal, system, today
from core.choices import EntryKind, Event, Origin
from core.database import triggers
from core.errors import Invalid
from core.history.time_machine import past
from core.ledger import canonical
from core.ledger import writing as ledger
from core.ledger.writing import Note
from core.registries.rules import outcomes
from core.verification import verify
from core.writing import schemas
from core.writing.unit import unit
from relationships.models import Customer, Tier
from relationships.services import tiers
from tests import factories

LAST_YEAR = timedelta(days=400)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["review_months", "survey_months"])
def test_no_tier_is_reviewed_or_asked_less_than_once_a_year(field):
    with pytest.raises(Invalid) as invalid:
        factories.TierFactory(**{field: 13})
    assert list(invalid.value.fields) == [field]
    tier = factories.TierFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tier.objects.filter(pk=tier.pk).update(**{field: 13})


@pytest.mark.django_db
def test_no_tier_goes_without_representatives():
    with pytest.raises(Invalid) as invalid:
        factories.TierFactory(representatives=0)
    assert list(invalid.value.fields) == ["representatives"]


@pytest.mark.django_db
def test_customers_with_fewer_representatives_than_their_tier_asks_for_are_a_finding():
    two = factories.TierFactory(representatives=2)
    enough, few, ended = (factories.CustomerFactory(tier=two) for _ in range(3))
    for customer in (enough, enough, few, ended):
        factories.RepresentativeFactory(customer=customer)
    gone = {"appointed_until": today() - timedelta(days=1)}
    factories.RepresentativeFactory(customer=ended, **gone)
    factories.archive(factories.RepresentativeFactory(customer=few))
    factories.CustomerFactory()
    by = Principal.of(factories.UserFactory(roles=["administrator"]))
    found = {each.rule.name: each for each in outcomes(by)}["customer-representatives"]
    assert (found.population, found.failing) == (3, 2)
    assert set(found.rule.rows(by, "view")) == {few, ended}


def as_it_was(monkeypatch):
    """Until undone, customers are written as before tiers were records."""
    fields = schemas.describe(Customer)
    del fields["tier_word"]
    fields["tier"] = {"kind": "text", "default": ""}
    now = ledger.columns(Customer)
    then = [c for c in now if c.name not in ("tier", "tier_word")]
    then.append(ledger.Column("tier", "tier_word", False, canonical.writer_of({"kind": "text"})))
    said = ledger.columns
    monkeypatch.setattr(
        ledger, "columns", lambda model: tuple(then) if model is Customer else said(model)
    )
    with unit(by=system("migrate"), origin=Origin.MIGRATION) as work:
        texts = {name: canonical.text(kind) for name, kind in fields.items()}
        work.unit.notes.append(Note(EntryKind.SCHEMA, Event.SCHEMA, "customers", texts))


@pytest.fixture
def former(transactional_db, monkeypatch):
    """An installation of before: two strategic customers, one of them archived, one without tier."""
    with clock.at(clock.now() - LAST_YEAR), monkeypatch.context() as patched:
        as_it_was(patched)
        rows = [
            factories.CustomerFactory(name=name, tier_word=word)
            for name, word in (("Old", "strategic"), ("Gone", "strategic"), ("None", ""))
        ]
        rows[0] = factories.change(rows[0], needs="Quiet")
        factories.archive(rows[1])
    schemas.write_missing()
    return rows


def test_words_become_records_and_everything_verifies(former):
    assert verify().sound, verify().findings
    tiers.adopt()
    assert [tier.name for tier in Tier.objects.all()] == ["Strategic"]
    found = Customer.objects.values_list("name", "tier__name", "tier_word", "version")
    assert set(found) == {
        ("Old", "Strategic", "", 3), ("Gone", "Strategic", "", 3), ("None", None, "", 1),
    }  # fmt: skip
    report = verify()
    assert report.sound, report.findings


def test_the_past_still_tells_the_word(former):
    tiers.adopt()
    with past(clock.now() - timedelta(days=30)):
        old = Customer.objects.get(name="Old")
        assert (old.tier, old.tier_word) == (None, "strategic")


def test_it_happens_once(former):
    tiers.adopt()
    before = ledger.take_head().seq
    tiers.adopt()
    assert ledger.take_head().seq == before


@pytest.mark.parametrize("change", ["tier_word = 'small'", "tier_word = ''"])
def test_a_word_changed_behind_the_back_is_found(former, change):
    tiers.adopt()
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE relationships_historicalcustomer SET {change}"
            " WHERE version = 1 AND name = 'Old'"
        )
    triggers.install(connection)
    assert "“tier”" in " ".join(verify().findings)


@pytest.mark.django_db
def test_nobody_writes_the_word_any_more():
    with pytest.raises(Invalid) as invalid:
        records.create(
            Customer, {"name": "New", "tier_word": "small"}, origin=Origin.API,
            by=Principal.of(factories.UserFactory(roles=["administrator"])),
        )  # fmt: skip
    assert list(invalid.value.fields) == ["tier_word"]
