"""Changing many records at once: looked at first, then all of it as one unit, or nothing."""

import pytest

from core.choices import JobState, Level
from core.declaration import long_bulk
from core.models import BulkChange, Job, LedgerEntry
from core.services import jobs
from portfolio.models import Service
from tests import factories
from tests.personas import PERSONAS, cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pages]


@pytest.fixture
def world():
    """The small world."""
    return cast()


@pytest.fixture
def pages(client, world):
    """The browser of somebody who writes all services."""
    client.force_login(world.users["service_manager"])
    return client


def fill(action="change", chosen=(), **values):
    """What the form sends: every value given is ticked."""
    ticked = [name for name in values if name not in ("change_reason", "scope")]
    uids = " ".join(str(row.uid) for row in chosen)
    return {"action": action, "uids": uids, "set": ticked, **values}


def preview(pages, data, query=""):
    """The preview's address after the form was sent."""
    answer = pages.post(f"/services/bulk-edit/{query}", data)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def confirm(pages, address, **more):
    """Confirm just what the preview shows."""
    seen = pages.get(address).context["seen"]
    return pages.post(address, {"seen": seen, **more})


def fates(response):
    """Reference of each record on the preview with what would become of it."""
    return {shown.line.row.title: shown.line.fate.value for shown in response.context["lines"]}


def services():
    """Name and criticality of every service now."""
    return dict(Service.objects.values_list("name", "criticality"))


def test_chosen_records_are_changed_as_one_unit_with_the_reason(pages, world):
    other = factories.ServiceFactory(name="Same already", criticality=Level.HIGH)
    chosen = [world.service, world.other_service, other]
    data = fill(chosen=chosen, criticality="high", change_reason="review")
    address = preview(pages, data)
    look = pages.get(address)
    assert fates(look) == {
        "Own service": "changed", "Other service": "changed", "Same already": "unchanged",
    }  # fmt: skip
    assert services()["Own service"] == ""
    before = LedgerEntry.objects.count()
    done = pages.get(confirm(pages, address).url)
    assert set(services().values()) == {"high"}
    assert LedgerEntry.objects.count() == before + 2
    newest = list(Service.history.model.objects.order_by("-pk")[:2])
    assert {row.history_change_reason for row in newest} == {"review"}
    change = BulkChange.objects.get()
    assert change.written == 2
    assert f"/units/{change.unit}/" in done.content.decode()
    assert pages.get(f"/units/{change.unit}/").status_code == 200


def test_all_that_the_list_shows_are_changed_and_no_others(pages, world):
    factories.ServiceFactory(name="Third", criticality=Level.LOW)
    query = "?criticality=low"
    form = pages.get(f"/services/bulk-edit/{query}").content.decode()
    assert "Change 1 record" in form
    address = preview(pages, fill(criticality="medium", scope="all"), query)
    confirm(pages, address)
    assert services() == {"Own service": "", "Other service": "", "Third": "medium"}


def test_a_field_can_be_emptied(pages, world):
    factories.change(world.service, owner=world.users["service_owner"].person)
    address = preview(pages, fill(chosen=[world.service], owner=""))
    assert "emptied" in pages.get(address).content.decode()
    confirm(pages, address)
    assert Service.objects.get(pk=world.service.pk).owner is None


def test_a_refused_record_says_why_and_stops_the_rest_unless_it_is_left_out(pages, world):
    active = factories.ServiceFactory(name="Third", currency="EUR", cost=5)
    chosen = [world.service, active]
    address = preview(pages, fill(chosen=chosen, currency="", strategic_intent="keep"))
    look = pages.get(address)
    assert fates(look) == {"Own service": "changed", "Third": "refused"}
    assert "Name the currency of the amount" in look.content.decode()
    refused = confirm(pages, address)
    assert refused.status_code == 409
    assert Service.objects.get(pk=world.service.pk).strategic_intent == ""
    confirm(pages, address, skip_refused="on")
    assert Service.objects.get(pk=world.service.pk).strategic_intent == "keep"
    assert Service.objects.get(pk=active.pk).strategic_intent == ""


def test_a_move_that_the_table_of_states_forbids_is_refused_in_the_preview(pages, world):
    address = preview(pages, fill(chosen=[world.service], status="retired"))
    assert fates(pages.get(address)) == {"Own service": "refused"}


def test_what_others_changed_meanwhile_is_shown_and_asked_again(pages, world):
    chosen = [world.service, world.other_service]
    address = preview(pages, fill(chosen=chosen, criticality="high"))
    seen = pages.get(address).context["seen"]
    factories.change(world.service, name="Renamed meanwhile")
    again = pages.post(address, {"seen": seen})
    assert again.status_code == 409
    assert "They are marked below" in again.content.decode()
    assert fates(again) == {"Renamed meanwhile": "stale", "Other service": "changed"}
    assert set(services().values()) == {""}
    assert pages.post(address, {"seen": again.context["seen"]}).status_code == 302
    assert set(services().values()) == {"high"}


def test_records_are_archived_and_restored_together(pages, world):
    chosen = [world.service, world.other_service]
    confirm(pages, preview(pages, fill("archive", chosen)))
    assert Service.objects.filter(archived_at=None).count() == 0
    assert fates(pages.get(preview(pages, fill("archive", chosen)))) == {
        "Own service": "unchanged", "Other service": "unchanged",
    }  # fmt: skip
    confirm(pages, preview(pages, fill("restore", chosen)))
    assert Service.objects.filter(archived_at=None).count() == 2


def test_a_preview_is_carried_out_once(pages, world):
    address = preview(pages, fill(chosen=[world.service], criticality="high"))
    seen = pages.get(address).context["seen"]
    assert pages.post(address, {"seen": seen}).status_code == 302
    assert pages.post(address, {"seen": seen}).status_code == 409
    assert Service.objects.get(pk=world.service.pk).version == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (fill(criticality="high"), "Choose at least one record."),
        ({**fill(), "scope": "all"}, "Choose at least one field to change."),
        (fill(scope="all", criticality="enormous"), "Select a valid choice"),
        (fill("explode", scope="all"), "use one of: change, archive, restore"),
        ({**fill(criticality="high"), "uids": "x"}, "This is no record."),
    ],
)
def test_what_cannot_be_done_is_said_and_kept_nowhere(pages, data, sentence):
    answer = pages.post("/services/bulk-edit/", data)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert BulkChange.objects.count() == 0


def test_fields_that_differ_by_record_are_not_offered(pages):
    form = pages.get("/services/bulk-edit/").content.decode()
    assert 'value="criticality"' in form
    assert 'name="reference"' not in form


def test_an_owner_changes_the_own_services_and_learns_nothing_of_how_to_change_others(
    client, world
):
    client.force_login(world.users["service_owner"])
    chosen = [world.service, world.other_service]
    address = preview(client, fill(chosen=chosen, criticality="high"))
    assert fates(client.get(address)) == {"Own service": "changed", "Other service": "refused"}
    confirm(client, address, skip_refused="on")
    assert services() == {"Own service": "high", "Other service": ""}


def test_who_writes_nothing_gets_no_boxes_and_no_page(client, world):
    writers = set()
    for name in set(PERSONAS) - {"expired_auditor", "deactivated"}:
        client.force_login(world.users[name])
        offered = b'form="bulk"' in client.get("/services/").content
        opened = client.get("/services/bulk-edit/").status_code
        assert opened == (200 if offered else 403), name
        writers |= {name} if offered else set()
    assert writers == {"administrator", "service_manager", "service_owner"}


def test_a_preview_is_seen_by_whom_asked_for_it_alone(client, pages, world):
    address = preview(pages, fill(chosen=[world.service], criticality="high"))
    client.force_login(world.users["administrator"])
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404


def test_much_is_left_to_a_worker_and_can_be_cancelled(pages, world, monkeypatch):
    monkeypatch.setattr(long_bulk, "LARGE", 1)
    chosen = [world.service, world.other_service]
    address = preview(pages, fill(chosen=chosen, criticality="high"))
    job = Job.objects.get(uid=confirm(pages, address).url.split("/")[-2])
    pages.post(f"/jobs/{job.uid}/cancel/")
    jobs.run_next()
    assert set(services().values()) == {""}
    assert confirm(pages, address).status_code == 302
    jobs.run_next()
    assert Job.objects.latest("pk").state == JobState.DONE, Job.objects.latest("pk").message
    assert set(services().values()) == {"high"}
    assert BulkChange.objects.get().written == 2


def test_accounts_are_not_changed_many_at_once(client, world):
    client.force_login(world.users["administrator"])
    assert client.get("/users/bulk-edit/").status_code == 404
