"""A bundle is sound, complete, reproducible, and accepted by standard tools."""

import json
import subprocess
import zipfile

import bagit
import minisign
import openpyxl
import pytest
from django.conf import settings

from core.notes import SigningKey
from tests.evidence import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world.world()


@pytest.fixture
def folder(tmp_path):
    return world.extract(world.bundle(tmp_path, "8.2"), tmp_path / "extracted")


def test_the_verifier_finds_a_bundle_sound_as_zip_and_as_folder(made, tmp_path):
    path = world.bundle(tmp_path, "8.3")
    key = world.public_key(tmp_path)
    folder = world.extract(path, tmp_path / "extracted")
    for told in (world.verify(path, "--public-key", key), world.verify(folder, "--public-key", key)):
        assert (told.returncode, told.stderr) == (0, ""), told.stdout
        assert told.stdout.startswith("SOUND: ")


def test_standard_tools_accept_it(made, folder):
    bagit.Bag(str(folder)).validate()
    for algorithm in ("sha256", "sha512"):
        for start in ("manifest", "tagmanifest"):
            command = [f"{algorithm}sum", "-c", "--strict", f"{start}-{algorithm}.txt"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
    key = SigningKey.load(settings.LEDGER_ORIGIN, settings.SIGNING_KEY_FILE)
    public = minisign.PublicKey.from_bytes(key.public.minisign().encode())
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        signature = minisign.Signature.from_bytes((folder / f"{name}.minisig").read_bytes())
        public.verify((folder / name).read_bytes(), signature)


def test_the_same_request_on_the_same_data_gives_the_same_bytes(made, tmp_path):
    first = world.bundle(tmp_path, "8.3", service="SVC-0001")
    assert world.bundle(tmp_path, "8.3", service="SVC-0001").read_bytes() == first.read_bytes()
