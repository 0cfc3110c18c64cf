"""Uploading and downloading through pages: attachments that nothing runs."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access.principals import system
from core.choices import Origin
from core.models import Document, DocumentVersion
from core.services import documents
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return personas.cast()


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.users["service_manager"])
    return client


def upload(name="plan.pdf", content=b"%PDF-1.7 plan"):
    return SimpleUploadedFile(name, content)


def attach(cast, **values):
    by = system("test")
    values = {
        "file": io.BytesIO(b"text"),
        "file_name": "plan.txt",
        "origin": Origin.SCREEN,
        **values,
    }
    return documents.add_document(subjects=[cast.customer], by=by, **values)


def address(version):
    return reverse("documents-download", args=[version.document.uid, version.number])


def body(response):
    return b"".join(response.streaming_content)


def test_a_document_is_attached_to_a_record_and_downloaded(cast, manager):
    form = reverse("documents-attach", args=["services", cast.service.uid])
    assert manager.get(form).status_code == 200
    answer = manager.post(form, {"file": upload(), "name": "The plan"})
    assert answer["Location"] == reverse("services-detail", args=[cast.service.uid])
    version = DocumentVersion.objects.get()
    assert version.document.title == "The plan"
    download = manager.get(address(version))
    assert body(download) == b"%PDF-1.7 plan"
    assert download["Content-Type"] == "application/pdf"
    assert download["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in download["Cache-Control"]
    page = manager.get(answer["Location"]).content.decode()
    assert "The plan" in page


def test_a_new_version_stands_on_the_documents_page(cast, manager):
    document = attach(cast).document
    form = reverse("documents-upload", args=[document.uid])
    assert manager.get(form).status_code == 200
    manager.post(form, {"file": upload("second.pdf")})
    page = manager.get(reverse("documents-detail", args=[document.uid])).content.decode()
    assert re.findall(r"/files/(\d)/", page) == ["2", "1"]
    assert form in page


def test_an_svg_and_a_page_are_handed_out_as_unknown_attachments(cast, manager):
    for name in ("x.svg", "x.html", 'x";filename=y.html', "täst\u202e.js"):
        version = attach(cast, file=io.BytesIO(b"<svg onload=alert(1)>"), file_name=name)
        download = manager.get(address(version))
        assert download["Content-Type"] == "application/octet-stream"
        assert download["Content-Disposition"].startswith("attachment")
        assert download["Content-Disposition"].count('filename="') <= 1
        assert "\u202e" not in download["Content-Disposition"]


def test_a_missing_an_empty_and_a_large_file_say_so_and_keep_the_rest(cast, manager, settings):
    form = reverse("documents-attach", args=["services", cast.service.uid])
    for data in ({}, {"file": upload(content=b"")}):
        answer = manager.post(form, {"name": "Typed name", **data})
        assert answer.status_code == 400
        assert "Typed name" in answer.content.decode()
    settings.UPLOAD_MAX_BYTES = 5000
    assert manager.post(form, {"file": upload(content=b"x" * 5000)}).status_code == 413
    assert not Document.objects.unscoped("test").exists()
    assert not list(Path(default_storage.location).rglob("documents/*/*"))


def test_who_may_not_see_it_gets_the_answer_of_nothing_there(cast, client):
    version = attach(cast)
    own = address(version)
    nothing = reverse("documents-download", args=[cast.customer.uid, 1])
    for name in ("stranger", "outsider"):
        client.force_login(cast.users[name])
        hidden, absent = client.get(own), client.get(nothing)
        assert hidden.status_code == absent.status_code == 404
        assert (
            client.get(reverse("documents-upload", args=[version.document.uid])).status_code == 404
        )
    client.force_login(cast.users["representative"])
    assert body(client.get(own)) == b"text"
    client.logout()
    assert client.get(own).status_code == 302


def test_an_auditor_reads_and_does_not_write(cast, client):
    version = attach(cast)
    client.force_login(cast.users["auditor"])
    assert client.get(address(version)).status_code == 200
    form = reverse("documents-upload", args=[version.document.uid])
    assert client.post(form, {"file": upload()}).status_code == 403
    form = reverse("documents-attach", args=["customers", cast.customer.uid])
    assert client.post(form, {"file": upload()}).status_code == 403
    assert DocumentVersion.objects.count() == 1


def test_a_changed_file_is_not_handed_out(cast, manager):
    version = attach(cast)
    path = Path(default_storage.path(version.key))
    path.chmod(0o600)
    path.write_bytes(b"teXt")
    answer = manager.get(address(version))
    assert answer.status_code == 409
    assert "not the one that was uploaded" in answer.content.decode()


def test_odd_addresses_are_nothing_there(cast, manager):
    for path in (
        f"/documents/{cast.customer.uid}/files/99999999999999999999/",
        f"/nothing/{cast.customer.uid}/documents/new/",
        "/files/documents/x",
        "/media/x",
    ):
        assert manager.get(path).status_code == 404, path
