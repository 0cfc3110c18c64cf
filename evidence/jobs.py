"""The job that writes a bundle somebody asked for on screen or by API."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.jobs import JobContext, job_kind
from evidence.bundles.scope import BundleRequest
from evidence.services import KIND, write_bundle


@job_kind(KIND, label=_("Evidence bundle"))
def build_bundle(context: JobContext) -> None:
    """Write the bundle as its requester and keep it as the job's file."""
    request = BundleRequest.from_params(context.params)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bundle.zip"
        scope = write_bundle(out=out, request=request, by=context.principal, report=context.report)
        with out.open("rb") as file:
            context.finish(file, f"{scope.file_name}.zip")
