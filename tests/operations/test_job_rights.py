"""A job acts as its requester, and asks again while it runs whether it still may."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core import tokens
from core.access.principals import Principal, system
from core.choices import JobState, Role
from core.errors import NotFound
from core.services import accounts, jobs
from tests import factories, personas
from tests.operations.asking import again, ask

pytestmark = pytest.mark.django_db(transaction=True)
BY = system("test")


def stopped_by(run_as, what):
    """A kind of job during which something happens that must end it."""

    def work(context):
        context.finish(io.BytesIO(b"x"), "x.txt")
        what()
        context.check_cancelled()
        raise AssertionError

    run_as(work)


def outcome(job):
    """Run the job; how it ended and what it says. It never leaves a file."""
    jobs.run_next()
    again(job)
    assert (job.state, job.file) == (JobState.FAILED, "")
    return job.message


@pytest.fixture
def token(auditor):
    return tokens.give_token(user=auditor, name="script", scopes=["read"], days=1, by=BY)[0]


def test_a_job_stops_when_its_requester_is_deactivated(run_as, auditor):
    def work(context):
        accounts.deactivate(user=auditor, by=system("test"))
        context.check_cancelled()
        raise AssertionError

    run_as(work)
    job = ask(auditor)
    jobs.run_next()
    assert again(job).state == JobState.FAILED
    assert "access has ended" in job.message


def test_a_job_of_somebody_who_left_does_not_begin(run_as, auditor):
    run_as(lambda context: context.finish(io.BytesIO(b"x"), "x.txt"))
    job = ask(auditor)
    factories.change(auditor, is_active=False)
    jobs.run_next()
    assert (again(job).state, job.file) == (JobState.FAILED, "")


def test_a_job_stops_when_a_role_is_taken_away(run_as):
    user = personas.user("both", Role.AUDITOR, Role.SERVICE_MANAGER)

    def work(context):
        factories.change(user, roles=[Role.AUDITOR])
        context.check_cancelled()
        raise AssertionError

    run_as(work)
    job = ask(user)
    jobs.run_next()
    assert (again(job).state, job.message) == (
        JobState.FAILED,
        "Your rights changed while the job was running.",
    )


def test_a_job_stops_when_its_token_is_revoked(run_as, auditor, token):
    stopped_by(run_as, lambda: tokens.revoke_token(token, by=BY))
    job = ask(auditor, frozenset({"read"}), token)
    assert "token that asked for this was revoked" in outcome(job)


def test_a_job_stops_when_its_token_expires(run_as, auditor, token):
    with time_machine.travel(timezone.now(), tick=False) as now:
        stopped_by(run_as, lambda: now.shift(timedelta(days=1)))
        job = ask(auditor, frozenset({"read"}), token)
        assert "has expired" in outcome(job)


def test_a_job_whose_token_was_revoked_while_it_waited_does_not_begin(run_as, auditor, token):
    begun = []
    run_as(begun.append)
    job = ask(auditor, frozenset({"read"}), token)
    tokens.revoke_token(token, by=BY)
    assert "revoked" in outcome(job)
    assert begun == []


def test_another_token_ends_without_the_job(run_as, auditor, token):
    other = tokens.give_token(user=auditor, name="other", scopes=["read"], days=1, by=BY)[0]
    run_as(lambda context: tokens.revoke_token(other, by=BY))
    job = ask(auditor, frozenset({"read"}), token)
    jobs.run_next()
    assert again(job).state == JobState.DONE


def test_a_token_finds_no_job_that_could_do_more_than_the_token(run_as, auditor, token):
    run_as(lambda context: None)
    asked_in_browser, asked_by_token = ask(auditor), ask(auditor, frozenset({"read"}), token)
    narrow = Principal.of(auditor, frozenset({"read", "bundles"}), token.pk)
    assert jobs.find(uid=asked_by_token.uid, by=narrow) == asked_by_token
    with pytest.raises(NotFound):
        jobs.find(uid=asked_in_browser.uid, by=narrow)
    assert jobs.latest(by=narrow, limit=9) == [asked_by_token]
    assert jobs.latest(by=Principal.of(auditor), limit=9) == [asked_by_token, asked_in_browser]
