"""A service is taken over into operation only with everything it needs, or by a named override."""

from datetime import date, timedelta

import pytest

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin, Role
from core.errors import Invalid
from core.models import LedgerEntry
from core.records import Draft
from core.registries.rules import outcomes
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
from tests import factories
from tests.personas import user
from tests.portfolio.ground import make_bare, make_ready

pytestmark = pytest.mark.django_db
BY = system("test")
HERE = {"by": BY, "origin": Origin.SCREEN, "reason": "Go live"}


@pytest.fixture
def bare():
    return make_bare()


@pytest.fixture
def ready():
    return make_ready()


def go_live(row, **more):
    return records.change(
        Service, row.uid, {"status": Status.ACTIVE, **more}, version=row.version, **HERE
    )


def refused(row, **more):
    """The sentences of the refusal."""
    with pytest.raises(Invalid) as caught:
        go_live(row, **more)
    return caught.value.fields["status"]


def test_a_service_with_everything_is_taken_over(ready):
    assert go_live(ready).status == Status.ACTIVE


def test_a_bare_service_is_refused_and_all_that_is_missing_is_listed(bare):
    told = refused(bare)

    assert told[0] == "This is still missing for “Active”:"
    assert "It has an owner." in told
    assert "It is described." in told
    assert "It has a customer." in told
    assert "What it is built on is written down." in told
    assert Service._base_manager.get(pk=bare.pk).status == Status.TRANSITION


def test_what_is_written_together_with_the_move_counts(ready):
    unowned = records.change(
        Service, ready.uid, {"owner": None}, version=ready.version, by=BY, origin=Origin.SCREEN
    )

    assert "It has an owner." in refused(unowned)
    assert go_live(unowned, owner=factories.PersonFactory()).status == Status.ACTIVE


def test_the_customer_who_lacks_something_is_named(ready):
    other = factories.SubscriptionFactory(
        service=ready,
        customer=factories.CustomerFactory(name="Stadt Auental", tier=factories.TierFactory()),
    )

    told = refused(ready)
    assert "In it, somebody represents each customer. (Stadt Auental)" in told
    assert "Each customer has agreed on an SLA for it. (Stadt Auental)" in told
    factories.change(other, ends_on=today() - timedelta(days=1))
    assert go_live(ready).status == Status.ACTIVE


def test_a_supplier_without_an_agreement_in_force_holds_it_up(ready):
    supplier = factories.SupplierFactory(name="MediSoft")
    supply = factories.SupplyFactory(service=ready, supplier=supplier)

    sentence = "With every supplier it depends on an agreement is in force. (MediSoft)"
    assert refused(ready)[1:] == [sentence]
    draft = factories.AgreementFactory(supplier=supplier)
    supply = factories.change(supply, agreement=draft)
    assert refused(ready)[1:] == [sentence]
    factories.change(draft, state="active")
    assert go_live(ready).status == Status.ACTIVE


def test_an_sla_that_has_ended_is_none(ready):
    sla = ready.slas.get()
    factories.change(sla, effective_until=today() - timedelta(days=1))

    assert refused(ready)[1:] == ["Each customer has agreed on an SLA for it. (Klinikum)"]


def test_many_at_once_are_all_refused_for_one_that_is_not_ready(ready, bare):
    drafts = [
        Draft(Service, {"status": Status.ACTIVE}, each.uid, each.version) for each in (ready, bare)
    ]
    before = LedgerEntry.objects.count()

    with pytest.raises(Invalid) as caught:
        records.apply(drafts, **HERE)
    assert list(caught.value.rows) == [1]
    assert LedgerEntry.objects.count() == before


def test_a_plan_without_acceptance_or_review_holds_it_up(ready):
    plan = ready.transition_plans.get()
    plan = factories.change(plan, accepted_on=None, review_due=None, tests="")

    assert refused(ready)[1:] == [
        "Its transition plan has outcomes, acceptance criteria, tests and responsibilities.",
        "Somebody has accepted it, with evidence.",
        "The review after its transition is planned.",
    ]
    factories.change(plan, accepted_on=today(), review_due=today(), tests="Load test")
    assert go_live(ready).status == Status.ACTIVE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"accepted_on": date(2026, 1, 1)}, "accepted_by"),
        ({"accepted_on": date(2999, 1, 1)}, "accepted_on"),
        ({"reviewed_on": date(2026, 1, 1)}, "achieved"),
        ({"told_on": date(2026, 1, 1)}, "told"),
        ({"kind": "transfer"}, "party"),
    ],
)
def test_a_plan_says_who_accepted_what_was_achieved_and_who_was_told(values, field):
    with pytest.raises(Invalid) as caught:
        factories.TransitionPlanFactory(**values)
    assert field in caught.value.fields


def test_nobody_makes_a_service_behind_its_gate():
    with pytest.raises(Invalid) as caught:
        records.create(Service, {"name": "New", "status": Status.ACTIVE}, by=BY, origin=Origin.API)
    assert "begin before its gate" in caught.value.fields["status"][0]


def test_an_imported_state_is_as_found_and_what_it_lacks_is_a_finding(bare):
    records.create(Service, {"name": "Found", "status": Status.ACTIVE}, by=BY, origin=Origin.IMPORT)
    manager = Principal.of(user("manager", Role.SERVICE_MANAGER))

    failing = {each.rule.name for each in outcomes(manager) if each.failing}
    assert {"gate-agreements", "gate-coverage", "gate-cadence", "gate-components"} <= failing
    assert "gate-suppliers" not in failing  # it has none
