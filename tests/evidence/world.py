"""A small organisation with a document, and bundles made of it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from core import clock
from core.access.principals import system
from core.choices import Origin
from core.files import storage
from core.ledger.notes import SigningKey
from core.models import Document, DocumentLink, DocumentVersion
from core.writing.unit import unit
from evidence.bundles.scope import BundleRequest
from evidence.services import write_bundle
from tests import factories
from tests.personas import Cast, cast

VERIFIER = Path(__file__).parents[2] / "evidence" / "verifier" / "verify.py"
BY = system("tests")


def world() -> Cast:
    """The personas' world with supplies, agreements, an action and a document."""
    made = cast()
    for service, supplier in (
        (made.service, made.supplier),
        (made.other_service, made.other_supplier),
    ):
        agreement = factories.AgreementFactory(supplier=supplier, amount="12.50", currency="EUR")
        factories.SupplyFactory(service=service, supplier=supplier, agreement=agreement)
        factories.DependencyFactory(service=service)
        subscription = service.subscriptions.get()
        factories.CoverageFactory(subscription=subscription)
        factories.SlaFactory(service=service, customer=subscription.customer)
    factories.change(made.service, description="=1+1 with\na second line, “quoted” and ½ 😀")
    factories.ActionFactory(subject=made.service.record, owner=made.users["service_owner"].person)
    attach(made.service, "Règles ../of use.txt", b"the rules of use")
    attach(made.other_service, "other.txt", b"other-document-canary")
    return made


def attach(row: Any, name: str, content: bytes) -> DocumentVersion:
    """A document with one file that belongs to a record."""
    document = factories.DocumentFactory(name=name)
    stored = storage.store(io.BytesIO(content), folder="documents")
    version = DocumentVersion(
        document=document,
        number=1,
        key=stored.key,
        name=name,
        size=stored.size,
        sha256=stored.sha256,
        content_type="text/plain",
        uploaded_at=clock.now(),
        uploaded_by="tests",
    )
    with unit(by=BY, origin=Origin.COMMAND) as work:
        work.record_facts([version], document.record)
    _link(document, row)
    return version


def _link(document: Document, row: Any) -> None:
    factories.RecordFactory._create(DocumentLink, document=document, subject=row.record)


def bundle(folder: Path, clause: str = "8.2", by: Any = BY, **request: Any) -> Path:
    """Write a bundle and give its path."""
    out = folder / f"bundle-{len(list(folder.iterdir()))}.zip"
    write_bundle(out=out, request=BundleRequest(clause, **request), by=by)
    return out


@cache
def _made(clause: str, supplier: str) -> bytes:
    world()
    with TemporaryDirectory() as folder:
        return bundle(Path(folder), clause, supplier=supplier).read_bytes()


def ready_bundle(folder: Path, clause: str = "8.3", supplier: str = "") -> Path:
    """A bundle of the world, made once a session: what checks it needs no database any more."""
    path = folder / "ready.zip"
    path.write_bytes(_made(clause, supplier))
    return path


def public_key(folder: Path) -> Path:
    """The file with the public key line."""
    key = SigningKey.load(settings.LEDGER_ORIGIN, settings.SIGNING_KEY_FILE)
    path = folder / "public-key.txt"
    path.write_text(key.public.line + "\n")
    return path


def extract(path: Path, folder: Path) -> Path:
    """Unpack a bundle; its one folder."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def verify(bundle: Path, *arguments: Any) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a stranger would: alone, isolated from everything installed."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(bundle), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
