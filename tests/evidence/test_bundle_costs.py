"""The plans and costs of a service are proof of it: in its bundle, and in none that goes to a customer."""

import pytest

from tests import factories
from tests.evidence import world
from tests.evidence.test_bundle_scope import opened, registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """Both sides' services with a plan and a cost each, which a canary tells."""
    made = world.cast()
    for service, canary in ((made.service, "own"), (made.other_service, "other")):
        factories.ServicePlanFactory(service=service, name=f"plan-canary-{canary}")
        factories.ServiceCostFactory(service=service, remark=f"cost-canary-{canary}")
    return made


def told(members):
    """The rows of plans and costs, and the canaries that stand anywhere in the bundle."""
    found = registers(members)
    everything = "".join([*members, *members.values()])
    canaries = [f"{each}-canary-{side}" for each in ("plan", "cost") for side in ("own", "other")]
    return (
        {name: found[name] for name in ("service-plans", "service-costs") if name in found},
        [canary for canary in canaries if canary in everything],
    )


def test_the_bundle_of_a_service_holds_its_plans_and_costs_and_no_others(tmp_path, made):
    plan, cost = made.service.plans.get(), made.service.costs.get()
    members = opened(
        world.bundle(tmp_path, by=made.principal("auditor"), service=made.service.reference)
    )
    rows, canaries = told(members)
    assert rows == {"service-plans": [plan.reference], "service-costs": [cost.reference]}
    assert canaries == ["plan-canary-own", "cost-canary-own"]


def test_what_a_representative_receives_has_neither_nor_has_that_of_who_reads_no_costs(
    tmp_path, made
):
    for clause in ("8.2", "8.3"):
        outside = opened(world.bundle(tmp_path, clause, by=made.principal("representative")))
        assert told(outside) == ({}, []), clause
        assert registers(outside)["services"] == [made.service.reference]
    rows, canaries = told(opened(world.bundle(tmp_path, by=made.principal("supplier_manager"))))
    assert sorted(rows) == ["service-plans"]
    assert canaries == ["plan-canary-own", "plan-canary-other"]
