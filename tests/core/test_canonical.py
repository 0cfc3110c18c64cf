"""Canonical JSON gives one text for each value, and refuses what has none."""

import datetime as dt
import json
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import canonical

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "ledger.json").read_text())
READERS: dict[str, Any] = {
    "decimal": Decimal,
    "day": dt.date.fromisoformat,
    "instant": dt.datetime.fromisoformat,
    "uid": uuid.UUID,
}


@pytest.mark.parametrize(("kind", "value", "expected"), VECTORS["canonical"])
def test_every_kind_is_written_as_the_format_says(kind, value, expected):
    name, _, places = kind.partition(":")
    full = {"kind": name, "places": int(places)} if places else {"kind": name}
    read = READERS.get(name)
    given_value = read(value) if read and value is not None else value
    assert canonical.writer_of(full)(given_value) == expected


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (models.CharField(), {"kind": "text"}),
        (models.TextField(), {"kind": "text"}),
        (models.EmailField(), {"kind": "text"}),
        (models.URLField(), {"kind": "text"}),
        (models.PositiveSmallIntegerField(), {"kind": "int"}),
        (
            models.DecimalField(max_digits=15, decimal_places=2),
            {"kind": "decimal", "places": 2},
        ),
        (models.BooleanField(), {"kind": "bool"}),
        (models.DateField(), {"kind": "day"}),
        (models.DateTimeField(), {"kind": "instant"}),
        (models.UUIDField(), {"kind": "uid"}),
        (models.JSONField(), {"kind": "json"}),
        (models.ForeignKey("core.Person", models.PROTECT), {"kind": "link"}),
        (models.OneToOneField("core.Person", models.PROTECT), {"kind": "link"}),
    ],
)
def test_every_field_has_a_kind_and_a_writer(field, kind):
    assert canonical.kind_of(field) == kind
    assert canonical.writer_for(field)(None) == "null"


@pytest.mark.parametrize("field", [models.FloatField(), models.BinaryField(), models.TimeField()])
def test_a_field_without_a_canonical_form_is_refused(field):
    with pytest.raises(TypeError):
        canonical.kind_of(field)


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        Decimal(1),
        b"x",
        dt.date(2026, 1, 1),
        {1: "x"},
        {"é": 1, "e\u0301": 2},
        2**53,
        "\ud800",
        {"\ud800": 1},
        {1, 2},
        nested(33),
    ],
)
def test_a_structure_with_anything_else_in_it_is_refused(value):
    with pytest.raises((canonical.Uncanonical, UnicodeEncodeError)):
        canonical.text({"x": [value]})


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ({"kind": "decimal", "places": 2}, Decimal("NaN"), "not a number"),
        ({"kind": "decimal", "places": 2}, Decimal("Infinity"), "not a number"),
        ({"kind": "instant"}, dt.datetime(2026, 1, 1), "time zone"),
        ({"kind": "day"}, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "a day belongs"),
        ({"kind": "uid"}, "not a uid", "hexadecimal"),
        ({"kind": "text"}, "half \udfff", "surrogates"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(kind, value, rule):
    with pytest.raises(ValueError, match=rule):
        canonical.writer_of(kind)(value)


def test_an_unknown_kind_is_refused():
    with pytest.raises(canonical.Uncanonical):
        canonical.writer_of({"kind": "colour"})


structures = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé~", max_size=3), inner)
    ),
    max_leaves=12,
)


@given(structures)
def test_canonical_text_is_json_and_reading_it_back_changes_nothing(value):
    try:
        written = canonical.text(value)
    except canonical.Uncanonical:
        return  # two keys that only normalising makes equal
    assert canonical.text(json.loads(written)) == canonical.known(json.loads(written)) == written


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_two_spellings_of_the_same_text_are_written_alike(value):
    written = canonical.string(value)
    assert canonical.string(json.loads(written)) == written
    assert "\n" not in written
