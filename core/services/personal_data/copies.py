"""A copy of everything held about a person: JSON for machines and a page for people, as one zip."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.principals import Principal
from core.errors import NotFound
from core.jobs import JobContext, job_kind
from core.ledger import access_chain
from core.ledger.writing import columns, history_of
from core.models import Job, Person, RegisterModel
from core.services import jobs
from core.services.personal_data.traces import Traces, traces

KIND = "personal-data"


def request_copy(*, person: Person, by: Principal) -> Job:
    """Ask for a copy as a job. Raises NotFound, Forbidden."""
    traces(person, by=by)
    return jobs.start(kind=KIND, params={"person": str(person.uid)}, by=by)


@job_kind(KIND, label=_("Copy of personal data"))
def make_copy(context: JobContext) -> None:
    """Write the zip as its requester and keep it as the job's file."""
    persons = Person.objects.for_user(context.principal)
    person = persons.filter(uid=context.params["person"]).first()
    if person is None:
        raise NotFound
    with tempfile.TemporaryFile() as file:
        write_copy(person=person, file=file, by=context.principal)
        file.seek(0)
        context.finish(file, f"{person.reference}-personal-data.zip")


def write_copy(*, person: Person, file: IO[bytes], by: Principal) -> None:
    """Write the zip; recorded in the access chain. Raises NotFound, Forbidden."""
    content = contents(traces(person, by=by))
    access_chain.note("personal-data", by=by, subject={"person": str(person.uid)})
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(content, ensure_ascii=False, indent=2)
        archive.writestr("personal-data.json", text + "\n")
        archive.writestr("index.html", render_to_string("core/personal_data_copy.html", content))


def contents(found: Traces) -> dict[str, Any]:
    """What is held, as texts, numbers and lists."""
    return {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "person": {"reference": found.person.reference, "title": found.person.title},
        "versions": list(_versions(found.person)),
        "accounts": [
            {"reference": user.reference, "versions": list(_versions(user))}
            for user in found.accounts
        ],
        "named_in": [
            {
                "register": each.link.register,
                "reference": each.link.reference,
                "title": each.link.title,
                "as": each.field,
                "since": each.since.isoformat(timespec="seconds"),
                "until": each.until and each.until.isoformat(timespec="seconds"),
            }
            for each in found.namings
        ],
        "mentioned_in": [
            {
                "register": each.link.register,
                "reference": each.link.reference,
                "title": each.link.title,
                "texts": each.texts,
            }
            for each in found.mentions
        ],
        "files": [
            {
                "document": version.document.reference,
                "name": version.name,
                "sha256": version.sha256,
                "uploaded_at": version.uploaded_at.isoformat(timespec="seconds"),
            }
            for version in found.files
        ],
        "messages": [
            {
                "recipient": message.recipient,
                "subject": message.subject,
                "written_at": message.created_at.isoformat(timespec="seconds"),
            }
            for message in found.messages
        ],
        "versions_written": found.written,
        "signatures": found.signatures,
        "namesakes": found.namesakes,
    }


def _versions(row: RegisterModel) -> Iterator[dict[str, Any]]:
    """Every version of a record: since when, and what its fields said."""
    for version in history_of(type(row)).objects.filter(record=row.pk).order_by("version"):
        fields = {
            column.name: json.loads(column.write(getattr(version, column.attname)))
            for column in columns(type(row))
            if not column.is_link
        }
        yield {"since": version.valid_from.isoformat(timespec="seconds"), "fields": fields}
