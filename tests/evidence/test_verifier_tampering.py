"""Deliberate tampering is named, also by somebody who recomputes every checksum."""

import json
import shutil
import zipfile

import pytest
from django.conf import settings

from core.ledger import merkle
from core.ledger.notes import Checkpoint, SigningKey
from evidence.bundles import bag
from tests.evidence import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(tmp_path):
    return world.public_key(tmp_path)


@pytest.fixture
def folder(tmp_path):
    return world.extract(world.ready_bundle(tmp_path), tmp_path / "extracted")


def reseal(folder, key=None):
    """Recompute everything that can be recomputed, with the right key unless another is given."""
    key = key or SigningKey.load(settings.LEDGER_ORIGIN, settings.SIGNING_KEY_FILE)
    lines = (folder / "bag-info.txt").read_text().splitlines()
    info = [tuple(line.split(": ", 1)) for line in lines if not line.startswith("Payload-Oxum")]
    for name in ("bagit.txt", "bag-info.txt", *(p.name for p in folder.glob("*manifest-*"))):
        (folder / name).unlink()
    bag.Bag(folder).finish(info, key, "timestamp:1")


def told(folder, key_file):
    result = world.verify(folder, "--public-key", key_file)
    assert result.stderr == ""
    assert (result.returncode == 0) == result.stdout.startswith("SOUND")
    return result.stdout


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_resealing_without_changing_anything_stays_sound(folder, key_file):
    reseal(folder)
    assert told(folder, key_file).startswith("SOUND")


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("data/registers/services.json", "Own service", "Owl service", "is not as in the ledger"),
        ("data/registers/services.json", '"version":2', '"version":3', "is not as in the ledger"),
        ("data/registers/supplies.json", "· Own service", "· Other service", "service is misnamed"),
        ("data/registers/services.csv", "Own service", "Owl service", "the CSV file differs"),
        ("data/registers/services.csv", "'=1+1", "=2+2", "the CSV file differs"),
        ("data/facts/document-versions.json", '"number":1', '"number":2', "facts are not those in"),
        ("data/facts/document-versions.json", "DOC-0001", "DOC-0009", "facts are not those in"),
        ("data/facts/document-versions.csv", ",text/plain,", ",text/html,", "the CSV file differs"),
        ("data/history/services.jsonl", "Own service", "Owl service", "services.jsonl differs"),
        ("data/ledger/entries.jsonl", "Own service", "Owl service", "services.jsonl differs"),
        ("data/ledger/proof.json", '"size":', '"size":1', "do not lead to the signed root"),
    ],
)
def test_what_contradicts_the_ledger_is_named_even_when_signed(
    folder, key_file, name, old, new, named
):
    replace(folder / name, old, new)
    reseal(folder)
    assert named in told(folder, key_file)


def test_a_value_changed_everywhere_no_longer_leads_to_the_signed_root(folder, key_file):
    for path in folder.glob("data/[rhl]*/*.[jc]s*"):
        path.write_text(path.read_text().replace("Own service", "Owl service"))
    reseal(folder)
    assert "do not lead to the signed root" in told(folder, key_file)


@pytest.mark.parametrize("name", ["entries.jsonl", "../history/services.jsonl"])
@pytest.mark.parametrize("change", [lambda lines: lines[1:], lambda lines: [*lines, lines[-1]]])
def test_an_entry_left_out_or_repeated_is_found(folder, key_file, name, change):
    path = folder / "data/ledger" / name
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(change(lines)))
    reseal(folder)
    assert told(folder, key_file).startswith("TAMPERED")


def test_a_record_left_out_of_its_register_is_found(folder, key_file):
    path = folder / "data/registers/customers.json"
    register = json.loads(path.read_text())
    gone = register["rows"].pop()["uid"]
    path.write_text(json.dumps(register))
    reseal(folder)
    assert f"{gone} is not as in the ledger" in told(folder, key_file)


def test_a_fact_left_out_or_added_is_found(folder, key_file):
    path = folder / "data/facts/document-versions.json"
    table = json.loads(path.read_text())
    for rows in (table["rows"][1:], [*table["rows"], table["rows"][0]]):
        path.write_text(json.dumps({**table, "rows": rows}))
        reseal(folder)
        assert "facts are not those in the ledger" in told(folder, key_file)


def test_a_register_history_or_table_that_is_gone_is_found(folder, key_file):
    gone = ("registers/customers.json", "history/customers.jsonl", "facts/document-versions.json")
    for name in gone:
        (folder / "data" / name).unlink()
    reseal(folder)
    said = told(folder, key_file)
    assert "customers" in said
    assert "data/facts/document-versions" in said


def test_a_changed_document_is_found_even_under_its_new_hash(folder, key_file):
    document = next((folder / "data/documents").iterdir())
    document.write_bytes(b"other rules")
    reseal(folder)
    assert "not named by their hash" in told(folder, key_file)
    name = f"{bag._hashes(document)[0]}-x.txt"
    document.rename(document.with_name(name))
    reseal(folder)
    assert "or not in the ledger" in told(folder, key_file)


def test_files_added_removed_or_renamed_are_found(folder, key_file):
    for name in ("data/more.txt", "more.txt", "data/registers/fetch.txt"):
        (folder / name).write_text("more")
        assert f"missing or not listed: ['{name}']" in told(folder, key_file)
        (folder / name).unlink()
    (folder / "data/index.html").rename(folder / "data/Index.html")
    assert "missing or not listed: ['data/Index.html', 'data/index.html']" in told(folder, key_file)


def test_a_link_out_of_the_folder_is_refused(folder, key_file):
    (folder / "data/link").symlink_to("/etc/hostname")
    assert "neither a file nor a folder" in told(folder, key_file)


def test_somebody_elses_key_is_refused_at_every_place(folder, key_file):
    other = SigningKey.from_seed(settings.LEDGER_ORIGIN, b"x" * 32)
    reseal(folder, other)
    assert told(folder, key_file).count("not signed with the given public key") == 2
    note = other.sign(Checkpoint(settings.LEDGER_ORIGIN, 1, merkle.EMPTY_ROOT, merkle.EMPTY_CHAIN))
    (folder / "data/ledger/checkpoint.txt").write_text(note)
    reseal(folder)
    assert "checkpoint is not signed with the given public key" in told(folder, key_file)


def rezip(path, out, change):
    """Copy a bundle member by member, letting ``change`` alter names and contents; sealed anew."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        target.comment = source.comment
        for info in source.infolist():
            for name, content in change(info.filename, source.read(info)):
                target.writestr(zipfile.ZipInfo(name, info.date_time), content)
    bag._seal(out)
    return out


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: [(name, content), (name, content)],
        lambda name, content: [(f"../{name}", content)],
        lambda name, content: [(name, content), (name.replace("data/", "data/../"), content)],
        lambda name, content: [(name, content), (name.replace("index", "IN\nDEX"), content)],
        lambda name, content: [(name.replace("/", "\\"), content)],
    ],
)
def test_unsafe_member_names_are_refused(tmp_path, key_file, change):
    path = world.ready_bundle(tmp_path)
    same = rezip(path, tmp_path / "same.zip", lambda name, content: [(name, content)])
    assert told(same, key_file).startswith("SOUND")
    out = rezip(path, tmp_path / "out.zip", change)
    assert told(out, key_file).startswith("TAMPERED")


def test_bytes_hidden_in_front_of_or_between_members_are_refused(tmp_path, key_file):
    path = world.ready_bundle(tmp_path)
    for number, start in enumerate((b"#!/bin/sh\n", b"PK\3\4")):
        out = tmp_path / f"hidden-{number}.zip"
        out.write_bytes(start + path.read_bytes())
        bag._seal(out)
        assert told(out, key_file).startswith("TAMPERED")


@pytest.mark.parametrize("content", [b"", b"PK\5\6" + bytes(18), b"no zip at all", b"PK\3\4" * 99])
def test_what_is_no_bundle_at_all_is_refused(tmp_path, key_file, content):
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    assert told(path, key_file).startswith("TAMPERED")


def test_without_a_pinned_key_or_a_bundle_it_says_that_it_could_not_check(folder, tmp_path):
    key_file = world.public_key(tmp_path)
    inside = shutil.copy(key_file, folder / "key.txt")
    nonsense = tmp_path / "nonsense.txt"
    nonsense.write_text("origin+00000000+AAAA")
    for arguments in (
        (folder,),
        (folder, "--public-key", inside),
        (folder, "--public-key", nonsense),
        (folder, "--public-key", tmp_path / "none.txt"),
        (tmp_path / "none.zip", "--public-key", key_file),
    ):
        result = world.verify(*arguments)
        assert result.returncode == 2
        assert result.stderr.startswith("COULD NOT CHECK: ")
