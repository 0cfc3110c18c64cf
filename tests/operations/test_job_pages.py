"""A job's page tells how far it is; only the requester sees it, cancels it and gets the file."""

import io

import pytest
from django.urls import reverse

from core import jobs as kinds
from core.access.principals import Principal
from core.choices import JobState, Role
from core.jobs import job_kind
from core.services import jobs
from tests import personas

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def auditor(client, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(kinds, "_kinds", {})
    job_kind("work", label="Some work")(
        lambda context: context.finish(io.BytesIO(b"<b>"), "r.html")
    )
    user = personas.user("auditor", Role.AUDITOR)
    client.force_login(user)
    return user


@pytest.fixture
def job(auditor):
    return jobs.start(kind="work", params={}, by=Principal.of(auditor))


def page(name, job):
    return reverse(f"jobs-{name}", args=[job.uid])


def test_the_page_asks_again_until_the_job_has_ended(client, job):
    assert "hx-trigger" in client.get(page("detail", job)).content.decode()
    jobs.run_next()
    part = client.get(page("detail", job), headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "<html" not in part
    assert page("file", job) in part
    assert "Some work" in client.get(reverse("jobs")).content.decode()


def test_the_result_is_an_attachment(client, job):
    assert client.get(page("file", job)).status_code == 404
    jobs.run_next()
    answer = client.get(page("file", job))
    assert b"".join(answer.streaming_content) == b"<b>"
    assert answer["Content-Disposition"] == 'attachment; filename="r.html"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_job_is_cancelled_by_a_button_and_not_by_a_link(client, job):
    assert client.get(page("cancel", job)).status_code == 405
    client.post(page("cancel", job))
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_nobody_else_sees_cancels_or_gets_it(client, job):
    jobs.run_next()
    client.force_login(personas.user("administrator", Role.ADMINISTRATOR))
    for name in ("detail", "file"):
        assert client.get(page(name, job)).status_code == 404
    assert client.post(page("cancel", job)).status_code == 404
    assert "Some work" not in client.get(reverse("jobs")).content.decode()


def test_a_missing_result_says_so(client, job):
    jobs.run_next()
    job.refresh_from_db()
    kinds.storage.remove(job.file)
    assert client.get(page("file", job)).status_code == 409
