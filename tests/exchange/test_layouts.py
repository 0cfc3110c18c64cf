"""The two classic register layouts import as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core import records
from core.choices import Origin
from core.exchange.entries import RowState
from core.models import LedgerEntry, Person
from portfolio.models import SLA, Component, Dependency, Service
from relationships.models import Customer
from suppliers.models import Agreement, Supplier
from tests.exchange.files import FIXTURES, TESTER, examined, states

pytestmark = pytest.mark.django_db

PORTFOLIO, SUPPLIERS = "service-portfolio-register", "supplier-management-register"


def look(register: str, layout: str, suffix: str = "csv", **wishes: Any) -> Any:
    """A layout examined."""
    path = FIXTURES / f"{layout}.{suffix}"
    return examined(register, path.read_bytes(), path.name, **wishes)


def carry_out(examination: Any) -> None:
    """Write an examined file."""
    records.apply(examination.take_drafts(), by=TESTER, origin=Origin.IMPORT)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_service_portfolio_becomes_records(suffix: str) -> None:
    examination = look("services", PORTFOLIO, suffix, create_missing=True)
    assert states(examination) == ["new"] * 4
    carry_out(examination)

    finance = Service.objects.get(name="Finance System Support")
    assert (finance.status, finance.owner.name) == ("active", "James Liu")
    assert [s.customer.name for s in finance.subscriptions.all()] == ["Finance Department"]
    sla = SLA.objects.get(reference="SLA-2024-FIN-001")
    assert (sla.service, sla.customer.name) == (finance, "Finance Department")
    parts = {d.component.name for d in Dependency.objects.filter(service=finance)}
    assert parts == {"Oracle EBS", "Database Server", "Network"}
    assert Component.objects.count() == 8
    assert Service.objects.get(name="Development Environment").status == "build"


def test_placeholders_become_absence_and_remarks_and_no_records() -> None:
    examination = look("services", PORTFOLIO, create_missing=True)
    carry_out(examination)
    legacy = Service.objects.get(name="Legacy HR System")
    assert (legacy.owner, legacy.dependencies.count(), legacy.slas.count()) == (None, 0, 0)
    subscription = legacy.subscriptions.get()
    assert (subscription.customer.name, subscription.remark) == ("HR Department", "historical")
    assert subscription.customer.status == "ended"
    assert SLA.objects.count() == 2
    names = {
        *Person.objects.values_list("name", flat=True),
        *Customer.objects.values_list("name", flat=True),
    }
    assert not names & {"TBD", "N/A", "HR Department (historical)"}
    notes = examination.outcome.rows[3]["notes"]
    assert any("“N/A” was understood as: nothing yet" in note for note in notes)


def test_what_is_unknown_is_offered_and_never_silently_made() -> None:
    examination = look("services", PORTFOLIO)
    assert states(examination) == ["missing"] * 4
    offered = {(offer["kind"], offer["name"]) for offer in examination.outcome.offers}
    assert ("customer", "Finance Department") in offered
    assert ("person", "James Liu") in offered
    assert ("SLA", "SLA-2024-FIN-001") in offered
    assert examination.take_drafts() == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_supplier_register_becomes_suppliers_and_agreements(suffix: str) -> None:
    examination = look("suppliers", SUPPLIERS, suffix)
    assert states(examination) == ["new"] * 4
    carry_out(examination)
    acme = Supplier.objects.get(name="Acme Cloud Services")
    assert (acme.review_frequency, acme.risk_level) == ("monthly", "high")
    assert acme.services_provided == "Infrastructure as a Service"
    agreement = Agreement.objects.get(reference="MSA-2024-001")
    assert (agreement.supplier, agreement.kind, agreement.targets) == (
        acme,
        "msa",
        "99.95% availability",
    )
    assert Supplier.objects.get(name="Office Supplies Co").review_frequency == "semiannual"
    assert Agreement.objects.get(reference="PO Agreement 2024").kind == "purchase_order"


@pytest.mark.parametrize(
    ("register", "layout"), [("services", PORTFOLIO), ("suppliers", SUPPLIERS)]
)
def test_importing_the_same_file_twice_changes_nothing_the_second_time(
    register: str, layout: str
) -> None:
    carry_out(look(register, layout, create_missing=True))
    before = LedgerEntry.objects.count()
    again = look(register, layout, "xlsx", create_missing=True)
    assert states(again) == [RowState.UNCHANGED] * 4
    assert again.outcome.offers == []
    carry_out(again)
    assert LedgerEntry.objects.count() == before


def test_everything_is_written_as_one_unit_with_origin_import() -> None:
    carry_out(look("services", PORTFOLIO, create_missing=True))
    headers = [json.loads(text) for text in LedgerEntry.objects.values_list("payload", flat=True)]
    imported = [header for header in headers if header["origin"] != "migration"]
    assert {header["origin"] for header in imported} == {"import"}
    assert len({header["unit"] for header in imported}) == 1
    assert {"services", "customers", "slas"} <= {header["type"] for header in imported}


def test_an_agreement_of_another_service_is_a_fault() -> None:
    carry_out(look("services", PORTFOLIO, create_missing=True))
    rows = b"Service Name,SLA Reference\r\nLegacy HR System,SLA-2024-FIN-001\r\n"
    assert states(examined("services", rows)) == ["faulty"]


def test_an_agreement_of_another_supplier_is_a_fault() -> None:
    carry_out(look("suppliers", SUPPLIERS))
    rows = b"Supplier,Contract Reference\r\nTech Support Global,MSA-2024-001\r\n"
    assert states(examined("suppliers", rows)) == ["faulty"]


def test_two_suppliers_cannot_share_one_new_agreement() -> None:
    rows = b"Supplier,Contract Reference\r\nA,C-1\r\nB,C-1\r\n"
    assert states(examined("suppliers", rows)) == ["new", "faulty"]
