"""A copy of everything held about a person: JSON for machines and a page for people, as one zip."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.principals import Principal
from core.errors import NotFound
from core.jobs import JobContext, job_kind
from core.ledger import access_chain
from core.ledger.writing import columns, history_of
from core.models import DocumentVersion, Job, OutboxMessage, Person, RegisterModel
from core.reading.links import Link
from core.services import jobs
from core.services.personal_data.traces import Naming, Traces, traces

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
        "made_at": _time(clock.now()),
        "person": {"reference": found.person.reference, "title": found.person.title},
        "versions": list(_versions(found.person)),
        "accounts": [
            {"reference": user.reference, "versions": list(_versions(user))}
            for user in found.accounts
        ],
        "named_in": [_naming(each) for each in found.namings],
        "mentioned_in": [{**_link(each.link), "texts": each.texts} for each in found.mentions],
        "files": [_file(version) for version in found.files],
        "messages": [_message(message) for message in found.messages],
        "versions_written": found.written,
        "signatures": found.signatures,
        "namesakes": found.namesakes,
    }


def _naming(naming: Naming) -> dict[str, Any]:
    """A record that names the person in a link: as what, from when, until when."""
    return {
        **_link(naming.link), "as": naming.field, "since": _time(naming.since),
        "until": naming.until and _time(naming.until),
    }  # fmt: skip


def _link(link: Link) -> dict[str, str]:
    return {"register": link.register, "reference": link.reference, "title": link.title}


def _file(version: DocumentVersion) -> dict[str, str]:
    return {
        "document": version.document.reference, "name": version.name, "sha256": version.sha256,
        "uploaded_at": _time(version.uploaded_at),
    }  # fmt: skip


def _message(message: OutboxMessage) -> dict[str, str]:
    return {
        "recipient": message.recipient, "subject": message.subject,
        "written_at": _time(message.created_at),
    }  # fmt: skip


def _time(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _versions(row: RegisterModel) -> Iterator[dict[str, Any]]:
    """Every version of a record: since when, and what its fields said."""
    for version in history_of(type(row)).objects.filter(record=row.pk).order_by("version"):
        fields = {
            column.name: json.loads(column.write(getattr(version, column.attname)))
            for column in columns(type(row))
            if not column.is_link
        }
        yield {"since": _time(version.valid_from), "fields": fields}
