"""The catalogue tells customers what is meant for them, nothing of the portfolio; drift is a finding."""

import pytest
from django.urls import reverse

from core.access.principals import Principal
from core.choices import Role
from core.registries.rules import outcomes
from portfolio.models import CatalogueEdition, Service
from portfolio.models.catalogue import TEXTS
from portfolio.reach import PORTFOLIO_ONLY
from portfolio.services.catalogue import drift_of
from tests import factories
from tests.personas import cast, user
from tests.portfolio.catalogues import publish, words

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
OUTPUTS = ("catalogue", "catalogue-data", "catalogue-print", "api-catalogue")


@pytest.fixture
def world():
    return cast()


def entry(service, name, **values):
    return factories.CatalogueEntryFactory(
        service=service, name=name, **{"published": True, **values}
    )


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_customer_reads_what_is_published_for_everybody_or_of_its_own_services(
    client, world, output
):
    entry(world.service, "Mine alone", audience="receivers")
    entry(world.other_service, "Theirs alone", audience="receivers")
    entry(factories.ServiceFactory(), "For everybody")
    entry(factories.ServiceFactory(), "Not yet", published=False)
    publish()
    client.force_login(world.users["representative"])
    told = words(client.get(reverse(output)))
    assert "Mine alone" in told
    assert "For everybody" in told
    assert "Theirs alone" not in told
    assert "Not yet" not in told
    client.force_login(world.users["relationship_manager"])
    told = words(client.get(reverse(output), {"customer": str(world.other_customer.uid)}))
    assert "Theirs alone" in told
    assert "Mine alone" not in told


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_customer_cannot_ask_for_another_and_odd_addresses_are_refused(client, world, output):
    client.force_login(world.users["representative"])
    for query in ({"customer": str(world.other_customer.uid)}, {"customer": "x"}, {"y": "1"}):
        assert client.get(reverse(output), query).status_code == 400


def test_nothing_of_the_portfolio_reaches_any_output(client, world):
    texts = {
        name: f"canary-{name}"[: Service._meta.get_field(name).max_length or 50]
        for name in PORTFOLIO_ONLY
        if Service._meta.get_field(name).get_internal_type() in ("CharField", "TextField")
        and name != "currency"
    }
    service = factories.change(world.service, **texts, cost="987654.00", currency="XTS")
    row = entry(service, "Mine")
    publish()
    client.force_login(world.users["representative"])
    pages = [reverse(output) for output in OUTPUTS]
    pages += ["/customer-catalogues/", "/customer-catalogues/export/?format=csv"]
    (version,) = world.customer.catalogues.all()
    pages += [f"/customer-catalogues/{version.uid}/"]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        told = words(answer)
        assert "Mine" in told or page == "/customer-catalogues/", page
        for secret in ("canary", "987654", "987,654", "XTS"):
            assert secret not in told, page
    assert set(CatalogueEdition.objects.get().data[0]) == {"uid", "reference", *TEXTS, "readers"}
    for page in ("/catalogue-entries/", f"/api/v1/catalogue-entries/{row.uid}/"):
        assert client.get(page).status_code in (403, 404)


def test_programs_read_an_offer_catalog_of_services(client, world):
    row = entry(
        world.service, "Mail", description="Letters", service_hours="24 × 7", support="Phone"
    )
    publish()
    client.force_login(world.users["representative"])
    answer = client.get(reverse("catalogue-data"))
    assert answer["Content-Type"] == "application/ld+json"
    data = answer.json()
    assert (data["@context"], data["@type"]) == ("https://schema.org", "OfferCatalog")
    assert data["version"] == "1"
    offered = data["itemListElement"][0]["itemOffered"]
    assert offered["@id"] == f"urn:uuid:{row.uid}"
    assert offered | {"@id": ""} == {
        "@type": "Service",
        "@id": "",
        "identifier": row.reference,
        "name": "Mail",
        "description": "Letters",
        "hoursAvailable": "24 × 7",
        "availableChannel": {"@type": "ServiceChannel", "name": "Phone"},
    }


def test_an_entry_that_says_something_else_than_portfolio_or_sla_is_a_finding_that_names_both(
    world,
):
    by = Principal.of(user("manager", Role.SERVICE_MANAGER))
    service = factories.ServiceFactory(status="active", service_hours="24 × 7", support_channels="")
    row = entry(service, "Mail", service_hours="24 × 7")
    late = entry(world.service, "Proposed only")
    publish()

    def broken():
        found = {each.rule.name: each for each in outcomes(by)}
        return found["catalogue-drift"].failing, found["service-catalogue"].failing

    assert broken() == (1, 0)
    assert [each.what for each in drift_of(late, by=by)] == ["Published"]
    assert drift_of(row, by=by) == []
    sla = factories.SlaFactory(service=service, state="agreed", service_hours="Mon–Fri")
    assert broken() == (2, 0)
    (found,) = drift_of(row, by=by)
    assert (found.said, found.where, found.instead) == ("24 × 7", str(sla), "Mon–Fri")
    factories.change(row, published=False)
    assert broken() == (1, 0)  # customers read it until the next edition
    publish("CHG-7", "Mail is withdrawn.")
    assert broken() == (1, 1)
