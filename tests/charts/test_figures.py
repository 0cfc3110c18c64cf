"""Charts say what the figures say: gaps are gaps, bars start at zero, misses are marked."""

from decimal import Decimal

import pytest
from django.utils import translation

from core.charts import axes, draw, tables
from core.charts.figures import (
    Band,
    BarChart,
    HeatCell,
    HeatStrip,
    LineChart,
    Score,
    Series,
    Sparkline,
    StackedChart,
)  # fmt: skip
from core.charts.wording import number, shortened
from tests.charts.reading import FIGURES, MONTHS, SVG, line, parsed, texts, with_role

pytestmark = pytest.mark.once


def test_a_line_stops_at_a_gap_and_starts_again():
    tree = parsed(line([1, 2, None, 4, 5, 6]))
    assert [path.get("d").count("L") for path in with_role(tree, "line")] == [1, 2]
    assert len(with_role(tree, "dot")) == 5


def test_a_value_that_is_no_number_is_a_gap():
    tree = parsed(line([1, float("nan"), float("inf"), 4, 5, 6]))
    assert len(with_role(tree, "line")) == 2


def test_a_missing_bar_is_a_dashed_box_and_a_zero_bar_is_a_bar():
    tree = parsed(BarChart("x", ["a", "b", "c"], [0, None, 5]))
    assert len(with_role(tree, "area")) == 2
    assert len(with_role(tree, "gap")) == 1
    assert tables.table(BarChart("x", ["a", "b"], [0, None])).rows == (("a", "0"), ("b", "no data"))


def test_values_outside_the_target_have_another_shape_and_are_counted():
    chart = line([99.0, 99.7, None, 99.9, 99.5, 99.4], band=Band("at least 99.5", low=99.5))
    tree = parsed(chart)
    assert len(with_role(tree, "miss")) == 2
    assert len(with_role(tree, "dot")) == 3
    assert len(with_role(tree, "band")) == 1
    assert "2 values miss at least 99.5." in tables.sentence(chart)
    assert [row[2] for row in tables.table(chart).rows] == ["no", "yes", "—", "yes", "yes", "no"]


def test_days_stand_at_their_distance_in_time():
    places = axes.spots([MONTHS[0], MONTHS[1], MONTHS[5]], 0, 151)
    assert places == [0, 31, 151]
    assert axes.spots(["a", "b", "c"], 0, 100) == [0, 50, 100]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 10], (0, 2, 4, 6, 8, 10)),
        ([-1, 9], (-2, 0, 2, 4, 6, 8, 10)),
        ([0.2, 0.9], (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([1, 2], (0, 1, 2)),
        ([0], (0, 1)),
        ([], (0, 1)),
    ],
    ids=str,
)
def test_the_axis_of_bars_has_round_numbers_and_zero(values, expected):
    assert axes.ticks(values, from_zero=True) == pytest.approx(expected)


def test_the_axis_of_a_line_begins_near_its_values():
    found = axes.ticks([99.1, 99.9], from_zero=False)
    assert (found[0], found[-1]) == pytest.approx((99.0, 100.0))


def test_negative_bars_hang_below_zero():
    tree = parsed(BarChart("x", ["a", "b"], [-4, 4]))
    below, above = with_role(tree, "area")
    zero = float(with_role(tree, "axis")[0].get("y1"))
    assert float(below.get("y")) == pytest.approx(zero, abs=0.1)
    assert float(above.get("y")) + float(above.get("height")) == pytest.approx(zero, abs=0.1)


def test_parts_of_a_stack_differ_by_hatching_and_not_only_by_colour():
    chart = StackedChart("x", ["a"], [Series("p", [1]), Series("q", [2]), Series("r", [3])])
    tree = parsed(chart, key="k")
    covers = {node.get("fill") for node in with_role(tree, "cover")}
    assert covers == {"url(#k-h1)", "url(#k-h2)"}
    assert {"p", "q", "r"} <= set(texts(tree))


def test_lines_differ_by_dashes_and_are_named():
    chart = LineChart("x", ["a", "b"], [Series("one", [1, 2]), Series("two", [2, 1])])
    svg = draw(chart)
    assert "ch-line ch-1" in svg
    assert "ch-line ch-2" in svg
    assert {"one", "two"} <= set(texts(parsed(chart)))


def test_a_missed_day_in_a_strip_is_hatched_and_told():
    strip = HeatStrip("x", [HeatCell("a", tone="bad", words="missed"), HeatCell("b")])
    tree = parsed(strip, key="k")
    assert {node.get("fill") for node in with_role(tree, "cover")} == {"url(#k-h5)"}
    assert len(with_role(tree, "gap")) == 1
    assert "a: missed" in [node.text for node in tree.iter(f"{SVG}title")]
    assert tables.table(strip).rows == (("a", "missed"), ("b", "no data"))


def test_an_unknown_score_is_told_and_not_drawn_as_zero():
    assert texts(parsed(Score("x", None))) == ["no data"]
    assert texts(parsed(Score("x", 0))) == ["0 %"]
    assert tables.sentence(Score("x", 87, words="good")) == "87 % of 100 %, good"


def test_an_empty_sparkline_is_a_dashed_line():
    assert len(with_role(parsed(Sparkline("x", [None, None])), "gap")) == 1


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_chart_has_a_table_as_wide_as_its_headings(figure):
    found = tables.table(figure)
    assert {len(row) for row in found.rows} <= {len(found.headings)}
    assert found.as_text().startswith(found.headings[0])


def test_numbers_and_days_are_those_of_the_reader():
    chart = BarChart("Kosten", MONTHS[:1], [Decimal("1234.5")], unit="EUR")
    with translation.override("de"):
        assert tables.table(chart).rows == (("01.01.2026", "1.234,5 EUR"),)
        assert number(2_500_000) == "2,5 Mio."
    assert tables.table(chart).rows == (("1 Jan 2026", "1,234.5 EUR"),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (99.95, "99.95"),
        (1e300, "1e+300"),
        (-1234567, "-1.23 m"),
        (3e9, "3 bn"),
    ],
)
def test_a_number_is_written_without_needless_digits(value, text):
    assert number(value) == text


def test_a_text_is_cut_only_where_it_must_be():
    assert shortened("short", 100) == "short"
    assert shortened("漢" * 20, 60).endswith("…")
