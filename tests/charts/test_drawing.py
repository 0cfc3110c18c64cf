"""Every chart is a well-formed picture with a name, a description and nothing outside of it."""

import re

import pytest

from core.charts import draw
from core.charts.figures import Graph, Sparkline
from core.charts.paint import PAPER_PAINT
from tests.charts.reading import FIGURES, SVG, numbers, parsed, texts

pytestmark = pytest.mark.once
EVERY = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@EVERY
def test_a_chart_has_a_name_and_a_description_that_its_attributes_point_to(figure):
    tree = parsed(figure, key="k")
    found = {node.get("id"): node for node in tree.iter() if node.get("id")}
    assert found[tree.get("aria-labelledby")].tag == f"{SVG}title"
    assert found[tree.get("aria-labelledby")].text.strip()
    assert found[tree.get("aria-describedby")].tag == f"{SVG}desc"
    assert found[tree.get("aria-describedby")].text.strip()


@EVERY
def test_everything_drawn_lies_within_the_picture(figure):
    tree = parsed(figure)
    largest = max(map(float, tree.get("viewBox").split())) + 60
    places = [number for node in tree.iter() for number in numbers(node)]
    assert all(-60 <= number <= largest for number in places)


@EVERY
@pytest.mark.parametrize("how", [{}, {"width": 320}, {"paint": PAPER_PAINT}], ids=str)
def test_a_chart_is_drawn_in_every_way_without_scripts_and_styles(figure, how):
    svg = draw(figure, **how)
    assert parsed(figure, **how).tag == f"{SVG}svg"
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", svg)


@EVERY
def test_on_paper_a_chart_needs_no_style_sheet_and_leads_nowhere(figure):
    svg = draw(figure, paint=PAPER_PAINT)
    assert "class=" not in svg
    assert "href=" not in svg
    assert 'role="img"' in svg


@EVERY
def test_the_same_figures_give_the_same_picture(figure):
    assert draw(figure) == draw(figure)


@EVERY
def test_ids_of_two_charts_on_one_page_differ(figure):
    first, second = draw(figure, key="one"), draw(figure, key="two")
    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in (first, second)]
    assert len(set(ids[0])) == len(ids[0])
    assert not set(ids[0]) & set(ids[1])
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= set(ids[0])


def test_a_chart_with_links_is_no_image_because_images_hold_nothing_to_click():
    tree = parsed(FIGURES["bars"])
    assert tree.get("role") == "group"
    links = list(tree.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["/a", "/b"]
    assert links[0].get("aria-label") == "1 Jan 2026: 3"


def test_odd_texts_are_shown_as_text():
    tree = parsed(FIGURES["odd texts"])
    assert tree.find(f"{SVG}title").text.startswith("<b>\"&'</b> long")
    assert not list(tree.iter(f"{SVG}b"))


def test_text_from_right_to_left_is_drawn_whole_where_it_fits():
    assert "خدمة البريد الإلكتروني" in texts(parsed(FIGURES["right to left"]))


def test_long_texts_are_cut_with_an_ellipsis_and_told_whole_under_the_pointer():
    graph = Graph("Needs", FIGURES["odd nodes"].nodes, [])
    tree = parsed(graph)
    assert all(len(text) < 60 for text in texts(tree))
    assert any(text.endswith("…") for text in texts(tree))
    assert any(len(node.text) > 300 for node in tree.iter(f"{SVG}title"))


def test_a_thousand_points_weigh_less_than_thirty_kilobytes():
    assert len(draw(FIGURES["many"])) < 30_000
    assert len(draw(Sparkline("x", list(range(1000))))) < 20_000
