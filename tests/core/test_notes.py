"""Checkpoints are signed and opened as docs/ledger.md says, and minisign agrees."""

import dataclasses
import json
import stat
from pathlib import Path

import minisign
import pytest

from core.ledger import notes

VECTOR = json.loads((Path(__file__).parents[1] / "vectors" / "ledger.json").read_text())[
    "checkpoint"
]
CHECKPOINT = notes.Checkpoint(
    VECTOR["origin"],
    VECTOR["size"],
    bytes.fromhex(VECTOR["root"]),
    bytes.fromhex(VECTOR["chain"]),
)


@pytest.fixture
def key() -> notes.SigningKey:
    return notes.SigningKey.from_seed(VECTOR["origin"], bytes.fromhex(VECTOR["seed"]))


def test_note_and_public_line_are_those_of_the_worked_example(key):
    assert key.sign(CHECKPOINT) == VECTOR["note"]
    assert key.public.line == VECTOR["public_key"]


def test_a_note_opens_with_the_published_line_alone():
    assert notes.PublicKey.parse(VECTOR["public_key"] + "\n").open(VECTOR["note"]) == CHECKPOINT


@pytest.mark.parametrize("at", range(len(VECTOR["note"].encode()) - 1))
def test_no_byte_of_a_note_can_change(key, at):
    changed = bytearray(VECTOR["note"].encode())
    changed[at] ^= 1
    with pytest.raises(notes.NoteError):
        key.public.open(changed.decode(errors="replace"))


def test_another_key_or_another_origin_opens_nothing(key):
    other = notes.SigningKey.from_seed(VECTOR["origin"], b"x" * 32)
    elsewhere = notes.SigningKey.from_seed("elsewhere.example", bytes.fromhex(VECTOR["seed"]))
    for public in (other.public, elsewhere.public):
        with pytest.raises(notes.NoteError):
            public.open(VECTOR["note"])
    with pytest.raises(notes.NoteError):
        elsewhere.sign(CHECKPOINT)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        "a+b+c",
        VECTOR["public_key"][:-4] + "AAA=",
        "other" + VECTOR["public_key"],
    ],
)
def test_a_public_line_that_does_not_hold_together_is_refused(line):
    with pytest.raises(notes.NoteError):
        notes.PublicKey.parse(line)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "a\n1\n\nchain \n",
        CHECKPOINT.body() + "more\n",
        CHECKPOINT.body().replace("\n7\n", "\n07\n"),
        dataclasses.replace(CHECKPOINT, root=b"short").body(),
    ],
)
def test_a_body_that_is_no_checkpoint_is_refused(body):
    with pytest.raises(notes.NoteError):
        notes.Checkpoint.parse(body)


def test_a_key_file_is_private_loads_again_and_is_never_overwritten(tmp_path):
    path = tmp_path / "keys" / "ledger.pem"
    made = notes.SigningKey.generate("here.example", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert notes.SigningKey.load("here.example", path).public == made.public
    with pytest.raises(FileExistsError):
        notes.SigningKey.generate("here.example", path)


def test_a_file_that_is_no_key_is_refused(tmp_path):
    path = tmp_path / "ledger.pem"
    path.write_text("nothing")
    with pytest.raises(notes.NoteError):
        notes.SigningKey.load("here.example", path)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "line\nbreak"])
def test_an_origin_that_would_break_a_note_is_refused(origin):
    with pytest.raises(notes.NoteError):
        notes.SigningKey.from_seed(origin, b"x" * 32)


def test_minisign_itself_accepts_the_signature_and_the_public_key(key):
    public = minisign.PublicKey.from_bytes(key.public.minisign().encode())
    signature = minisign.Signature.from_bytes(key.minisign(b"some bytes", "a comment").encode())
    public.verify(b"some bytes", signature)
    assert signature.trusted_comment == "a comment"
    with pytest.raises(minisign.VerifyError):
        public.verify(b"other bytes", signature)


def test_a_comment_of_two_lines_is_refused(key):
    with pytest.raises(notes.NoteError):
        key.minisign(b"x", "one\ntwo")
