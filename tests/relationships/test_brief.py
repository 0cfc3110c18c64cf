"""The brief of a customer for a meeting: two pages, in the reader's language, of what its reader may see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.access.principals import today
from core.declaration.dossier.marks import HealthMark
from tests import factories
from tests.personas import cast
from tests.printing import reading

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world():
    return cast()


@pytest.fixture
def brief(client, world):
    def get(persona, customer=None, **query):
        client.force_login(world.users[persona])
        address = reverse("customers-brief", args=[(customer or world.customer).uid])
        return client.get(address, query)

    return get


def test_it_tells_what_the_page_tells(brief, world):
    factories.change(world.customer, needs="Care at every bedside")
    factories.CommunicationFactory(subject=world.customer.record, name="Budget talk")
    factories.ActionFactory(subject=world.customer.record, name="Send the offer")
    for number in (1, 2):
        HealthMark.objects.create(
            record=world.customer.record, day=today() - timedelta(days=number), score=40 * number
        )
    answer = brief("relationship_manager")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{world.customer.reference}.pdf"'
    content = b"".join(answer)
    assert b"pdfuaid:part>1<" in content
    assert content.count(b"/Alt") == 2
    told = reading.text(content)
    for words in ("Own customer", "Care at every bedside", "Budget talk", "Send the offer",
                  "Own service", "A relationship manager is named."):  # fmt: skip
        assert words in told
    assert "Other" not in told
    assert b"".join(brief("relationship_manager")) == content


def test_it_speaks_german(brief, world):
    user = world.users["relationship_manager"]
    type(user)._base_manager.filter(pk=user.pk).update(language="de")
    told = reading.text(b"".join(brief("relationship_manager")))
    assert "Gesundheit" in told
    assert "Letzter Kontakt" in told


def test_a_customer_reads_only_what_it_may_see(brief, world):
    factories.change(world.customer, notes="canary", contract_facts="canary")
    factories.CommunicationFactory(subject=world.customer.record, name="canary")
    factories.ConcernFactory(customer=world.customer, name="canary")
    told = reading.text(b"".join(brief("representative")))
    assert "Own service" in told
    assert "canary" not in told
    assert "Health" not in told
    assert brief("stranger").status_code == 404
    assert brief("expired_auditor").status_code == 302


def test_a_customer_with_much_around_it_still_fits_on_two_pages(brief, world):
    factories.change(world.customer, needs="Much. " * 500, expectations="More. " * 500)
    for _ in range(20):
        factories.SubscriptionFactory(customer=world.customer)
    for number in range(12):
        factories.ActionFactory(subject=world.customer.record, name=f"Action {number} " * 8)
        factories.ConcernFactory(customer=world.customer, name=f"Concern {number} " * 8)
        factories.OpportunityFactory(customer=world.customer, name=f"Idea {number} " * 8)
        factories.CommunicationFactory(subject=world.customer.record, name=f"Call {number} " * 8)
    content = b"".join(brief("service_manager"))
    assert reading.pages(content) == 2
    assert "and 7 more" in reading.text(content)
    assert "and 6 more" in reading.text(content)
