"""Measurements typed into the sheet, read from files, and pushed over the API."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from core import clock
from portfolio.models import Measurement
from tests import factories
from tests.api.caller import Caller
from tests.contract.html import form_with
from tests.personas import cast

pytestmark = pytest.mark.django_db
IMPORT = "/measurements/import/"


@pytest.fixture(autouse=True)
def mid_june():
    with clock.at(datetime(2026, 6, 15, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def world():
    found = cast()
    sla = factories.SlaFactory(
        service=found.service, customer=found.customer, state="agreed",
        effective_from=date(2025, 1, 1),
    )  # fmt: skip
    found.users["sla"] = sla
    return found


@pytest.fixture
def target(world):
    return factories.TargetFactory(sla=world.users["sla"], name="Availability")


def client_of(world, persona="service_level_manager"):
    client = Client()
    client.force_login(world.users[persona])
    return client


def told():
    rows = Measurement.objects.order_by("pk")
    return [(row.starts_on.month, row.value, row.source) for row in rows]


@pytest.mark.pages
def test_what_is_typed_into_the_sheet_is_recorded_and_stands_there(world, target):
    quarterly = factories.TargetFactory(
        sla=target.sla, name="Deliveries", kind="delivery", unit="days", comparison="at_most",
        value=Decimal(5), period="quarter",
    )  # fmt: skip
    client, path = client_of(world), reverse("services-measure", args=[world.service.uid])
    month, quarter = f"v.{target.uid}.2026-03", f"v.{quarterly.uid}.2026-Q1"
    form = form_with(client.get(path).content.decode(), month)
    assert (form[month], form[quarter]) == ([""], [""])
    answer = client.post(path, {**form, month: "99.1", quarter: "4"}, follow=True)
    assert "2 measurements were recorded." in answer.content.decode()
    assert told() == [(3, Decimal("99.1"), "typed"), (1, Decimal(4), "typed")]
    again = form_with(client.get(path).content.decode(), month)
    assert again[month] == ["99.1"]
    client.post(path, again)
    assert len(told()) == 2


@pytest.mark.pages
def test_one_bad_cell_keeps_all_from_being_recorded_and_what_was_typed_stays(world, target):
    client, path = client_of(world), reverse("services-measure", args=[world.service.uid])
    good, bad = f"v.{target.uid}.2026-03", f"v.{target.uid}.2026-04"
    answer = client.post(path, {good: "99.9", bad: "999"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "999 % is more than everything" in page
    assert form_with(page, good)[good] == ["99.9"]
    assert 'aria-invalid="true"' in page
    assert told() == []
    for text, rule in (("much", "Write a number"), ("1,234", "may mean")):
        assert rule in client.post(path, {good: text}).content.decode()
    client.post(path, {good: "99.9"})
    assert "A measurement stays" in client.post(path, {good: ""}).content.decode()


def test_only_who_may_change_targets_opens_the_sheet(world, target):
    path = reverse("services-measure", args=[world.service.uid])
    other = reverse("services-measure", args=[world.other_service.uid])
    for persona, status in (
        ("service_owner", 200), ("administrator", 200), ("auditor", 403),
        ("relationship_manager", 403), ("representative", 403), ("outsider", 403),
        ("stranger", 404),
    ):  # fmt: skip
        assert client_of(world, persona).get(path).status_code == status, persona
    page = client_of(world, "service_owner").get(other).content.decode()
    assert "No SLA of this service has targets" in page


def upload(client, text, name="values.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data), "source": "Report"})


@pytest.mark.pages
def test_a_file_with_a_column_a_month_is_previewed_and_recorded(world, target):
    client = client_of(world)
    text = f"Target;Unit;2026-01;Feb 2026;03/2026\n{target.reference};%;99,5;–;99,9\n"
    page = upload(client, text).content.decode()
    assert "2 values are ready" in page
    assert told() == []
    answer = client.post(IMPORT, form_with(page, "found"), follow=True)
    assert "2 measurements were recorded." in answer.content.decode()
    assert told() == [(1, Decimal("99.5"), "Report"), (3, Decimal("99.9"), "Report")]


@pytest.mark.pages
def test_a_workbook_with_a_row_a_value_is_read(world, target):
    book = Workbook()
    for row in (["KPI", "Month", "Actual"], ["Availability", date(2026, 2, 1), 99.75]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    client = client_of(world)
    page = upload(client, file.getvalue(), "values.xlsx").content.decode()
    client.post(IMPORT, form_with(page, "found"))
    assert told() == [(2, Decimal("99.75"), "Report")]


@pytest.mark.pages
def test_every_bad_cell_of_a_file_is_named_and_nothing_is_recorded(world, target):
    text = (
        f"target,period,value,unit\n{target.reference},2026-01,99.5,%\n"
        f"Nothing,2026-01,99,%\n{target.reference},2026-08,99,%\n"
        f"{target.reference},2026-02,fast,%\n{target.reference},2026-03,4,hours\n"
    )
    answer = upload(client_of(world), text)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "4 cells cannot be recorded" in page
    for where, rule in (
        ("C3", "“Nothing” is no single target"), ("C4", "has not begun"),
        ("C5", "“fast” is no number"), ("C6", "measured in %, not in h"),
    ):  # fmt: skip
        assert where in page
        assert rule in page
    assert 'name="found"' not in page


@pytest.mark.pages
def test_files_and_previews_that_make_no_sense_are_refused(world):
    client = client_of(world)
    assert "Missing: target, period, value" in upload(client, "a,b\n1,2\n").content.decode()
    assert upload(client, b"%PDF-1.7 nothing", "x.csv").status_code == 400
    for text in ("[]", "{", "[[1]]", "[" * 5000, '[["A1","x","2026-01","1","","",{}]]'):
        assert client.post(IMPORT, {"found": text, "source": "x"}).status_code == 400, text


def row(target, period, value, **more):
    return {"target": str(target.uid), "period": period, "value": value, **more}


def test_monitoring_pushes_and_may_repeat_itself(world, target):
    call = Caller(world.users["service_level_manager"])
    body = {"source": "Probe", "measurements": [row(target, "2026-03", "99.95", unit="percent")]}
    first, again = (call.post("measurements/", body).json()["results"][0] for _ in range(2))
    assert (first["outcome"], again["outcome"]) == ("created", "unchanged")
    assert first["uid"] == again["uid"]
    body["measurements"][0]["value"] = 99
    assert call.post("measurements/", body).json()["results"][0]["outcome"] == "corrected"
    found = call.get(f"measurements/?target={target.reference}&from=2026-01").json()["results"]
    assert [(each["value"], each["number"], each["period"]) for each in found] == [
        ("99.95", 1, "2026-03"), ("99", 2, "2026-03"),
    ]  # fmt: skip


def test_a_push_with_one_fault_writes_nothing_and_names_row_and_field(world, target):
    call = Caller(world.users["service_level_manager"])
    bad = [
        row(target, "2026-01", "99"), row(target, "soon", "99"), row(target, "2026-02", "NaN"),
        {"target": "nothing", "period": "2026-01", "value": "1"}, 7,
        row(target, "2026-02", "1", colour="red"), row(target, "2026-02", "1", unit=3),
    ]  # fmt: skip
    answer = call.post("measurements/", {"source": "Probe", "measurements": bad})
    assert answer.status_code == 400
    for text in ("period", "value", "target", "colour", "unit"):
        assert f'"{text}"' in answer.content.decode()
    assert told() == []
    for body in ({}, {"source": "x", "measurements": []}, {"source": 1, "measurements": [1]}, []):
        assert call.post("measurements/", body).status_code == 400


def test_the_api_tells_measurements_of_what_the_reader_sees_only(world, target):
    sender = Caller(world.users["service_level_manager"])
    sender.post("measurements/", {"source": "P", "measurements": [row(target, "2026-03", "99")]})
    for persona, status in (("representative", 200), ("auditor", 200), ("stranger", 404)):
        answer = Caller(world.users[persona]).get(f"measurements/?target={target.uid}")
        assert answer.status_code == status, persona
    for persona in ("auditor", "representative"):
        body = {"source": "P", "measurements": [row(target, "2026-04", "99")]}
        assert Caller(world.users[persona]).post("measurements/", body).status_code == 403
    assert sender.get("measurements/").status_code == 400
    only_reads = Caller(world.users["service_level_manager"], scopes=("read",))
    assert only_reads.post("measurements/", {"source": "P", "measurements": []}).status_code == 403
