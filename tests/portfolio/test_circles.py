"""No service needs itself, however long the way: refused with the way named, and under a lock."""

import threading
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client

from core import records
from core.access.principals import system
from core.choices import Origin
from core.errors import Conflict, Invalid
from core.records import Draft
from portfolio.models import Dependency
from portfolio.models.parts import circle_through
from tests import factories
from tests.personas import cast

BY = system("test")


@pytest.fixture
def chain():
    """Shop → Portal → Sign-in."""
    made = [factories.ServiceFactory(name=name) for name in ("Shop", "Portal", "Sign-in")]
    for one, other in pairwise(made):
        link(one, other)
    return made


def link(one, other):
    """One service depends on another."""
    return records.create(
        Dependency, {"service": one, "depends_on": other}, by=BY, origin=Origin.SCREEN
    )


@pytest.mark.pages
@pytest.mark.django_db
def test_the_page_names_the_service_that_was_chosen_and_the_way(chain):
    shop, _portal, sign_in = chain
    client = Client()
    client.force_login(cast().users["service_manager"])
    answer = client.post("/dependencies/new/", {"service": sign_in.uid, "depends_on": shop.uid})
    (problem,) = answer.context["form"].problems
    assert (answer.status_code, problem["field"].name) == (400, "depends_on")
    assert problem["value"] == f"Shop ({shop.reference})"
    assert "Sign-in → Shop → Portal → Sign-in" in problem["rule"]


@pytest.mark.django_db
def test_closing_a_circle_is_refused_at_its_field_with_the_way_named(chain):
    shop, _portal, sign_in = chain
    with pytest.raises(Invalid) as refused:
        link(sign_in, shop)
    assert "Sign-in → Shop → Portal → Sign-in" in refused.value.fields["depends_on"][0]
    assert Dependency.objects.count() == 2


@pytest.mark.django_db
def test_an_archived_step_closes_nothing_until_it_is_restored(chain):
    shop, portal, sign_in = chain
    first = Dependency.objects.get(service=shop, depends_on=portal)
    factories.archive(first)
    link(sign_in, shop)
    first.refresh_from_db()
    with pytest.raises(Invalid) as refused:
        records.restore(Dependency, first.uid, version=first.version, by=BY, origin=Origin.SCREEN)
    assert "circle" in refused.value.fields["depends_on"][0]


@pytest.mark.django_db
def test_rows_of_one_paste_that_close_a_circle_together_are_refused_as_a_whole(chain):
    _shop, _portal, sign_in = chain
    other = factories.ServiceFactory(name="Other")
    drafts = [
        Draft(Dependency, {"service": sign_in, "depends_on": other}),
        Draft(Dependency, {"service": other, "depends_on": sign_in}),
    ]
    with pytest.raises(Conflict, match=r"(Other → Sign-in|Sign-in → Other) → "):
        records.apply(drafts, by=BY, origin=Origin.SCREEN)
    assert Dependency.objects.count() == 2


@pytest.mark.django_db
def test_two_ways_to_the_same_service_are_no_circle(chain):
    shop, _portal, sign_in = chain
    link(shop, sign_in)
    assert circle_through(shop.pk, sign_in.pk) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_that_close_a_circle_at_once_only_one_wins(monkeypatch):
    one, other = (factories.ServiceFactory(name=name) for name in ("One", "Other"))
    both_checked = threading.Barrier(2, timeout=20)
    checked = Dependency.clean

    def clean_and_wait(row):
        checked(row)
        both_checked.wait()

    monkeypatch.setattr(Dependency, "clean", clean_and_wait)
    outcomes = []

    def write(a, b):
        try:
            outcomes.append(link(a, b))
        except Conflict as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [each for each in outcomes if isinstance(each, Conflict)]
    assert len(outcomes) == 2
    assert len(refused) == 1
    assert "closes a circle" in str(refused[0])
    assert Dependency.objects.count() == 1
