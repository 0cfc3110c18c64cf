"""With Redis refused or hung, pages are as fast as before; only mail and jobs wait."""

import os
import signal
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.urls import reverse

from config.local import redis
from config.local.processes import free_port, start, stop
from core import jobs as kinds
from core.access.principals import Principal
from core.choices import Role
from core.jobs import job_kind
from core.models import Job, OutboxMessage
from core.services import jobs
from tests import personas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@contextmanager
def broker(port):
    """A server that can be stopped like a hung one."""
    with tempfile.TemporaryDirectory(prefix="sms-hung-") as folder:
        process = start(redis.command(Path(folder), port))
        try:
            redis.until_it_answers(f"redis://127.0.0.1:{port}/0", process)
            yield process
        finally:
            os.kill(process.pid, signal.SIGCONT)
            stop(process, how=signal.SIGKILL)


def seconds(work):
    """The median time of some repetitions."""
    times = []
    for number in range(7):
        begin = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def work_of(client, admin):
    """What a page does that somebody might be tempted to hand to the broker at once."""

    def work(number):
        address = f"user{time.monotonic_ns()}@example.org"
        values = {"name": "Ann", "email": address, "roles": ["auditor"]}
        assert client.post(reverse("users-create"), values).status_code == 302
        jobs.start(kind="nothing", params={}, by=Principal.of(admin))

    return work


def status(client):
    return client.get(reverse("readyz")).json()["status"]


def test_pages_do_not_wait_for_a_hung_or_missing_redis(client, settings, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    job_kind("nothing")(lambda context: None)
    admin = personas.user("administrator", Role.ADMINISTRATOR)
    client.force_login(admin)
    port = free_port()
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{port}/0"
    work = work_of(client, admin)
    work(0)
    with broker(port) as process:
        assert status(client) == "ready"
        normal = seconds(work)
        process.send_signal(signal.SIGSTOP)
        assert status(client) == "degraded"
        hung = seconds(work)
    assert status(client) == "degraded"
    gone = seconds(work)
    assert max(hung, gone) < normal * 2 + 0.1
    assert OutboxMessage.objects.count() == Job.objects.count() == 22
