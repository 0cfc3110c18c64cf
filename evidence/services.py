"""Verbs of the evidence app: ask for a bundle, write one, hand one out."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core import access_chain
from core.choices import JobState, Role
from core.errors import Conflict, Forbidden, NotFound
from core.models import Job
from core.principals import Principal
from core.services import jobs
from evidence.bundles.scope import BundleRequest, Scope, resolve
from evidence.bundles.writing import Report, write_zip

KIND = "bundle"
BLOCK = 1 << 20


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


def require_right(by: Principal) -> None:
    """Raise Forbidden for those who may not read anything. What is in a bundle, reach decides."""
    if not (by.is_system or by.roles):
        raise Forbidden


def _subject(scope: Scope, made: Path) -> dict[str, str | int]:
    with made.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return {**scope.request.params(), "size": scope.size, "sha256": content}


def find_bundle(*, uid: uuid.UUID, by: Principal) -> Job:
    """A bundle's job: one's own, or for administrators anybody's. Raises NotFound."""
    found = Job.objects.filter(uid=uid, kind=KIND).select_related("requested_by").first()
    own = found is not None and by.uid is not None and found.requested_by.uid == by.uid
    if found is None or not (own or by.has_role(Role.ADMINISTRATOR)):
        raise NotFound
    return found


def open_bundle(*, uid: uuid.UUID, by: Principal) -> tuple[Job, IO[bytes]]:
    """A finished bundle to read; the download is recorded. Raises NotFound, Conflict."""
    job = find_bundle(uid=uid, by=by)
    if job.state != JobState.DONE or not job.file:
        raise Conflict(_("There is no file: the bundle is not finished, or was removed meanwhile."))
    file = default_storage.open(job.file, "rb")
    access_chain.note("bundle-download", by=by, subject={"job": str(job.uid), **job.params})
    return job, file
