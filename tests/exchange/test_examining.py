"""What an import finds before it writes: new, changed, unchanged, faulty, each by row and cell."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.access.principals import Principal
from core.choices import Role
from core.errors import Forbidden, Invalid
from core.models import Person
from tests.exchange.files import csv_of, examined, faults, states
from tests.factories import DependencyFactory, PersonFactory, ServiceFactory, archive, change
from tests.personas import cast

pytestmark = pytest.mark.django_db


def test_new_changed_and_unchanged_rows_are_told_apart_with_old_and_new() -> None:
    ServiceFactory(name="Mail", status="active")
    ServiceFactory(name="Chat", status="active")
    data = csv_of("Name,Status", "Mail,Active", "chat ,Retiring", "Wiki,Design")
    examination = examined("services", data)
    assert states(examination) == ["unchanged", "changed", "new"]
    part = examination.outcome.rows[1]["parts"][0]
    assert part["changes"] == [["Name", "Chat", "chat"], ["Status", "Active", "Retiring"]]


def test_a_blank_cell_empties_a_field_and_a_missing_column_leaves_it() -> None:
    row = ServiceFactory(name="Mail", description="Old", notes="Kept")
    changes = examined("services", csv_of("Name,Description", "Mail,")).take_drafts()[0].values
    assert changes == {"description": ""}
    assert row.notes == "Kept"


def test_the_reference_goes_before_the_name() -> None:
    ServiceFactory(name="Mail", reference="S-1")
    examination = examined("services", csv_of("Reference,Name", "s-1,Post", "S-2,Mail"))
    assert states(examination) == ["changed", "new"]
    assert examination.take_drafts()[0].values == {"name": "Post"}


def test_several_records_of_one_name_are_a_fault_with_their_references() -> None:
    first, second = ServiceFactory(name="Mail"), ServiceFactory(name="mail")
    [(heading, message)] = faults(examined("services", csv_of("Name,Notes", "MAIL,x")))[2]
    assert heading == "Name"
    assert {first.reference, second.reference} <= set(re.findall(r"SVC-\d+", message))


def test_archived_records_are_not_found_by_name() -> None:
    archive(ServiceFactory(name="Mail"))
    assert states(examined("services", csv_of("Name,Notes", "Mail,x"))) == ["new"]


def test_an_archived_record_is_not_changed() -> None:
    row = archive(ServiceFactory(name="Mail"))
    found = faults(examined("services", csv_of("Reference,Notes", f"{row.reference},x")))
    assert "is archived; restore it first" in found[2][0][1]
    same = csv_of("Reference,Name", f"{row.reference},Mail")
    assert states(examined("services", same)) == ["unchanged"]


def test_what_is_unique_in_a_register_tells_which_record_a_row_is() -> None:
    mail, chat, _wiki = (ServiceFactory(name=name) for name in ("Mail", "Chat", "Wiki"))
    DependencyFactory(service=mail, component=None, depends_on=chat, remark="old")
    data = csv_of(
        "Service,Component,Other service,Remark", "Mail,,Chat,new", "Mail,,Wiki,x", "Mail,,,y"
    )
    examination = examined("dependencies", data)
    assert states(examination) == ["changed", "new", "faulty"]
    assert "Nothing tells which record this is" in faults(examination)[4][0][1]


def test_the_same_record_twice_in_a_file_is_a_fault_of_the_second_row() -> None:
    found = faults(examined("services", csv_of("Name,Notes", "Mail,x", "Chat,y", "mail,z")))
    assert found == {4: [("", "The row is the same record as row 2.")]}


def test_faults_name_column_value_and_rule() -> None:
    long = "x" * 201
    data = csv_of("Service Name,Status,Link", f"{long},Actve,nowhere", "B,Active,nowhere")
    found = faults(examined("services", data))
    assert found[2][0][0] == "Status"
    assert "“Actve” is not one of" in found[2][0][1]
    assert found[3] == [("Link", "“nowhere”: Enter a valid URL.")]


def test_rules_over_several_fields_are_checked() -> None:
    found = faults(examined("services", csv_of("Name,Cost a year", "Mail,100")))
    assert found == {2: [("Currency", "Name the currency of the amount.")]}


def test_an_amount_names_its_currency_and_contradictions_are_faults() -> None:
    data = csv_of("Name,Cost a year,Currency", "A,€ 100.00,", "B,€ 100.00,USD")
    examination = examined("services", data)
    assert examination.take_drafts()[0].values["currency"] == "EUR"
    assert "The amount is in EUR" in faults(examination)[3][0][1]


def test_a_currency_is_shown_as_it_will_be_kept() -> None:
    ServiceFactory(name="Mail", currency="CHF")
    ServiceFactory(name="Chat", currency="EUR")
    examination = examined("services", csv_of("Name,Currency", "Mail,eur", "Chat,eur", "Wiki,usd"))
    assert states(examination) == ["changed", "unchanged", "new"]
    mail, _chat, wiki = (row["parts"][0]["changes"] for row in examination.outcome.rows)
    assert mail == [["Currency", "CHF", "EUR"]]
    assert ["Currency", "", "USD"] in wiki


def test_a_new_record_behind_a_gate_is_said_to_be_taken_as_found() -> None:
    ServiceFactory(name="Chat", status="active")
    rows = ("Mail,Active", "Wiki,Design", "Chat,Active", "Old,Retired")
    found = examined("services", csv_of("Name,Status", *rows))
    assert states(found) == ["new", "new", "unchanged", "new"]
    notes = [" ".join(row["notes"]) for row in found.outcome.rows]
    assert notes[0].startswith("Taken as found in “Active”: what is needed for it is not asked")
    assert notes[1:3] == ["", ""]
    assert "“Retired”" in notes[3]


def test_one_value_for_all_rows() -> None:
    examination = examined("services", csv_of("Name,Notes", "A,x"), fixed={"status": "Active"})
    assert examination.take_drafts()[0].values["status"] == "active"


def test_a_cell_that_somebody_changed_after_the_export_is_asked() -> None:
    row = ServiceFactory(name="Mail")
    change(row, notes="somebody else")
    data = csv_of("Name,Record version,Notes", "Mail,1,mine")
    assert states(examined("services", data)) == ["clash"]
    same = csv_of("Name,Record version,Notes", "Mail,1,somebody else")
    assert states(examined("services", same)) == ["unchanged"]


def test_an_unknown_uid_is_a_fault() -> None:
    data = csv_of("Record uid,Name", "7f1d3a52-0000-4000-8000-000000000000,Mail")
    assert "no record with the uid" in faults(examined("services", data))[2][0][1]


def test_links_are_found_by_reference_name_and_both() -> None:
    person = PersonFactory(name="James Liu")
    spelled = ("PER-0001", "per-0001", "james  liu", "PER-0001 · James Liu", "PER-0001 · Old name")
    assert person.reference == spelled[0]
    rows = [f"Service {number},{text}" for number, text in enumerate(spelled)]
    drafts = examined("services", csv_of("Name,Owner", *rows)).take_drafts()
    assert [draft.values["owner"] for draft in drafts] == [person] * len(spelled)


def test_two_people_of_one_name_are_a_fault() -> None:
    PersonFactory(name="James Liu")
    PersonFactory(name="James Liu")
    found = faults(examined("services", csv_of("Name,Owner", "A,James Liu")))
    assert "Several persons are called “James Liu”" in found[2][0][1]


def test_a_file_of_something_else_is_refused_with_what_is_missing() -> None:
    with pytest.raises(Invalid, match=r"does not look like services.*“Reference” or “Name”"):
        examined("services", csv_of("Colour,Size", "red,5"))


def test_who_may_not_import_is_refused() -> None:
    auditor = Principal(kind="user", name="Ada", roles=frozenset({Role.AUDITOR}))
    with pytest.raises(Forbidden):
        examined("services", csv_of("Name,Notes", "A,x"), by=auditor)


def test_who_writes_only_the_own_records_imports_only_those() -> None:
    people = cast()
    data = csv_of("Name,Notes", "Own service,x", "Other service,y")
    found = faults(examined("services", data, by=people.principal("service_owner")))
    assert list(found) == [3]
    assert "may not change" in found[3][0][1]


def test_characters_that_no_database_keeps_are_a_fault() -> None:
    found = faults(examined("services", csv_of("Name,Notes", "A,x\x00y", "B,z")))
    assert list(found) == [2]


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    def queries(count: int) -> int:
        rows = [f"Service {n},Person {n % 7}" for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            examined("services", csv_of("Name,Owner", *rows), create_missing=True)
        return len(captured)

    assert queries(20) == queries(200)
    assert Person.objects.count() == 0
