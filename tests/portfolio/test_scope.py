"""The scope of the SMS: filled from the registers, approved by top management, in force as of a day."""

from datetime import date

import pytest
from django.test import Client

from core.access.principals import Principal, system
from core.choices import EditionState, Origin
from core.errors import Conflict, Forbidden, Invalid
from core.registries.rules import rules_for
from core.services import editions
from portfolio.services import scope
from tests import factories
from tests.api.caller import Caller
from tests.personas import cast, user
from tests.signing.world import PASSWORD, sign

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def manager():
    return Principal.of(user("head", "service_manager"))


@pytest.fixture
def director():
    return factories.UserFactory(name="Dora Director", roles=["auditor"], password=PASSWORD)


def delivered(name, **values):
    return factories.ServiceFactory(name=name, status="active", **values)


def filled(manager, director, **values):
    """A statement that names what the registers know, ready to be signed."""
    row = factories.ScopeStatementFactory(
        approver=director.person, effective_from=date(2026, 1, 1), state=EditionState.NEGOTIATING,
        **values,
    )  # fmt: skip
    scope.fill(statement=row, by=manager, origin=Origin.SCREEN)
    return row


def said(row):
    return {
        (item.what, item.included, item.outsourced_to) for item in scope.items_of(row, BY)
    }  # fmt: skip


def differing(row):
    found = scope.differences(scope.items_of(row, BY), BY)
    return {each.row.title: each.says for each in found}


def test_it_is_filled_with_what_the_registers_know(manager, director):
    mail = delivered("Mail", outsourced=True, outsourced_to="Nordwolke")
    hobby = delivered("Hobby", in_scope=False)
    factories.ServiceFactory(name="Idea")
    inside = factories.SubscriptionFactory(service=mail).customer
    factories.SubscriptionFactory(service=hobby)
    unit = factories.OrganisationUnitFactory()
    row = filled(manager, director)
    assert said(row) == {
        ("Mail", True, "Nordwolke"), ("Hobby", False, ""), (inside.title, True, ""),
        (unit.title, True, ""),
    }  # fmt: skip
    assert differing(row) == {}
    with pytest.raises(Conflict, match="already"):
        scope.fill(statement=row, by=manager, origin=Origin.SCREEN)
    with pytest.raises(Forbidden):
        scope.fill(statement=row, by=Principal.of(director), origin=Origin.SCREEN)


def test_an_exclusion_without_a_reason_stands_against_the_signature(manager, director):
    delivered("Mail")
    delivered("Hobby", in_scope=False)
    row = filled(manager, director)
    with pytest.raises(Conflict, match="left out: Hobby"):
        sign(row, "management", director)
    excluded = next(item for item in scope.items_of(row, BY) if not item.included)
    excluded = factories.change(excluded, why="Not part of the certificate")
    with pytest.raises(Forbidden, match="not named"):
        sign(row, "management", factories.UserFactory(roles=["auditor"], password=PASSWORD))
    sign(row, "management", director)
    row.refresh_from_db()
    assert row.state == EditionState.AGREED
    with pytest.raises(Invalid):
        factories.change(excluded, why="Another one")
    with pytest.raises(Invalid):
        factories.ScopeItemFactory(statement=row, service=factories.ServiceFactory())


def test_each_day_has_the_edition_that_was_in_force_then(manager, director):
    mail = delivered("Mail")
    first = filled(manager, director)
    sign(first, "management", director)
    first.refresh_from_db()
    second = editions.draft_next(row=first, by=manager, origin=Origin.SCREEN)
    assert said(second) == {("Mail", True, "")}
    second = factories.change(
        second, effective_from=date(2026, 6, 1), change_reference="CHG-1", impact="none",
        state=EditionState.NEGOTIATING,
    )  # fmt: skip
    sign(second, "management", director)
    days = (date(2025, 12, 31), date(2026, 3, 1), date(2026, 6, 1))
    assert [scope.in_force(manager, day) for day in days] == [None, first, second]
    factories.change(mail, in_scope=False)
    assert "out of scope by the registers" in differing(second)["Mail"]


def test_delivered_services_outside_any_statement_are_a_finding(manager, director):
    (rule,) = (each for each in rules_for(BY) if each.name == "scope-service")
    mail = delivered("Mail")
    assert set(rule.rows(BY, "view")) == {mail}
    sign(filled(manager, director), "management", director)
    late = delivered("Late")
    factories.ServiceFactory(name="Idea")
    assert set(rule.rows(BY, "view")) == {late}


@pytest.mark.pages
def test_the_page_shows_a_day_and_refuses_outsiders(manager, director):
    delivered("Mail")
    row = filled(manager, director)
    sign(row, "management", director)
    delivered("Late")
    client = Client()
    client.force_login(director)
    page = client.get("/scope/").content.decode()
    assert row.reference in page
    assert "is not named in the statement" in page
    assert "in force on this day" in client.get("/scope/?on=2025-01-01").content.decode()
    assert client.get("/scope/?on=nonsense").status_code == 400
    outsider = cast().users["representative"]
    client.force_login(outsider)
    assert client.get("/scope/").status_code in (403, 404)


def test_the_api_fills_a_statement_as_the_page_does_in_the_order_of_the_api():
    mail, draft = delivered("Mail"), factories.ScopeStatementFactory()
    path, version = f"scope-statements/{draft.uid}/fill/", {"version": draft.version}
    stranger = user("stranger", "representative")
    assert Caller(stranger).post(path, version).status_code == 403
    assert Caller(user("auditor", "auditor")).post(path, version).status_code == 403
    caller = Caller(user("head", "service_manager"))
    assert caller.post(path, {}).status_code == 428
    assert caller.post(path, {"version": 9}).status_code == 412
    assert caller.post(path, {**version, "too": 1}).json()["errors"].keys() == {"too"}
    assert scope.items_of(draft, BY) == []
    first = caller.post(path, {**version, "reason": "Audit"}, Idempotency_Key="one")
    again = caller.post(path, {**version, "reason": "Audit"}, Idempotency_Key="one")
    assert (first.status_code, again.content) == (200, first.content), first.content
    assert first.json()["reference"] == draft.reference
    [item] = scope.items_of(draft, BY)
    assert (item.service, item.history.get().history_change_reason) == (mail, "Audit")
    assert caller.post(path, version).status_code == 409
