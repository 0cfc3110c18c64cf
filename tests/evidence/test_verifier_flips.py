"""No single bit of a bundle can change unnoticed, neither in the zip nor in the extracted files."""

import random
from functools import lru_cache

import pytest

from evidence.verifier import verify
from tests.evidence import world

pytestmark = pytest.mark.django_db
IN_ZIP, IN_FILES = 2_000, 1_000


@pytest.fixture
def key(tmp_path):
    return world.public_key(tmp_path)


@pytest.fixture
def path(tmp_path):
    return world.ready_bundle(tmp_path, "8.3.4", "SUP-0001")


@pytest.fixture(autouse=True)
def _signatures_checked_once(monkeypatch):
    """The same signature over the same bytes is the same answer; only time is saved."""
    monkeypatch.setattr(verify, "signed", lru_cache(maxsize=10_000)(verify.signed))


def problems(bundle, key):
    try:
        opened = verify.Folder(bundle) if bundle.is_dir() else verify.Zip(bundle)
        return verify.Check(opened, verify.PublicKey(key.read_text())).run()
    except verify.BROKEN as error:
        return [repr(error)]


def test_random_flips_in_the_zip_are_all_refused(path, key):
    assert problems(path, key) == []
    chance, content = random.Random(1), path.read_bytes()
    missed = []
    with path.open("r+b") as file:
        for _ in range(IN_ZIP):
            at, bit = chance.randrange(len(content)), chance.randrange(8)
            put(file, at, content[at] ^ 1 << bit)
            missed += [] if problems(path, key) else [(at, bit)]
            put(file, at, content[at])
    assert missed == []
    assert problems(path, key) == []


def put(file, at, value):
    file.seek(at)
    file.write(bytes([value]))
    file.flush()


def test_every_bit_of_the_zips_last_record_counts(path, key):
    content = path.read_bytes()
    with path.open("r+b") as file:
        for at in range(len(content) - 22 - len("sha256:") - 64, len(content)):
            for bit in range(8):
                put(file, at, content[at] ^ 1 << bit)
                assert problems(path, key) != [], (at, bit)
            put(file, at, content[at])


@pytest.mark.once
def test_random_flips_in_the_files_are_all_refused(path, key, tmp_path):
    folder = world.extract(path, tmp_path / "extracted")
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    chance, missed = random.Random(2), []
    for _ in range(IN_FILES):
        file = chance.choice(files)
        content = file.read_bytes()
        at, bit = chance.randrange(len(content)), chance.randrange(8)
        file.write_bytes(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :])
        missed += [] if problems(folder, key) else [(file.name, at, bit)]
        file.write_bytes(content)
    assert missed == []
    assert problems(folder, key) == []


def test_a_table_that_ends_inside_quotes_is_a_problem_and_no_crash(path, key, tmp_path):
    folder = world.extract(path, tmp_path / "extracted")
    table = next(folder.rglob("suppliers.csv"))
    table.write_bytes(table.read_bytes().rstrip(b"\r\n") + b',"')
    assert any("suppliers" in problem for problem in problems(folder, key))
