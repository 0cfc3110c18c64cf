"""Charts outside of pages: in PDFs, and as pictures for mails; and the tags that show them on pages."""

import json
import re

import pytest
import typst
from django.template import engines

from core.charts import draw
from core.charts.paint import PAPER_PAINT
from core.charts.pictures import png
from tests.charts.reading import FIGURES

pytestmark = [pytest.mark.once, pytest.mark.pages]
PAGE = b"""#set page(width: auto, height: auto)
#for chart in json(bytes(sys.inputs.charts)) [#image(bytes(chart), format: "svg") #pagebreak(weak: true)]"""


def rendered(source, **context):
    text = "{% load charts %}" + source
    return engines["django"].from_string(text).render(context)


def test_every_chart_goes_into_a_pdf():
    charts = [draw(figure, paint=PAPER_PAINT) for figure in FIGURES.values()]
    made = typst.compile(PAGE, sys_inputs={"charts": json.dumps(charts)})
    assert made.startswith(b"%PDF-")
    assert b"/Type/Pages/Count %d/" % len(FIGURES) in made


def test_a_mail_takes_the_chart_as_a_png():
    made = png(FIGURES["line"])
    assert made.startswith(b"\x89PNG")
    width = int.from_bytes(made[16:20], "big")
    assert width > 1200


def test_a_page_shows_a_wide_and_a_narrow_drawing_and_the_data_as_a_table():
    html = rendered("{% chart figure %}", figure=FIGURES["line"])
    assert re.findall(r'viewBox="0 0 (\d+)', html) == ["640", "320"]
    assert '<th scope="row">1 Jan 2026</th><td>99.1</td>' in html
    assert "no data" in html


def test_no_two_charts_of_a_page_share_an_id():
    source = "{% chart a %}{% chart a %}{% inline_chart b %}{% inline_chart b %}"
    html = rendered(source, a=FIGURES["bars"], b=FIGURES["sparkline"])
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 12


def test_a_wide_graph_scrolls_in_its_own_region_that_the_keyboard_reaches():
    html = rendered("{% chart figure %}", figure=FIGURES["graph"])
    assert '<div class="chart-scroll" role="region" tabindex="0" aria-label="Needs">' in html
