"""Gates, overrides and ends over the API: the rules of the screens, in the order of the API."""

import pytest

from core.access.principals import system, today
from core.choices import ChecklistPurpose, Role, StepState
from core.models import ChecklistStep, GateOverride
from portfolio.models import SLA, Service, Subscription
from relationships.models import Customer
from tests import factories
from tests.api.caller import Caller
from tests.personas import user
from tests.portfolio.ground import add_customer, found, make_bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return Caller(user("manager", Role.SERVICE_MANAGER))


@pytest.fixture
def bare():
    return make_bare()


def post(caller, row, verb, data, **headers):
    now = type(row)._base_manager.get(pk=row.pk)
    headers = {"If_Match": f'"{now.uid}:{now.version}"', **headers}
    return caller.post(f"{row.register.name}/{row.uid}/{verb}/", data, **headers)


def work_through(row, purpose):
    for step in ChecklistStep.objects.for_user(system("test")).of(row.pk, purpose):
        factories.change(step, state=StepState.DONE, done_on=today(), remark="Minutes of today")


def test_the_gates_say_what_is_missing_and_where_it_is_mended(manager, bare):
    [active] = [
        gate
        for gate in manager.get(f"services/{bare.uid}/gates/").json()["results"]
        if gate["to"] == "active"
    ]
    lines = {line["says"]: line for line in active["lines"]}
    assert lines["It has an owner."]["met"] is False
    assert lines["It has a customer."]["mend"] == f"/subscriptions/new/?service={bare.uid}"


def test_an_approver_overrides_once_whatever_is_repeated(manager, bare):
    data = {"to": "active", "reason": "The old one is switched off tonight"}
    first = post(manager, bare, "override", data, Idempotency_Key="one")
    again = manager.post(
        f"services/{bare.uid}/override/", data, Idempotency_Key="one",
        If_Match=f'"{bare.uid}:{bare.version}"',
    )  # fmt: skip
    assert first.status_code == again.status_code == 200, first.content
    assert first.json()["status"] == "active"
    assert first["ETag"] == f'"{bare.uid}:{bare.version + 1}"'
    kept = GateOverride.objects.get(subject=bare.pk)
    assert (kept.approved_by, kept.reason) == ("The manager", data["reason"])
    assert "It has an owner." in kept.missing


def test_an_override_is_refused_in_the_order_of_the_api(manager, bare):
    owner = user("owner", Role.SERVICE_OWNER)
    factories.change(bare, owner=owner.person)
    row = Service._base_manager.get(pk=bare.pk)
    data = {"to": "active", "reason": "Tonight"}
    stranger = Caller(user("stranger", Role.REPRESENTATIVE))
    assert post(stranger, row, "override", data).status_code == 404
    assert post(Caller(user("auditor", Role.AUDITOR)), row, "override", data).status_code == 403
    assert post(Caller(owner), row, "override", data).status_code == 403
    reader = Caller(user("reader", Role.SERVICE_MANAGER), scopes=("read",))
    assert post(reader, row, "override", data).status_code == 403
    path = f"services/{row.uid}/override/"
    assert manager.post(path, data).status_code == 428
    assert manager.post(path, {**data, "version": row.version - 1}).status_code == 412
    for wrong, field in (({"to": "active"}, "reason"), ({"reason": "x"}, "to"),
                         ({**data, "too": 1}, "too")):  # fmt: skip
        refused = post(manager, row, "override", wrong)
        assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert post(manager, row, "override", {**data, "to": "retired"}).status_code == 409
    assert not GateOverride.objects.exists()


def test_a_service_is_retired_by_what_was_shown_first():
    owner = user("owner", Role.SERVICE_OWNER)
    caller = Caller(owner)
    service = found(name="Fax", status="active", owner=owner.person)
    add_customer(service, "Klinikum")
    address = f"services/{service.uid}/retire/"
    before = caller.get(address).json()
    assert {each["register"] for each in before["closes"]} == {"slas", "coverage", "subscriptions"}
    assert (before["under_way"], before["checklist"]) == (False, [])

    begin = {"do": "begin", "support_ends": str(today()), "reason": "Nobody sends fax"}
    begun = post(caller, service, "retire", begin)
    assert (begun.status_code, begun.json()["status"]) == (200, "retiring")
    now = caller.get(address).json()
    assert [step["owner"]["title"] for step in now["checklist"]] == ["The owner"] * 7
    assert "Give notice to every customer" in now["missing"][0]
    refused = post(caller, service, "retire", {"do": "finish", "reason": "Off"})
    assert refused.status_code == 400
    assert SLA._base_manager.get(service=service).state == "agreed"

    work_through(service, ChecklistPurpose.RETIREMENT)
    done = post(caller, service, "retire", {"do": "finish", "reason": "Off"})
    assert (done.status_code, done.json()["status"]) == (200, "retired")
    assert SLA._base_manager.get(service=service).state == "terminated"
    assert caller.get(address).json()["over"] is True


def test_the_end_says_which_part_is_wrong_and_writes_nothing(manager):
    service = found(name="Fax", status="active")
    for wrong, field in (({}, "do"), ({"do": "stop"}, "do"), ({"do": ["begin"]}, "do"),
                         ({"do": "begin", "support_ends": "soon"}, "support_ends"),
                         ({"do": "begin", "name": "Else"}, "name"),
                         ({"do": "finish", "support_ends": str(today())}, "support_ends")):  # fmt: skip
        refused = post(manager, service, "retire", {**wrong, "reason": "x"})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, [field]), wrong
    assert Service._base_manager.get(pk=service.pk).version == service.version
    assert not ChecklistStep._base_manager.exists()


def test_the_relationship_to_a_customer_ends_with_what_was_received():
    keeper = user("keeper", Role.RELATIONSHIP_MANAGER)
    caller = Caller(keeper)
    service = found(name="Mail", status="active")
    customer = add_customer(service, "Klinikum", manager=keeper.person).customer
    closes = caller.get(f"customers/{customer.uid}/end/").json()["closes"]
    assert "subscriptions" in {each["register"] for each in closes}
    assert post(caller, customer, "end", {"do": "begin", "reason": "Merged"}).status_code == 200
    work_through(customer, ChecklistPurpose.ENDING)
    other = Caller(user("other", Role.RELATIONSHIP_MANAGER))
    assert post(other, customer, "end", {"do": "finish", "reason": "x"}).status_code == 403
    ended = post(caller, customer, "end", {"do": "finish", "reason": "Last day"})
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    assert Subscription._base_manager.get(customer=customer).ends_on == today()
    assert Customer._base_manager.get(pk=customer.pk).status == "ended"
