"""Templates that a strict content security policy can serve, and that say everything by gettext."""

import re

import pytest

from tests.architecture.source import short, templates

FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>{%]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx handler": re.compile(r"\shx-on[:\w-]*\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "text not escaped": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
    "a day that is not written as its reader does": re.compile(r"\|(date|time):\"(?!Y-m-d\")"),
    "another site": re.compile(
        r"<(script|link|img|iframe)[^>]*(src|href)=[\"'](https?:)?//", re.IGNORECASE
    ),
}
# Mails and PDF sources are no pages; a bundle's page is a file that stands alone, unserved.
PAGES = [
    file
    for file in templates()
    if file.suffix == ".html" and "templates/evidence/bundle/" not in file.as_posix()
]
# Data for scripts travels as JSON in a script element of that type, which no browser runs.
DATA = re.compile(r"<script[^>]*type=[\"']application/json[\"'][^>]*>", re.IGNORECASE)

TRANSLATED = re.compile(
    r"{%\s*(comment|blocktranslate)\b.*?{%\s*end(comment|blocktranslate)\s*%}", re.DOTALL
)
# A block that fills in class names: {% block width %}page-narrow{% endblock %}.
CLASSES = re.compile(r"(?<=%})[a-z]+(-[a-z]+)+(?={%\s*endblock)")
# What people type or computers say is no language; an address names itself.
CODE = re.compile(r"<(code|pre|kbd)\b.*?</\1>|(?<=>)/[a-z/]+/(?={{)", re.DOTALL)


@pytest.mark.parametrize("file", PAGES, ids=short)
def test_a_template_holds_nothing_that_the_policy_forbids(file):
    text = DATA.sub("", file.read_text(encoding="utf-8"))
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("file", PAGES, ids=short)
def test_a_template_with_words_loads_gettext(file):
    text = TRANSLATED.sub(" ", file.read_text(encoding="utf-8"))
    text = CODE.sub(" ", CLASSES.sub(" ", text))
    text = re.sub(r"{[%#{].*?[%#}]}", " ", text, flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)
    assert not re.search(r"[A-Za-z]{3,}", words), "words outside translate"
