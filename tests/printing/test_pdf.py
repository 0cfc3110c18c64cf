"""Data and a template become a PDF that is the same each time and that everybody can read."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from core import printing
from core.charts.figures import Score
from core.printing.answers import pdf_answer
from tests.charts.reading import FIGURES
from tests.printing import reading

pytestmark = [pytest.mark.once, pytest.mark.pages]
PAPER = "evidence/demo/paper.typ"
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def made(*lines, title="A title", **options):
    return printing.pdf(PAPER, {"body": list(lines)}, title=title, **options)


@pytest.fixture
def plate(tmp_path, settings):
    """A template with a chart and a day, beside the base."""
    folder = tmp_path / "templates" / "print"
    folder.mkdir(parents=True)
    base = settings.ROOT / "templates" / "print" / "base.typ"
    (folder / "base.typ").write_text(base.read_text())
    (tmp_path / "static").symlink_to(settings.ROOT / "static")
    (folder / "plate.typ").write_text(
        '#import "/print/base.typ": *\n#show: sheet\n= #data.title\n'
        "#for one in data.charts [#chart(one)]\n#data.day #data.word"
    )
    settings.ROOT = tmp_path
    return "print/plate.typ"


def test_the_same_data_gives_the_same_bytes():
    assert made("One", at=NOON) == made("One", at=NOON)
    assert made("One", at=NOON) != made("Two", at=NOON)


def test_the_file_claims_to_be_accessible_and_names_title_language_and_day():
    content = made("One", at=NOON, language="de")
    assert b"pdfuaid:part>1<" in content
    assert b"/Lang(de)" in content.replace(b" ", b"")
    assert b"2026-03-31T12:00:00" in content


def test_organisation_title_and_page_numbers_stand_on_every_page(settings):
    settings.ORGANISATION_NAME = "City of Exampletown"
    content = made(*["Line"] * 90)
    assert reading.pages(content) > 1
    told = reading.text(content)
    assert told.count("City of Exampletown · A title") == reading.pages(content)
    assert f"2 / {reading.pages(content)}" in told


def test_what_people_typed_is_text_and_never_markup():
    typed = '#read("/etc/passwd") *bold* $x$ = Heading <label> @nobody \\u{41}'
    assert reading.text(made(typed)).count('#read("/etc/passwd") *bold* $x$ = Heading') == 1


def test_signs_that_no_font_knows_leave_a_readable_file_that_claims_nothing():
    content = made("before \U0010ffff after", title="\u0378")
    assert "before" in reading.text(content)
    assert b"pdfuaid:part" not in content


def test_a_mistake_in_a_template_is_not_hidden(plate):
    with pytest.raises(RuntimeError, match="charts"):
        printing.pdf(plate, {}, title="x")


def test_charts_days_and_lazy_words_stand_anywhere_in_the_data(plate):
    data = {
        "charts": [*FIGURES.values(), printing.Picture(Score("Health", 70), 200)],
        "day": date(2026, 3, 31),
        "word": gettext_lazy("Customer"),
    }
    with translation.override("de"):
        content = printing.pdf(plate, data, title="Charts")
    assert "31.03.2026" in reading.text(content)
    assert "Kunde" in reading.text(content)
    assert content.count(b"/Alt") >= len(FIGURES) + 1


def test_data_that_is_no_data_is_refused():
    with pytest.raises(TypeError, match="object does not go into a PDF"):
        made(object())


@pytest.mark.parametrize(("inline", "way"), [(True, "inline"), (False, "attachment")])
def test_an_answer_says_how_it_is_shown_and_lets_nothing_run(inline, way):
    answer = pdf_answer(made("One"), name='Ümlaut "x"\r\n.pdf', inline=inline)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith(f"{way}; filename*=utf-8''")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "script" not in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"".join(answer).startswith(b"%PDF-")
