"""Kinds of jobs, and what a running job may say and ask.

An app registers its kinds in its module ``jobs``:

    @job_kind("bundle", label=_("Evidence bundle"))
    def build_bundle(context: JobContext) -> None: ...

A job may run twice when a worker is killed, so it must be repeatable, and its result counts once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import tokens
from core.access.principals import Principal
from core.choices import JobState
from core.errors import DomainError, Forbidden, NotFound
from core.files import storage
from core.files.file_names import clean_name
from core.models import Job, User

SECONDS_BETWEEN_LOOKS = 1.0
FOLDER = "jobs"


class JobCancelled(DomainError):
    """The requester cancelled the job."""

    code, status = "cancelled", 409

    def default_message(self) -> str:
        return _("The job was cancelled.")


class JobLost(Exception):
    """Another worker has the job, or it has ended: whatever this one does counts no more."""


@dataclass(frozen=True)
class JobKind:
    """A kind of job: its name in the database, what people call it, and the work."""

    name: str
    label: str | Promise
    run: Callable[[JobContext], None]


Work = Callable[["JobContext"], None]
_kinds: dict[str, JobKind] = {}


def job_kind(name: str, *, label: str | Promise = "") -> Callable[[Work], Work]:
    """Register a function as a kind of job; raises ValueError when the name is taken."""

    def register(run: Work) -> Work:
        if name in _kinds and _kinds[name].run is not run:
            raise ValueError(f"There is a kind of job called “{name}” already.")
        _kinds[name] = JobKind(name, label or name, run)
        return run

    return register


def kind(name: str) -> JobKind:
    """The kind called ``name``; raises NotFound."""
    if name not in _kinds:
        raise NotFound(f"There is no kind of job called “{name}”.")
    return _kinds[name]


def label(name: str) -> str:
    """What people call a kind, also one that is gone."""
    return str(_kinds[name].label) if name in _kinds else name


class JobContext:
    """What a running job is given: ``params``, its ``principal``, progress, and an end.

    Work that lasts calls :meth:`report` or :meth:`check_cancelled` every second or so.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.params: dict[str, Any] = dict(job.params)
        self.percent, self.message = 0, ""
        self.file = self.file_name = ""
        self.principal = self._requester()
        self._next_look = 0.0

    def report(self, percent: float, message: str = "") -> None:
        """Say how far it is (0–100) and what it is doing; raises as :meth:`check_cancelled`."""
        self.percent = min(max(int(percent), 0), 100)
        self.message = str(message)[:500]
        self.check_cancelled()

    def check_cancelled(self) -> None:
        """Raise JobCancelled, JobLost, or Forbidden when the requester's rights shrank."""
        if time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
        self.look()

    def look(self) -> None:
        """As :meth:`check_cancelled`, now."""
        state = Job.objects.filter(pk=self.job.pk, attempts=self.job.attempts).first()
        if state is None or state.state != JobState.RUNNING:
            raise JobLost
        if state.cancel_requested:
            raise JobCancelled
        current = self._requester()
        if not current.roles >= self.principal.roles:
            raise Forbidden(_("Your rights changed while the job was running."))

    def finish(self, file: IO[bytes], name: str) -> None:
        """Store the result, from where ``file`` stands; ``name`` is what it is downloaded as."""
        self.look()
        storage.remove(self.file)
        self.file = storage.store(file, folder=FOLDER, limit=2**50).key
        self.file_name = clean_name(name)

    def _requester(self) -> Principal:
        user = User.objects.unscoped("a job runs as its requester").get(pk=self.job.requested_by_id)
        scopes = frozenset(self.job.scopes)
        principal = Principal.of(user, scopes, self.job.token_id)
        if not user.has_access():
            raise Forbidden(_("The requester's access has ended."))
        if self.job.token_id is not None and not tokens.in_force(self.job.token_id):
            raise Forbidden(_("The token that asked for this was revoked or has expired."))
        return principal
