"""Columns of other registers in the rows of the API, as ready-made views show them."""

import pytest

from core.declaration.registry import declaration_of
from core.declaration.saved import built_in_uid
from portfolio.models import Service
from tests import factories
from tests.api.caller import Caller


@pytest.fixture
def view():
    """The identity of the classic view of services."""
    declaration = declaration_of(Service)
    return built_in_uid(declaration, declaration.views[0])


def beside(caller, view, more=""):
    """What each service says of other registers, by its name."""
    rows = caller.get(f"services/?beside={view}&page_size=200{more}").json()["results"]
    return {row["name"]: row["beside"] for row in rows}


def test_a_view_brings_its_columns_of_other_registers(world, view):
    agreement = factories.SlaFactory(service=world.service, customer=world.customer)
    found = beside(Caller(world.users["auditor"]), view, "&fields=name")
    assert found["Own service"]["slas-reference"] == agreement.reference
    assert found["Own service"]["subscriptions-customer"] == "Own customer"
    assert found["Other service"]["slas-reference"] == ""


def test_nobody_is_told_more_than_the_other_register_shows_them(world, view):
    factories.SubscriptionFactory(service=world.service, customer=world.other_customer)
    found = beside(Caller(world.users["representative"]), view)
    assert found["Own service"]["subscriptions-customer"] == "Own customer"


def test_rows_without_that_wish_have_no_such_part(world):
    row = Caller(world.users["auditor"]).get("services/").json()["results"][0]
    assert "beside" not in row


@pytest.mark.parametrize("wish", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_view_that_is_none_is_refused(world, wish):
    answer = Caller(world.users["auditor"]).get(f"services/?beside={wish}")
    assert answer.status_code == 400
    assert "beside" in answer.json()["errors"]
