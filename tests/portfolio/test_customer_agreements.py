"""Agreements with customers beside SLAs are recorded and linked."""

import pytest

from core.access.principals import Principal
from core.choices import Role
from core.errors import Invalid
from portfolio.models import CustomerAgreement
from tests import factories
from tests.exchange.files import csv_of, examined, states
from tests.factories.records import change
from tests.personas import user

pytestmark = pytest.mark.django_db


def test_it_belongs_to_an_sla_with_the_same_customer_or_a_group():
    agreement = factories.CustomerAgreementFactory()
    ours = factories.SlaFactory(customer=agreement.customer)
    agreement = change(agreement, sla=ours)
    assert agreement.sla == ours
    with pytest.raises(Invalid) as refused:
        change(agreement, sla=factories.SlaFactory(customer=factories.CustomerFactory()))
    assert refused.value.fields == {"sla": ["This SLA is with another customer."]}


def test_the_pages_of_customer_service_and_sla_show_it(client):
    service, customer = factories.ServiceFactory(), factories.CustomerFactory()
    sla = factories.SlaFactory(service=service, customer=customer)
    paper = factories.CustomerAgreementFactory(customer=customer, service=service, sla=sla)
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    for row in (service, customer, sla):
        page = client.get(f"/{row.register.name}/{row.uid}/").content.decode()
        assert paper.name in page, row


def test_a_representative_sees_the_own_customers_only():
    ours, others = factories.CustomerAgreementFactory.create_batch(2)
    speaker = user("speaker", Role.REPRESENTATIVE)
    factories.RepresentativeFactory(customer=ours.customer, person=speaker.person)
    seen = CustomerAgreement.objects.for_user(Principal.of(speaker))
    assert list(seen) == [ours]
    assert others not in seen


def test_a_list_of_contracts_is_understood_in_the_words_of_its_file():
    customer = factories.CustomerFactory(name="Acme")
    sheet = csv_of(
        "Client,Contract name,Contract type,Date signed,Expires",
        "Acme,MoU on video,MoU,2026-03-01,2027-03-01",
        "Acme,Hosting,Lease,2026-03-01,",
    )
    found = examined("customer-agreements", sheet)
    assert states(found) == ["new", "faulty"]
    values = found.entries[0].own.draft.values
    expected = {"customer": customer, "name": "MoU on video", "kind": "mou"}
    assert {name: values[name] for name in expected} == expected
    assert values["ends_on"].isoformat() == "2027-03-01"
