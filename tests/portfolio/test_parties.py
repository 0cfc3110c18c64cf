"""Who operates what: the matrix, its gaps, and that no other party operates everything."""

import pytest
from django.test import Client
from django.urls import reverse

from core.access.principals import Principal, system
from core.errors import Invalid
from core.registries.rules import rules_for
from suppliers.services import KINDS, matrix
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def world():
    return cast()


def failing(name):
    (rule,) = (each for each in rules_for(BY) if each.name == name)
    return set(rule.rows(BY, "view").values_list("title", flat=True))


def test_a_party_and_a_thing_are_named_once_each(world):
    for values in ({"supplier": None}, {"service": None}, {"customer": world.customer}):
        with pytest.raises(Invalid):
            factories.InvolvementFactory(**values)


def test_the_matrix_shows_who_is_involved_and_what_is_missing():
    held, bare = (factories.ServiceFactory(name=name, status="active") for name in "AB")
    unit = factories.OrganisationUnitFactory(name="Desk")
    kept = factories.InvolvementFactory(service=held, controls="Monthly", access="Console")
    factories.InvolvementFactory(service=held, supplier=None, unit=unit)
    supply = factories.SupplyFactory(service=bare)
    found = matrix(KINDS["services"], [held, bare], by=BY)
    assert [party.row for party in found.parties] == [unit, kept.supplier, supply.supplier]
    states = [[(cell.state, cell.reaches) for cell in line.cells] for line in found.lines]
    assert states == [
        [("held", False), ("held", True), ("", False)],
        [("", False), ("", False), ("gap", False)],
    ]
    assert [line.gaps for line in found.lines] == [0, 2]
    urls = [cell.url for cell in found.lines[0].cells]
    assert urls[1] == reverse("involvements-detail", args=[kept.uid])
    assert f"supplier={supply.supplier.uid}" in urls[2]


@pytest.mark.pages
def test_the_page_names_the_gaps_and_refuses_outsiders(world):
    service = factories.ServiceFactory(status="active")
    factories.SupplyFactory(service=service, supplier=world.supplier)
    client = Client()
    client.force_login(world.users["auditor"])
    page = client.get("/parties/").content.decode()
    assert f'href="/suppliers/{world.supplier.uid}/"' in page
    assert "nobody is named" in page
    assert client.get("/parties/?of=nothing").status_code == 400
    client.force_login(world.users["representative"])
    assert client.get("/parties/").status_code == 403


def test_gaps_are_findings():
    service = factories.ServiceFactory(name="A", status="active")
    process = factories.ProcessFactory(name="Incidents", owner=factories.PersonFactory())
    supply = factories.SupplyFactory(service=service)
    assert failing("service-operated") == {"A"}
    assert failing("process-operated") == {"Incidents"}
    assert failing("supply-controlled") == {supply.title}
    mine = factories.InvolvementFactory(service=service, supplier=supply.supplier, access="Console")
    assert failing("service-operated") == set()
    assert failing("supply-controlled") == {supply.title}
    assert failing("involvement-controls") == failing("involvement-access") == {mine.title}
    factories.change(mine, controls="Monthly report")
    assert failing("supply-controlled") == failing("involvement-controls") == set()
    factories.InvolvementFactory(
        service=None, supplier=None, process=process, unit=factories.OrganisationUnitFactory()
    )
    assert failing("process-operated") == set()


def test_a_party_that_operates_everything_is_a_finding():
    one, two = (factories.ServiceFactory(name=name, status="active") for name in "AB")
    supplier = factories.SupplierFactory(name="Everybody")
    factories.InvolvementFactory(service=one, supplier=supplier)
    assert failing("party-alone") == set()
    factories.InvolvementFactory(service=two, supplier=supplier)
    assert failing("party-alone") == {"Everybody"}


def test_the_matrix_costs_the_same_for_few_and_many(django_assert_max_num_queries, world):
    services = [factories.ServiceFactory(status="active") for _n in range(4)]
    for service in services:
        factories.InvolvementFactory(service=service)
    by = Principal.of(world.users["auditor"])
    for rows in (services[:1], services):
        with django_assert_max_num_queries(2):
            matrix(KINDS["services"], rows, by=by)
