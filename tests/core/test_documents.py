"""Files of documents: stored under random keys, hashed, never changed, seen by whom they concern."""

import hashlib
import io
import threading
import uuid
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from core.access.principals import system
from core.choices import Origin, Role
from core.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from core.files import storage
from core.files.file_names import UNKNOWN, clean_name, type_of
from core.files.storage import FileDamaged
from core.models import Document, DocumentVersion, LedgerEntry
from core.services import documents
from tests import factories, personas

pytestmark = pytest.mark.django_db
SCREEN = Origin.SCREEN
BY = system("test")


def add(content=b"content", name="plan.txt", by=BY, **values):
    return documents.add_document(
        file=io.BytesIO(content), file_name=name, by=by, origin=SCREEN, **values
    )


def more(document, content=b"more", name="plan.txt", by=BY):
    return documents.add_version(
        document=document, file=io.BytesIO(content), name=name, by=by, origin=SCREEN
    )


def files():
    """Every file in the storage."""
    root = Path(default_storage.location) / "documents"
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_document_its_file_and_its_link_are_one_unit():
    service = factories.ServiceFactory()
    before = LedgerEntry.objects.count()
    version = add(subjects=[service], name="a/b\\plan.txt", kind="plan")
    assert (version.number, version.name, version.size) == (1, "plan.txt", 7)
    assert version.sha256 == hashlib.sha256(b"content").hexdigest()
    assert version.document.links.get().subject_id == service.pk
    entries = LedgerEntry.objects.order_by("seq")[before:]
    assert [entry.type for entry in entries] == ["documents", "document-links", "document-versions"]
    assert len({entry.payload.split('"unit":')[1][:38] for entry in entries}) == 1


def test_the_key_says_nothing_and_the_file_is_as_it_was():
    version = add(b"x" * 700_000, name="../../etc/passwd")
    assert "passwd" not in version.key
    assert len(version.key) >= 48
    assert version.name == "passwd"
    with documents.open_version(version) as file:
        assert file.read() == b"x" * 700_000


def test_versions_are_numbered_and_the_earlier_ones_stay():
    document = add().document
    assert [more(document, bytes([65 + n])).number for n in range(3)] == [2, 3, 4]
    contents = [documents.open_version(v).read() for v in document.versions.all()]
    assert contents == [b"content", b"A", b"B", b"C"]


@pytest.mark.django_db(transaction=True)
def test_versions_sent_at_once_get_a_number_each():
    document = add().document
    start = threading.Barrier(4)

    def send():
        start.wait()
        more(document)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(document.versions.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_file_over_the_limit_leaves_nothing(settings):
    settings.UPLOAD_MAX_BYTES = 1024
    with pytest.raises(TooLarge):
        add(b"x" * 1025)
    assert files() == set()
    assert not Document.objects.unscoped("test").exists()
    assert add(b"x" * 1024).size == 1024


def test_an_empty_file_and_a_refused_document_leave_nothing():
    with pytest.raises(Invalid):
        add(b"")
    with pytest.raises(Invalid):
        add(name="plan.txt", description="\x00")
    assert files() == set()
    assert not DocumentVersion.objects.exists()


def test_a_stream_that_breaks_off_leaves_nothing():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("connection lost")
            return super().read(10)

    with pytest.raises(OSError, match="connection lost"):
        storage.store(Broken(b"x" * 100), folder="documents")
    assert files() == set()


def test_one_changed_byte_is_found_and_logged(caplog):
    version = add()
    path = Path(default_storage.path(version.key))
    path.chmod(0o600)
    path.write_bytes(b"Content")
    with pytest.raises(FileDamaged):
        documents.open_version(version)
    assert "stored file differs" in caplog.text
    path.unlink()
    with pytest.raises(FileDamaged):
        documents.open_version(version)


def test_who_sees_a_record_sees_its_documents_and_nobody_else():
    cast = personas.cast()
    version = add(subjects=[cast.service])
    uid = version.document.uid
    assert documents.find_version(uid=uid, number=1, by=cast.principal("auditor")) == version
    representative, stranger = cast.principal("representative"), cast.principal("stranger")
    linked = add(subjects=[cast.customer]).document
    assert documents.find_version(uid=linked.uid, number=1, by=representative)
    for by in (stranger, cast.principal("outsider"), cast.principal("expired_auditor")):
        with pytest.raises(NotFound):
            documents.find_version(uid=linked.uid, number=1, by=by)
    factories.archive(linked.links.get())
    with pytest.raises(NotFound):
        documents.find_version(uid=linked.uid, number=1, by=representative)
    for uid, number in ((linked.uid, 2), (uuid.uuid4(), 1)):
        with pytest.raises(NotFound):
            documents.find_version(uid=uid, number=number, by=cast.principal("auditor"))


def test_only_keepers_add_and_what_is_archived_takes_no_more():
    auditor = personas.cast().principal(Role.AUDITOR)
    with pytest.raises(Forbidden):
        add(by=auditor)
    document = add().document
    with pytest.raises(Forbidden):
        more(document, by=auditor)
    assert len(files()) == 1
    with pytest.raises(Conflict):
        more(factories.archive(document))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\x", "x"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("\u202efdp.exe", "fdp.exe"),
        ('x";filename=y.html', 'x";filename=y.html'),
        ("", "file"),
        ("...", "file"),
        ("n" * 300 + ".pdf", "n" * 196 + ".pdf"),
        ("n" * 300, "n" * 200),
    ],
)
def test_names_are_cleaned(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.pdf", b"<html>", UNKNOWN),
        ("a.docx", b"MZ\x90", UNKNOWN),
        ("a.png", b"GIF89a/*", UNKNOWN),
        ("a.svg", b"<svg>", UNKNOWN),
        ("a.html", b"<html>", UNKNOWN),
        ("a.js", b"alert(1)", UNKNOWN),
        ("a.txt", b"  <script>", UNKNOWN),
        ("a.csv", b"a,b", "text/csv"),
        ("a.TXT", b"a\x00b", UNKNOWN),
        ("pdf", b"%PDF-", "application/pdf"),
    ],
)
def test_a_type_is_believed_only_when_the_beginning_agrees(name, content, expected):
    file = io.BytesIO(content)
    assert type_of(name, file) == expected
    assert file.tell() == 0
