"""What is in force changes only with a change reference, its impact and who approved it."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin, Role
from core.errors import Invalid
from core.exchange import confirming, storing
from portfolio.models import SLA
from suppliers.models import Agreement
from tests import factories
from tests.personas import user

pytestmark = pytest.mark.django_db
BY = system("test")
WANTED = {"change_reference", "impact", "change_approved_by"}


@pytest.fixture
def sla():
    return factories.SlaFactory(state="agreed", customer=factories.CustomerFactory())


def change(row, origin=Origin.SCREEN, **values):
    now = type(row)._base_manager.get(pk=row.pk)
    return records.change(
        type(row), row.uid, values, version=now.version, by=BY, origin=origin, reason="test"
    )


def approved(**values):
    person = factories.PersonFactory()
    return {"change_reference": "CHG-7", "impact": "None", "change_approved_by": person, **values}


@pytest.mark.parametrize("origin", [Origin.SCREEN, Origin.API, Origin.IMPORT, Origin.TASK])
def test_an_agreed_sla_is_not_changed_in_passing_by_any_entrance(sla, origin):
    with pytest.raises(Invalid) as caught:
        change(sla, origin, service_hours="24 × 7")
    assert set(caught.value.fields) == WANTED
    assert SLA._base_manager.get(pk=sla.pk).version == sla.version


def test_with_an_approved_change_it_is_and_the_next_change_needs_its_own(sla):
    changed = change(sla, **approved(service_hours="24 × 7"))

    assert changed.history.latest("version").change_reference == "CHG-7"
    with pytest.raises(Invalid) as caught:
        change(sla, service_hours="8 × 5")
    assert set(caught.value.fields) == {"change_reference"}
    assert change(sla, service_hours="8 × 5", change_reference="CHG-8").service_hours == "8 × 5"


def test_notes_reviews_and_leaving_force_are_no_change_of_what_was_agreed(sla):
    assert change(sla, notes="Called", review_due=today()).notes == "Called"
    assert change(sla, state="terminated").state == "terminated"
    assert change(sla, service_hours="never").service_hours == "never"  # no longer in force


def test_a_draft_changes_freely():
    draft = factories.SlaFactory()
    assert change(draft, service_hours="24 × 7").service_hours == "24 × 7"


def test_the_same_holds_for_agreements_with_suppliers():
    agreement = factories.AgreementFactory(state="active")
    with pytest.raises(Invalid) as caught:
        change(agreement, scope="More")
    assert set(caught.value.fields) == WANTED
    assert change(agreement, **approved(scope="More")).scope == "More"


def test_the_api_names_the_fields_and_a_file_is_refused(sla):
    manager = user("manager", Role.SERVICE_MANAGER)
    client = Client()
    client.force_login(manager)
    response = client.patch(
        reverse("api:slas-detail", args=[sla.uid]), json.dumps({"service_hours": "24 × 7"}),
        "application/json", headers={"If-Match": f'"{sla.uid}:{sla.version}"'},
    )  # fmt: skip
    assert response.status_code == 400
    assert all(name in response.content.decode() for name in WANTED)

    lines = f"uid,version,service_hours\n{sla.uid},{sla.version},always\n"
    by = Principal.of(manager)
    preview = storing.start(SLA, name="change.csv", data=lines.encode(), by=by)
    with pytest.raises(Invalid):
        confirming.confirm(preview, by=by)
    assert SLA._base_manager.get(pk=sla.pk).version == sla.version


def test_the_registers_under_control_are_those():
    assert SLA.register.control.states == ("agreed",)
    assert Agreement.register.control.states == ("active",)
