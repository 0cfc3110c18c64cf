"""A currency is three capital letters, however it is typed, and what stands from before is left alone."""

import re

import pytest
from django.apps import apps
from django.test import Client

from core.errors import Invalid
from core.models import RegisterModel, money
from portfolio.models import Service
from tests import factories
from tests.api.caller import Caller
from tests.contract.html import form_with
from tests.exchange.files import csv_of, examined, states
from tests.personas import user

pytestmark = pytest.mark.django_db
RULE = "Use three capital letters, like EUR."


@pytest.fixture
def manager():
    return user("manager", "service_manager")


@pytest.fixture
def from_before(monkeypatch):
    """A service from when any three characters were a currency."""
    with monkeypatch.context() as earlier:
        earlier.setattr(money.CODE, "regex", re.compile(".*"))
        earlier.setattr(money.CurrencyField, "spelled", staticmethod(str))
        return factories.ServiceFactory(name="Mail", cost="5.00", currency="eu.")


def typed(manager, service, **changes):
    browser = Client()
    browser.force_login(manager)
    path = f"/services/{service.uid}/edit/"
    form = form_with(browser.get(path).content.decode(), "version")
    return browser.post(path, {**form, **changes})


def current(service):
    return Service.objects.unscoped("test").get(uid=service.uid)


def test_every_currency_of_a_register_is_one_field():
    fields = {
        field
        for model in apps.get_models()
        if issubclass(model, RegisterModel)
        for field in model._meta.concrete_fields
        if "currency" in field.name
    }
    assert len(fields) > 4
    assert [field for field in fields if not isinstance(field, money.CurrencyField)] == []
    assert all(field.of for field in fields)


@pytest.mark.parametrize(
    ("factory", "amount", "currency"),
    [
        (factories.ServiceFactory, "revenue", "currency"),
        (factories.SlaFactory, "yearly_charge", "currency"),
        (factories.AgreementFactory, "amount", "currency"),
        (factories.OpportunityFactory, "worth", "currency"),
        (factories.RepresentativeFactory, "limit_amount", "limit_currency"),
    ],
)
def test_an_amount_names_its_currency(factory, amount, currency):
    with pytest.raises(Invalid) as refused:
        factory(**{amount: "0.00"})
    assert refused.value.fields == {currency: ["Name the currency of the amount."]}


@pytest.mark.pages
def test_small_letters_are_understood_on_form_api_and_import(manager):
    service = factories.ServiceFactory(cost="5.00", currency="CHF")
    assert typed(manager, service, currency=" eur ").status_code == 302
    assert current(service).currency == "EUR"
    answer = Caller(manager).patch(current(service), {"currency": "usd"})
    assert (answer.status_code, answer.json()["currency"]) == (200, "USD")
    lines = (
        "Reference,Name,Cost a year,Currency",
        f"{service.reference},{service.name},5,usd",
        "N-1,Wiki,€ 7,eur",
    )
    examination = examined("services", csv_of(*lines))
    assert states(examination) == ["unchanged", "new"]


@pytest.mark.pages
@pytest.mark.parametrize("text", ["Euro", "€", "E1R", "EU", "ßA"])
def test_what_is_no_code_is_refused_with_the_rule_alone(manager, text):
    service = factories.ServiceFactory(cost="5.00", currency="CHF")
    page = typed(manager, service, currency=text)
    assert page.status_code == 400
    assert RULE in page.content.decode()
    assert "most 3" not in page.content.decode()
    with pytest.raises(Invalid) as refused:
        factories.change(service, currency=text)
    assert refused.value.fields == {"currency": [RULE]}


@pytest.mark.pages
def test_what_stands_from_before_is_shown_and_lets_other_fields_change(manager, from_before):
    assert typed(manager, from_before, notes="by form").status_code == 302
    answer = Caller(manager).patch(current(from_before), {"notes": "by API", "currency": "eu."})
    assert (answer.status_code, answer.json()["currency"]) == (200, "eu.")
    lines = (
        "Reference,Name,Currency,Notes",
        f"{from_before.reference},Mail,eu.,by file",
        "N-1,Wiki,,",
    )
    assert states(examined("services", csv_of(*lines)))[0] == "changed"
    assert current(from_before).notes == "by API"
    with pytest.raises(Invalid):
        factories.change(current(from_before), currency="eu,")


def test_an_amount_of_a_file_fills_whichever_field_has_the_currency():
    row = factories.RepresentativeFactory()
    data = csv_of("Reference,Amount", f"{row.reference},CHF 500")
    (draft,) = examined("representatives", data, mapping={"Amount": "limit_amount"}).take_drafts()
    assert draft.values["limit_currency"] == "CHF"
