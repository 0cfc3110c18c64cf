"""An override of a gate is a named act that stays visible, and every entrance meets the gate."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from core import records
from core.access.principals import Principal, system
from core.choices import Origin, Role
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.models import GateOverride
from core.registries.rules import outcomes
from core.services.gates import move
from core.verification import verify
from portfolio.choices import ServiceStatus as Status
from portfolio.models import Service
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


# --- overriding ---------------------------------------------------------------------------


def override(row, by, reason="The old one is switched off tonight"):
    return move(
        model=Service, uid=row.uid, target=Status.ACTIVE, version=row.version, by=by,
        origin=Origin.SCREEN, reason=reason, override=True,
    )  # fmt: skip


def test_an_override_keeps_for_ever_who_why_and_what_was_missing(bare):
    manager = Principal.of(user("manager", Role.SERVICE_MANAGER))
    moved = override(bare, manager)

    kept = GateOverride.objects.get(subject=moved.pk)
    assert (kept.approved_by, kept.reason) == ("The manager", "The old one is switched off tonight")
    assert "It has an owner." in kept.missing
    assert (kept.before, kept.after) == ("transition", "active")
    assert moved.status == Status.ACTIVE
    [found] = [each for each in outcomes(manager) if each.rule.name == "gate-overridden"]
    assert found.failing == 1
    assert not verify().findings


def test_only_approvers_override(bare):
    owner = user("owner", Role.SERVICE_OWNER)
    mine = records.change(
        Service, bare.uid, {"owner": owner.person}, version=bare.version, by=BY,
        origin=Origin.SCREEN,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        override(mine, Principal.of(owner))
    with pytest.raises(NotFound):
        override(mine, Principal.of(user("outsider")))
    assert not GateOverride.objects.exists()


def test_an_override_says_why_and_needs_something_to_override(bare, ready):
    manager = Principal.of(user("manager", Role.SERVICE_MANAGER))

    with pytest.raises(Invalid) as caught:
        override(bare, manager, reason=" ")
    assert "reason" in caught.value.fields
    with pytest.raises(Conflict):
        override(ready, manager)
    assert not GateOverride.objects.exists()


# --- the entrances ------------------------------------------------------------------------


@pytest.fixture
def browser():
    client = Client()
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    return client


@pytest.mark.pages
def test_the_page_lists_what_is_missing_with_links(browser, bare, django_assert_max_num_queries):
    address = reverse("services-detail", args=[bare.uid])
    browser.get(address)
    with django_assert_max_num_queries(10):
        page = browser.get(address).content.decode()

    assert "Needed for “Active”" in page
    assert f"/services/{bare.uid}/edit/#id_owner" in page
    assert f"/subscriptions/new/?service={bare.uid}" in page


@pytest.mark.pages
def test_the_form_refuses_keeps_what_was_typed_and_lists_it(browser, bare):
    data = {
        "version": bare.version, "reference": bare.reference, "name": "Renamed",
        "status": "active",
    }  # fmt: skip
    response = browser.post(reverse("services-edit", args=[bare.uid]), data)

    assert response.status_code == 400
    page = response.content.decode()
    assert "This is still missing for “Active”:" in page
    assert f'<a href="/subscriptions/new/?service={bare.uid}">It has a customer.</a>' in page
    assert "Renamed" in page


def test_the_api_refuses_and_lists_it(browser, bare):
    response = browser.patch(
        reverse("api:services-detail", args=[bare.uid]), json.dumps({"status": "active"}),
        "application/json", headers={"If-Match": f'"{bare.uid}:{bare.version}"'},
    )  # fmt: skip

    assert response.status_code == 400
    assert "It has a customer." in json.dumps(response.json(), ensure_ascii=False)


@pytest.mark.pages
def test_an_approver_lets_it_pass_on_its_page_and_the_page_says_so(browser, bare):
    address = reverse("services-override", args=[bare.uid])
    assert "It has a customer." in browser.get(address).content.decode()
    data = {"version": bare.version, "to": "active", "change_reason": "Old one is <off>"}
    assert browser.post(address, data).status_code == 302

    page = browser.get(reverse("services-detail", args=[bare.uid])).content.decode()
    assert "Passed its gate by override: The manager" in page
    assert "Old one is &lt;off&gt;" in page
    assert browser.get(address).status_code == 404
