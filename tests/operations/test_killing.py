"""Killing worker, beat or Redis at any moment loses nothing."""

import random
import re
import time
from collections import defaultdict

import pytest
from django.core.files.storage import default_storage

from core.access.principals import Principal, today
from core.choices import JobState, MessageState, Role
from core.models import Job, OutboxMessage
from core.services import jobs, outbox
from suppliers.choices import AgreementState
from tests import factories, personas
from tests.operations import jobs as jobs_of_tests  # noqa: F401 - registers the kind
from tests.operations.processes import mail_server, running, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

MESSAGES = 100
KILLS = ("worker", "redis", "beat", "worker", "redis")


def write(number):
    outbox.enqueue(
        dedup_key=f"rule|{number}",
        recipient=f"user{number}@example.org",
        subject=f"Message {number}",
        body="Text\n",
    )


def something_due():
    manager = factories.PersonFactory(email="manager@example.org")
    for number in range(5):
        factories.AgreementFactory(
            supplier=factories.SupplierFactory(manager=manager),
            reference=f"CT-{number}",
            state=AgreementState.ACTIVE,
            ends_on=today(),
        )


def all_sent():
    rows = OutboxMessage.objects.all()
    return rows.count() == MESSAGES + 5 and not rows.exclude(state=MessageState.SENT).exists()


def ids_by_subject(accepted):
    found = defaultdict(list)
    for _recipient, content in accepted:
        text = re.sub(r"\r\n[ \t]", " ", content)
        subject = re.search(r"(?m)^Subject: (.*?)\r$", text).group(1)
        found[subject].append(re.search(r"(?mi)^Message-ID: *(\S+)\r$", text).group(1))
    return found


@pytest.mark.once
def test_every_mail_and_job_survives_kill_9():
    chance = random.Random(1)
    auditor = Principal.of(personas.user("auditor", Role.AUDITOR))
    something_due()
    with mail_server() as (sink, port), running(port) as processes:
        job = jobs.start(kind="slow", params={}, by=auditor)
        for number, name in enumerate(KILLS):
            for message in range(number * 20, number * 20 + 20):
                write(message)
            time.sleep(chance.uniform(1.0, 3.0))
            processes.kill(name)
            time.sleep(chance.uniform(0.1, 0.5))
            processes.start(name)

        def settled():
            processes.revive()  # a worker may give up when its broker goes
            return all_sent()

        assert until(settled, 60), processes.log()
        assert until(lambda: Job.objects.get().state == JobState.DONE, 20), processes.log()
    found = ids_by_subject(sink.accepted)
    assert len(found) == MESSAGES + 5
    assert {subject: ids for subject, ids in found.items() if len(set(ids)) > 1} == {}
    repeats = sum(len(ids) - 1 for ids in found.values())
    # What two worker processes were sending when killed, and what nobody got an answer for.
    assert repeats <= len(KILLS) * 2 * 8 + sink.hung
    job.refresh_from_db()
    with default_storage.open(job.file) as file:
        assert file.read() == b"done"
