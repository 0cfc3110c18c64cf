"""The demo: what it tells, that it tells it once, and that its history can be looked at."""

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import TestCase

from core import clock
from core.access.principals import today
from core.choices import Role
from core.history.time_machine import end_of_day, past
from core.models import (
    Action,
    ChecklistStep,
    DocumentVersion,
    GateOverride,
    LedgerEntry,
    Person,
    Record,
    Signature,
)
from core.verification import verify
from evidence.demo import load as loading
from evidence.demo import papers
from evidence.demo.script import To, uid_of
from portfolio.choices import ServiceStatus
from portfolio.models import SLA, Breach, Requirement, Service, ServiceReport, Target
from portfolio.services.attainment import levels, year_before
from portfolio.services.reconfirming import follow
from portfolio.services.reports import told
from portfolio.services.underpinning.comparing import unkept
from relationships.models import Customer
from suppliers.models import Agreement, Supplier, Supply
from tests import factories
from tests.evidence import world

PASSWORD = "for the demo tests"
LEDGER = "data/ledger/entries.jsonl"


def ago(days):
    return end_of_day(today() - timedelta(days=days))


class TheDemo(TestCase):
    """One telling for all questions."""

    @classmethod
    def setUpTestData(cls):
        cls.sign_ins = loading.load(today=today(), password=PASSWORD)

    def test_it_has_the_size_that_was_asked_for(self):
        assert Service.objects.current().count() == 14
        assert set(Service.objects.values_list("status", flat=True)) == set(ServiceStatus)
        assert Customer.objects.current().count() == 9
        assert Supplier.objects.current().count() == 10
        assert Supplier.objects.exclude(archived_at=None).count() == 1

    def test_there_is_a_sign_in_for_every_role(self):
        assert {each.role for each in self.sign_ins} == set(Role)
        for each in self.sign_ins:
            assert authenticate(None, username=each.email, password=PASSWORD), each.email

    def test_its_history_is_spread_over_two_years(self):
        times = LedgerEntry.objects.filter(kind="record").order_by("seq")
        first, last = times.first().time.date(), times.last().time.date()
        assert 728 <= (today() - first).days <= 735
        assert 0 <= (today() - last).days <= 6
        assert len(set(times.values_list("time__date", flat=True))) > 60

    def test_the_past_looks_different(self):
        with past(ago(600)):
            assert Service.objects.filter(name="E-Mail and Calendar").exists()
            assert Supplier.objects.current().filter(name__startswith="KopierTec").exists()
            network = Service.objects.get(name="Managed Network and WLAN")
            assert network.owner.name == "Ralf Becker"
        assert Service.objects.filter(name="E-Mail and Collaboration").exists()
        assert Service.objects.get(name="Managed Network and WLAN").owner is None

    def test_something_is_wrong_for_later_findings(self):
        delivered = Service.objects.delivered()
        assert delivered.filter(owner=None).count() == 1
        with_sla = SLA.objects.current().filter(state="agreed").values("service")
        assert delivered.exclude(pk__in=with_sla).exists()
        assert Action.objects.overdue().count() >= 3

    def test_some_agreements_must_be_decided_soon(self):
        soon = Agreement.objects.to_decide_by(today() + timedelta(days=90), today())
        days = [(day - today()).days for _agreement, day in soon]
        assert min(days) < 0 < max(days)
        assert len(days) >= 4

    def test_one_service_passed_its_gate_unready_and_one_relationship_has_ended(self):
        [kept] = GateOverride.objects.all()
        assert kept.approved_by == "Sabine Koch"
        assert len(kept.missing) >= 3
        ended = Customer.objects.get(status="ended")
        assert not ended.subscriptions.filter(ends_on=None).exists()
        retiring = Service.objects.get(status=ServiceStatus.RETIRING)
        assert ChecklistStep.objects.filter(subject=retiring.pk, state="open").count() == 5

    def test_people_did_it_with_their_names_and_reasons(self):
        rows = Service.history.model.objects.filter(name="Identity and Access Management")
        assert set(rows.values_list("history_actor", flat=True)) == {"Sabine Koch", "Grace Okafor"}
        reasons = rows.exclude(version=1).values_list("history_change_reason", flat=True)
        assert all(reasons)

    def test_one_sla_asks_for_more_than_a_supplier_promises(self):
        his = Target.objects.get(name="Priority 1 on site", sla__reference="SLA-008")
        assert his in Target.objects.filter(unkept())
        promise = Supply.objects.get(supplier__name__startswith="MediSoft")
        factories.change(promise, response=0)
        assert his not in Target.objects.filter(unkept())

    def test_its_documents_have_files(self):
        versions = DocumentVersion.objects.order_by("document__name", "number")
        assert versions.filter(content_type="application/pdf").count() == 9
        policy = versions.filter(document__name="Service level policy")
        assert list(policy.values_list("number", flat=True)) == [1, 2]

    def test_one_service_lived_from_the_idea_to_its_retirement(self):
        service = Service.objects.get(name="Meter Data Exchange")
        states = list(service.history.order_by("version").values_list("status", flat=True))
        assert list(dict.fromkeys(states)) == [
            "proposed", "design", "build", "transition", "active", "retiring", "retired",
        ]  # fmt: skip
        first, second = service.slas.order_by("edition")
        assert (first.state, second.state) == ("superseded", "terminated")
        assert second.supersedes == first
        signed = Signature.objects.filter(record__in=[first.pk, second.pk], party="customer")
        assert set(signed.values_list("method", flat=True)) == {"link"}
        assert not GateOverride.objects.filter(subject=service.pk).exists()
        steps = ChecklistStep.objects.filter(subject=service.pk)
        assert steps.count() == 7
        assert not steps.filter(state="open").exists()

    def test_its_twelve_months_hold_a_breach_a_gap_and_an_alarm(self):
        sla = SLA.objects.get(reference="SLA-040")
        with clock.at(ago(197)):
            found = levels(
                [*sla.measured_targets.all(), *sla.workloads.all()], *year_before(today())
            )
        by_name = {
            rows[0].subject.name: [str(one.state) for one in rows[:-1]] for rows in found.values()
        }
        assert {name: len(states) for name, states in by_name.items()} == dict.fromkeys(by_name, 12)
        availability, meters = by_name["Availability"], by_name["Meters"]
        assert [availability.count(word) for word in ("missed", "no_data")] == [1, 1]
        assert [meters.count(word) for word in ("missed", "at_risk")] == [0, 1]
        [breach] = Breach.objects.filter(target__sla=sla)
        assert (breach.state, bool(breach.told_on)) == ("closed", True)
        report = ServiceReport.objects.get(definition__service=sla.service)
        assert (report.state, report.starts_on) == ("issued", breach.starts_on)

    def test_the_bundle_of_that_service_shows_all_of_it(self):
        service = Service.objects.get(name="Meter Data Exchange")
        with TemporaryDirectory() as folder:
            path = world.bundle(Path(folder), "8", service=service.reference)
            told = world.verify(path, "--public-key", world.public_key(Path(folder)))
            assert told.returncode == 0, told.stdout
            with zipfile.ZipFile(path) as archive:
                texts = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}

        def rows(register):
            told = json.loads(texts[f"data/registers/{register}.json"])
            return [row["fields"] for row in told["rows"]]

        assert [row["status"] for row in rows("services")] == ["retired"]
        assert [row["reference"] for row in rows("slas")] == ["SLA-040", "SLA-041"]
        counts = {"targets": 4, "breaches": 1, "service-reports": 1, "transition-plans": 1,
                  "subscriptions": 1, "checklist-steps": 7}  # fmt: skip
        assert {name: len(rows(name)) for name in counts} == counts
        assert sum(b'"type":"signatures"' in line for line in texts[LEDGER].splitlines()) == 4
        assert any(name.endswith(".pdf") and "documents" in name for name in texts)
        assert verify().sound

    def test_one_question_about_requirements_is_open_and_others_were_answered(self):
        asked = Action.objects.exclude(occasion=None)
        told = set(asked.values_list("subject__reference", "occasion__type", "state"))
        his, desk = (Requirement.objects.get(uid=uid_of(f"slr:{n}")) for n in ("his", "workplace"))
        assert {(his.reference, "events", "done"), (desk.reference, "slas", "open")} <= told
        assert asked.filter(state="open").count() == 1
        assert follow() == 0

    def test_the_management_system_reported_on_itself(self):
        report = ServiceReport.objects.get(definition__about="sms")
        sections = {each["name"]: each["rows"] for each in told(report)["sections"]}
        assert {"conformity", "levels", "suppliers", "evidence"} <= set(sections)
        assert (report.state, report.document is not None) == ("issued", True)

    def test_a_second_telling_changes_nothing_and_says_so(self):
        before = LedgerEntry.objects.count()
        output = io.StringIO()
        call_command("demo", stdout=output)
        assert "nothing was changed" in output.getvalue()
        assert LedgerEntry.objects.count() == before

    def test_every_record_has_its_fixed_uid(self):
        steps = [step for act in loading.ACTS for step in act.STEPS]
        keys = [line.key for step in steps for line in step.lines if line.register]
        assert len(keys) == len(set(keys))
        assert Record.objects.filter(uid__in=map(uid_of, keys)).count() == len(keys)

    def test_an_interrupted_telling_is_noticed(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loading, "LAST", "a record that was never made")
            with pytest.raises(CommandError, match="interrupted"):
                call_command("demo")


def test_links_lead_to_records_that_came_before():
    made = set()
    told = [*(each for act in loading.ACTS for each in act.STEPS), *papers.steps()]
    steps = sorted(told, key=lambda step: step.day)
    for step in steps:
        for line in step.lines:
            wanted = {value.key for value in line.values.values() if isinstance(value, To)}
            made.add(line.key)
            assert wanted <= made, (step.day, line.key)


@pytest.mark.django_db
def test_it_goes_only_into_an_empty_ledger(make_person):
    with pytest.raises(CommandError, match="only into an empty ledger"):
        call_command("demo")
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_production_refuses_it(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="not for production"):
        call_command("demo")
    with pytest.raises(CommandError, match="not for production"):
        call_command("seed_scale", services=1)
    assert not LedgerEntry.objects.exclude(kind="schema").exists()


@pytest.mark.django_db
def test_it_cannot_end_in_the_future():
    with pytest.raises(CommandError, match="future"):
        call_command("demo", today=date(2990, 1, 1))
