"""Starting, cancelling and running jobs; the broker is never asked, workers look in the table."""

from __future__ import annotations

import logging
import threading
import uuid
from datetime import datetime, timedelta
from itertools import islice
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock, jobs
from core.access.principals import UNLIMITED, Principal
from core.choices import JobState
from core.database import locks
from core.errors import DomainError, Forbidden, NotFound
from core.files import storage
from core.files.storage import FileDamaged
from core.jobs import JobCancelled, JobContext, JobLost
from core.ledger import access_chain
from core.models import Job
from core.text import reader
from core.writing.unit import request_id

log = logging.getLogger("sms.jobs")


def start(*, kind: str, params: dict[str, Any], by: Principal) -> Job:
    """Ask for a job; ``params`` is a JSON structure. A worker takes it within seconds.

    It runs as ``by``, with the scopes that ``by`` has now. Raises NotFound for an unknown kind,
    Forbidden for anybody but a user.
    """
    jobs.kind(kind)
    if by.user is None:
        raise Forbidden(_("Only a user can ask for a job."))
    return Job.objects.create(
        kind=kind,
        params=params,
        requested_by=by.user,
        scopes=sorted(by.scopes),
        token_id=by.token_id,
        created_at=clock.now(),
    )


def find(*, uid: uuid.UUID, by: Principal) -> Job:
    """A job of ``by``; raises NotFound for those of others too."""
    job = own(by).filter(uid=uid).first()
    if job is None or not _covers(by, job):
        raise NotFound
    return job


def latest(*, by: Principal, limit: int, kind: str = "") -> list[Job]:
    """The latest jobs of ``by``, of one kind or of any."""
    jobs = own(by).filter(kind=kind) if kind else own(by)
    found = jobs.order_by("-created_at", "-pk").iterator()
    return list(islice((job for job in found if _covers(by, job)), limit))


def own(by: Principal) -> QuerySet[Job]:
    """The jobs that the user behind ``by`` asked for."""
    return Job.objects.filter(requested_by__uid=by.uid) if by.uid else Job.objects.none()


def _covers(by: Principal, job: Job) -> bool:
    """Whether a token may do all that the job could: its result holds what the job was let see."""
    return by.scopes == UNLIMITED or by.scopes >= set(job.scopes)


def open_file(*, uid: uuid.UUID, by: Principal) -> tuple[Job, IO[bytes]]:
    """The result of an own job, to read; the download is recorded. Raises NotFound, FileDamaged."""
    job = find(uid=uid, by=by)
    if not job.file:
        raise NotFound
    try:
        file = default_storage.open(job.file, "rb")
    except OSError as error:
        raise FileDamaged from error
    subject = {"file": job.file_name, "job": str(job.uid), "kind": job.kind}
    access_chain.note("download", by=by, subject=subject)
    return job, file


def cancel(*, uid: uuid.UUID, by: Principal) -> Job:
    """End a job that waits; ask one that runs to end soon; leave one that has ended."""
    job = find(uid=uid, by=by)
    with transaction.atomic():
        locks.hold(locks.Lock.JOBS)
        same = Job.objects.filter(pk=job.pk)
        same.filter(state=JobState.RUNNING).update(cancel_requested=True)
        same.filter(state=JobState.WAITING).update(
            state=JobState.CANCELLED, cancel_requested=True, finished_at=timezone.now()
        )
    job.refresh_from_db()
    return job


def run_next() -> bool:
    """Take one job that waits, or whose worker is gone, and run it; whether there was one."""
    job = take()
    if job is None:
        return False
    run(job)
    return True


def take() -> Job | None:
    """Claim the next job, unless as many are running as may at once."""
    now = timezone.now()
    if not Job.objects.filter(_takeable(now)).exists():
        return None
    with transaction.atomic():
        locks.hold(locks.Lock.JOBS)
        _give_up(now)
        running = Job.objects.filter(state=JobState.RUNNING).exclude(_abandoned(now))
        if running.count() >= settings.JOBS_AT_ONCE:
            return None
        job = Job.objects.filter(_takeable(now)).order_by("created_at", "pk").first()
        if job is not None:
            _claim(job, now)
    return job


def _abandoned(now: datetime) -> Q:
    """Jobs without a heartbeat. One from the future is from before the clock was set back."""
    lease = timedelta(seconds=settings.JOB_LEASE_SECONDS)
    old = Q(heartbeat_at__lt=now - lease) | Q(heartbeat_at__gt=now + lease)
    return Q(state=JobState.RUNNING) & old


def _takeable(now: datetime) -> Q:
    return Q(state=JobState.WAITING) | _abandoned(now)


def _give_up(now: datetime) -> None:
    """End abandoned jobs that were cancelled, or whose worker was gone too often."""
    abandoned = Job.objects.filter(_abandoned(now))
    abandoned.filter(cancel_requested=True).update(state=JobState.CANCELLED, finished_at=now)
    abandoned.filter(attempts__gte=settings.JOB_MAX_ATTEMPTS).update(
        state=JobState.FAILED,
        finished_at=now,
        message=_("The worker ended each time it ran this job."),
    )


def _claim(job: Job, now: datetime) -> None:
    job.state, job.progress, job.message = JobState.RUNNING, 0, ""
    job.started_at = job.heartbeat_at = now
    job.attempts += 1
    job.save()


def run(job: Job) -> None:
    """Run a claimed job to its end and write down how it ended."""
    token = request_id.set(f"job-{job.uid}")
    try:
        with reader.speaking_to(job.requested_by):
            state, message, context = _work(job)
    except JobLost:
        log.warning("job lost", extra={"job": str(job.uid), "kind": job.kind})
        return
    finally:
        request_id.reset(token)
    _settle(job, state, message, context)


def _work(job: Job) -> tuple[JobState, str, JobContext | None]:
    context = None
    try:
        context = JobContext(job)
        with Heart(context):
            jobs.kind(job.kind).run(context)
            context.look()
    except JobLost:
        storage.remove(context.file if context else "")
        raise
    except JobCancelled as error:
        return JobState.CANCELLED, error.message, context
    except DomainError as error:
        return JobState.FAILED, error.message, context
    except Exception:
        log.exception("job failed", extra={"job": str(job.uid), "kind": job.kind})
        message = _("Something went wrong. It has been logged under %(uid)s.")
        return JobState.FAILED, message % {"uid": job.uid}, context
    return JobState.DONE, context.message, context


def _settle(job: Job, state: JobState, message: str, context: JobContext | None) -> None:
    """Write the end, if the job is still this worker's; a result without a job is removed."""
    values: dict[str, Any] = {"state": state, "message": message[:500]}
    values["finished_at"] = timezone.now()
    done = state is JobState.DONE and context is not None
    if done and context:
        values |= {"progress": 100, "file": context.file, "file_name": context.file_name}
    own = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)
    settled = own.update(**values)
    if context and not (settled and done):
        storage.remove(context.file)


def forget_old() -> int:
    """Remove the results of jobs that ended long ago (JOB_KEEP_DAYS), and in the end the jobs themselves
    (JOB_ROW_KEEP_DAYS); how many results.
    """
    now = timezone.now()
    limit = now - timedelta(days=settings.JOB_KEEP_DAYS)
    old = Job.objects.filter(finished_at__lt=limit).exclude(file="")
    for job in old:
        storage.remove(job.file)
        Job.objects.filter(pk=job.pk).update(file="")
    ended = Job.objects.filter(finished_at__lt=now - timedelta(days=settings.JOB_ROW_KEEP_DAYS))
    ended.filter(file="", imports=None).delete()
    return len(old)


class Heart(threading.Thread):
    """Writes heartbeat and progress from a thread: the work itself may be inside a transaction."""

    def __init__(self, context: JobContext) -> None:
        super().__init__(name="job-heart", daemon=True)
        self.context = context
        self.ended = threading.Event()

    def __enter__(self) -> Heart:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.join()

    def run(self) -> None:
        """Beat until the work ends."""
        try:
            while not self.ended.wait(settings.JOB_HEARTBEAT_SECONDS):
                self.beat()
        finally:
            connections.close_all()

    def beat(self) -> None:
        """Write once; a database that is away for a moment does not matter."""
        job, context = self.context.job, self.context
        own = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=JobState.RUNNING)
        try:
            own.update(
                heartbeat_at=timezone.now(), progress=context.percent, message=context.message
            )
        except DatabaseError:
            log.warning("no heartbeat", exc_info=True)
