"""The caller's jobs, and the mail that does not leave."""

from __future__ import annotations

import uuid

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.file_schema import FileSchema
from core.api.rows import Row
from core.api.schema import JsonSchema, closed
from core.api.verb_schema import VerbSchema
from core.api.views import ApiView
from core.choices import JobState, MessageState
from core.errors import Invalid, NotFound
from core.files.downloads import attachment
from core.files.file_names import UNKNOWN
from core.models import Job, OutboxMessage
from core.services import jobs, outbox

SHOWN = 50
TEXT = {"type": "string"}
INSTANT = {"type": ["string", "null"], "format": "date-time"}
JOB = {
    "type": "object",
    "required": ["uid", "kind", "state", "progress", "message", "url", "file"],
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "kind": TEXT,
        "state": {"type": "string", "enum": list(JobState.values)},
        "progress": {"type": "integer", "minimum": 0, "maximum": 100},
        "message": TEXT,
        "created": INSTANT,
        "started": INSTANT,
        "finished": INSTANT,
        "url": TEXT,
        "file": {"type": ["string", "null"], "description": "Where the result is."},
    },
}
MESSAGE = {
    "type": "object",
    "required": ["message_id", "recipient", "subject", "state", "attempts", "error"],
    "properties": {
        "message_id": TEXT,
        "recipient": TEXT,
        "subject": TEXT,
        "state": {"type": "string", "enum": list(MessageState.values)},
        "attempts": {"type": "integer"},
        "error": {**TEXT, "description": "What the mail server said last."},
        "created": INSTANT,
    },
}


def results(item: Row) -> Row:
    """The schema of a list."""
    listed = {"results": {"type": "array", "items": item}}
    return {"type": "object", "required": ["results"], "properties": listed}


class Jobs(ApiView):
    """What the caller has running, and what has ended."""

    schema = JsonSchema()
    described = results(JOB)

    def get(self, request: Request) -> HttpResponse:
        """The latest jobs of the caller."""
        self.params.finish()
        found = jobs.latest(by=self.principal, limit=SHOWN)
        return answer({"results": [represent(job) for job in found]})


class JobView(ApiView):
    """One job of the caller."""

    schema = JsonSchema()
    described = JOB

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """How far it is."""
        self.params.finish()
        return answer(represent(jobs.find(uid=uid, by=self.principal)))


class CancelJob(ApiView):
    """Ends a job."""

    schema = JsonSchema()
    described = JOB

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Ends one that waits, asks one that runs to end soon, leaves one that has ended."""
        self.params.finish()
        return answer(represent(jobs.cancel(uid=uid, by=self.principal)))


class JobFile(ApiView):
    """The result of a job."""

    schema = FileSchema()
    file_type = UNKNOWN

    def get(self, request: Request, uid: uuid.UUID) -> FileResponse:
        """The file; the download is recorded."""
        self.params.finish()
        job, file = jobs.open_file(uid=uid, by=self.principal)
        return attachment(file, name=job.file_name)


class Outbox(ApiView):
    """Mail that does not leave, for who looks after accounts."""

    schema = JsonSchema()
    described = results(MESSAGE)

    def get(self, request: Request) -> HttpResponse:
        """The messages that failed at least once, newest first."""
        found = outbox.stuck(by=self.principal)
        self.params.finish()
        return answer({"results": [_message(message) for message in found[:SHOWN]]})


class RetryMessage(ApiView):
    """Another try for a message."""

    schema = VerbSchema()
    asked = {**closed({"message_id": TEXT}), "required": ["message_id"]}

    def post(self, request: Request) -> HttpResponse:
        """Gives a message its attempts again: 204."""
        outbox.stuck(by=self.principal)
        self.params.finish()
        body = take_object(request.data)
        named = body.pop("message_id", None)
        if body or not isinstance(named, str):
            rule = [_("Send {“message_id”: …} and nothing else.")]
            raise Invalid(fields={name[:100]: rule for name in body or ("message_id",)})
        if not outbox.retry(message_id=named, by=self.principal):
            raise NotFound
        return HttpResponse(status=204)


def represent(job: Job) -> Row:
    """A job as answers tell of it."""
    ready = job.state == JobState.DONE and job.file
    return {
        "uid": job.uid,
        "kind": job.kind,
        "state": job.state,
        "progress": job.progress,
        "message": job.message,
        "created": job.created_at,
        "started": job.started_at,
        "finished": job.finished_at,
        "url": reverse("api:jobs-detail", args=[job.uid]),
        "file": reverse("api:jobs-file", args=[job.uid]) if ready else None,
    }


def _message(message: OutboxMessage) -> Row:
    return {
        "message_id": message.message_id,
        "recipient": message.recipient,
        "subject": message.subject,
        "state": message.state,
        "attempts": message.attempts,
        "error": message.last_error,
        "created": message.created_at,
    }
