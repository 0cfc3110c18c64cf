"""Rows of a preview stay packed: they read like a list and take little memory."""

from __future__ import annotations

import tracemalloc

import pytest

from core.exchange.outcome import Outcome
from core.exchange.packing import AT_ONCE, PackedRows
from core.text.sheets import KNOWN, sharing
from tests.exchange.files import csv_of, examined

ROWS = [{"number": number, "title": f"Row {number}"} for number in range(2 * AT_ONCE + 7)]


def test_packed_rows_read_like_a_list() -> None:
    packed = PackedRows.of(iter(ROWS))
    assert len(packed) == len(ROWS)
    assert list(packed) == ROWS
    assert [packed[0], packed[AT_ONCE], packed[-1]] == [ROWS[0], ROWS[AT_ONCE], ROWS[-1]]
    assert packed[AT_ONCE - 2 : AT_ONCE + 2] == ROWS[AT_ONCE - 2 : AT_ONCE + 2]
    assert packed[len(ROWS) :] == []
    with pytest.raises(IndexError):
        packed[len(ROWS)]


def test_no_rows_pack_to_nothing() -> None:
    assert list(PackedRows.of([])) == []
    assert Outcome.unpacked(Outcome().packed()) == Outcome()


def test_many_packed_rows_take_little_memory() -> None:
    tracemalloc.start()
    try:
        packed = PackedRows.of({"number": n, "title": f"Row {n}"} for n in range(20_000))
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(packed) == 20_000
    assert held < 1_000_000


def test_equal_texts_of_a_column_are_kept_once() -> None:
    share = sharing()
    first, second = (share([f"Act{tail}", 1.0, "x" * 200]) for tail in ("ive", "ive"))
    assert first == second
    assert first[0] is second[0]


def test_a_column_of_ever_new_texts_is_not_remembered_without_end() -> None:
    share = sharing()
    for number in range(KNOWN + 10):
        share([f"text {number}"])
    first, second = (share([f"late {word}"])[0] for word in ("text", "text"))
    assert (first, first is second) == ("late text", False)


@pytest.mark.django_db
def test_a_stored_outcome_reads_back_as_it_was() -> None:
    rows = [f"Service {number},Described" for number in range(AT_ONCE + 3)]
    outcome = examined("services", csv_of("Name,Description", *rows)).outcome
    again = Outcome.unpacked(outcome.packed())
    assert again.rows[-1]["title"] == f"Service {AT_ONCE + 2}"
    assert list(again.rows) == list(outcome.rows)
    assert vars(again) | {"rows": ()} == vars(outcome) | {"rows": ()}
    assert again.fingerprint() == outcome.fingerprint()


@pytest.mark.django_db
def test_the_rows_of_a_file_are_forgotten_once_their_drafts_are_taken() -> None:
    examination = examined("services", csv_of("Name,Owner", "Mail,", "Post,"))
    assert len(examination.take_drafts()) == 2
    assert (examination.entries, examination.take_drafts()) == ([], [])
    assert examination.outcome.total == 2
