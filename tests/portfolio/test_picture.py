"""The picture of a service's dependencies: both directions, as deep as asked, only what one may see."""

import pytest
from django.utils import timezone

from core.access.principals import Principal
from core.choices import Role
from portfolio.views.picture import around, fallen
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Shop → portal → sign-in → directory; the portal also leans on a database."""
    made = {
        name: factories.ServiceFactory(name=name)
        for name in ("Shop", "Portal", "Sign-in", "Directory")
    }
    for one, other in (("Shop", "Portal"), ("Portal", "Sign-in"), ("Sign-in", "Directory")):
        factories.DependencyFactory(service=made[one], component=None, depends_on=made[other])
    database = factories.ComponentFactory(name="Database")
    factories.DependencyFactory(service=made["Portal"], component=database)
    return made


@pytest.fixture
def auditor():
    return Principal.of(user("auditor", Role.AUDITOR))


def titles(graph):
    return {node.title for node in graph.nodes}


def test_it_shows_what_a_service_needs_and_what_needs_it(chain, auditor):
    graph = around(auditor, chain["Portal"], 1)
    assert titles(graph) == {"Portal", "Shop", "Sign-in", "Database"}
    named = {node.key: node.title for node in graph.nodes}
    pairs = {(named[edge.source], named[edge.target]) for edge in graph.edges}
    assert pairs == {("Shop", "Portal"), ("Portal", "Sign-in"), ("Portal", "Database")}


def test_more_steps_show_more(chain, auditor):
    assert "Directory" not in titles(around(auditor, chain["Portal"], 1))
    assert "Directory" in titles(around(auditor, chain["Portal"], 2))


def test_a_service_without_dependencies_stands_alone(auditor):
    graph = around(auditor, factories.ServiceFactory(name="Alone"), 4)
    assert titles(graph) == {"Alone"}
    assert graph.edges == []


def test_the_page_has_picture_table_and_links(client, chain):
    client.force_login(user("sm", Role.SERVICE_MANAGER))
    html = client.get(f"/services/{chain['Portal'].uid}/picture/").content.decode()
    assert "What Portal needs, and what needs it" in html
    assert f'href="/services/{chain["Sign-in"].uid}/"' in html
    assert '<th scope="row">Shop</th><td>Portal</td>' in html


def test_the_page_looks_back(client, chain):
    client.force_login(user("sm", Role.SERVICE_MANAGER))
    day = timezone.localdate()
    answer = client.get(f"/services/{chain['Portal'].uid}/picture/?as_of={day}&depth=3")
    assert "Directory" in answer.content.decode()


@pytest.mark.parametrize("depth", ["0", "5", "x", ""])
def test_an_odd_depth_is_refused_and_named(client, chain, depth):
    client.force_login(user("sm", Role.SERVICE_MANAGER))
    answer = client.get(f"/services/{chain['Portal'].uid}/picture/?depth={depth}")
    assert answer.status_code == 400
    assert "depth" in answer.content.decode()


def test_customers_see_no_picture_even_of_their_own_service(client, chain):
    customer = factories.CustomerFactory()
    outsider = user("rep", Role.REPRESENTATIVE)
    factories.RepresentativeFactory(customer=customer, person=outsider.person)
    factories.SubscriptionFactory(customer=customer, service=chain["Portal"])
    client.force_login(outsider)
    assert client.get(f"/services/{chain['Portal'].uid}/").status_code == 200
    assert client.get(f"/services/{chain['Portal'].uid}/picture/").status_code == 403


def test_the_auditor_finds_the_picture_in_the_menu_of_the_record(client, chain):
    client.force_login(user("auditor2", Role.AUDITOR))
    html = client.get(f"/services/{chain['Portal'].uid}/").content.decode()
    assert "Dependencies as a picture" in html


def test_it_asks_the_database_a_few_times_however_many_services_there_are(
    chain, auditor, django_assert_max_num_queries
):
    for number in range(20):
        factories.DependencyFactory(
            service=chain["Sign-in"],
            component=None,
            depends_on=factories.ServiceFactory(name=f"S{number}"),
        )
    with django_assert_max_num_queries(10):
        around(auditor, chain["Portal"], 4)


def fails(auditor, service):
    """The services that are down with one, and those that lose an alternative."""
    found = fallen(auditor, service)
    down = {line.service.title: line.steps for line in found["fallen"]}
    return down, [each.title for each in found["weakened"]]


def test_what_fails_with_a_service_is_all_that_needs_it(chain, auditor):
    down, weakened = fails(auditor, chain["Sign-in"])
    assert down == {"Sign-in": 0, "Portal": 1, "Shop": 2}
    assert weakened == []


def test_an_alternative_keeps_a_service_up_until_all_are_down(chain, auditor):
    spare = factories.ServiceFactory(name="Spare sign-in")
    for dependency in chain["Portal"].dependencies.exclude(depends_on=None):
        factories.change(dependency, alternative="sign-in")
    factories.DependencyFactory(
        service=chain["Portal"], component=None, depends_on=spare, alternative="sign-in"
    )
    assert fails(auditor, chain["Sign-in"]) == ({"Sign-in": 0}, ["Portal"])
    factories.DependencyFactory(service=spare, component=None, depends_on=chain["Directory"])
    down, _weakened = fails(auditor, chain["Directory"])
    assert set(down) == {"Directory", "Sign-in", "Spare sign-in", "Portal", "Shop"}


def test_customers_and_agreements_that_a_failure_reaches_are_named(client, chain):
    customer = factories.CustomerFactory(name="Klinikum")
    factories.SubscriptionFactory(service=chain["Shop"], customer=customer)
    sla = factories.SlaFactory(service=chain["Shop"], customer=customer, state="agreed")
    client.force_login(user("sm", Role.SERVICE_MANAGER))
    html = client.get(f"/services/{chain['Directory'].uid}/picture/").content.decode()
    part = html[html.index('id="fails"') :]
    assert "Klinikum" in part
    assert sla.reference in part
    assert "4 services" in part


def test_customers_stand_left_of_what_they_receive_but_not_beside_what_is_only_needed(
    chain, auditor
):
    for name in ("Shop", "Portal", "Sign-in"):
        customer = factories.CustomerFactory(name=f"Receives {name}")
        factories.SubscriptionFactory(service=chain[name], customer=customer)
    graph = around(auditor, chain["Portal"], 1)
    named = {node.key: node.title for node in graph.nodes}
    edges = {(named[edge.source], named[edge.target]) for edge in graph.edges}
    assert {pair for pair in edges if "Receives" in pair[0]} == {
        ("Receives Shop", "Shop"), ("Receives Portal", "Portal"),
    }  # fmt: skip
    assert "Receives Sign-in" not in titles(graph)


def test_suppliers_stand_in_the_picture(chain, auditor):
    supplier = factories.SupplierFactory(name="Carrier")
    factories.SupplyFactory(service=chain["Portal"], supplier=supplier)
    assert "Carrier" in titles(around(auditor, chain["Portal"], 1))
