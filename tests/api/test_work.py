"""Jobs, undelivered mail and the search, through the API."""

import pytest

from core import jobs as kinds
from core.access.principals import Principal
from core.choices import JobState, MessageState
from core.jobs import job_kind
from core.models import AccessEntry, OutboxMessage
from core.services import jobs, outbox
from tests.api.caller import Caller


@pytest.fixture
def job(world, monkeypatch, settings, tmp_path):
    """A job of the auditor, asked for with a token that may read."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(kinds, "_kinds", {})

    @job_kind("work")
    def work(context):
        path = tmp_path / "result"
        path.write_bytes(b"result")
        with path.open("rb") as file:
            context.finish(file, "report.txt")

    by = Principal.of(world.users["auditor"], frozenset({"read"}))
    return jobs.start(kind="work", params={}, by=by)


@pytest.fixture
def stuck(db):
    outbox.enqueue(dedup_key="k", recipient="ann@example.org", subject="Hello", body="Secret")
    OutboxMessage.objects.update(state=MessageState.FAILED, attempts=12, last_error="refused")
    return OutboxMessage.objects.get()


@pytest.mark.django_db(transaction=True)
def test_a_job_is_watched_and_its_file_fetched(job, world):
    auditor = Caller(world.users["auditor"])
    assert auditor.get(f"jobs/{job.uid}/").json()["state"] == "waiting"
    jobs.run_next()
    row = auditor.get("jobs/").json()["results"][0]
    assert (row["uid"], row["state"], row["progress"]) == (str(job.uid), "done", 100)
    file = auditor.get(row["file"].removeprefix("/api/v1/"))
    assert b"".join(file.streaming_content) == b"result"
    assert file["Content-Disposition"] == 'attachment; filename="report.txt"'
    assert AccessEntry.objects.latest("seq").event == "download"


def test_a_waiting_job_is_cancelled(job, world):
    auditor = Caller(world.users["auditor"])
    answer = auditor.post(f"jobs/{job.uid}/cancel/", {})
    assert (answer.status_code, answer.json()["state"]) == (200, JobState.CANCELLED)


def test_nobody_else_and_no_narrower_token_meets_a_job(job, world):
    narrow = Caller(world.users["auditor"], ["customers:read"])
    for caller in (narrow, Caller(world.users["administrator"])):
        assert caller.get("jobs/").json()["results"] == []
        for ending in ("", "file/"):
            assert caller.get(f"jobs/{job.uid}/{ending}").status_code == 404
        assert caller.post(f"jobs/{job.uid}/cancel/", {}).status_code == 404
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_undelivered_mail_is_seen_without_its_text_and_tried_again(world, stuck):
    admin = Caller(world.users["administrator"])
    answer = admin.get("outbox/")
    row = answer.json()["results"][0]
    assert (row["recipient"], row["state"], row["error"]) == (
        "ann@example.org",
        "failed",
        "refused",
    )
    assert b"Secret" not in answer.content
    body = {"message_id": row["message_id"]}
    assert admin.post("outbox/retry/", body).status_code == 204
    stuck.refresh_from_db()
    assert (stuck.state, stuck.attempts) == (MessageState.WAITING, 0)
    assert admin.post("outbox/retry/", {"message_id": "<none>"}).status_code == 404
    for wrong in ({}, {"message_id": 1}, {**body, "x": 1}):
        assert admin.post("outbox/retry/", wrong).status_code == 400


def test_only_who_looks_after_accounts_sees_undelivered_mail(world, stuck):
    for name in ("auditor", "service_manager", "representative", "outsider"):
        caller = Caller(world.users[name])
        assert caller.get("outbox/").status_code == 403, name
        answer = caller.post("outbox/retry/", {"message_id": stuck.message_id})
        assert answer.status_code == 403, name
    narrow = Caller(world.users["administrator"], ["read"])
    assert narrow.get("outbox/").status_code == 403


def titles(caller, words):
    return {row["title"] for row in caller.get(f"search/?q={words}").json()["results"]}


def test_the_search_finds_what_the_caller_sees(world):
    assert titles(Caller(world.users["auditor"]), "OTHER") >= {"Other customer", "Other service"}
    assert titles(Caller(world.users["representative"]), "other") == set()
    assert titles(Caller(world.users["representative"]), "own") >= {"Own customer", "Own service"}
    narrow = Caller(world.users["auditor"], ["customers:read"])
    assert titles(narrow, "own") == {"Own customer"}
    assert titles(narrow, "") == set()
    row = narrow.get("search/?q=own").json()["results"][0]
    assert narrow.get(row["url"].removeprefix("/api/v1/")).status_code == 200
    assert narrow.get(f"search/?q={'x' * 201}").status_code == 400
