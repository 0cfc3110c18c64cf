"""What cannot be is refused over each entrance, with the rule named and nothing written."""

import html
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.access.principals import system, today
from core.choices import Role
from core.models import LedgerEntry
from core.registries.rules import rules_for
from portfolio.choices import ServiceStatus
from portfolio.models import Measurement, Service
from tests import factories
from tests.api.caller import Caller
from tests.exchange.files import csv_of
from tests.personas import user
from tests.portfolio.ground import found
from tests.signing.test_editions import OVERLAP

pytestmark = pytest.mark.django_db
BY = system("tests")
ENTRANCES = ("screen", "api", "grid", "import")
IMPOSSIBLE = {
    "more than everything": ({"value": "101"}, "101 % is more than everything"),
    "no such unit": ({"unit": "furlongs"}, "furlongs"),
    "unit of another kind": ({"unit": "seconds"}, "Availability is not counted in this unit"),
    "a limit that is no number": ({"value": "much"}, "number"),
}


@pytest.fixture
def keeper():
    return user("keeper", Role.ADMINISTRATOR)


class Door:
    """The entrances to a register, by name; each answers with what was said."""

    def __init__(self, keeper):
        self.client, self.caller = Client(), Caller(keeper)
        self.client.force_login(keeper)

    def add(self, entrance, register, values):
        return getattr(self, f"by_{entrance}")(register, values)

    def by_screen(self, register, values):
        answer = self.client.post(f"/{register}/new/", values)
        return answer.status_code, html.unescape(answer.content.decode())

    def by_api(self, register, values):
        answer = self.caller.post(f"{register}/", values)
        return answer.status_code, str(answer.json())

    def by_grid(self, register, values):
        answer = self.caller.post(f"{register}/bulk/", {"rows": [{"changes": values}]})
        return answer.status_code, str(answer.json())

    def by_import(self, register, values):
        lines = (",".join(values), ",".join(map(str, values.values())))
        file = SimpleUploadedFile("rows.csv", csv_of(*lines))
        preview = self.client.post(f"/{register}/import/", {"file": file}).url
        said = html.unescape(self.client.get(preview).content.decode())
        return self.client.post(f"{preview}confirm/").status_code, said


def refused(entrance, keeper, register, values, rule):
    """Not written, and the rule is said."""
    before = LedgerEntry.objects.count()
    status, said = Door(keeper).add(entrance, register, values)
    assert (status, LedgerEntry.objects.count()) == (400, before), said[-1500:]
    assert rule in said


@pytest.mark.parametrize("entrance", ENTRANCES)
@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_target_with_an_impossible_value_or_unit(keeper, entrance, case):
    changes, rule = IMPOSSIBLE[case]
    sla = factories.SlaFactory()
    values = {
        "sla": sla.reference, "name": "Availability", "kind": "availability", "period": "month",
        "comparison": "at_least", "value": "99.5", "unit": "percent",
    }  # fmt: skip
    more = {"weight": "1"} if entrance == "screen" else {}
    refused(entrance, keeper, "targets", {**values, **more, **changes}, rule)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_an_agreement_beside_one_of_the_same_time(keeper, entrance):
    agreed = factories.SlaFactory(
        customer=factories.CustomerFactory(), state="agreed", effective_from=date(2026, 1, 1)
    )
    values = {
        "reference": "SLA-900", "service": agreed.service.reference, "state": "agreed",
        "customer": agreed.customer.reference, "effective_from": "2026-06-01", "targets": "99 %",
    }  # fmt: skip
    more = {"edition": "1"} if entrance == "screen" else {}
    rule = f"{OVERLAP} ({agreed.reference})"
    refused(entrance, keeper, "slas", {**values, **more}, rule)


@pytest.mark.parametrize("entrance", ["screen", "api", "grid"])
def test_the_retirement_of_a_service_that_another_one_depends_on(keeper, entrance):
    service = found(name="Fax", status=ServiceStatus.RETIRING, support_ends=date(2026, 1, 1))
    other = found(name="Portal", status=ServiceStatus.ACTIVE)
    factories.DependencyFactory(service=other, component=None, depends_on=service)
    door, before = Door(keeper), LedgerEntry.objects.count()
    if entrance == "screen":
        path = f"/services/{service.uid}/retire/"
        sent = {"version": service.version, "do": "finish", "change_reason": "Over"}
        answer = door.client.post(path, sent)
        said = html.unescape(answer.content.decode())
    elif entrance == "api":
        sent = {"do": "finish", "version": service.version, "reason": "Over"}
        said = door.caller.post(f"services/{service.uid}/retire/", sent).content.decode()
    else:
        row = {
            "uid": str(service.uid),
            "version": service.version,
            "changes": {"status": "retired"},
        }
        said = door.caller.post("services/bulk/", {"rows": [row], "reason": "x"}).content.decode()
    assert "No current service depends on it. (Portal)" in said
    service.refresh_from_db()
    assert (service.status, LedgerEntry.objects.count()) == (ServiceStatus.RETIRING, before)


def test_an_import_takes_the_state_of_a_new_service_as_found_and_it_is_a_finding(keeper):
    status, _said = Door(keeper).by_import("services", {"Name": "Fax", "Status": "Retired"})
    fax = Service.objects.get()
    assert (status, fax.status) == (302, ServiceStatus.RETIRED)
    (found_so,) = [each for each in rules_for(BY) if each.name == "retirement-checklist"]
    assert list(found_so.rows(BY, "view")) == [fax]
    factories.DependencyFactory(
        service=found(name="Portal", status=ServiceStatus.ACTIVE), component=None, depends_on=fax
    )
    (rule,) = [each for each in rules_for(BY) if each.name == "service-retired-leaned-on"]
    assert list(rule.rows(BY, "view")) == [fax]


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        (ServiceStatus.RETIRING, "No current service depends on it. (Portal)"),
        (ServiceStatus.ACTIVE, "“Active” cannot become “Retired”."),
    ],
)
def test_an_import_leads_no_known_service_past_its_gate(keeper, state, rule):
    service = found(name="Fax", status=state)
    factories.DependencyFactory(
        service=found(name="Portal", status=ServiceStatus.ACTIVE),
        component=None,
        depends_on=service,
    )
    line = {"Record uid": service.uid, "Record version": service.version, "Status": "Retired"}
    before = LedgerEntry.objects.count()
    _status, said = Door(keeper).by_import("services", line)
    assert rule in said
    service.refresh_from_db()
    assert (service.status, LedgerEntry.objects.count()) == (state, before)


@pytest.mark.parametrize("target", ["unknown", "known"])
@pytest.mark.parametrize("entrance", ["screen", "api", "import"])
def test_a_measurement_of_a_future_month_or_of_an_unknown_target(keeper, entrance, target):
    sla = factories.SlaFactory(
        customer=factories.CustomerFactory(), state="agreed", effective_from=date(2025, 1, 1)
    )
    known = factories.TargetFactory(sla=sla)
    period = f"{today().year + 1}-03" if target == "known" else "2026-01"
    word = known.reference if target == "known" else "TGT-9999"
    door = Door(keeper)
    if entrance == "screen":
        uid = known.uid if target == "known" else known.sla.uid
        path = f"/services/{known.sla.service.uid}/measure/"
        answer = door.client.post(path, {f"v.{uid}.{period}": "99"})
    elif entrance == "api":
        row = {"target": word, "period": period, "value": "99"}
        answer = door.caller.post("measurements/", {"source": "Probe", "measurements": [row]})
    else:
        file = SimpleUploadedFile("v.csv", f"target,period,value\n{word},{period},99\n".encode())
        sent = {"file": file, "source": "Report"}
        answer = door.client.post("/measurements/import/", sent)
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 400, said[-500:]
    rule = "begun" if target == "known" or entrance == "screen" else "no single target"
    assert rule in said
    assert not Measurement.objects.exists()
