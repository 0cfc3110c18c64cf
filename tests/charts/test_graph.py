"""Dependency graphs: what is shown around a focus, in layers, whatever the cycles."""

import pytest

from core.charts import graphs, layers, tables
from core.charts.figures import Edge, Graph, Node
from tests.charts.reading import parsed, texts, with_role

pytestmark = pytest.mark.once


def graph(*pairs, focus="", depth=3):
    keys = dict.fromkeys(key for pair in pairs for key in pair)
    nodes = [Node(key, f"Node {key}") for key in keys]
    return Graph("Needs", nodes, [Edge(*pair) for pair in pairs], focus=focus, depth=depth)


def shown(figure):
    return set(layers.near(figure)[0])


def test_what_needs_something_stands_left_of_it():
    found = graphs.placed(graph("ab", "bc", "ac", "dc")).places
    assert found["a"][0] < found["b"][0] < found["c"][0]
    assert found["d"][0] < found["c"][0]


def test_around_a_focus_stands_what_it_needs_and_what_needs_it_within_the_depth():
    chain = graph("ab", "bc", "cd", "de", "xc", focus="c", depth=1)
    assert shown(chain) == {"b", "c", "d", "x"}
    assert shown(graph("ab", "bc", "cd", "de", "xb", focus="c", depth=2)) == set("abcdex")


def test_what_merely_shares_a_need_with_the_focus_is_not_shown():
    assert "x" not in shown(graph("ab", "xb", focus="a"))


def test_an_unknown_focus_shows_everything():
    assert shown(graph("ab", "bc", focus="gone", depth=1)) == set("abc")


def test_a_cycle_is_drawn_with_every_arrow():
    figure = graph("ab", "bc", "ca")
    assert len(with_role(parsed(figure), "head")) == 3


def test_a_node_that_needs_itself_is_drawn_without_an_arrow_and_told_in_the_table():
    figure = graph("aa", "ab")
    assert len(with_role(parsed(figure), "arrow")) == 1
    assert ("Node a", "Node a", "") in tables.table(figure).rows


def test_a_long_edge_passes_between_the_boxes_it_leads_by():
    found = graphs.placed(graph("ab", "bc", "ac"))
    (turn,) = found.turns["a", "c"]
    low, high = sorted((found.places[turn][1], found.places["b"][1]))
    assert high - low >= graphs.TURN_HIGH
    assert found.places[turn][0] == found.places["b"][0]


def test_no_two_boxes_overlap():
    pairs = [(f"a{n}", f"b{n * 7 % 10}") for n in range(10)] + [
        (f"b{n}", f"c{n % 3}") for n in range(10)
    ]
    places = graphs.placed(graph(*pairs)).places
    boxes = [place for key, place in places.items() if "\0" not in key]
    for x, y in boxes:
        others = [top for left, top in boxes if left == x and top != y]
        assert all(abs(top - y) >= graphs.BOX_HIGH for top in others)
    assert len(set(boxes)) == len(boxes)


def test_edges_that_need_not_cross_do_not():
    places = graphs.placed(graph("ay", "bx", "cw")).places
    left = sorted("abc", key=lambda key: places[key][1])
    right = sorted("yxw", key=lambda key: places[key][1])
    assert [{"a": "y", "b": "x", "c": "w"}[key] for key in left] == right


def test_too_many_nodes_are_left_to_the_table():
    figure = graph(*[("hub", f"n{number}") for number in range(200)], focus="hub")
    assert len(with_role(parsed(figure), "node")) == layers.MOST - 1
    assert any(text.startswith("121 more") for text in texts(parsed(figure)))
    assert len(tables.table(figure).rows) == 200


def test_a_chain_of_a_thousand_is_no_trouble():
    figure = graph(*[(f"n{number}", f"n{number + 1}") for number in range(1000)], focus="n500")
    assert shown(figure) == {f"n{number}" for number in range(497, 504)}
    assert graphs.placed(Graph("all", figure.nodes[:70], figure.edges)).wide > 0


def test_edges_to_nodes_that_are_hidden_from_the_reader_are_not_drawn():
    figure = Graph("Needs", [Node("a", "A")], [Edge("a", "hidden")])
    assert with_role(parsed(figure), "arrow") == []
    assert tables.table(figure).rows == (("A", "—", ""),)
