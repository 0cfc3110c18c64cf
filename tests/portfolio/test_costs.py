"""What services cost: what is refused, who sees it, how a year is added up, how files name it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from core import clock
from core.access.principals import Principal
from core.declaration.dossier import Look
from core.errors import Invalid
from portfolio.panels import costs
from tests import factories
from tests.exchange.files import csv_of, examined, states
from tests.personas import cast, user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 3)


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(datetime(2026, 6, 3, 12, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": date(2026, 1, 2)}, "starts_on"),
        ({"starts_on": date(2027, 1, 1), "actual": Decimal(1)}, "actual"),
        ({"budget": None}, "budget"),
        ({"budget": Decimal(-1)}, "budget"),
        ({"actual": Decimal("-0.01")}, "actual"),
        ({"currency": "euro"}, "currency"),
        ({"currency": "€"}, "currency"),
    ],
)
def test_impossible_costs_are_refused_at_their_field(values, field):
    with pytest.raises(Invalid) as refused:
        factories.ServiceCostFactory(**values)
    assert list(refused.value.fields) == [field]


def test_an_element_of_a_service_and_period_is_there_once():
    first = factories.ServiceCostFactory()
    factories.ServiceCostFactory(service=first.service, currency="CHF")
    with pytest.raises(Invalid) as refused:
        factories.ServiceCostFactory(service=first.service)
    assert "already" in str(refused.value.fields)


def shown(service):
    reader = Principal.of(user("head", "service_manager"))
    return costs.of_service(Look(reader, service, TODAY)).data


def test_a_year_is_added_up_once_whatever_its_periods_and_currencies_stay_apart():
    mail = factories.ServiceFactory()

    def add(**values):
        factories.ServiceCostFactory(service=mail, **values)

    add(budget=Decimal(1200))
    for month in (1, 2):
        add(period="month", starts_on=date(2026, month, 1), budget=Decimal(100), actual=Decimal(90))
    add(element="licences", budget=Decimal(50), actual=Decimal(80))
    add(element="licences", currency="CHF", budget=Decimal(7))
    add(starts_on=date(2025, 1, 1), budget=Decimal(9))
    add(starts_on=date(2027, 1, 1), budget=Decimal(9))
    found = shown(mail)
    assert found["year"] == 2026
    assert [sheet.currency for sheet in found["sheets"]] == ["CHF", "EUR"]
    euros = found["sheets"][1]
    assert [line.texts for line in euros.lines] == [["1,200", "180", "-1,020"], ["50", "80", "+30"]]
    assert euros.total.texts == ["1,250", "260", "-990"]
    assert [series.values for series in euros.chart.series] == [[180, 50], [1020, 0], [0, 30]]


@pytest.mark.pages
def test_the_page_shows_costs_to_those_who_may_see_them():
    world = cast()
    for service in (world.service, world.other_service):
        factories.ServiceCostFactory(service=service, budget=Decimal(4711))

    def seen(persona):
        client = Client()
        client.force_login(world.users[persona])
        pages = (client.get(f"/services/{each.uid}/").content.decode()
                 for each in (world.service, world.other_service))  # fmt: skip
        return ["4,711" in page for page in pages]

    assert seen("auditor") == seen("relationship_manager") == [True, True]
    assert seen("service_owner") == [True, False]
    assert seen("supplier_manager") == seen("representative") == [False, False]


@pytest.mark.pages
def test_an_owner_is_not_told_that_services_of_others_cost_nothing():
    world = cast()
    client = Client()
    client.force_login(world.users["service_owner"])
    for service, told in ((world.service, True), (world.other_service, False)):
        page = client.get(f"/services/{service.uid}/").content.decode()
        assert ("No cost is known yet." in page) is told


def test_a_budget_is_understood_in_the_words_of_its_file():
    mail = factories.ServiceFactory(name="Mail")
    lines = ("Service name,Category,Year,Planned,Spent,Currency",
             "Mail,Staff,2026,1200.50,300,EUR", "Mail,Software,2027,10,5,EUR")  # fmt: skip
    found = examined("service-costs", csv_of(*lines))
    assert states(found) == ["new", "faulty"]
    values = found.entries[0].own.draft.values
    expected = {"service": mail, "element": "personnel", "starts_on": date(2026, 1, 1),
                "budget": Decimal("1200.50"), "actual": Decimal(300)}  # fmt: skip
    assert {name: values[name] for name in expected} == expected
