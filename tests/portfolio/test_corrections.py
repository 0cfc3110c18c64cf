"""Breaches follow corrections: withdrawn when the target was kept, opened again when it was not."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from core import clock, records
from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Invalid
from core.records import Draft
from core.registries.rules import rules_for
from portfolio import notices as told
from portfolio.models import Breach
from portfolio.services.measuring import Entry, record
from portfolio.tasks import open_breaches
from portfolio.terms import read_period
from tests import factories

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def mid_june():
    with clock.at(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def target():
    return factories.TargetFactory(
        sla=factories.SlaFactory(state="agreed", effective_from=date(2026, 3, 1))
    )


def say(subject, **values):
    entries = [Entry(subject, read_period(f"2026-{m[1:]}"), Decimal(v)) for m, v in values.items()]
    record(entries=entries, source="Probe", by=BY, origin=Origin.API)


def broken(name):
    (rule,) = [each for each in rules_for(BY) if each.name == name]
    return list(rule.rows(BY, "view"))


@pytest.fixture
def breach(target):
    """Missed in April; cause, investigation and the day the customer was told are entered."""
    say(target, m04="99.1")
    day = date(2026, 6, 1)
    row = Breach._base_manager.get()
    return factories.change(row, cause="A cable", told_on=day, investigated_on=day)


def test_a_correction_that_keeps_the_target_withdraws_the_breach_and_says_by_what(target, breach):
    entry = Entry(target, read_period("2026-04"), Decimal("99.7"), remark="Counted twice")
    record(entries=[entry], source="Probe", by=BY, origin=Origin.API)
    breach.refresh_from_db()
    assert (breach.state, breach.withdrawn_on) == ("withdrawn", date(2026, 6, 15))
    assert breach.corrected_by == "99.7 %, Probe (tests): Counted twice"
    assert (breach.value, breach.cause) == (Decimal("99.1"), "A cable")
    assert [each.state for each in breach.history.order_by("version")][-1] == "withdrawn"
    names = ("breach-action", "breach-open", "breach-cause")
    assert all(broken(name) == [] for name in names)
    assert list(told.breaches_to_explain(date(2026, 6, 15))) == []
    assert broken("breach-retold") == [breach]
    factories.change(breach, retold_on=date(2026, 6, 15))
    assert broken("breach-retold") == []


def test_a_closed_breach_is_withdrawn_too_and_opened_again_when_it_was_one_after_all(
    target, breach
):
    factories.change(breach, state="closed")
    say(target, m04="99.7")
    breach.refresh_from_db()
    assert breach.state == "withdrawn"
    say(target, m04="99")
    breach.refresh_from_db()
    assert (breach.state, breach.value, breach.corrected_by) == ("open", Decimal(99), "")
    version = breach.version
    say(target, m04="99")
    open_breaches()
    breach.refresh_from_db()
    assert breach.version == version


def test_a_correction_that_still_misses_gives_the_breach_its_value(target, breach):
    say(target, m04="99.3")
    breach.refresh_from_db()
    assert (breach.state, breach.value) == ("open", Decimal("99.3"))


def test_another_source_corrects_as_well_and_so_does_a_month_of_two_years_ago(target, breach):
    entry = Entry(target, read_period("2026-04"), Decimal("99.9"))
    with clock.at(datetime(2028, 1, 10, 12, tzinfo=UTC)):
        record(entries=[entry], source="Audit of the logs", by=BY, origin=Origin.API)
    breach.refresh_from_db()
    assert breach.state == "withdrawn"


def test_a_breach_that_people_entered_without_a_measurement_stays(target):
    row = factories.BreachFactory(target=target, starts_on=date(2026, 4, 1))
    say(target, m04="99.9")
    row.refresh_from_db()
    assert row.state == "open"


def test_nobody_withdraws_a_breach_by_hand(breach):
    with pytest.raises(Invalid) as refused:
        factories.change(breach, state="withdrawn")
    assert "correct the measurement" in refused.value.fields["state"][0]
    manager = Principal.of(factories.UserFactory(roles=["service_manager"]))
    draft = Draft(
        Breach, {"state": "withdrawn", "corrected_by": "I say so"}, breach.uid, breach.version
    )
    with pytest.raises(Invalid) as refused:
        records.apply([draft], by=manager, origin=Origin.API)
    assert "corrected_by" in refused.value.rows[0]


@pytest.mark.pages
def test_the_page_of_a_withdrawn_breach_shows_both_values(target, breach):
    say(target, m04="99.7")
    client = Client()
    client.force_login(factories.UserFactory(roles=["auditor"]))
    own = client.get(f"/breaches/{breach.uid}/").content.decode()
    assert "<s>99.1</s>" in own
    assert "99.7 %, Probe" in own
    assert "Withdrawn" in client.get(f"/targets/{target.uid}/").content.decode()
