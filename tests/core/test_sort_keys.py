"""Words stand in the order people read them, whatever their bytes, now and in the past."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core import clock
from core.choices import Role
from core.models import Action, Person, SavedView
from core.reading.paging import Key, page
from core.text.sort_keys import SortKey, sort_key
from tests import factories, personas

pytestmark = pytest.mark.django_db

READ = ["äpfel", "Apfelbaum", "Ärger", "Öl", "ostern", "Straße", "strassenbau", "Zebra", "zebu"]
KEYS = [Key("title"), Key("reference")]


@pytest.fixture
def words():
    """Actions named by words, the last in the order made first."""
    return [factories.ActionFactory(name=word) for word in reversed(READ)]


def named(rows):
    return [row.name for row in rows]


@pytest.mark.parametrize("column", ["title", "name"])
def test_umlauts_stand_by_their_letters_and_capitals_among_small_ones(words, column):
    keys = [Key(column), Key("reference")]
    assert named(page(Action.objects.all(), keys, size=100).rows) == READ
    down = [Key(column, descending=True), Key("reference", descending=True)]
    assert named(page(Action.objects.all(), down, size=100).rows) == READ[::-1]
    assert named(page(Action.objects.all(), keys, size=4, last=True).rows) == READ[-4:]


def test_pages_go_on_at_a_word_with_an_umlaut(words):
    first = page(Action.objects.all(), KEYS, size=3)
    second = page(Action.objects.all(), KEYS, size=3, after=first.next)
    assert (named(first.rows), named(second.rows)) == (READ[:3], READ[3:6])
    back = page(Action.objects.all(), KEYS, size=3, before=second.previous)
    assert named(back.rows) == READ[:3]


def test_words_that_differ_in_capitals_only_are_each_on_one_page(db):
    made = [factories.ActionFactory(name=name) for name in ("Öl", "öl", "OL", "ol")]
    found, cursor = [], None
    for _number in made:
        part = page(Action.objects.all(), KEYS, size=1, after=cursor)
        found += named(part.rows)
        cursor = part.next
    assert found == named(made)
    assert cursor is None


@pytest.mark.parametrize("text", [*READ, "Ñandú", "Crème Brûlée", "ﬁne", "", "2 × 3"])
def test_the_database_makes_the_same_key_as_the_program(text):
    person = factories.PersonFactory(notes=text)
    found = Person.objects.annotate(key=SortKey("notes")).get(pk=person.pk)
    assert found.key == sort_key(text)


@pytest.mark.parametrize("table", [Action.history.model, Person])
def test_an_index_holds_the_order(words, table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        rows = table.objects.order_by(SortKey("title")).only("pk")[:2]
        plan = rows.explain()
    assert "_sorts" in plan


@pytest.mark.pages
def test_list_export_view_and_api_show_that_order_today_and_in_the_past(client):
    then = timezone.now() - timedelta(days=40)
    with clock.at(then):
        manager = personas.user("manager", Role.SERVICE_MANAGER)
        people = [factories.PersonFactory(name=word, notes="kept") for word in reversed(READ)]
    factories.change(people[0], name="Aal")
    client.force_login(manager)
    client.post("/persons/views/new/?sort=name&notes=kept", {"name": "Mine", "layout": "list"})
    kept = SavedView.objects.get().uid
    today, past = ["Aal", *(word for word in READ if word != people[0].name)], READ
    day = timezone.localdate(then + timedelta(days=1)).isoformat()
    for asked, expected in (("", today), (f"&as_of={day}", past)):
        page = client.get(f"/persons/?view={kept}{asked}")
        assert [row.record.name for row in page.context["rows"]] == expected
        answer = client.get(f"/api/v1/persons/?ordering=name&notes=kept{asked}").json()
        assert [row["name"] for row in answer["results"]] == expected
        end = client.get(f"/api/v1/persons/?ordering=name&notes=kept&page_size=2&cursor=end{asked}")
        assert [row["name"] for row in end.json()["results"]] == expected[-2:]
        file = client.get(f"/persons/export/?format=csv&sort=name&notes=kept{asked}")
        lines = b"".join(file).decode("utf-8-sig").splitlines()[1:]
        assert [line.split(",")[1].strip('"') for line in lines] == expected
