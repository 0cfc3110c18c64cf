"""Who reads the catalogue is told ahead that it ends, as is who gave it, and is offered nothing in vain."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import records
from core.access.principals import today
from core.choices import Origin
from core.models import Notification
from core.registries import notices
from portfolio.models import CatalogueAccess
from tests import factories, personas
from tests.security.ground import browser

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIND = "catalogue-access-ending"


@pytest.fixture
def world():
    return personas.cast()


def give(world, days, by="relationship_manager", person=None, customer=None):
    """An access until so many days from now, given by somebody."""
    values = {
        "person": person or world.users["catalogue_reader"].person,
        "customer": customer or world.customer,
        "reads_until": None if days is None else today() + days * DAY,
    }
    return records.create(
        CatalogueAccess, values, by=world.principal(by), origin=Origin.SCREEN, reason="Asked for"
    )


def told(today=None):
    """Who is told now that was not told before, in order."""
    known = set(Notification.objects.values_list("pk", flat=True))
    notices.run(today=today, only=KIND)
    rows = Notification.objects.exclude(pk__in=known).order_by("user__name")
    return list(rows.values_list("user__name", flat=True))


def test_who_reads_and_who_gave_it_are_told_once_a_stage(world):
    row = give(world, 20)
    both = ["The catalogue_reader", "The relationship_manager"]
    assert [told(), told()] == [both, []]
    assert told(today() + 14 * DAY) == both
    for name, url in (
        ("catalogue_reader", "/catalogue/"),
        ("relationship_manager", f"/catalogue-accesses/{row.uid}/"),
    ):
        user = world.users[name]
        notice = Notification.objects.filter(user=user).latest("pk")
        assert notice.url == url
        client = browser(user)
        assert client.get(url).status_code == 200
        assert notice.title in client.get("/notifications/").content.decode()
    mine = Notification.objects.filter(user=world.users["catalogue_reader"]).latest("pk")
    assert row.reference not in mine.title + mine.body
    assert world.customer.name not in mine.title + mine.body


def test_nobody_is_told_long_before_or_of_what_goes_on_or_opens_nothing(world):
    give(world, 61)
    give(world, 20, customer=world.other_customer, by="service_manager")
    give(world, None, customer=world.other_customer, by="service_manager")
    give(world, 20, person=world.users["outsider"].person)
    assert told() == []


def test_when_who_gave_it_has_left_the_keeper_of_the_customer_is_told(world):
    give(world, 5, by="service_manager")
    gone = world.users["service_manager"]
    factories.change(gone, is_active=False)
    manager = world.users["relationship_manager"]
    assert world.customer.manager == manager.person
    factories.change(manager.person, email=manager.email)
    assert told() == ["The catalogue_reader", "The relationship_manager"]


@pytest.mark.pages
def test_who_only_reads_catalogues_is_offered_no_search_and_no_jobs(world):
    give(world, None)
    reader = world.users["catalogue_reader"]
    offered = ("data-search-box", 'href="/jobs/"', 'id="tour"', "What needs you",
               "Search from any page")  # fmt: skip
    for path in ("/", "/catalogue/", reverse("preferences")):
        answer = browser(reader).get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert [word for word in offered if word in page] == [], path
    page = browser(world.users["representative"]).get("/").content.decode()
    assert [word for word in offered if word in page] == list(offered[:4])
