"""Four lights per SLA and period: lit only by what is there, gaps with an owner and a way to mend them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from core import clock
from core.access.principals import system
from core.choices import Origin
from portfolio.choices import Light, PeriodKind
from portfolio.services import lights as services
from portfolio.services.lights import light_source, lights
from portfolio.services.measuring import Entry, record
from portfolio.terms import period_on, periods_in, read_period
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def mid_june():
    with clock.at(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def sla():
    return factories.SlaFactory(state="agreed", effective_from=date(2026, 3, 1))


def measure(target, *periods):
    entries = [Entry(target, read_period(period), Decimal(100)) for period in periods]
    record(entries=entries, source="Probe", by=BY, origin=Origin.API)


def shine(sla, first=date(2026, 2, 1), kind=PeriodKind.MONTH):
    """Period → the states of its first two lights."""
    (row,) = lights([sla], periods_in(kind, first, date(2026, 6, 15)), by=BY)
    return {period.name: [str(lamp.state) for lamp in lamps[:2]] for period, lamps in row.cells}


def test_an_agreement_without_targets_is_a_gap_in_every_period_it_holds(sla):
    found = shine(sla)
    assert found["2026-02"] == ["not_asked", "not_asked"]
    assert found["2026-03"] == found["2026-05"] == ["gap", "gap"]
    assert found["2026-06"] == ["gap", "running"]


def test_a_light_is_lit_when_every_target_was_measured(sla):
    target, other = (factories.TargetFactory(sla=sla) for _ in range(2))
    measure(target, "2026-03", "2026-04")
    measure(other, "2026-03")
    found = shine(sla)
    assert (found["2026-03"], found["2026-04"]) == (["lit", "lit"], ["lit", "gap"])


def test_a_quarter_shines_in_each_of_its_months(sla):
    sla = factories.change(sla, effective_from=date(2026, 1, 1))
    target = factories.TargetFactory(
        sla=sla, period="quarter", kind="delivery", unit="days", comparison="at_most",
        value=Decimal(101),
    )  # fmt: skip
    measure(target, "2026-Q1")
    assert shine(sla, date(2026, 1, 1), PeriodKind.QUARTER)["2026-Q1"] == ["lit", "lit"]
    months = shine(sla)
    assert (months["2026-03"], months["2026-04"]) == (["lit", "lit"], ["lit", "running"])


def test_what_nobody_tells_is_no_data_and_never_lit(sla, monkeypatch):
    monkeypatch.setattr(services, "_sources", {})
    april = period_on(PeriodKind.MONTH, date(2026, 4, 1))
    (row,) = lights([sla], [april], by=BY)
    assert [str(lamp.state) for lamp in row.cells[0][1][2:]] == ["no_data", "no_data"]

    @light_source(Light.REVIEWED)
    def reviewed(by, slas, periods):
        return {(sla.pk, april.first): "/reviews/1/"}

    (row,) = lights([sla], [april, april.moved(1)], by=BY)
    told = [(str(lamps[3].state), lamps[3].url) for _period, lamps in row.cells]
    assert told == [("lit", "/reviews/1/"), ("gap", "")]
    assert row.gaps == 5


def test_many_agreements_cost_no_more_queries(sla, django_assert_max_num_queries):
    rows = [sla, *(factories.SlaFactory(state="agreed") for _ in range(4))]
    for each in rows:
        factories.TargetFactory(sla=each)
    months = periods_in(PeriodKind.MONTH, date(2026, 1, 1), date(2026, 6, 1))
    rows = type(sla).objects.for_user(BY).select_related("service__owner", "customer")
    with django_assert_max_num_queries(8):
        assert len(lights(list(rows), months, by=BY)) == 5


@pytest.mark.pages
def test_pages_say_each_light_in_words_and_lead_to_what_mends_a_gap(sla):
    world = cast()
    factories.change(sla, service=world.service, customer=world.customer)
    other = factories.SlaFactory(service=world.other_service, state="agreed")
    client = Client()
    client.force_login(world.users["service_level_manager"])
    page = client.get("/levels/").content.decode()
    assert "Targets: missing" in page
    assert f"/targets/new/?sla={sla.uid}" in page
    assert "The service_owner" in page
    assert other.reference in page
    words = client.get(f"/slas/{sla.uid}/lights/").content.decode()
    assert "The service_owner answers for what is missing." in words
    assert ">Mend</a>" in words
    client.force_login(world.users["representative"])
    page = client.get("/levels/").content.decode()
    assert sla.reference in page
    assert other.reference not in page
    assert ">Mend</a>" not in client.get(f"/slas/{sla.uid}/lights/").content.decode()
    for query in ("by=year", "until=soon", "colour=red"):
        assert client.get(f"/levels/?{query}").status_code == 400
