"""A bundle holds what the request asks for, as its reader may see it, as it stood at the day."""

import datetime as dt
import json
import zipfile

import pytest
from django.utils import timezone

from core import clock
from core.access.principals import NOBODY
from core.choices import Origin
from core.errors import Forbidden, Invalid
from core.models import Person
from core.writing.erasure import erase
from evidence.bundles.clauses import clause, clauses
from evidence.bundles.scope import BundleRequest, safe
from tests import factories
from tests.evidence import world

pytestmark = pytest.mark.django_db


def opened(path):
    """Every member as text, workbooks and all; the bundle is sound."""
    key = world.public_key(path.parent)
    told = world.verify(path, "--public-key", key)
    assert told.returncode == 0, told.stdout
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: _text(archive, name) for name in archive.namelist()}


def _text(archive, name):
    if not name.endswith(".xlsx"):
        return archive.read(name).decode(errors="replace")
    with archive.open(name) as file, zipfile.ZipFile(file) as book:
        return "".join(book.read(part).decode(errors="replace") for part in book.namelist())


def registers(members):
    found = {}
    for name, text in members.items():
        if name.startswith("data/registers/") and name.endswith(".json"):
            told = json.loads(text)
            found[told["register"]] = [row["fields"]["reference"] for row in told["rows"]]
    return found


def test_a_representative_gets_the_own_customer_and_no_hidden_field(tmp_path):
    made = world.world()
    principal = made.principal("representative")
    members = opened(world.bundle(tmp_path, "8.3", by=principal))
    found = registers(members)
    assert found["customers"] == [made.customer.reference]
    assert found["services"] == [made.service.reference]
    assert "suppliers" not in found
    everything = "".join([*members, *members.values()])
    for canary in ("other-", "Other c", "Other s", "own-service-canary", "own-customer-canary"):
        assert canary not in everything
    tables = [text for name, text in members.items() if name.startswith("data/registers/")]
    assert not any("strategic_intent" in text or "Strategic" in text for text in tables)


def test_an_outsider_does_not_read_what_a_record_was_for_somebody_else(tmp_path):
    made = world.world()
    moved = factories.ContactFactory(customer=made.other_customer, responsibility="other-canary")
    moved = factories.change(moved, customer=made.customer, responsibility="Operations")
    factories.change(moved, is_escalation=True)
    members = opened(world.bundle(tmp_path, "8.3", by=made.principal("representative")))
    lines = members["data/history/contacts.jsonl"].splitlines()
    assert [json.loads(line)["version"] for line in lines] == [2, 3]
    assert "other-canary" not in "".join(members.values())
    assert "other-canary" in "".join(opened(world.bundle(tmp_path, "8.3")).values())


def test_an_auditor_gets_everything(tmp_path):
    made = world.world()
    members = opened(world.bundle(tmp_path, "8.3", by=made.principal("auditor")))
    found = registers(members)
    assert len(found["customers"]) == len(found["suppliers"]) == 2
    assert "own-service-canary" in members["data/registers/services.json"]


@pytest.mark.parametrize("name", ["outsider", "expired_auditor", "deactivated"])
def test_who_may_read_nothing_gets_nothing(tmp_path, name):
    made = world.world()
    with pytest.raises(Forbidden):
        world.bundle(tmp_path, "8.3", by=made.principal(name))
    with pytest.raises(Forbidden):
        world.bundle(tmp_path, "8.3", by=NOBODY)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"customer": "CUS-0001"}, {"customers": ["CUS-0001"], "services": ["SVC-0001"]}),
        ({"service": "SVC-0002"}, {"customers": ["CUS-0002"], "services": ["SVC-0002"]}),
        ({"supplier": "SUP-0001"}, {"suppliers": ["SUP-0001"], "services": ["SVC-0001"]}),
        (
            {"service": "Own service", "supplier": "SUP-0002"},
            {"suppliers": [], "services": [], "agreements": []},
        ),
    ],
)
def test_a_bundle_is_narrowed_to_what_it_is_about(tmp_path, request_, expected):
    world.world()
    found = registers(opened(world.bundle(tmp_path, "8.3", **request_)))
    assert {name: found[name] for name in expected} == expected
    assert all(len(references) <= 2 for references in found.values())


def test_what_has_ended_no_longer_belongs_to_a_customer(tmp_path):
    made = world.world()
    factories.archive(made.subscription)
    found = registers(opened(world.bundle(tmp_path, "8.2", customer="CUS-0001")))
    assert found["services"] == []
    assert found["subscriptions"] == ["SUB-0001"]


def test_clauses_ask_for_their_registers_in_each_edition(tmp_path):
    world.world()
    assert "suppliers" not in registers(opened(world.bundle(tmp_path, "8.2.2")))
    assert "customers" not in registers(opened(world.bundle(tmp_path, "2011:7.2")))
    assert clause("split:8.3.2").topics == clause("8.3.4").topics
    assert clause("2018:8.3") == clause("8.3")
    assert {"relationships", "agreements", "suppliers"} == clause("8.3").topics
    assert all(found.topics for found in clauses().values())


def test_documents_can_be_asked_for_themselves_or_for_one_record(tmp_path):
    world.world()
    assert len(registers(opened(world.bundle(tmp_path, "7.5")))["documents"]) == 2
    found = registers(opened(world.bundle(tmp_path, "7.5", service="SVC-0001")))
    assert [len(found[name]) for name in ("documents", "document-links")] == [1, 1]


MARCH = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def test_a_bundle_as_of_a_past_day_shows_that_day(tmp_path):
    with clock.at(MARCH):
        service = factories.ServiceFactory(name="Old name")
    with clock.at(MARCH + dt.timedelta(days=5)):
        factories.change(service, name="New name")
        factories.ServiceFactory(name="Later")
    members = opened(world.bundle(tmp_path, "8.2", as_of=MARCH.date()))
    assert registers(members)["services"] == [service.reference]
    assert "Old name" in members["data/registers/services.json"]
    assert "New name" not in "".join(members.values())
    assert "Bagging-Date: 2026-03-10" in members["bag-info.txt"]


def test_a_bundle_from_before_the_first_record_is_empty_and_sound(tmp_path):
    factories.ServiceFactory()
    members = opened(world.bundle(tmp_path, "8.2", as_of=dt.date(2020, 1, 1)))
    assert not any(registers(members).values())


def test_a_bundle_of_a_past_day_stays_the_same_whatever_comes_later(tmp_path):
    with clock.at(MARCH):
        service = factories.ServiceFactory(name="Old name")
    first = world.bundle(tmp_path, "8.2", as_of=MARCH.date()).read_bytes()
    factories.change(service, name="New name")
    assert world.bundle(tmp_path, "8.2", as_of=MARCH.date()).read_bytes() == first


def test_a_period_keeps_its_versions_and_the_ones_at_both_ends(tmp_path):
    with clock.at(MARCH):
        service = factories.ServiceFactory(name="Name 0")
    for day in range(1, 6):
        with clock.at(MARCH + dt.timedelta(days=day)):
            service = factories.change(service, name=f"Name {day}")
    since, until = MARCH.date() + dt.timedelta(days=2), MARCH.date() + dt.timedelta(days=3)
    members = opened(world.bundle(tmp_path, "8.2", since=since, until=until))
    lines = members["data/history/services.jsonl"].splitlines()
    assert [json.loads(line)["version"] for line in lines] == [2, 3, 4, 6]


def test_what_was_erased_is_absent_and_the_bundle_still_holds(tmp_path):
    contact = factories.ContactFactory(person__name="Erased Canary")
    person = contact.person
    erase(Person, person.uid, version=1, by=world.BY, origin=Origin.COMMAND, reason="asked")
    members = opened(world.bundle(tmp_path, "8.3"))
    label = json.loads(members["data/registers/contacts.json"])["rows"][0]["labels"]["person"]
    assert label.startswith(f"{person.reference} · Erased")


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"clause": "99"}, "clause"),
        ({"customer": "CUS-9999"}, "customer"),
        ({"since": dt.date.min}, "since"),
        ({"as_of": dt.date.max}, "as_of"),
        ({"since": dt.date(2026, 2, 1), "until": dt.date(2026, 1, 1)}, "until"),
        ({"as_of": timezone.now().date() + dt.timedelta(days=2)}, "as_of"),
    ],
)
def test_a_request_that_means_nothing_names_the_wrong_part(tmp_path, request_, field):
    factories.ServiceFactory()
    with pytest.raises(Invalid) as refused:
        world.bundle(tmp_path, **request_)
    assert list(refused.value.fields) == [field]
    assert list(tmp_path.iterdir()) == []


def test_another_customer_is_answered_like_one_that_does_not_exist(tmp_path):
    made = world.world()
    told = []
    for text in (str(made.other_customer.uid), "5f0c0b0e-0000-4000-8000-000000000000"):
        with pytest.raises(Invalid) as refused:
            world.bundle(tmp_path, "8.3", customer=text, by=made.principal("representative"))
        told.append(refused.value.fields["customer"][0].replace(text, "X"))
    assert told[0] == told[1]


def test_a_request_survives_being_stored_as_a_jobs_parameters():
    asked = BundleRequest("8.2", service="SVC-0001", since=MARCH.date(), as_of=MARCH.date())
    assert BundleRequest.from_params(json.loads(json.dumps(asked.params()))) == asked


@pytest.mark.parametrize(
    ("name", "expected"), [("..", "_"), ("a/../b", "a_.._b"), ("Üb er.pdf", "_b_er.pdf"), ("", "_")]
)
def test_file_names_are_made_safe(name, expected):
    assert safe(name) == expected
