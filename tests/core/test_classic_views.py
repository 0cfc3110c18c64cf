"""The two classic registers: the columns that people know from their spreadsheets."""

import pytest

from portfolio.models import SLA
from tests import factories
from tests.personas import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def classic(client, register):
    """The register's list in its classic view."""
    tabs = client.get(f"/{register}/?view=all").context["tabs"]
    query = next(query for view, query, _now in tabs if view.row is None)
    return client.get(f"/{register}/{query}")


def headings(response):
    """The headings of the table, in order."""
    return [str(heading.column.label) for heading in response.context["headings"]]


def texts(response):
    """What each row says, by the name of the record."""
    return {
        row.record.title: [cell.text for _column, cell in row.cells]
        for row in response.context["rows"]
    }


def test_the_service_portfolio_has_customer_agreement_and_components_beside_each_service(client):
    world = cast()
    agreement = factories.SlaFactory(service=world.service, customer=world.customer)
    for name in ("Mail gateway", "Database"):
        component = factories.ComponentFactory(name=name)
        factories.DependencyFactory(service=world.service, component=component)
    client.force_login(world.users["auditor"])
    shown = classic(client, "services")
    assert headings(shown) == [
        "Name", "Status", "Customer", "SLA reference", "Key components", "Owner",
    ]  # fmt: skip
    assert texts(shown) == {
        "Own service": [
            "Own service", "Proposed", "Own customer", agreement.reference,
            "Database, Mail gateway", "The service_owner",
        ],
        "Other service": ["Other service", "Proposed", "Other customer", "", "", ""],
    }  # fmt: skip


def test_archived_rows_of_other_registers_are_not_told(client):
    world = cast()
    factories.archive(world.subscription)
    client.force_login(world.users["auditor"])
    assert texts(classic(client, "services"))["Own service"][2] == ""


def test_readers_see_beside_a_record_only_what_they_see_in_the_other_register(client):
    world = cast()
    factories.SubscriptionFactory(service=world.service, customer=world.other_customer)
    client.force_login(world.users["representative"])
    shown = classic(client, "services")
    page = shown.content.decode()
    assert "Other customer" not in page
    assert "Own customer" in page


def test_the_supplier_register_has_contract_and_metric_beside_each_supplier(client):
    world = cast()
    contract = factories.AgreementFactory(supplier=world.supplier, targets="99.9 %")
    client.force_login(world.users["auditor"])
    shown = classic(client, "suppliers")
    assert headings(shown) == [
        "Name", "Services provided", "Contract reference", "Performance metric",
        "Review frequency", "Risk level",
    ]  # fmt: skip
    row = texts(shown)["Own supplier"]
    assert row[2:4] == [contract.reference, "99.9 %"]


def test_the_columns_of_other_registers_take_one_query(client, django_assert_max_num_queries):
    world = cast()
    for _number in range(5):
        service = factories.ServiceFactory()
        factories.SlaFactory(service=service, customer=world.customer)
    client.force_login(world.users["auditor"])
    found = classic(client, "services")
    with django_assert_max_num_queries(9):
        client.get(f"/services/?view={found.context['listing'].view.uid}")
    assert SLA.objects.count() == 5


def test_a_register_that_its_reader_may_not_see_has_no_column_beside_another(client):
    world = cast()
    client.force_login(world.users["representative"])
    shown = headings(classic(client, "services"))
    assert "Customer" in shown
    assert "Key components" not in shown
