"""A missed target opens a breach once; rules, notices and pages say what is left to do."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from core import clock
from core.access.principals import system
from core.choices import Origin
from core.errors import Invalid
from core.registries import notices
from core.registries.rules import rules_for
from portfolio import notices as told
from portfolio.models import Breach
from portfolio.services import breaches
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
def sla():
    return factories.SlaFactory(state="agreed", effective_from=date(2026, 3, 1))


@pytest.fixture
def target(sla):
    return factories.TargetFactory(sla=sla)


def say(subject, **values):
    entries = [Entry(subject, read_period(f"2026-{m[1:]}"), Decimal(v)) for m, v in values.items()]
    record(entries=entries, source="Probe", by=BY, origin=Origin.API)


def opened():
    return [(each.starts_on.month, each.unplanned) for each in Breach._base_manager.order_by("pk")]


def broken(name):
    (rule,) = [each for each in rules_for(BY) if each.name == name]
    return list(rule.rows(BY, "view"))


def test_a_missed_target_opens_a_breach_once_however_often_it_is_looked_for(target):
    say(target, m03="99.9", m04="99.1", m05="98")
    assert opened() == [(4, True), (5, True)]
    breach = Breach._base_manager.first()
    assert (breach.value, str(breach)) == (Decimal("99.1"), f"2026-04: {target.title}")
    factories.archive(breach)
    open_breaches()
    say(target, m04="99.2")
    assert len(opened()) == 2


def test_a_period_that_was_measured_while_it_ran_is_judged_when_it_is_over(target):
    say(target, m06="90")
    assert opened() == []
    with clock.at(datetime(2026, 7, 1, 12, tzinfo=UTC)):
        open_breaches()
        open_breaches()
    assert opened() == [(6, True)]


def test_a_thousand_looks_at_many_targets_take_few_queries(sla, django_assert_max_num_queries):
    for _number in range(4):
        factories.TargetFactory(sla=sla)
    with django_assert_max_num_queries(4):
        assert breaches.follow() == 0


def test_a_breach_is_closed_when_everything_is_said(target):
    say(target, m04="99.1")
    breach = Breach._base_manager.get()
    with pytest.raises(Invalid) as refused:
        factories.change(breach, state="closed")
    assert set(refused.value.fields) == {"cause", "told_on", "investigated_on"}
    day = date(2026, 6, 1)
    values = {"cause": "A cable", "told_on": day, "investigated_on": day}
    assert factories.change(breach, state="closed", **values).state == "closed"


def test_a_breach_is_about_a_whole_period(target):
    with pytest.raises(Invalid) as refused:
        factories.BreachFactory(target=target, starts_on=date(2026, 4, 2))
    assert "2026-04-01" in refused.value.fields["starts_on"][0]


def test_rules_name_what_is_missing_in_a_breach(target):
    say(target, m04="99.1")
    breach = Breach._base_manager.get()
    names = ("breach-cause", "breach-action", "breach-told", "breach-investigated", "breach-open")
    assert all(broken(name) == [breach] for name in names)
    factories.ActionFactory(subject=breach.record)
    day = date(2026, 6, 1)
    factories.change(breach, cause="A cable", told_on=day, investigated_on=day, state="closed")
    assert all(broken(name) == [] for name in names)


def test_a_closed_period_without_data_is_a_finding_after_ten_days(target):
    say(target, m03="99.9", m04="99.9")
    assert broken("target-measured") == [target]
    with clock.at(datetime(2026, 6, 10, 12, tzinfo=UTC)):
        assert broken("target-measured") == []
    say(target, m05="99.9")
    assert broken("target-measured") == []
    draft = factories.SlaFactory(effective_from=date(2026, 1, 1))
    factories.TargetFactory(sla=draft)
    ended = factories.SlaFactory(
        state="agreed", effective_from=date(2026, 1, 1), effective_until=date(2026, 1, 20)
    )
    factories.TargetFactory(sla=ended)
    assert broken("target-measured") == []


def test_a_workload_alarms_before_its_limit_until_it_is_corrected(sla):
    crowd = factories.WorkloadFactory(sla=sla, limit=Decimal(100), alarm_at=Decimal(90))
    say(crowd, m05="89")
    assert broken("workload-alarm") == []
    say(crowd, m05="95")
    assert broken("workload-alarm") == [crowd]
    say(crowd, m05="85")
    assert broken("workload-alarm") == []
    assert opened() == []


def test_whoever_keeps_the_service_is_told_once(sla, target):
    owner = factories.PersonFactory(email="owner@example.org")
    factories.change(sla.service, owner=owner)
    crowd = factories.WorkloadFactory(sla=sla, limit=Decimal(100), alarm_at=Decimal(90))
    say(target, m03="99.9", m04="99.1")
    say(crowd, m03="1", m04="1", m05="95")
    day = date(2026, 6, 15)
    found = [*told.breaches_to_explain(day), *told.targets_to_measure(day)]
    found += told.workloads_near_their_limit(day)
    assert [each.recipient for each in found] == ["owner@example.org"] * 3
    assert [each.record.type for each in found] == ["breaches", "targets", "workloads"]
    assert notices.run(today=day, only="workload-alarm") == 1
    assert notices.run(today=date(2026, 6, 20), only="workload-alarm") == 0


@pytest.mark.pages
def test_pages_show_states_corrections_trend_and_attainment(sla, target):
    customer = factories.CustomerFactory()
    factories.change(sla, customer=customer)
    say(target, m03="99.9", m04="99.1")
    say(target, m04="99.2")
    client = Client()
    client.force_login(factories.UserFactory(roles=["auditor"]))

    def page(register, row):
        return client.get(f"/{register}/{row.uid}/").content.decode()

    own = page("targets", target)
    assert "<s>99.1</s>" in own
    assert "BRE-0001" in own
    assert "Agreed: ≥ 99.5 %" in own
    for text in (page("slas", sla), page("services", sla.service)):
        assert "Apr 2026: Missed" in text
        assert "May 2026: No data" in text
        assert "Jun 2026: Running" in text
        assert "<figcaption>" in text
    assert "50 %" in page("customers", customer)
