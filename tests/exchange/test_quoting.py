"""Text that spreadsheets take for a formula or for nothing comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.quoting import FORMULA, mark, mark_in_workbook, unmark

TEXTS = st.one_of(
    st.text(), st.text("'=+-@\t\rN/A ＝"), st.sampled_from(["N/A", "'N/A", "''=1", "TBD"])
)


@given(TEXTS)
def test_every_text_comes_back_from_csv(text: str) -> None:
    assert unmark(mark(text))[0] == text


@given(TEXTS)
def test_every_text_comes_back_from_a_workbook(text: str) -> None:
    assert unmark(mark_in_workbook(text))[0] == text


@given(st.text())
def test_no_csv_cell_begins_like_a_formula(text: str) -> None:
    assert not mark(text).lstrip().startswith(FORMULA[:8])


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5 °C", "@home", "\tx", " =1", "＝1", "N/A"])
def test_risky_text_is_marked(text: str) -> None:
    assert mark(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Plain", "O'Neill", "'quoted'", "a=b", "5"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert mark(text) == text
