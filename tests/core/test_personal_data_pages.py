"""The page, the confirmation and the API of personal data: who may, what they say, what they do."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from core.choices import Role
from core.models import Job, Person
from core.services import jobs
from tests import factories
from tests.personas import cast, user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world():
    return cast()


@pytest.fixture
def person(world):
    found = factories.PersonFactory(name="Maria Canary", email="maria@example.org")
    factories.ContactFactory(customer=world.customer, person=found)
    return found


def page(client, world, persona, name, person, method="get", **data):
    client.force_login(world.users[persona])
    return getattr(client, method)(reverse(f"persons-{name}", args=[person.uid]), data)


def test_administrators_and_who_looks_after_the_customer_see_what_is_held(client, world, person):
    for persona in ("administrator", "service_manager", "relationship_manager"):
        shown = page(client, world, persona, "personal-data", person)
        assert "maria@example.org" in shown.text, persona
        assert "Own customer" in shown.text
    for persona in ("auditor", "supplier_manager", "service_owner"):
        assert page(client, world, persona, "personal-data", person).status_code == 403, persona
    assert page(client, world, "representative", "personal-data", person).status_code in (403, 404)


def test_a_relationship_manager_sees_nothing_of_another_customers_contact(client, world):
    stranger = world.users["stranger"].person
    answer = page(client, world, "relationship_manager", "personal-data", stranger)
    assert answer.status_code == 403
    assert (
        reverse("persons-personal-data", args=[stranger.uid])
        not in page(client, world, "relationship_manager", "detail", stranger).text
    )


def test_a_copy_is_a_job_whose_zip_holds_data_and_a_page(client, world, person):
    page(client, world, "relationship_manager", "personal-data", person, "post")
    assert jobs.run_next()
    job = Job.objects.get(kind="personal-data")
    file = client.get(reverse("jobs-file", args=[job.uid]))
    with zipfile.ZipFile(io.BytesIO(b"".join(file.streaming_content))) as archive:
        told = json.loads(archive.read("personal-data.json"))
        assert "Maria Canary" in archive.read("index.html").decode()
    assert [each["register"] for each in told["named_in"]] == ["contacts"]


def test_the_confirmation_lists_what_goes_what_stays_and_then_does_it(client, world, person):
    shown = page(client, world, "administrator", "erase", person).text
    assert "What is kept, and why" in shown
    assert "Erased person" in shown
    answer = page(
        client, world, "administrator", "erase", person, "post",
        version=person.version, change_reason="Asked on 1 March",
    )  # fmt: skip
    assert answer.status_code == 302
    assert Person.objects.get(pk=person.pk).title.startswith("Erased person")


def test_without_a_reason_or_at_an_old_version_nothing_is_erased(client, world, person):
    for data in ({"version": 1}, {"version": 7, "change_reason": "x"}, {"change_reason": "x"}):
        answer = page(client, world, "administrator", "erase", person, "post", **data)
        assert 400 <= answer.status_code < 500, data
    assert Person.objects.get(pk=person.pk).name == "Maria Canary"


def test_the_confirmation_says_where_somebody_is_still_needed(client, world):
    manager = world.customer.manager
    shown = page(client, world, "administrator", "erase", manager)
    assert world.customer.reference in shown.text
    assert "Erase for good" not in shown.text
    refused = page(
        client, world, "administrator", "erase", manager, "post", version=manager.version,
        change_reason="x",
    )  # fmt: skip
    assert refused.status_code == 409


def test_the_api_tells_what_is_held_makes_copies_and_erases(client, world, person):
    client.force_login(world.users["administrator"])
    data = reverse("api:persons-data", args=[person.uid])
    assert client.get(data).json()["versions"][0]["fields"]["email"] == "maria@example.org"
    asked = client.post(data, {}, content_type="application/json")
    assert (asked.status_code, asked.json()["kind"]) == (202, "personal-data")
    erase = reverse("api:persons-erase", args=[person.uid])
    stale = {"version": 5, "reason": "asked"}
    assert client.post(erase, stale, content_type="application/json").status_code == 412
    nameless = client.post(erase, {"version": 1}, content_type="application/json")
    assert (nameless.status_code, list(nameless.json()["errors"])) == (400, ["reason"])
    done = client.post(erase, {"version": 1, "reason": "asked"}, content_type="application/json")
    assert done.status_code == 200
    assert done.json()["title"].startswith("Erased person")
    client.force_login(user("somebody", Role.SERVICE_MANAGER))
    assert client.post(erase, stale, content_type="application/json").status_code == 403
