"""A bundle is reproducible, complete, accepted by standard tools, and true to the registers."""

import csv
import json
import subprocess

import bagit
import minisign
import openpyxl
import pytest
from django.conf import settings
from django.utils import translation

from core.errors import Conflict, Invalid
from core.ledger.notes import SigningKey
from core.models import AccessEntry, DocumentVersion
from tests import factories
from tests.evidence import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return world.extract(world.ready_bundle(tmp_path), tmp_path / "extracted")


def test_the_verifier_finds_it_sound_as_zip_and_as_folder(folder, tmp_path):
    key = world.public_key(tmp_path)
    for bundle in (tmp_path / "ready.zip", folder):
        told = world.verify(bundle, "--public-key", key)
        assert (told.returncode, told.stderr) == (0, ""), told.stdout
        assert told.stdout.startswith("SOUND: ")


def test_standard_tools_accept_it(folder):
    bagit.Bag(str(folder)).validate()
    for algorithm in ("sha256", "sha512"):
        for start in ("manifest", "tagmanifest"):
            command = [f"{algorithm}sum", "-c", "--strict", f"{start}-{algorithm}.txt"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_minisign_accepts_both_signatures(folder):
    key = SigningKey.load(settings.LEDGER_ORIGIN, settings.SIGNING_KEY_FILE)
    public = minisign.PublicKey.from_bytes(key.public.minisign().encode())
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        signature = minisign.Signature.from_bytes((folder / f"{name}.minisig").read_bytes())
        public.verify((folder / name).read_bytes(), signature)


def test_the_verifier_inside_is_the_one_of_the_product(folder):
    assert (folder / "verify.py").read_bytes() == world.VERIFIER.read_bytes()
    assert len(world.VERIFIER.read_text().splitlines()) <= 400


def test_the_same_request_on_the_same_data_gives_the_same_bytes(tmp_path):
    world.world()
    first = world.bundle(tmp_path, "8.3", service="SVC-0001")
    assert world.bundle(tmp_path, "8.3", service="SVC-0001").read_bytes() == first.read_bytes()


def test_each_export_is_recorded_with_the_hash_of_what_went_out(tmp_path):
    factories.ServiceFactory()
    path = world.bundle(tmp_path, "8.2")
    entry = AccessEntry.objects.get()
    subject = json.loads(entry.payload)["subject"]
    told = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout
    assert (entry.event, subject["clause"]) == ("bundle", "8.2")
    assert subject["sha256"] == told.split()[0]


def rows_of(folder, register):
    return json.loads((folder / f"data/registers/{register}.json").read_text())["rows"]


def test_registers_say_in_all_three_forms_what_the_records_say(folder):
    service = rows_of(folder, "services")[0]
    text = "=1+1 with\na second line, “quoted” and ½ 😀"
    assert service["fields"]["description"] == text
    assert service["labels"]["owner"].endswith(" · The service_owner")
    with (folder / "data/registers/services.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["description"] == f"'{text}"
    sheet = openpyxl.load_workbook(folder / "data/registers/services.xlsx").active
    headings = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, headings.index("description") + 1)
    assert (cell.value, cell.data_type) == (text, "s")


def test_amounts_and_yes_or_no_are_typed_cells_in_the_workbook(folder):
    sheet = openpyxl.load_workbook(folder / "data/registers/agreements.xlsx").active
    headings = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, headings.index("value") + 1).value == 12.5
    services = openpyxl.load_workbook(folder / "data/registers/services.xlsx").active
    headings = [cell.value for cell in services[1]]
    assert services.cell(2, headings.index("outsourced") + 1).value is False


def test_the_history_has_every_version_and_the_documents_are_there(folder):
    lines = (folder / "data/history/services.jsonl").read_text().splitlines()
    told = [(json.loads(line)["event"], json.loads(line)["version"]) for line in lines]
    assert ("change", 2) in told
    contents = {path.read_bytes() for path in (folder / "data/documents").iterdir()}
    assert contents == {b"the rules of use", b"other-document-canary"}


def test_the_overview_needs_no_script_and_names_the_records(folder):
    page = (folder / "data/index.html").read_text()
    assert "<script" not in page
    assert "Own service" in page
    assert (folder / "data/index.pdf").read_bytes().startswith(b"%PDF-")


def test_a_bundle_speaks_the_language_of_the_organisation_whoever_asks(tmp_path, settings):
    factories.ServiceFactory()
    settings.LANGUAGE_CODE = "de"
    with translation.override("en"):
        folder = world.extract(world.bundle(tmp_path, "8.2"), tmp_path / "extracted")
    page = (folder / "data/index.html").read_text()
    assert '<html lang="de">' in page
    assert "Nachweis" in page
    told = world.verify(folder, "--public-key", world.public_key(tmp_path))
    assert told.returncode == 0


def test_a_bundle_speaks_the_language_that_was_asked_for(tmp_path):
    factories.ServiceFactory()
    folder = world.extract(world.bundle(tmp_path, "8.2", language="de"), tmp_path / "extracted")
    assert '<html lang="de">' in (folder / "data/index.html").read_text()
    assert "Wie man es prüft" in (folder / "README.txt").read_text()
    told = world.verify(folder, "--public-key", world.public_key(tmp_path))
    assert told.returncode == 0
    with pytest.raises(Invalid, match="break a rule") as refused:
        world.bundle(tmp_path, "8.2", language="xx")
    assert list(refused.value.fields) == ["language"]


def test_a_stored_file_that_is_gone_or_changed_stops_the_bundle_loudly(tmp_path):
    service = factories.ServiceFactory()
    version = world.attach(service, "rules.txt", b"rules")
    stored = settings.MEDIA_ROOT / version.key
    for spoil in (lambda: stored.write_bytes(b"rulez"), stored.unlink):
        spoil()
        with pytest.raises(Conflict, match=r"rules\.txt"):
            world.bundle(tmp_path, "8.2")
    assert list(tmp_path.iterdir()) == []
    assert not AccessEntry.objects.exists()
    assert DocumentVersion.objects.count() == 1
