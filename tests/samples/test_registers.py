"""Samples that are registers are imported, with a mapping where one is needed; broken rows are named."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from core.models import Person
from portfolio.models import SLA, Service
from relationships.models import Customer, Representative
from suppliers.models import Agreement, Supplier

pytestmark = pytest.mark.django_db

GC = "gc_service_inventory_2024_first1500.csv"
TORONTO = "toronto_Non-Competitive Contracts.csv"
PERMITS = "edinburgh_Tables and chairs permits.csv"
#: A fiscal year is no day; the person leaves the column out.
GC_COLUMNS = {"last_service_review": ""}


def faulty(examination: Any) -> list[int]:
    """The numbers of the faulty rows."""
    return [row["number"] for row in examination.outcome.rows if row["state"] == "faulty"]


def messages(examination: Any) -> Counter[str]:
    """What is wrong, counted by the heading of the column."""
    rows = examination.outcome.rows
    return Counter(heading for row in rows for heading, _message in row["faults"])


@pytest.mark.parametrize(
    ("register", "name", "rows"),
    [
        ("services", "service-portfolio-register.csv", 4),
        ("suppliers", "supplier-management-register.csv", 4),
    ],
)
def test_the_two_layouts_import_as_they_are(
    look: Any, carry_out: Any, register: str, name: str, rows: int
) -> None:
    assert look(register, name, create_missing=True).outcome.counts == {"new": rows}
    carry_out(register, name, create_missing=True)


def test_northwind_suppliers_have_nine_broken_rows(look: Any, carry_out: Any) -> None:
    examination = look("suppliers", "northwind_suppliers.csv", create_missing=True)
    assert faulty(examination) == [8, 9, 15, 19, 21, 25, 27, 28, 29]
    assert "13 cells where the header (row 1) has 12" in examination.outcome.rows[6]["faults"][0][1]
    carry_out("suppliers", "northwind_suppliers.csv", create_missing=True)
    assert Supplier.objects.count() == 20
    contact = Supplier.objects.get(reference="1").contact
    assert (contact.name, contact.side) == ("Charlotte Cooper", "supplier")
    assert Supplier.objects.filter(name__contains="Süßwaren").exists()


def test_northwind_customers_have_twenty_four_broken_rows(look: Any, carry_out: Any) -> None:
    assert len(faulty(look("customers", "northwind_customers.csv"))) == 24
    carry_out("customers", "northwind_customers.csv")
    assert Customer.objects.count() == 67
    assert Customer.objects.get(reference="BERGS").name == "Berglunds snabbköp"


def test_northwind_customers_are_representatives_too(look: Any, carry_out: Any) -> None:
    examination = look("representatives", "northwind_customers.csv")
    assert examination.outcome.counts == {"missing": 67, "faulty": 24}
    carry_out("representatives", "northwind_customers.csv", create_missing=True)
    found = Representative.objects.get(customer__name="Alfreds Futterkiste")
    assert (found.person.name, found.role) == ("Maria Anders", "Sales Representative")


def test_the_government_inventory_has_1500_services_with_repeated_names(look: Any) -> None:
    examination = look("services", GC, create_missing=True, mapping=GC_COLUMNS)
    assert examination.outcome.total == 1500
    assert examination.matched.targets["service_id"].key == "reference"
    assert examination.matched.targets["service_name_en"].key == "name"
    names = Counter(row["title"].strip().casefold() for row in examination.outcome.rows)
    assert sum(count - 1 for name, count in names.items() if name) > 60
    # Without their ids the repeated names would be the same record twice.
    by_name = {**GC_COLUMNS, "service_id": ""}
    repeats = look("services", GC, create_missing=True, mapping=by_name)
    same = [
        f for row in repeats.outcome.rows for f in row["faults"] if "same record as row" in f[1]
    ]
    assert len(same) == 68


def test_the_government_inventory_is_imported_but_for_named_cells(
    look: Any, carry_out: Any
) -> None:
    examination = look("services", GC, create_missing=True, mapping=GC_COLUMNS)
    wrong = messages(examination)
    assert set(wrong) <= {"service_uri_en", "service_name_en", ""}
    assert wrong[""] == 1  # a repeated service_id
    carry_out("services", GC, create_missing=True, mapping=GC_COLUMNS)
    assert Service.objects.count() == 1500 - examination.outcome.blocked
    assert Person.objects.filter(name__startswith="Health Canada").count() == 1
    row = Service.objects.filter(description__contains="\n").first()
    assert row is not None


def test_fiscal_years_are_refused_as_days_by_cell(look: Any) -> None:
    examination = look("services", GC, create_missing=True)
    assert messages(examination)["last_service_review"] == 1500 - 665


def test_toronto_contracts_become_agreements(look: Any, carry_out: Any) -> None:
    missing = look("agreements", TORONTO, create_missing=True)
    assert missing.outcome.rows[0]["faults"] == [["Currency", "Name the currency of the amount."]]
    wishes = {"create_missing": True, "fixed": {"currency": "CAD"}}
    examination = look("agreements", TORONTO, **wishes)
    assert examination.outcome.counts == {"new": 2822, "faulty": 109}
    assert all(
        "same record as row" in row["faults"][0][1]
        for row in examination.outcome.rows
        if row["faults"]
    )
    carry_out("agreements", TORONTO, **wishes)
    assert Agreement.objects.filter(currency="USD").count() == 1
    assert str(Agreement.objects.get(reference="8614").amount) == "67896.40"
    assert Agreement.objects.filter(amount="1656132.80").exists()
    assert Supplier.objects.get(name="Confidential").agreements.count() >= 40


def test_edinburgh_permits_become_agreements(look: Any, carry_out: Any) -> None:
    wishes = {"create_missing": True, "mapping": {"Street": "supplier"}}
    assert len(faulty(look("agreements", PERMITS, **wishes))) == 2  # repeated permit numbers
    carry_out("agreements", PERMITS, **wishes)
    permit = Agreement.objects.get(reference="550")
    assert (permit.starts_on.isoformat(), permit.ends_on.isoformat()) == (
        "2014-05-18",
        "2015-05-17",
    )
    assert Agreement.objects.count() == 215


def test_service_standards_wait_for_their_services(look: Any, carry_out: Any) -> None:
    name = "gc_service_standards_2024_first60.csv"
    assert look("slas", name).outcome.counts == {"missing": 60}
    carry_out("services", GC, create_missing=True, mapping=GC_COLUMNS)
    carry_out("slas", name, create_missing=True)
    assert SLA.objects.count() == 60
    assert SLA.objects.get(reference="3261").service.reference == "2224"
