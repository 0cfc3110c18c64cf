"""Targets beside what can be kept: the page with its arithmetic, the finding, who sees them."""

import pytest

from core.access.principals import Principal
from core.choices import Role
from core.registries.rules import outcomes
from portfolio.services.underpinning import promises as room
from portfolio.services.underpinning.comparing import book_for, verdict
from tests import factories
from tests.personas import cast, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    """A shop on a web server and two databases; its SLA promises 99.9 % in office hours."""
    service = factories.ServiceFactory(name="Shop")
    hours = factories.CalendarFactory(hours="Mon–Fri 08:00–18:00")
    web = factories.ComponentFactory(name="Web", availability="99.5", calendar=hours)
    factories.DependencyFactory(service=service, component=web)
    for name in ("First database", "Second database"):
        part = factories.ComponentFactory(name=name, availability="99", response=30)
        factories.DependencyFactory(service=service, component=part, alternative="database")
    return service


@pytest.fixture
def auditor():
    return user("auditor", Role.AUDITOR)


def target(shop, **values):
    """A target of an agreed SLA of the shop."""
    sla = factories.SlaFactory(service=shop, state="agreed")
    return factories.TargetFactory(sla=sla, **values)


def holds(auditor, row):
    """Whether a target can be kept, as the auditor sees it."""
    book = book_for(Principal.of(auditor))
    return verdict(row, book.services[row.sla.service_id]).holds


def failing(auditor):
    """How many targets break the rule."""
    found = outcomes(Principal.of(auditor))
    return next(each.failing for each in found if each.rule.name == "target-underpinned")


def test_a_target_above_what_its_parts_keep_is_a_finding_until_they_keep_more(shop, auditor):
    row = target(shop, value="99.9")
    assert not holds(auditor, row)
    assert failing(auditor) == 1
    factories.change(shop.dependencies.get(component__name="Web").component, availability="99.99")
    assert holds(auditor, row)
    assert failing(auditor) == 0


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"value": "99.4"}, True),
        ({"value": 60, "unit": "minutes", "comparison": "at_most"}, False),
        ({"value": 5, "unit": "hours", "comparison": "at_most"}, True),
        ({"kind": "response", "value": 15, "unit": "minutes", "comparison": "at_most"}, False),
        ({"kind": "response", "value": 1, "unit": "hours", "comparison": "at_most"}, True),
        ({"kind": "resolution", "value": 1, "unit": "minutes", "comparison": "at_most"}, True),
        ({"kind": "quality", "value": 100}, True),
    ],
)
def test_figures_are_compared_in_their_own_units(shop, auditor, values, kept):
    assert holds(auditor, target(shop, **values)) is kept


@pytest.mark.parametrize(("hours", "kept"), [("Mon–Fri 09:00–17:00", True), ("24x7", False)])
def test_hours_that_nobody_covers_cannot_be_promised(shop, auditor, hours, kept):
    calendar = factories.CalendarFactory(hours=hours)
    assert holds(auditor, target(shop, value=90, calendar=calendar)) is kept


def test_the_page_shows_the_arithmetic_step_by_step(client, shop, auditor):
    target(shop, value="99.9", name="Shop is there")
    client.force_login(auditor)
    html = client.get(f"/services/{shop.uid}/underpinning/").content.decode()
    assert "99.5 % × [1 − (1 − 99 %) × (1 − 99 %)] = 99.49 %" in html.replace("99.4901", "99.49")
    assert "Shop is there" in html
    assert "Cannot be kept" in html
    assert "Second database" in html
    past = client.get(f"/services/{shop.uid}/underpinning/?as_of=2020-01-01")
    assert past.status_code == 404


def test_a_service_without_anything_says_what_to_do(client, auditor):
    bare = factories.ServiceFactory(name="Bare")
    client.force_login(auditor)
    html = client.get(f"/services/{bare.uid}/underpinning/").content.decode()
    assert "No targets yet" in html


def test_other_apps_bring_promises_of_suppliers(shop, auditor, monkeypatch):
    def of_suppliers(needs):
        level = room.Level(availability=room.Decimal(98))
        yield room.Promise((room.SERVICE, shop.pk), "Carrier", level, "/agreements/")

    monkeypatch.setattr(room, "_sources", [*room._sources, of_suppliers])
    assert not holds(auditor, target(shop, value="98"))


def test_customers_see_neither_page_nor_rule(client):
    world = cast()
    client.force_login(world.users["representative"])
    assert client.get(f"/services/{world.service.uid}/underpinning/").status_code == 403


def test_what_is_reckoned_costs_the_same_for_few_and_many(shop, auditor, django_assert_num_queries):
    def count():
        with django_assert_num_queries(3):
            book_for(Principal.of(auditor))

    count()
    for name in range(5):
        other = factories.ServiceFactory(name=f"Other {name}")
        factories.DependencyFactory(service=other, component=None, depends_on=shop)
    count()
