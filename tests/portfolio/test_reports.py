"""Service reports: planned once, made from what was measured, frozen and sent when issued."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from core import clock
from core.access.principals import Principal, system
from core.choices import Origin
from core.errors import Conflict, Forbidden, Invalid
from core.models import OutboxMessage
from core.services.documents import open_version
from core.verification.run import verify
from portfolio.choices import PeriodKind
from portfolio.models import ReportEdition, ServiceReport
from portfolio.services import reports
from portfolio.services.lights import lights
from portfolio.services.measuring import Entry, record
from portfolio.tasks import make_reports
from portfolio.terms import period_on, read_period
from tests import factories
from tests.contract.html import form_with
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(datetime(2026, 6, 3, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def target():
    sla = factories.SlaFactory(state="agreed", effective_from=date(2026, 1, 1))
    return factories.TargetFactory(sla=sla, name="Availability")


@pytest.fixture
def definition(target):
    return factories.ReportDefinitionFactory(
        name="Levels", service=target.sla.service, recipients="a@example.org\nb@example.org"
    )


def say(target, period, value):
    entry = Entry(target, read_period(period), Decimal(value))
    record(entries=[entry], source="Probe", by=BY, origin=Origin.API)


def report_of(definition, **values):
    return factories.ServiceReportFactory(
        definition=definition, **{"starts_on": date(2026, 5, 1), **values}
    )


def issue(report, by=BY):
    fresh = ServiceReport._base_manager.get(pk=report.pk)
    return reports.issue(report=fresh, version=fresh.version, by=by, origin=Origin.SCREEN)


def test_a_report_is_planned_once_when_its_period_is_over(definition):
    factories.ReportDefinitionFactory(frequency="quarter", starts_on=date(2026, 4, 15))
    factories.ReportDefinitionFactory(ends_on=date(2026, 5, 1))
    make_reports()
    make_reports()
    planned = ServiceReport._base_manager.values_list("definition__name", "starts_on", "state")
    assert list(planned) == [("Levels", date(2026, 5, 1), "due")]


def test_a_report_says_what_was_measured_missed_and_mended(target, definition):
    say(target, "2026-05", "99.1")
    other = factories.TargetFactory(sla=target.sla, name="Quality", kind="quality")
    factories.TargetFactory(name="Of another service")
    breach = target.breaches.get()
    factories.change(breach, cause="A cable")
    factories.ActionFactory(name="New cable", subject=breach.record)
    said = reports.content(definition, period_on(PeriodKind.MONTH, date(2026, 5, 1)))
    rows = [(row["name"], row["value"], row["state"]) for row in said["targets"]]
    assert rows == [("Availability", "99.1 %", "missed"), (other.name, "–", "no_data")]
    assert said["attainment"] == "0 %"
    (told,) = said["breaches"]
    assert (told["cause"], told["action"]) == ("A cable", "New cable")


@pytest.mark.pages
def test_an_issued_report_is_frozen_with_data_file_and_hash_and_sent(target, definition):
    say(target, "2026-05", "99.9")
    report = issue(report_of(definition))
    assert (report.state, report.issued_on) == ("issued", date(2026, 6, 3))
    edition = ReportEdition.objects.get(subject=report.pk)
    version = report.document.versions.get()
    with open_version(version) as file:
        content = file.read()
    assert content.startswith(b"%PDF")
    assert edition.sha256 == version.sha256 == hashlib.sha256(content).hexdigest()
    say(target, "2026-05", "90")
    assert reports.told(report)["targets"][0]["value"] == "99.9 %"
    sent = OutboxMessage.objects.values_list("recipient", flat=True).order_by("recipient")
    assert list(sent) == ["a@example.org", "b@example.org"]
    with pytest.raises(Conflict, match="issued already"):
        issue(report)
    with pytest.raises(Invalid, match=r".*") as refused:
        factories.change(report, starts_on=date(2026, 4, 1))
    assert "stays as it is" in refused.value.fields["starts_on"][0]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ReportEdition.objects.update(sha256="x")
    assert factories.change(report, decisions="More probes").decisions == "More probes"
    assert verify().sound


def test_a_period_that_runs_is_not_reported(definition):
    with pytest.raises(Conflict, match="not over"):
        issue(report_of(definition, starts_on=date(2026, 6, 1)))
    assert not ReportEdition.objects.exists()


def test_reports_that_need_no_look_are_issued_by_the_task(definition):
    factories.change(definition, is_automatic=True)
    assert (reports.plan_due(), reports.issue_automatic()) == (1, 1)
    make_reports()
    assert ServiceReport._base_manager.get().state == "issued"
    assert ReportEdition.objects.count() == 1
    assert OutboxMessage.objects.count() == 2


def test_an_issued_report_lights_its_agreements(target, definition):
    issue(report_of(definition))
    other = factories.SlaFactory(state="agreed", effective_from=date(2026, 1, 1))
    months = [period_on(PeriodKind.MONTH, date(2026, month, 1)) for month in (4, 5)]
    rows = lights([target.sla, other], months, by=BY)
    states = [[str(lamps[2].state) for _period, lamps in row.cells] for row in rows]
    assert states == [["gap", "lit"], ["gap", "gap"]]


def test_recipients_are_addresses():
    with pytest.raises(Invalid) as refused:
        factories.ReportDefinitionFactory(recipients="a@example.org\nnobody")
    assert "“nobody” is no address" in refused.value.fields["recipients"][0]


@pytest.mark.pages
def test_whoever_keeps_levels_issues_from_the_page_and_others_read(target):
    world = cast()
    definition = factories.ReportDefinitionFactory(service=world.service, customer=world.customer)
    sla = factories.SlaFactory(
        service=world.service, customer=world.customer, state="agreed",
        effective_from=date(2026, 1, 1),
    )  # fmt: skip
    say(factories.TargetFactory(sla=sla, name="Uptime"), "2026-05", "99.9")
    report = report_of(definition)
    with pytest.raises(Forbidden):
        issue(report, Principal.of(world.users["auditor"]))
    client, path = Client(), f"/service-reports/{report.uid}/"
    client.force_login(world.users["representative"])
    assert "Uptime" not in client.get(path).content.decode()
    client.force_login(world.users["service_owner"])
    assert "this is what it would say now" in client.get(path).content.decode()
    form = form_with(client.get(f"{path}issue/").content.decode(), "version")
    assert "was issued" in client.post(f"{path}issue/", form, follow=True).content.decode()
    client.force_login(world.users["representative"])
    assert "Uptime" in client.get(path).content.decode()
    client.force_login(world.users["stranger"])
    assert client.get(path).status_code == 404
