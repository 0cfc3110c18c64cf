"""Samples that are no register of ours are refused or reported, with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Invalid
from core.exchange.limits import Unreadable

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("register", ["services", "customers", "suppliers", "agreements"])
@pytest.mark.parametrize(
    "name",
    [
        "CNCF_Ambassadors_Survey_2021.csv",
        "Datagov_FY10_EDU_recp_by_State.csv",
        "govuk_lpa_availability.json",
    ],
)
def test_what_is_no_register_is_refused_with_its_columns(
    look: Any, register: str, name: str
) -> None:
    with pytest.raises(Invalid, match="does not look like") as caught:
        look(register, name)
    assert name in str(caught.value)


def test_a_title_above_the_header_is_recognised(read: Any, look: Any) -> None:
    name = "Datagov_FY10_EDU_recp_by_State.csv"
    sheet = read(name)
    assert (sheet.header_row, sheet.header[0]) == (3, "State Name")
    assert "Row 1 is no header: row 1 is blank, row 2 is a title" in sheet.notes[0]
    with pytest.raises(Invalid, match="Row 1 is no header"):
        look("customers", name)


def test_merged_headings_are_refused_and_another_row_can_be_chosen(read: Any) -> None:
    name = "Cloud_Native_Survey_2021-Part_1.xlsx"
    with pytest.raises(Unreadable, match=r"row 3 has merged cells.*Choose the row"):
        read(name)
    sheet = read(name, header_row=3, sheet="Question 1")
    assert sheet.header[1:4] == ["Africa", "Column C", "Asia"]


def test_a_second_header_row_shows_as_columns_without_heading(read: Any) -> None:
    sheet = read("CNCF_Ambassadors_Survey_2021.csv")
    assert len(sheet.rows) == 45
    assert "Column H has no heading but holds values." in sheet.notes


def test_an_incident_log_has_numbers_but_no_names(look: Any) -> None:
    examination = look("services", "uci_incident_event_log.csv")
    assert examination.outcome.total == 5998
    assert examination.take_drafts() == []


def test_complaints_are_no_services(look: Any) -> None:
    with pytest.raises(Invalid, match="does not look like services"):
        look("services", "cfpb_consumer_complaints_first35.csv")


def test_panel_reviews_read_whole(read: Any) -> None:
    sheet = read("edinburgh_Urban Design Panel Review Directory.csv")
    assert (len(sheet.rows), len(sheet.header)) == (100, 17)


def test_availability_keeps_the_digits_of_its_numbers(read: Any) -> None:
    sheet = read("govuk_lpa_availability.json")
    up, down = (sheet.header.index(name) for name in ("uptime:sum", "downtime:sum"))
    total_up = sum(float(str(row.cells[up])) for row in sheet.rows)
    total = total_up + sum(float(str(row.cells[down])) for row in sheet.rows)
    assert (round(total_up), round(total)) == (2_590_980, 2_591_280)
