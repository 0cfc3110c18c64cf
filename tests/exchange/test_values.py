"""What cells mean: days, amounts, yes and no, choices, and the many ways of writing nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from core.exchange.quoting import is_placeholder
from core.exchange.values import CellError, Column, Meaning, converter, historical
from core.text import amounts, dates
from suppliers.models import Agreement, Supplier


def meaning(model: Any, name: str, cell: Any, *others: Any) -> Meaning:
    """What a cell of a field means, in a column with other cells."""
    convert = converter(model._meta.get_field(name), {"gold": "high"})
    return convert(cell, Column(lambda: (cell, *others)))


@pytest.mark.parametrize(
    "text", ["TBD", "n/a", "NA", "ND", "NULL", "None", "?", "-", " – ", "unknown"]
)
def test_placeholders_are_absence_and_are_remembered(text: str) -> None:
    assert is_placeholder(text)
    assert meaning(Supplier, "notes", text) == Meaning(absent=True, remark=text.strip())


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_blank_is_absence_without_a_word(text: str) -> None:
    assert meaning(Supplier, "notes", text) == Meaning(absent=True)


def test_historical_names_are_split() -> None:
    assert historical("HR Department (historical)") == ("HR Department", "historical")
    assert historical("Sales [former]") == ("Sales", "former")
    assert historical("Team (Berlin)") == ("Team (Berlin)", "")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("29-02-2016 01:16", date(2016, 2, 29)),
        ("Sunday, May 18, 2014", date(2014, 5, 18)),
        ("13-Mar-13", date(2013, 3, 13)),
        ("3. März 2024", date(2024, 3, 3)),
        ("31.12.2024", date(2024, 12, 31)),
        ("10/29/2021 06:37:14 PM", date(2021, 10, 29)),
        ("45000", date(2023, 3, 15)),
        (45000.0, date(2023, 3, 15)),
        (datetime(2024, 5, 6, 7, 8), date(2024, 5, 6)),
        ("20140518", date(2014, 5, 18)),
    ],
)
def test_days_in_many_spellings(cell: Any, day: date) -> None:
    assert meaning(Agreement, "starts_on", cell).value == day


def test_an_ambiguous_day_names_both_readings() -> None:
    with pytest.raises(CellError, match=r"“03/04/2024” may be 2024-04-03 or 2024-03-04"):
        meaning(Agreement, "starts_on", "03/04/2024")


@pytest.mark.parametrize(("other", "day"), [("25/12/2024", 3), ("12/25/2024", 4)])
def test_the_column_decides_an_ambiguous_day(other: str, day: int) -> None:
    assert meaning(Agreement, "starts_on", "03/04/2024", other).value.day == day


@pytest.mark.parametrize("text", ["2024-02-30", "10000-01-01", "soon", "2022-2023", "31/31/2024"])
def test_what_is_no_day_is_refused_with_the_value(text: str) -> None:
    with pytest.raises(CellError, match=text):
        meaning(Agreement, "starts_on", text)


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("1,656,132.80", "1656132.80", ""),
        ("$3,880.00", "3880.00", ""),
        ("85,800.00 CAD", "85800.00", "CAD"),
        ("€ 12,50", "12.50", "EUR"),
        ("1.656.132,80", "1656132.80", ""),
        ("1 234,50", "1234.50", ""),
        ("(1,200.00)", "-1200.00", ""),
        ("500000", "500000", ""),
        (550.0, "550", ""),
    ],
)
def test_amounts_in_many_spellings(cell: Any, amount: str, currency: str) -> None:
    found = meaning(Agreement, "amount", cell)
    assert (found.value, found.currency) == (Decimal(amount), currency)


def test_an_ambiguous_amount_is_decided_by_its_column_or_refused() -> None:
    with pytest.raises(CellError, match=r"“1,234” may be 1234 or 1.234"):
        meaning(Agreement, "amount", "1,234")
    assert meaning(Agreement, "amount", "1,234", "10.50").value == 1234
    assert meaning(Agreement, "amount", "1,234", "10,5").value == Decimal("1.234")


@pytest.mark.parametrize("text", ["abc", "1,23,4.5", "1e5", "NaN5", "--5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(amounts.NotANumber):
        amounts.to_amount(text)


def test_a_fraction_is_no_whole_number() -> None:
    with pytest.raises(CellError, match="no whole number"):
        meaning(Agreement, "notice_days", "1.5")


@pytest.mark.parametrize("text", ["medium", "Medium", " MEDIUM "])
def test_choices_go_by_value_and_label(text: str) -> None:
    assert meaning(Supplier, "risk_level", text).value == "medium"


def test_choices_go_by_synonym() -> None:
    assert meaning(Supplier, "risk_level", "Gold").value == "high"


def test_an_unknown_choice_lists_the_choices_and_the_nearest() -> None:
    with pytest.raises(CellError, match=r"“Hihg” is not one of: .*High.* Did you mean “High”"):
        meaning(Supplier, "risk_level", "Hihg")


def test_moments_are_in_the_organisations_zone() -> None:
    moment = dates.to_moment("2024-07-01 12:00")
    assert moment.isoformat() == "2024-07-01T12:00:00+02:00"
    assert dates.to_moment("2024-07-01T12:00:00Z").utcoffset().total_seconds() == 0  # type: ignore[union-attr]
