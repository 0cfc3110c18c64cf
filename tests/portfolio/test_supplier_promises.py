"""What suppliers promise in agreements decides what can be promised to customers."""

from datetime import timedelta

import pytest
from django.test import Client

from core.access.principals import Principal, today
from core.choices import Role
from core.registries.rules import outcomes
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor():
    return user("auditor", Role.AUDITOR)


@pytest.fixture
def target():
    """A promise of 99.9 % for a service that nobody wrote down any dependency of."""
    return factories.TargetFactory(sla=factories.SlaFactory(state="agreed"), value="99.9")


def supply(target, state="active", **values):
    supplier = factories.SupplierFactory(name="Telfort")
    agreement = factories.AgreementFactory(supplier=supplier, state=state)
    service = target.sla.service
    return factories.SupplyFactory(
        service=service, supplier=supplier, agreement=agreement, **values
    )


def failing(auditor):
    found = outcomes(Principal.of(auditor))
    return next(each.failing for each in found if each.rule.name == "target-underpinned")


def test_an_sla_above_what_its_supplier_promises_is_a_finding_until_they_agree_on_more(
    target, auditor
):
    found = supply(target, availability="99.5")
    assert failing(auditor) == 1
    factories.change(found, availability="99.95")
    assert failing(auditor) == 0


def test_response_and_hours_of_a_supplier_count_too(target, auditor):
    office = factories.CalendarFactory(hours="Mon–Fri 08:00–18:00")
    always = factories.CalendarFactory(hours="24x7")
    fast = {"kind": "response", "unit": "minutes", "comparison": "at_most", "value": 30}
    factories.change(target, calendar=always)
    factories.TargetFactory(sla=target.sla, name="Site", **fast)
    found = supply(target, response=60, calendar=office)
    assert failing(auditor) == 2
    factories.change(found, response=20, calendar=always)
    assert failing(auditor) == 0


@pytest.mark.parametrize("over", ["draft", "expired"])
def test_an_agreement_that_is_not_in_force_promises_nothing(target, auditor, over):
    supply(target, state=over, availability="50")
    assert failing(auditor) == 0


def test_a_supply_that_ended_promises_nothing(target, auditor):
    supply(target, availability="50", ends_on=today() - timedelta(days=1))
    assert failing(auditor) == 0


def test_a_promise_for_a_part_is_not_counted_beside_the_part(target, auditor):
    part = factories.ComponentFactory(name="Lines", availability="99.95")
    factories.DependencyFactory(service=target.sla.service, component=part)
    found = supply(target, availability="99.94", component=part)
    assert failing(auditor) == 0
    factories.change(found, component=None)
    assert failing(auditor) == 1, "99.95 % × 99.94 % is less than 99.9 %"


@pytest.mark.pages
def test_the_page_names_supplier_and_agreement_in_the_arithmetic(target, auditor):
    found = supply(target, availability="99.5")
    client = Client()
    client.force_login(auditor)
    page = client.get(f"/services/{target.sla.service.uid}/underpinning/").content.decode()
    assert found.agreement.title in page
    assert "Cannot be kept" in page
