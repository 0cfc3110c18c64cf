"""The pages of bundles: ask, wait, take; nobody takes somebody else's."""

import json

import pytest
from django.urls import reverse

from core.choices import JobState
from core.models import AccessEntry, Job
from core.services import jobs
from tests.evidence import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world.world()


@pytest.fixture
def auditor(client, made):
    client.force_login(made.users["auditor"])
    return client


def ask(client, **values):
    response = client.post(reverse("bundles-list"), {"clause": "8.2", **values})
    assert response.status_code == 302, response.content
    return Job.objects.get()


def run(job):
    assert jobs.run_next()
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.message
    return job


def content(response):
    return b"".join(response.streaming_content)


def test_an_auditor_asks_on_screen_waits_and_takes_a_sound_bundle(auditor, made, tmp_path):
    job = ask(auditor, service=made.service.reference, as_of="")
    waiting = auditor.get(reverse("bundles-detail", args=[job.uid])).content.decode()
    assert "hx-trigger" in waiting
    run(job)
    page = auditor.get(reverse("bundles-detail", args=[job.uid])).content.decode()
    assert reverse("jobs-file", args=[job.uid]) in page
    response = auditor.get(reverse("jobs-file", args=[job.uid]))
    assert response["Content-Disposition"].startswith('attachment; filename="evidence-8.2-SVC-')
    path = tmp_path / "bundle.zip"
    path.write_bytes(content(response))
    key = tmp_path / "key.txt"
    key.write_bytes(auditor.get(reverse("bundles-key")).content)
    assert world.verify(path, "--public-key", key).returncode == 0


def test_export_look_and_download_stand_in_the_access_chain(auditor, made):
    job = run(ask(auditor))
    auditor.get(reverse("bundles-detail", args=[job.uid]))
    auditor.get(reverse("jobs-file", args=[job.uid]))
    told = [(e.event, json.loads(e.payload)["name"]) for e in AccessEntry.objects.order_by("seq")]
    events = ["bundle", "bundle-look", "download"]
    assert told == [(event, "The auditor") for event in events]


def test_a_bundle_holds_what_its_requester_may_see(client, made, tmp_path):
    client.force_login(made.users["representative"])
    job = run(ask(client, clause="8.3"))
    path = tmp_path / "bundle.zip"
    path.write_bytes(content(client.get(reverse("jobs-file", args=[job.uid]))))
    told = world.extract(path, tmp_path / "extracted")
    assert "Other customer" not in (told / "data/registers/customers.json").read_text()


@pytest.mark.parametrize("page", ["bundles-detail", "jobs-detail", "jobs-file"])
def test_somebody_elses_bundle_is_as_if_it_were_not_there(client, auditor, made, page):
    job = run(ask(auditor))
    client.force_login(made.users["administrator"])
    theirs = client.get(reverse(page, args=[job.uid]))
    none = client.get(reverse(page, args=[made.service.uid]))
    assert theirs.status_code == none.status_code == 404
    assert AccessEntry.objects.count() == 1


def test_a_wrong_request_keeps_what_was_typed_and_names_the_rule(auditor):
    values = {"clause": "8.2", "service": "no such thing", "since": "2026-02-01"}
    response = auditor.post(reverse("bundles-list"), {**values, "until": "2026-01-01"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "The period would end before it begins." in page
    assert 'value="no such thing"' in page
    assert not Job.objects.exists()


def test_who_has_no_role_sees_neither_page_nor_menu(client, made):
    client.force_login(made.users["outsider"])
    assert client.get(reverse("bundles-list")).status_code == 403
    assert reverse("bundles-list") not in client.get("/").content.decode()
