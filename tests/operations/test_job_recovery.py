"""A job whose worker is gone is taken again, and counts once; results do not stay for ever."""

import io
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from core.access.principals import Principal
from core.choices import JobState
from core.jobs import JobLost
from core.models import Job
from core.services import jobs
from tests.operations.asking import again, ask

pytestmark = pytest.mark.django_db(transaction=True)


def abandon(job, **values):
    """The worker of a taken job is gone."""
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(heartbeat_at=long_ago, **values)


def test_the_job_of_a_killed_worker_is_taken_again(run_as, auditor):
    run_as(lambda context: context.report(10))
    job = ask(auditor)
    assert jobs.take() is not None
    assert jobs.run_next() is False
    abandon(job)
    assert jobs.run_next() is True
    assert (again(job).state, job.attempts) == (JobState.DONE, 2)


def test_a_job_that_kills_every_worker_is_given_up(run_as, auditor, settings):
    run_as(lambda context: None)
    job = ask(auditor)
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        assert jobs.take() is not None
        abandon(job)
    assert jobs.take() is None
    assert again(job).state == JobState.FAILED


def test_a_cancelled_job_of_a_killed_worker_is_not_taken_again(run_as, auditor):
    run_as(lambda context: None)
    job = ask(auditor)
    jobs.take()
    jobs.cancel(uid=job.uid, by=Principal.of(auditor))
    abandon(job)
    assert jobs.take() is None
    assert again(job).state == JobState.CANCELLED


def test_a_worker_that_was_thought_dead_changes_nothing_any_more(run_as, auditor):
    files = []

    def work(context):
        context.finish(io.BytesIO(b"late"), "late.txt")
        files.append(context.file)
        Job.objects.filter(pk=context.job.pk).update(attempts=9)  # another worker has it now
        with pytest.raises(JobLost):
            context.check_cancelled()

    run_as(work)
    job = ask(auditor)
    jobs.run_next()
    assert (again(job).state, job.file) == (JobState.RUNNING, "")
    assert not default_storage.exists(files[0])


def test_two_workers_never_take_the_same_job(run_as, auditor, settings):
    settings.JOBS_AT_ONCE = 10
    run_as(lambda context: None)
    for _ in range(6):
        ask(auditor)
    taken, start = [], threading.Barrier(3)

    def worker():
        start.wait()
        while job := jobs.take():
            taken.append(job.pk)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(Job.objects.values_list("pk", flat=True))


def test_no_more_jobs_at_once_than_allowed(run_as, auditor, settings):
    settings.JOBS_AT_ONCE = 1
    run_as(lambda context: None)
    ask(auditor)
    ask(auditor)
    assert jobs.take() is not None
    assert jobs.take() is None


def test_results_are_removed_after_a_while(run_as, auditor, settings):
    run_as(lambda context: context.finish(io.BytesIO(b"x"), "x.txt"))
    job = ask(auditor)
    jobs.run_next()
    key = again(job).file
    assert jobs.forget_old() == 0
    long_ago = timezone.now() - timedelta(days=settings.JOB_KEEP_DAYS + 1)
    Job.objects.update(finished_at=long_ago)
    assert jobs.forget_old() == 1
    assert again(job).file == ""
    assert not default_storage.exists(key)
    Job.objects.update(finished_at=timezone.now() - timedelta(days=settings.JOB_ROW_KEEP_DAYS + 1))
    assert jobs.forget_old() == 0
    assert not Job.objects.exists()
