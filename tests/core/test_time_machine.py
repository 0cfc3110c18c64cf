"""Looking at registers as they stood."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core import records
from core.access.principals import Principal, system
from core.choices import Origin, Role
from core.errors import Invalid
from core.history.time_machine import current_instant, end_of_day, past, today
from core.models import Action, Person

pytestmark = pytest.mark.django_db

HERE = {"by": system("test"), "origin": Origin.COMMAND}


def person(name):
    return records.create(Person, {"name": name}, **HERE)


def test_the_past_has_the_values_and_links_of_then():
    james, mia = person("James"), person("Mia")
    action = records.create(Action, {"name": "Old name", "owner": james}, **HERE)
    then = timezone.now()
    records.change(Action, action.uid, {"name": "New name", "owner": mia}, version=1, **HERE)
    records.change(Person, james.uid, {"name": "James II"}, version=1, **HERE)
    person("Late")
    with past(then):
        rows = Action.objects.select_related("owner")
        assert [(a.name, a.owner.name, a.version) for a in rows] == [("Old name", "James", 1)]
        assert sorted(p.name for p in Person.objects.all()) == ["James", "Mia"]
    assert Action.objects.get().name == "New name"


def test_before_the_first_record_there_is_nothing():
    then = timezone.now()
    person("James")
    with past(then):
        assert not Person.objects.exists()


def test_the_past_cannot_be_written():
    row = person("James")
    # PostgreSQL's past is a transaction of its own, in which no unit of work can begin.
    with pytest.raises((DatabaseError, RuntimeError)), past(timezone.now()):
        records.change(Person, row.uid, {"name": "X"}, version=1, **HERE)
    with pytest.raises(DatabaseError), past(timezone.now()), transaction.atomic():
        Person(record_id=row.pk, name="X", reference="X").save(force_insert=True)
    assert Person.objects.get().name == "James"


def test_the_future_cannot_be_looked_at():
    with pytest.raises(Invalid), past(timezone.now() + timedelta(hours=1)):
        pass


def test_after_an_error_in_the_past_it_is_today_again():
    person("James")
    with pytest.raises(ZeroDivisionError), past(timezone.now()):
        raise ZeroDivisionError
    assert current_instant() is None
    assert Person.objects.count() == 1


def test_who_may_see_a_record_is_decided_today():
    james = person("James")
    action = records.create(Action, {"name": "His", "owner": james}, **HERE)
    then = timezone.now()
    records.change(Action, action.uid, {"owner": person("Mia")}, version=1, **HERE)
    owner = Principal(
        kind="user", name="James", roles=frozenset({Role.SERVICE_OWNER}), person_id=james.pk
    )
    with past(then):
        assert not Action.objects.for_user(owner, "change").exists()
        assert Action.objects.for_user(owner, "view").exists()
        with today():
            assert Person.objects.count() == 2
        assert Person.objects.count() == 1


def test_a_day_ends_in_the_time_zone_of_the_organisation(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    timezone.get_default_timezone.cache_clear()
    with timezone.override("Europe/Berlin"):
        ends = end_of_day(datetime(2026, 7, 1, tzinfo=UTC).date())
    timezone.get_default_timezone.cache_clear()
    assert ends == datetime(2026, 7, 1, 21, 59, 59, 999999, tzinfo=UTC)
