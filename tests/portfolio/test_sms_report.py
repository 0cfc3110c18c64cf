"""Reports about the management system itself: its figures beside those of the period before, frozen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from core import clock
from core.access.principals import system
from core.choices import ActionState
from core.errors import Invalid
from core.models import OutboxMessage
from core.services.documents import open_version
from core.verification.run import verify
from portfolio.choices import PeriodKind, ReportAbout, ServiceStatus
from portfolio.models import ReportEdition, ServiceReport
from portfolio.services import reports, sms_report
from portfolio.services.lights import lights
from portfolio.terms import period_on
from tests import factories
from tests.personas import cast
from tests.printing.reading import text

pytestmark = pytest.mark.django_db
BY = system("tests")
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
MAY = period_on(PeriodKind.MONTH, date(2026, 5, 1))


def on(month, day):
    return clock.at(datetime(2026, month, day, 9, tzinfo=UTC))


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(NOW):
        yield


@pytest.fixture
def unowned():
    with on(3, 5):
        return factories.ServiceFactory(status=ServiceStatus.ACTIVE, owner=None)


@pytest.fixture
def definition():
    return factories.ReportDefinitionFactory(
        name="SMS", about=ReportAbout.SMS, recipients="board@example.org", is_automatic=True
    )


def told(period=MAY):
    """Section and key → value now and before."""
    return {
        (section["name"], row["key"]): (row["number"], row["earlier"])
        for section in sms_report.content(period)
        for row in section["rows"]
    }


def test_findings_of_all_apps_are_counted_as_they_stood_when_each_of_both_periods_ended():
    with on(3, 5):
        owner = factories.PersonFactory()
        services = [
            factories.ServiceFactory(status=ServiceStatus.ACTIVE, owner=None) for _n in range(3)
        ]
    with on(5, 10):
        factories.change(services[0], owner=owner)
    factories.change(services[1], owner=owner)
    said = told()
    assert said["conformity-apart", "rule-service-owner"] == ("2", "3")
    assert int(said["conformity", "findings"][0]) < int(said["conformity", "findings"][1])
    assert said["coverage", "services"] == ("3", "3")
    told_by = {name for name, _key in said}
    assert {"levels", "actions", "confirmations", "suppliers", "evidence"} <= told_by


def test_actions_count_in_the_period_in_which_they_were_done_and_whether_that_was_in_time():
    with on(4, 2):
        made = [factories.ActionFactory(due=date(2026, 5, day)) for day in (8, 20, 25)]
    done = {"state": ActionState.DONE, "outcome": "Done"}
    for day, action in zip((7, 22), made, strict=False):
        with on(5, day):
            factories.change(action, **done)
    factories.change(made[2], **done)
    said = told()
    assert said["actions", "opened"] == ("0", "3")
    assert said["actions", "done"] == ("2", "0")
    assert said["actions", "in-time"] == ("50", None)
    assert said["actions", "overdue"] == ("1", "0")


def test_an_action_is_done_on_the_organisations_day_and_once(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    with on(4, 2):
        late, still, again = (factories.ActionFactory(due=date(2026, 5, 8)) for _n in range(3))
    done = {"state": ActionState.DONE, "outcome": "Done"}
    with on(4, 7):
        again = factories.change(again, **done)
    for action, minute in ((still, -5), (late, 5)):
        # Midnight in Berlin is 22:00 in UTC: five minutes on, it is the 9th there and the 8th in UTC.
        with clock.at(datetime(2026, 5, 8, 22, tzinfo=UTC) + timedelta(minutes=minute)):
            factories.change(action, **done)
    with on(5, 9):
        factories.change(again, outcome="Done, and looked at")
    said = told()
    assert said["actions", "done"] == ("2", "1")
    assert said["actions", "in-time"] == ("50", "100")


def test_what_the_report_before_froze_stands_and_its_period_is_not_asked_again(
    unowned, definition, monkeypatch
):
    factories.ServiceReportFactory(definition=definition, starts_on=date(2026, 4, 1))
    asked = []
    monkeypatch.setattr(sms_report, "_asked", _noting(sms_report._asked, asked))
    assert reports.issue_automatic() == 1
    frozen = ReportEdition.objects.get().data
    data = reports.content(definition, MAY)
    assert [period.name for period in asked] == ["2026-04", "2026-03", "2026-05"]
    earlier = {row["key"]: row["number"] for each in frozen["sections"] for row in each["rows"]}
    later = [row for each in data["sections"] for row in each["rows"] if row["key"] in earlier]
    assert len(later) > 20
    assert all(row["earlier"] == earlier[row["key"]] for row in later)
    assert earlier["rule-service-owner"] == "1"


def _noting(ask, asked):
    def noted(sections, period):
        asked.append(period)
        return ask(sections, period)

    return noted


def test_it_is_about_the_whole_system_and_lights_no_agreement(definition):
    with pytest.raises(Invalid) as refused:
        factories.change(definition, service=factories.ServiceFactory())
    assert set(refused.value.fields) == {"service"}
    sla = factories.SlaFactory(state="agreed", effective_from=date(2026, 1, 1))
    reports.plan_due()
    assert reports.issue_automatic() == 1
    (row,) = lights([sla], [MAY], by=BY)
    assert [str(lamps[2].state) for _period, lamps in row.cells] == ["gap"]


@pytest.mark.pages
def test_it_is_issued_frozen_and_sent_like_any_other_report_and_draws_what_earlier_ones_said(
    definition,
):
    world = cast()
    factories.ServiceReportFactory(definition=definition, starts_on=date(2026, 4, 1))
    reports.plan_due()
    assert reports.issue_automatic() == 2
    report = ServiceReport._base_manager.get(starts_on=date(2026, 5, 1))
    frozen = ReportEdition.objects.get(subject=report.pk).data
    factories.ServiceFactory(status=ServiceStatus.ACTIVE, owner=None)
    assert reports.told(report) == frozen
    charts = reports.trends(report, frozen)
    assert {len(chart.labels) for chart in charts} == {2}
    with open_version(report.document.versions.get()) as file:
        words = text(file.read())
    assert "Open findings" in words
    assert "Open findings: " in OutboxMessage.objects.latest("pk").body
    client = Client()
    client.force_login(world.users["auditor"])
    page = client.get(f"/service-reports/{report.uid}/").content.decode()
    assert "In the period before" in page
    assert page.count("<svg") >= len(charts)
    assert verify().sound
    client.force_login(world.users["representative"])
    assert client.get(f"/service-reports/{report.uid}/").status_code == 404


def test_a_period_that_runs_is_told_as_it_stands_now():
    running = period_on(PeriodKind.MONTH, NOW.date())
    factories.ServiceFactory(status=ServiceStatus.ACTIVE)
    with clock.at(datetime(2026, 6, 4, tzinfo=UTC)):
        assert told(running)["coverage", "services"] == ("1", "0")
