"""The index of search texts: sound, kept by the database, made anew when it is lost."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from core.access.principals import Principal
from core.choices import Role
from core.declaration.finding import find
from core.models import Record
from core.reading.search_index import holds, install, offers_trigrams
from core.text.search import normalise
from tests import factories
from tests.factories import ServiceFactory
from tests.personas import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return Principal.of(user("manager", Role.SERVICE_MANAGER))


def service(name, **more):
    return ServiceFactory(name=name, **more)


def titles(principal, text):
    return [each.link.title for each in find(principal, text, limit=20)]


def test_the_index_finds_what_reading_every_text_finds(manager):
    for name in ("Alpha beta", "Beta gamma", "Gamma alphabet"):
        service(name)
    for piece in ("\n beta", " alpha", "bet", "a \n", "gamma alphabet", "zzz"):
        plain = {row.pk for row in Record.objects.all() if piece in row.search_text}
        assert set(Record.objects.filter(holds(piece)).values_list("pk", flat=True)) == plain, piece


def test_a_lost_index_is_made_again_with_what_was_written_meanwhile(manager):
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX core_record_search")
    else:
        assert offers_trigrams()
        with connection.cursor() as cursor:  # as the rebuilding of a table does
            cursor.execute("DROP TRIGGER sms_search_insert")
    service("Written meanwhile")
    install()
    install()
    assert titles(manager, "meanwhile") == ["Written meanwhile"]


def test_search_texts_are_comparable():
    assert normalise("Köln  HR\tÆ") == "koln hr æ"


def test_search_texts_of_old_are_rewritten_as_they_are_written_today(manager):
    rows = [
        service("Zürich Börse", description="For the\nexchange"),
        factories.PersonFactory(name="Anna", email="anna@example.org"),
        factories.SlaFactory(targets="", reference="SLA-7"),
    ]
    today = {row.pk: Record.objects.get(pk=row.pk).search_text for row in rows}
    for row in rows:
        old = " ".join(today[row.pk].split())
        Record.objects.filter(pk=row.pk).update(search_text=old)
    migration = importlib.import_module("core.migrations.0004_search_parts")
    migration.rewrite(apps, None)
    assert {row.pk: Record.objects.get(pk=row.pk).search_text for row in rows} == today
    assert titles(manager, "exchange") == ["Zürich Börse"]
