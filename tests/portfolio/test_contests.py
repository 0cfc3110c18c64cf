"""A contested figure: who may contest which, how it is settled, where it shows."""

import html
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client

from core import clock, records
from core.access.principals import Principal, system
from core.choices import Origin, Role
from core.errors import DomainError, Invalid
from core.registries.rules import rules_for
from portfolio import notices as told
from portfolio.choices import Light, LightState
from portfolio.models import Breach, FigureContest
from portfolio.services.lights import lights
from portfolio.services.measuring import Entry, record
from portfolio.services.reports import content
from portfolio.terms import read_period
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db
BY = system("tests")
APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def mid_june():
    with clock.at(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def target():
    """A target of an agreed SLA; it was missed in April."""
    row = factories.TargetFactory(
        sla=factories.SlaFactory(
            state="agreed", effective_from=date(2026, 3, 1), customer=factories.CustomerFactory()
        )
    )
    say(row, "99.1")
    return row


def say(target, value):
    entry = Entry(target, read_period("2026-04"), Decimal(value))
    record(entries=[entry], source="Probe", by=BY, origin=Origin.API)


def contest(target, by=BY, **values):
    values = {"target": target, "starts_on": APRIL, "value": "99.1", **values}
    values = {"grounds": "Maintenance was agreed", "claimed": Decimal("99.6"), **values}
    return records.create(FigureContest, values, by=by, origin=Origin.SCREEN)


def representative(customer):
    found = user("speaker", Role.REPRESENTATIVE)
    factories.RepresentativeFactory(customer=customer, person=found.person)
    return found


def test_a_representative_contests_figures_of_the_own_customer_only(target):
    speaker = Principal.of(representative(target.sla.customer))
    assert contest(target, speaker).state == "open"
    foreign = factories.TargetFactory(
        sla=factories.SlaFactory(state="agreed", customer=factories.CustomerFactory())
    )
    say(foreign, "99.1")
    with pytest.raises(DomainError):
        contest(foreign, speaker)
    assert FigureContest.objects.for_user(speaker, "change").count() == 0
    assert [each.target for each in FigureContest.objects.for_user(speaker)] == [target]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value": "97"}, "value"),
        ({"starts_on": date(2026, 4, 2)}, "starts_on"),
        ({"starts_on": date(2026, 5, 1)}, "value"),
        ({"claimed": Decimal(101)}, "claimed"),
        ({"raised_on": date(2026, 6, 16)}, "raised_on"),
        ({"grounds": ""}, "grounds"),
        ({"state": "rejected"}, "settlement"),
    ],
)
def test_what_cannot_be_contested_is_refused_by_field(target, values, field):
    with pytest.raises(Invalid) as refused:
        contest(target, **values)
    assert field in refused.value.fields
    assert not FigureContest._base_manager.exists()


def test_a_figure_is_contested_once_at_a_time(target):
    contest(target)
    with pytest.raises(DomainError):
        contest(target)


def test_it_is_upheld_only_after_the_figure_was_corrected_and_the_breach_goes_with_it(target):
    row = contest(target)
    settled = {"state": "upheld", "settlement": "Checked", "settled_on": date(2026, 6, 10)}
    with pytest.raises(Invalid) as refused:
        factories.change(row, **settled)
    assert "right value first" in refused.value.fields["state"][0]
    say(target, "99.6")
    row = factories.change(row, **settled)
    assert (row.state, row.value) == ("upheld", Decimal("99.1"))
    assert Breach._base_manager.get(target=target).state == "withdrawn"


def test_lights_and_reports_call_it_contested_until_it_is_settled(target):
    row = contest(target)
    definition = factories.ReportDefinitionFactory()

    def measured():
        (found,) = lights([target.sla], [read_period("2026-04")], by=BY)
        ((_period, lamps),) = found.cells
        return next(lamp.state for lamp in lamps if lamp.light is Light.MEASURED)

    def reported():
        (line,) = content(definition, read_period("2026-04"))["targets"]
        return line["contested"]

    assert measured() is LightState.CONTESTED
    assert reported() == "99.1 was contested: Maintenance was agreed. Open"
    day = date(2026, 6, 10)
    factories.change(row, state="rejected", settlement="It was not agreed", settled_on=day)
    assert measured() is LightState.LIT
    assert reported().endswith("Rejected: the figure stays")


def test_whoever_keeps_the_service_is_told_and_a_month_later_it_is_a_finding(target):
    owner = factories.PersonFactory(email="owner@example.org")
    factories.change(target.sla.service, owner=owner)
    row = contest(target, raised_on=date(2026, 6, 1))
    (notice,) = told.contests_to_settle(date(2026, 6, 15))
    assert (notice.recipient, notice.record) == ("owner@example.org", row.record)
    (rule,) = [each for each in rules_for(BY) if each.name == "figure-contested"]
    assert list(rule.rows(BY, "view")) == []
    with clock.at(datetime(2026, 7, 15, 12, tzinfo=UTC)):
        assert list(rule.rows(BY, "view")) == [row]


@pytest.mark.pages
def test_the_target_shows_what_is_held_against_its_figure(target):
    row = contest(target)
    client = Client()
    client.force_login(representative(target.sla.customer))
    page = client.get(f"/targets/{target.uid}/").content.decode()
    assert row.reference in page


@pytest.mark.pages
def test_a_button_beside_a_figure_contests_it_with_everything_filled_in(target):
    client = Client()
    client.force_login(representative(target.sla.customer))
    page = client.get(f"/targets/{target.uid}/").content.decode()
    (address,) = re.findall(r'href="(/contested-figures/new/[^"]+value=[^"]+)"', page)
    asked = QueryDict(html.unescape(address).partition("?")[2]).dict()
    assert asked == {"target": str(target.uid), "starts_on": "2026-04-01", "value": "99.1"}
    form = client.get(html.unescape(address)).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    assert client.post(address.partition("?")[0], {**sent, "grounds": "No"}).status_code == 302
    row = FigureContest.objects.get()
    assert (row.target_id, row.starts_on, row.value) == (
        target.pk, date(2026, 4, 1), Decimal("99.1"),
    )  # fmt: skip
    assert "&amp;value=" not in client.get(f"/targets/{target.uid}/").content.decode()


def test_who_contests_does_not_settle_and_the_day_is_today(target):
    speaker = Principal.of(representative(target.sla.customer))
    with pytest.raises(Invalid) as refused:
        contest(target, speaker, state="rejected", settlement="So", settled_on=date(2026, 6, 10))
    assert refused.value.fields.keys() == {"state", "settlement", "settled_on"}
    row = contest(target, speaker)
    assert (row.state, row.raised_on) == ("open", date(2026, 6, 15))
