"""Documents and their versions come and go through the API, as through the pages."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.access.principals import system
from core.choices import Origin
from core.models import Document, DocumentLink, DocumentVersion, LedgerEntry
from core.services import documents
from tests.api.caller import Caller

PLAN = b"%PDF-1.7 plan"
SUM = hashlib.sha256(PLAN).hexdigest()


def file(content=PLAN, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def stored():
    """Every file in the storage."""
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def made(world, subject=None, content=PLAN):
    """A document with one version."""
    return documents.add_document(
        file=file(content), file_name="plan.pdf", by=system("test"), origin=Origin.API,
        subjects=[subject] if subject else [],
    )  # fmt: skip


def path_of(version):
    return f"documents/{version.document.uid}/versions/"


def body(response):
    return b"".join(response.streaming_content)


def test_a_document_is_uploaded_linked_and_downloaded(manager, world):
    subjects = [str(world.service.uid), world.customer.reference]
    sent = {"file": file(), "name": "The plan", "sha256": SUM, "subject": subjects}
    answer = manager.send("documents/upload/", sent, X_Reason="asked for")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["number"], row["name"], row["size"], row["sha256"]) == (1, "plan.pdf", 13, SUM)
    assert row["document"]["title"] == "The plan"
    assert answer["Location"] == row["url"]
    linked = DocumentLink.objects.unscoped("test").values_list("subject", flat=True)
    assert set(linked) == {world.service.pk, world.customer.pk}
    assert "asked for" in LedgerEntry.objects.filter(type="documents").latest("seq").payload
    seen = manager.get(row["file"].removeprefix("/api/v1/"))
    assert (body(seen), seen["ETag"], seen["Content-Type"]) == (PLAN, f'"{SUM}"', "application/pdf")
    assert seen["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert seen["Content-Security-Policy"].startswith("sandbox")
    assert manager.get(row["url"].removeprefix("/api/v1/")).json() == row


def test_a_known_file_is_not_sent_again(manager, world):
    version = made(world)
    for path in (f"{path_of(version)}1/", f"{path_of(version)}1/file/"):
        answer = manager.get(path, If_None_Match=f'"{SUM}"')
        assert (answer.status_code, answer.content) == (304, b"")
        assert manager.get(path, If_None_Match='"other"').status_code == 200


def test_versions_are_listed_newest_first_page_by_page_and_as_of_a_day(manager, world):
    path = path_of(made(world))
    for number in (2, 3):
        assert manager.send(path, {"file": file(b"%d" % number)}).json()["number"] == number
    page = manager.get(f"{path}?page_size=2").json()
    assert [row["number"] for row in page["results"]] == [3, 2]
    last = manager.get(page["next"].removeprefix("/api/v1/")).json()
    assert ([row["number"] for row in last["results"]], last["next"]) == ([1], None)
    assert manager.get(f"{path}?as_of=2020-01-01").status_code == 404
    assert manager.get(f"{path}?nothing=1").status_code == 400


def test_a_repeat_with_the_key_stores_once_though_the_form_is_packed_anew(manager):
    answers = [
        manager.send("documents/upload/", {"file": file()}, Idempotency_Key="k") for _try in "12"
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert len(stored()) == DocumentVersion.objects.count() == 1
    other = manager.send("documents/upload/", {"file": file(b"other")}, Idempotency_Key="k")
    assert other.status_code == 422
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({}, "file"),
        ({"file": "no file"}, "file"),
        ({"file": file(b"")}, "file"),
        ({"file": [file(), file()]}, "file"),
        ({"file": file(), "nothing": "x"}, "nothing"),
        ({"file": file(), "name": ["a", "b"]}, "name"),
        ({"file": file(), "name": "x" * 256}, "name"),
        ({"file": file(), "sha256": "0" * 64}, "sha256"),
        ({"file": file(), "sha256": "abc"}, "sha256"),
        ({"file": file(), "subject": "SRV-9999"}, "subject"),
    ],
)
def test_a_wrong_part_is_named_and_leaves_nothing_behind(manager, parts, named):
    for sent in parts.values():
        if isinstance(sent, SimpleUploadedFile):
            sent.seek(0)
    answer = manager.send("documents/upload/", parts)
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [named]
    assert stored() == []
    assert not Document.objects.unscoped("test").exists()


def test_limits_and_bodies_of_other_kinds_are_told(manager, settings):
    assert manager.post("documents/upload/", {"name": "x"}).status_code == 415
    broken = manager.client.post(
        "/api/v1/documents/upload/", b"--x\r\nbroken", content_type="multipart/form-data; boundary="
    )
    assert (broken.status_code, broken.json()["type"]) == (400, "/problems/malformed")
    many = manager.send("documents/upload/", {"file": [file(b"x") for _number in range(101)]})
    assert many.status_code == 400
    settings.UPLOAD_MAX_BYTES = 5000
    large = manager.send("documents/upload/", {"file": file(b"x" * 5000)})
    assert (large.status_code, large.json()["type"]) == (413, "/problems/too-large")
    assert stored() == []


def test_only_who_keeps_registers_uploads(world):
    version = made(world)
    for name, status in {"auditor": 403, "representative": 403, "outsider": 403}.items():
        caller = Caller(world.users[name])
        assert caller.send("documents/upload/", {"file": file()}).status_code == status
    for name, status in {"auditor": 403, "representative": 404, "outsider": 404}.items():
        caller = Caller(world.users[name])
        assert caller.send(path_of(version), {"file": file()}).status_code == status, name
    reader = Caller(world.users["service_manager"], ["read"])
    assert reader.send(path_of(version), {"file": file()}).status_code == 403
    assert DocumentVersion.objects.count() == 1


def test_a_file_goes_to_those_who_see_what_it_belongs_to(world):
    version = made(world, world.customer)
    own, foreign = Caller(world.users["representative"]), Caller(world.users["stranger"])
    assert body(own.get(f"{path_of(version)}1/file/")) == PLAN
    assert len(own.get(path_of(version)).json()["results"]) == 1
    nothing = f"documents/{world.customer.uid}/versions/"
    for ending in ("", "1/", "1/file/", "2/", "99999999999999/"):
        hidden, absent = foreign.get(path_of(version) + ending), foreign.get(nothing + ending)
        assert hidden.status_code == absent.status_code == 404, ending
        assert hidden.json()["detail"] == absent.json()["detail"]
    narrow = Caller(world.users["service_manager"], ["customers:read"])
    assert narrow.get(f"{path_of(version)}1/file/").status_code == 403


def test_an_outsider_gets_no_file_from_before_the_document_was_theirs(world):
    version = made(world, world.other_customer, b"about the others")
    for content in (b"still about them", b"for both"):
        last = documents.add_version(
            document=version.document, file=file(content), name="plan.pdf", by=system("test"),
            origin=Origin.API,
        )  # fmt: skip
    documents.link(
        document=version.document, record=world.customer, by=system("test"), origin=Origin.API
    )
    own, path = Caller(world.users["representative"]), path_of(last)
    assert [row["number"] for row in own.get(path).json()["results"]] == [3]
    assert [own.get(f"{path}{n}/file/").status_code for n in (1, 2, 3, 4)] == [404, 404, 200, 404]
    own.client.force_login(world.users["representative"])
    page = f"/documents/{version.document.uid}/files/"
    assert [own.client.get(f"{page}{n}/").status_code for n in (1, 2, 3)] == [404, 404, 200]
    for name in ("stranger", "auditor"):
        rows = Caller(world.users[name]).get(path).json()["results"]
        assert [row["number"] for row in rows] == [3, 2, 1], name


def test_a_foreign_record_is_no_subject(world):
    """Whoever may attach sees all records today; a token that does not is told of none."""
    narrow = Caller(world.users["service_manager"], ["documents:read", "documents:write"])
    answer = narrow.send("documents/upload/", {"file": file(), "subject": str(world.service.uid)})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["subject"])
    assert stored() == []


def test_an_archived_document_gets_no_further_version(manager, world):
    document = made(world).document
    manager("DELETE", f"documents/{document.uid}/", If_Match=f'"{document.uid}:1"')
    answer = manager.send(f"documents/{document.uid}/versions/", {"file": file()})
    assert (answer.status_code, len(stored())) == (409, 1)


def test_a_browser_needs_its_csrf_token(world):
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(world.users["service_manager"])
    assert signed_in.post("/api/v1/documents/upload/", {"file": file()}).status_code == 403
    assert stored() == []
