"""Conformity rules: whose rows break them, where that leads, and what it costs."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.urls import reverse

from core import records
from core.access.principals import Principal, today
from core.choices import Conformity, Origin, Role, Severity
from core.models import Person
from core.reading import selections
from core.reading.selections import selections_for
from core.registers import confirmable
from core.registries import rules
from core.registries.rules import Check, examples, outcomes, rule, rules_for
from portfolio.choices import ServiceStatus, SLAState
from portfolio.models import SLA, Service
from relationships.models import Customer
from suppliers.choices import AgreementState
from suppliers.models import Supplier
from tests import factories
from tests.factories.records import MAKER
from tests.personas import cast, user

pytestmark = pytest.mark.django_db
ACTIVE, YESTERDAY = ServiceStatus.ACTIVE, today() - timedelta(days=1)


@pytest.fixture
def manager():
    return Principal.of(user("manager", Role.SERVICE_MANAGER))


def broken(principal, name, action="view"):
    """Titles of the rows that break a rule."""
    found = next(each for each in rules_for(principal, action) if each.name == name)
    return set(found.rows(principal, action).values_list("title", flat=True))


def counted(principal, name):
    found = next(each for each in outcomes(principal) if each.rule.name == name)
    return found.failing, found.population, found.state


def test_a_delivered_service_needs_an_owner_a_customer_and_an_agreed_sla(manager):
    good = factories.ServiceFactory(name="Good", status=ACTIVE, owner=factories.PersonFactory())
    factories.SubscriptionFactory(service=good)
    factories.SlaFactory(service=good, state=SLAState.AGREED)
    bare = factories.ServiceFactory(name="Bare", status=ACTIVE)
    factories.SlaFactory(service=bare, state=SLAState.AGREED, effective_until=YESTERDAY)
    factories.SubscriptionFactory(service=bare, ends_on=YESTERDAY)
    factories.ServiceFactory(name="Only proposed")
    for name in ("service-owner", "service-customer", "service-sla"):
        assert broken(manager, name) == {"Bare"}, name
        assert counted(manager, name) == (1, 2, Conformity.FAIL), name


def test_archived_joins_do_not_count(manager):
    service = factories.ServiceFactory(name="Left alone", status=ACTIVE)
    factories.archive(factories.SubscriptionFactory(service=service))
    assert broken(manager, "service-customer") == {"Left alone"}


def test_an_sla_is_reviewed_in_time(manager):
    late = factories.SlaFactory(reference="LATE", state=SLAState.AGREED, review_due=YESTERDAY)
    factories.SlaFactory(state=SLAState.AGREED, review_due=today())
    factories.SlaFactory(state=SLAState.DRAFT, review_due=YESTERDAY)
    assert broken(manager, "sla-review") == {late.title}


def test_a_customer_is_represented_today(manager):
    for name, until in (("Once", YESTERDAY), ("Today", today()), ("Ever", None)):
        customer = factories.CustomerFactory(name=name)
        factories.RepresentativeFactory(customer=customer, appointed_until=until)
    factories.CustomerFactory(name="Never")
    factories.CustomerFactory(name="Prospect", status="prospect")
    assert broken(manager, "customer-representative") == {"Once", "Never"}


def test_a_supplier_needs_an_agreement_in_force(manager):
    for name, state in (("Signed", AgreementState.ACTIVE), ("Drafted", AgreementState.DRAFT)):
        supplier = factories.SupplierFactory(name=name)
        factories.AgreementFactory(supplier=supplier, state=state)
    assert broken(manager, "supplier-agreement") == {"Drafted"}


def test_an_agreement_that_goes_on_by_itself_does_not_end(manager):
    for name, renewal in (("Ends", "none"), ("Goes on", "tacit")):
        factories.AgreementFactory(
            reference=name, state=AgreementState.ACTIVE, ends_on=YESTERDAY, renewal=renewal,
            renewal_months=12,
        )  # fmt: skip
    assert {title[:4] for title in broken(manager, "agreement-ended")} == {"Ends"}


def test_a_rule_about_nothing_is_not_applicable(manager):
    assert counted(manager, "service-owner") == (0, 0, Conformity.NOT_APPLICABLE)


def test_gaps_are_those_of_the_rows_that_somebody_keeps():
    world = cast()
    for row in (world.service, world.other_service):
        records.change(
            Service,
            row.uid,
            {"status": ACTIVE},
            version=row.version,
            by=MAKER,
            origin=Origin.IMPORT,
        )
    owner, auditor = world.principal("service_owner"), world.principal("auditor")
    assert broken(owner, "service-sla", "change") == {"Own service"}
    assert broken(auditor, "service-sla") == {"Own service", "Other service"}
    mine = world.principal("supplier_manager")
    assert broken(mine, "supplier-agreement", "change") == {"Own supplier"}
    assert {each.model for each in rules_for(mine, "change")} & {Service, SLA, Customer} == set()


def test_of_actions_everybody_is_asked_to_mend_their_own():
    world = cast()
    for name in ("supplier_manager", "service_manager"):
        person = world.users[name].person
        factories.ActionFactory(name=f"Of {name}", owner=person, due=YESTERDAY)
    mine = world.principal("supplier_manager")
    assert broken(mine, "action-overdue", "change") == {"Of supplier_manager"}
    assert len(broken(mine, "action-overdue", "view")) == 2


def test_a_customer_sees_no_rule_and_no_selection_of_one():
    world = cast()
    representative = world.principal("representative")
    assert rules_for(representative) == []
    assert set(selections_for(representative, Service)) == set()
    assert outcomes(world.principal("outsider")) == []


@pytest.mark.once
def test_a_number_leads_to_exactly_the_rows_it_counts(client):
    world = cast()
    for persona in ("service_manager", "service_owner", "supplier_manager", "relationship_manager"):
        client.force_login(world.users[persona])
        principal = world.principal(persona)
        for each in outcomes(principal, "change"):
            response = client.get(each.url)
            assert response.status_code == 200, each.url
            shown = {row.record.uid for row in response.context["rows"]}
            rows = each.rule.rows(principal, "change")
            assert shown == set(rows.values_list("uid", flat=True)), (persona, each.url)
            assert len(shown) == each.failing


def test_an_unknown_selection_is_refused_by_name(client):
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    for query in ("only=nonsense", "mine=maybe", "only=sla-review"):
        response = client.get(f"{reverse('services-list')}?{query}")
        assert response.status_code == 400
        assert query.split("=")[0] in response.content.decode()


def test_examples_are_the_first_rows_of_each_rule(manager):
    for number in range(7):
        factories.SupplierFactory(name=f"Supplier {number}")
    broken_rules = [each for each in rules_for(manager) if each.model is Supplier]
    found = examples(manager, broken_rules, "view")
    assert [link.title for link in found["supplier-agreement"]] == [
        f"Supplier {n}" for n in range(5)
    ]


def test_one_query_whatever_the_registers_hold(manager, django_assert_num_queries):
    for _number in range(3):
        factories.ServiceFactory(status=ACTIVE)
        factories.SupplyFactory()
    outcomes(manager)
    # One for all rules, and for each of three that are reckoned the head of the ledger: what was
    # reckoned for that state is kept. And one for the intervals of each register that is confirmed.
    with django_assert_num_queries(4 + len(confirmable())):
        outcomes(manager)


def test_every_rule_says_what_to_do_and_names_fields_that_are_there(manager):
    for each in rules_for(manager):
        assert str(each.says).endswith(".")
        assert str(each.remedy).endswith(".")
        assert each.selection.needs <= set(each.model.value_fields()), each.name
        assert each.severity in Severity


def test_a_rule_has_a_name_of_its_own(monkeypatch):
    rules_for(MAKER)
    monkeypatch.setattr(rules, "_rules", dict(rules._rules))
    monkeypatch.setattr(selections, "_selections", {})

    def make():
        return rule("person-mail", Person, Severity.MINOR, says="S.", remedy="R.", needs=("email",))

    make()(lambda: Check(Q(), Q(email="")))
    with pytest.raises(ValueError, match="person-mail"):
        make()(lambda: Check(Q(), Q(email="")))


def test_the_page_shows_rules_with_states_and_records(client):
    world = cast()
    client.force_login(world.users["auditor"])
    body = client.get(reverse("conformity")).content.decode()
    assert "With every supplier an agreement is in force." in body
    assert "Own supplier" in body
    assert f'{reverse("suppliers-list")}?only=supplier-agreement"' in body
    assert "Not applicable" in body
    client.force_login(world.users["representative"])
    assert client.get(reverse("conformity")).status_code == 403
    assert client.get(reverse("changes")).status_code == 403


def test_the_grid_and_the_api_show_the_same_rows(client):
    world = cast()
    client.force_login(world.users["supplier_manager"])
    for each in outcomes(world.principal("supplier_manager"), "change"):
        grid = client.get(f"{each.url}&layout=grid").context["grid"]
        rows = client.get(f"{grid['rows']}?{grid['query']}").json()["results"]
        assert len(rows) == each.failing, each.url
    assert client.get("/api/v1/suppliers/?only=nonsense").status_code == 400
