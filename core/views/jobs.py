"""The reader's own jobs: how far they are, cancelling, and the result."""

from __future__ import annotations

import uuid

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from core.declaration.pages import Page
from core.declaration.progress import described
from core.files.downloads import attachment
from core.services import jobs

SHOWN = 50


class JobsPage(Page):
    """The latest jobs of the reader."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        latest = jobs.latest(by=self.principal, limit=SHOWN)
        return self.show("core/jobs.html", {"found": [described(job) for job in latest]})


class JobPage(Page):
    """One job; asked again by the page itself while it runs."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page, or the part of it that changes."""
        job = jobs.find(uid=uid, by=self.principal)
        part = request.headers.get("HX-Request") == "true"
        return self.show("core/_job.html" if part else "core/job.html", described(job))


class CancelJobPage(Page):
    """Ends a job."""

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask it to end."""
        jobs.cancel(uid=uid, by=self.principal)
        return redirect("jobs-detail", uid)


class JobFilePage(Page):
    """The result of a job, for whoever asked for it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The file; the download is recorded."""
        job, file = jobs.open_file(uid=uid, by=self.principal)
        return attachment(file, name=job.file_name)
