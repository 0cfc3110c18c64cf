"""The German catalogue: whole, compiled from its source, with every placeholder of the original."""

import gettext
import json
import re

import pytest
from django.utils import translation

from core.choices import Role
from tests import personas
from tests.architecture.source import ROOT

FOLDER = ROOT / "locale" / "de" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdg]")


def entries():
    """Each message of the source with its translations."""
    found = {}
    for block in (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        parts = [re.match(r'(msg\S+) (".*")$', line).groups() for line in lines]
        texts = {name: json.loads(text) for name, text in parts}
        message = texts.pop("msgid")
        plural = texts.pop("msgid_plural", message)
        found[message, plural] = list(texts.values())
    return found


ENTRIES = entries()


def test_every_message_is_translated_with_its_placeholders():
    assert len(ENTRIES) > 700
    for originals, translations in ENTRIES.items():
        for original, translated in zip(originals, translations, strict=False):
            assert translated, original
            assert sorted(PLACEHOLDER.findall(translated)) == sorted(PLACEHOLDER.findall(original))
    assert "fuzzy" not in (FOLDER / "django.po").read_text(encoding="utf-8")


def test_the_compiled_catalogue_says_what_the_source_says():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (message, plural), translations in ENTRIES.items():
        if len(translations) == 1:
            assert compiled.gettext(message) == translations[0]
        else:
            both = [compiled.ngettext(message, plural, number) for number in (1, 2)]
            assert both == translations


@pytest.mark.django_db
@pytest.mark.pages
def test_a_reader_is_answered_in_the_language_of_the_browser(client):
    client.force_login(personas.user("bo", Role.AUDITOR))
    with translation.override(None):
        german = client.get("/persons/", headers={"Accept-Language": "de-AT,de;q=0.9"})
        english = client.get("/persons/", headers={"Accept-Language": "fr,en;q=0.5"})
    assert 'lang="de"' in german.content.decode()
    assert "Personen" in german.content.decode()
    assert "Search everything" in english.content.decode()
