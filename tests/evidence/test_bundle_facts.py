"""What was measured, confirmed and overridden stands in a bundle's tables, for whom it is meant."""

import csv
import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from core import clock
from core.choices import EditionState, Origin
from core.models import Action, GateOverride
from core.registers import facts
from core.services.confirmations import confirm
from core.writing.unit import unit
from portfolio.choices import EventKind, PeriodKind
from portfolio.models import Requirement
from portfolio.services.events import Reach, log_event
from portfolio.services.measuring import Entry, record
from portfolio.terms import period_on
from tests import factories
from tests.api.caller import Caller
from tests.evidence import world
from tests.portfolio.catalogues import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """The personas' world, in which something is measured, confirmed and overridden on both sides."""
    made = world.cast()
    for name in ("", "other_"):
        customer, service = (getattr(made, f"{name}{each}") for each in ("customer", "service"))
        sla = factories.SlaFactory(service=service, customer=customer)
        target = factories.TargetFactory(sla=sla)
        entry = Entry(
            target,
            period_on(PeriodKind.MONTH, date(2026, 1, 1)),
            Decimal("99.9"),
            remark=f"measured for {customer.name}",
        )
        record(entries=[entry], source="probe", by=world.BY, origin=Origin.COMMAND)
        confirm(
            model=type(service), versions={service.uid: service.version}, by=world.BY,
            origin=Origin.COMMAND,
        )  # fmt: skip
        override(service)
    return made


def override(service):
    fact = GateOverride(
        subject=service.record, before="transition", after="active", missing=["an owner"],
        reason="switched off tonight", approved_by="tests", approved_at=clock.now(),
    )  # fmt: skip
    with unit(by=world.BY, origin=Origin.COMMAND) as work:
        work.record_facts([fact], service.record)


def tables(tmp_path, clause="8.3", **request):
    """The tables of facts in a sound bundle: rows by name, read from JSON; the CSV says the same."""
    path = world.bundle(tmp_path, clause, **request)
    told = world.verify(path, "--public-key", world.public_key(tmp_path))
    assert told.returncode == 0, told.stdout
    folder = world.extract(path, tmp_path / f"out-{path.stem}") / "data/facts"
    found = {}
    for file in folder.glob("*.json"):
        table = json.loads(file.read_text())
        with file.with_suffix(".csv").open(newline="") as lines:
            uids = [line["uid"] for line in csv.DictReader(lines)]
        assert uids == [row["uid"] for row in table["rows"]]
        found[table["fact"]] = table["rows"]
    return found


def test_facts_stand_beside_the_records_they_are_about(tmp_path, made):
    found = tables(tmp_path, by=made.principal("auditor"))
    assert {name: len(rows) for name, rows in found.items()} == {
        "confirmations": 2, "gate-overrides": 2, "measurements": 2,
    }  # fmt: skip
    measured = found["measurements"][0]
    assert measured["reference"] == "TGT-0001"
    assert measured["fields"]["value"] == "99.9000"
    assert measured["fields"]["subject"] == measured["record"]
    assert found["gate-overrides"][0]["fields"]["missing"] == ["an owner"]


def test_a_bundle_of_one_customer_has_the_facts_of_that_customer(tmp_path, made):
    found = tables(tmp_path, customer="CUS-0002")
    assert [row["reference"] for row in found["measurements"]] == ["TGT-0002"]
    assert [row["reference"] for row in found["gate-overrides"]] == ["SVC-0002"]


def test_a_representative_gets_the_own_facts_and_none_of_the_inside(tmp_path, made):
    found = tables(tmp_path, by=made.principal("representative"))
    assert set(found) == {"confirmations", "measurements"}
    assert [row["fields"]["remark"] for row in found["measurements"]] == [
        "measured for Own customer"
    ]
    assert [row["reference"] for row in found["confirmations"]] == ["SVC-0001"]
    ledger = next(tmp_path.glob("out-*/*/data/ledger/entries.jsonl")).read_text()
    assert "switched off tonight" not in ledger
    assert "Other customer" not in ledger


def test_an_attestation_says_what_asked_for_it_and_a_customer_reads_no_name_of_what_is_internal(
    tmp_path, made
):
    required = factories.RequirementFactory(
        service=made.service, customer=made.customer, effective_from=date(2025, 1, 1),
        state=EditionState.AGREED,
    )  # fmt: skip
    event = log_event(
        values={
            "name": "Storm in the cellar", "kind": EventKind.MAJOR_INCIDENT, "is_internal": True,
            "began_at": clock.now(),
        },
        reach=Reach([made.service], []), by=world.BY, origin=Origin.SCREEN,
    )  # fmt: skip
    owner, reader = made.principal("service_owner"), made.users["representative"]
    confirm(model=Requirement, versions={required.uid: 1}, by=owner, origin=Origin.SCREEN)
    task = Action.objects.unscoped("tests").get(occasion=event.record)
    assert event.reference in task.details
    told = {"in": tables(tmp_path, by=made.principal("auditor"))["confirmations"]}
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    told["out"] = tables(theirs, by=made.principal("representative"))["confirmations"]
    for name, rows in told.items():
        [given] = [row for row in rows if row["reference"] == required.reference]
        assert given["fields"]["remark"] == "Unchanged, asked because of event", name
    pages = Client()
    pages.force_login(reader)
    seen = [Caller(reader).get(f"requirements/{required.uid}/{each}") for each in ("", "history/")]
    seen += [pages.get(f"/requirements/{required.uid}/{each}") for each in ("", "history/")]
    files = [each.read_bytes() for each in sorted(theirs.glob("out-*/**/*")) if each.is_file()]
    assert [answer.status_code for answer in seen] == [200] * 4
    assert len(files) > 10
    for content in (*(answer.content for answer in seen), *files):
        for word in (event.reference, task.reference, "Storm in the cellar"):
            assert word.encode() not in content


def test_what_was_published_is_proved_where_the_catalogue_is_asked_for_as_a_whole(tmp_path, made):
    factories.CatalogueEntryFactory(name="Mail", published=True)
    publish()
    (edition,) = tables(tmp_path, "8.2.4", by=made.principal("auditor"))["catalogue-editions"]
    assert (edition["record"], edition["reference"]) == (None, None)
    assert [entry["name"] for entry in edition["fields"]["data"]] == ["Mail"]
    for narrower in (
        {"by": made.principal("auditor"), "customer": "CUS-0001"},
        {"by": made.principal("representative")},
    ):
        assert "catalogue-editions" not in tables(tmp_path, "8.2.4", **narrower)


def test_what_outsiders_read_of_a_record_is_declared():
    assert {model.fact for model in facts() if model.outside} >= {"measurements", "signatures"}
    assert not GateOverride.outside
