"""Operational figures: pushed and imported once, told by page and report; unknown services are a finding."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from core.access.principals import system
from core.errors import Invalid
from core.registries.rules import rules_for
from portfolio.models import OperationalFigure
from portfolio.services import reports
from portfolio.terms import period_on
from tests import factories
from tests.exchange.files import csv_of, examined, states
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")
#: The names of a push, and once more where the door checks the links.
SERVICE_QUERIES = 2
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(NOW):
        yield


@pytest.fixture
def client():
    found = Client(raise_request_exception=False)
    found.force_login(cast().users["service_level_manager"])
    return found


def push(client, *sent, status=200):
    answer = client.post(
        "/api/v1/operational-figures/push/", json.dumps({"source": "Desk", "figures": sent}),
        content_type="application/json",
    )  # fmt: skip
    assert answer.status_code == status, answer.content
    return answer.json()


def told(service, value, **more):
    return {"service": service, "kind": "incidents", "period": "2026-05", "value": value, **more}


def test_a_pushed_figure_comes_once_and_is_corrected(client):
    mail = factories.ServiceFactory(name="Mail")
    first = push(client, told("Mail", "41"), told("Fax", "3"))["results"]
    assert [(each["outcome"], each["known"]) for each in first] == [
        ("created", True), ("created", False),
    ]  # fmt: skip
    again = push(client, told("Mail", "41"), told("Fax", "4"))["results"]
    assert [each["outcome"] for each in again] == ["unchanged", "changed"]
    rows = OperationalFigure.objects.order_by("pk").values_list("service", "named", "value")
    assert list(rows) == [(mail.pk, "Mail", Decimal(41)), (None, "Fax", Decimal(4))]


def test_a_service_that_is_known_by_then_is_found_when_the_tool_tells_again(client):
    push(client, told("Fax", "3"))
    (rule,) = (each for each in rules_for(BY) if each.name == "figure-service")
    assert rule.rows(BY, "view").count() == 1
    fax = factories.ServiceFactory(name="Fax")
    push(client, told("Fax", "3"))
    assert OperationalFigure.objects.get().service == fax
    assert rule.rows(BY, "view").count() == 0


def test_names_of_services_are_looked_up_together(client):
    services = [factories.ServiceFactory(name=f"Service {n}") for n in range(12)]
    archived, twice = factories.ServiceFactory(name="Gone"), "Twice"
    factories.archive(archived)
    for _ in range(2):
        factories.ServiceFactory(name=twice)
    words = [
        services[0].reference, str(services[1].uid), f"{services[2].reference} · whatever",
        "SERVICE 3", *(row.name for row in services[4:]), "Gone", twice, "Fax",
    ]  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = push(client, *(told(word, "1") for word in words))["results"]
    of_services = [q for q in asked if '"portfolio_service"' in q["sql"] and "SELECT" in q["sql"]]
    assert len(of_services) <= SERVICE_QUERIES, of_services
    assert [each["known"] for each in found] == [True] * 12 + [False] * 3
    rows = OperationalFigure.objects.exclude(service=None).values_list("named", "service")
    assert dict(rows) == dict(zip(words, (row.pk for row in services), strict=False))


def test_bad_figures_are_refused_by_row_and_nothing_is_written(client):
    found = push(
        client, told("Mail", "1"), told("", "1"), told("Mail", "-1"), told("Mail", "x"),
        told("Mail", "1", period="May"), told("Mail", "1", kind="moods"),
        told("Mail", "1", colour="red"), "Mail", status=400,
    )  # fmt: skip
    said = json.dumps(found)
    assert all(f'"{row}"' in said for row in (1, 3, 4, 5, 6, 7)), said
    push(client, told("Mail", "1"), told("Mail", "2"), status=400)
    push(client, told("Mail", "-1"), status=400)
    push(client, told("Mail", "1", period="2026-07"), status=400)
    assert OperationalFigure.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": date(2026, 1, 2)},
        {"starts_on": date(2026, 7, 1)},
        {"service": None},
        {"value": Decimal(-1)},
        {"kind": "capacity", "value": Decimal(101)},
    ],
)
def test_impossible_figures_are_refused(values):
    with pytest.raises(Invalid):
        factories.OperationalFigureFactory(**values)


def test_a_file_names_services_as_its_tool_does():
    mail = factories.ServiceFactory(name="Mail")
    lines = ("Service name,Type,Month,Count", "Mail,INC,2026-05,41", "Fax,INC,2026-05,3")
    found = examined("operational-figures", csv_of(*lines))
    assert states(found) == ["new", "new"]
    values = [entry.own.draft.values for entry in found.entries]
    assert [each.get("service") for each in values] == [mail, None]
    assert [each["starts_on"] for each in values] == [date(2026, 5, 1)] * 2


@pytest.mark.pages
def test_page_and_report_tell_them_and_a_customers_report_does_not(client):
    mail = factories.ServiceFactory(name="Mail")
    factories.OperationalFigureFactory(
        service=mail, starts_on=date(2026, 5, 1), value=Decimal(1234)
    )
    page = client.get(f"/services/{mail.uid}/").content.decode()
    assert ">1,234</a>" in page
    month = period_on("month", date(2026, 5, 1))
    own = factories.ReportDefinitionFactory(service=mail)
    assert [row["value"] for row in reports.content(own, month)["figures"]] == ["1,234"]
    theirs = factories.ReportDefinitionFactory(
        service=mail, customer=factories.SubscriptionFactory(service=mail).customer
    )
    assert reports.content(theirs, month)["figures"] == []
