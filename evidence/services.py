"""Verbs of the evidence app: ask for a bundle, write one, look at one."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path

from core.access.principals import Principal
from core.choices import JobState, Role
from core.errors import Forbidden, NotFound
from core.ledger import access_chain
from core.ledger.notes import PublicKey
from core.models import Job
from core.services import jobs
from evidence.bundles.scope import BundleRequest, Scope, resolve
from evidence.bundles.writing import Report, signing_key, write_zip

KIND = "bundle"
LATEST = 20


def silent(percent: int, step: str) -> None:
    """Hear of progress and say nothing."""


def request_bundle(*, request: BundleRequest, by: Principal) -> Job:
    """Ask for a bundle as a job. Raises Invalid for a request that means nothing, Forbidden."""
    require_right(by)
    resolve(request, by)
    return jobs.start(kind=KIND, params=request.params(), by=by)


def write_bundle(
    *, out: Path, request: BundleRequest, by: Principal, report: Report = silent
) -> Scope:
    """Write a bundle to a file and record the export in the access chain.

    The file appears only when it is complete. Raises Invalid for a wrong request, Forbidden,
    Conflict when a stored file or a ledger entry is missing, Unavailable without a signing key.
    """
    require_right(by)
    scope = resolve(request, by)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        made = Path(folder) / "bundle.zip"
        write_zip(made, scope, report)
        access_chain.note("bundle", by=by, subject=_subject(scope, made))
        made.replace(out)
    return scope


def has_right(by: Principal) -> bool:
    """Whether somebody may ask for bundles at all: whoever sees a register. What is in one, reach decides."""
    return by.is_system or bool(by.roles - {Role.CATALOGUE_READER})


def require_right(by: Principal) -> None:
    """Raise Forbidden for those who have no right."""
    if not has_right(by):
        raise Forbidden


def _subject(scope: Scope, made: Path) -> dict[str, str | int]:
    with made.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return {**scope.request.params(), "size": scope.size, "sha256": content}


def find_bundle(*, uid: uuid.UUID, by: Principal) -> Job:
    """The job of an own bundle. Raises NotFound, for those of others too."""
    job = jobs.find(uid=uid, by=by)
    if job.kind != KIND:
        raise NotFound
    return job


def look_at_bundle(*, uid: uuid.UUID, by: Principal) -> Job:
    """An own bundle's job for its page; a look at a finished one is recorded. Raises NotFound."""
    job = find_bundle(uid=uid, by=by)
    if job.state == JobState.DONE:
        access_chain.note("bundle-look", by=by, subject={"job": str(job.uid), **job.params})
    return job


def bundles_of(by: Principal) -> list[Job]:
    """The latest bundles that somebody asked for."""
    return jobs.latest(by=by, limit=LATEST, kind=KIND)


def public_key() -> PublicKey:
    """The key that checks bundles and checkpoints; Unavailable without one."""
    return signing_key().public
