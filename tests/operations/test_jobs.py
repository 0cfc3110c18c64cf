"""Jobs wait in a table, run once, tell how far they are, and survive the worker."""

import io
import threading
import uuid

import pytest
from django.core.files.storage import default_storage

from core.access.principals import Principal, system
from core.choices import JobState, Role
from core.errors import Conflict, Forbidden, NotFound
from core.models import Job
from core.services import jobs
from tests import personas
from tests.operations.asking import again, ask

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_runs_as_its_requester_and_leaves_a_file(run_as, auditor):
    seen = []

    def work(context):
        seen.append((context.principal.uid, context.principal.roles, context.params))
        context.report(40, "half way")
        context.finish(io.BytesIO(b"result"), "report.txt")

    run_as(work)
    job = ask(auditor, clause="8.2")
    assert job.state == JobState.WAITING
    assert jobs.run_next() is True
    assert seen == [(auditor.uid, frozenset({Role.AUDITOR}), {"clause": "8.2"})]
    again(job)
    assert (job.state, job.progress, job.file_name) == (JobState.DONE, 100, "report.txt")
    with default_storage.open(job.file) as file:
        assert file.read() == b"result"
    assert jobs.run_next() is False


def test_progress_is_seen_while_it_runs_even_from_inside_a_transaction(run_as, auditor):
    seen = []

    def work(context):
        context.report(55, "halves")
        for _ in range(300):
            row = Job.objects.get(pk=context.job.pk)
            if row.progress == 55:
                seen.append(row.message)
                return
            threading.Event().wait(0.01)

    run_as(work)
    ask(auditor)
    jobs.run_next()
    assert seen == ["halves"]


def test_a_token_limits_the_job_it_asks_for(run_as, auditor):
    seen = []
    run_as(lambda context: seen.append(context.principal.scopes))
    ask(auditor, frozenset({"services:read"}))
    jobs.run_next()
    assert seen == [frozenset({"services:read"})]


def test_only_users_ask_for_jobs_of_known_kinds(run_as, auditor):
    run_as(lambda context: None)
    with pytest.raises(Forbidden):
        jobs.start(kind="work", params={}, by=system("test"))
    with pytest.raises(NotFound):
        jobs.start(kind="other", params={}, by=Principal.of(auditor))


def test_a_domain_error_is_told_and_another_error_is_not(run_as, auditor):
    def work(context):
        if context.params["told"]:
            raise Conflict("The file has changed.")
        raise RuntimeError("secret detail")

    run_as(work)
    told, hidden = ask(auditor, told=True), ask(auditor, told=False)
    jobs.run_next()
    jobs.run_next()
    assert (again(told).state, told.message) == (JobState.FAILED, "The file has changed.")
    assert again(hidden).state == JobState.FAILED
    assert "secret" not in hidden.message
    assert str(hidden.uid) in hidden.message


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_soon(run_as, auditor):
    def work(context):
        context.finish(io.BytesIO(b"x"), "x.txt")
        jobs.cancel(uid=context.job.uid, by=Principal.of(auditor))
        context.check_cancelled()
        raise AssertionError

    run_as(work)
    waiting = ask(auditor)
    jobs.cancel(uid=waiting.uid, by=Principal.of(auditor))
    assert again(waiting).state == JobState.CANCELLED
    running = ask(auditor)
    jobs.run_next()
    assert (again(running).state, running.file) == (JobState.CANCELLED, "")


def test_nobody_else_finds_or_cancels_a_job(run_as, auditor):
    run_as(lambda context: None)
    job = ask(auditor)
    administrator = Principal.of(personas.user("administrator", Role.ADMINISTRATOR))
    for by in (administrator, system("test")):
        with pytest.raises(NotFound):
            jobs.cancel(uid=job.uid, by=by)
    with pytest.raises(NotFound):
        jobs.find(uid=uuid.uuid4(), by=Principal.of(auditor))
