"""Signed notes: Ed25519 keys, checkpoints of the ledger (C2SP), minisign signatures of files.

The format is docs/ledger.md, section 5. Keys live in files outside the database.
"""

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ALGORITHM = b"\x01"
"""The algorithm byte of Ed25519 in signed notes."""

HASH_SIZE = 32
MARK = "\N{EM DASH} "
ORIGIN = re.compile(r"[^\s+]{1,255}")


class NoteError(ValueError):
    """A note, a key or a signature that is malformed or does not hold."""


@dataclass(frozen=True)
class Checkpoint:
    """The ledger at a size: tree root and chain value, 32 bytes each."""

    origin: str
    size: int
    root: bytes
    chain: bytes

    def body(self) -> str:
        """The text that is signed."""
        root, chain = encode(self.root), encode(self.chain)
        return f"{self.origin}\n{self.size}\n{root}\nchain {chain}\n"

    @classmethod
    def parse(cls, body: str) -> "Checkpoint":
        """Read a body; NoteError when it is not exactly what `body()` writes."""
        try:
            origin, size, root, chain = body.removesuffix("\n").split("\n")
            checkpoint = cls(origin, int(size), decode(root), decode(chain.removeprefix("chain ")))
        except ValueError as error:
            raise NoteError("not a checkpoint") from error
        if checkpoint.body() != body or len(checkpoint.root) != HASH_SIZE:
            raise NoteError("not a checkpoint")
        return checkpoint


@dataclass(frozen=True)
class PublicKey:
    """The key that verifies the notes of one origin; `raw` has 32 bytes."""

    origin: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes of the hash of origin, algorithm and key."""
        return hashlib.sha256(self.origin.encode() + b"\n" + ALGORITHM + self.raw).digest()[:4]

    @property
    def line(self) -> str:
        """The one line that is published (a "vkey")."""
        return f"{self.origin}+{self.key_id.hex()}+{encode(ALGORITHM + self.raw)}"

    @classmethod
    def parse(cls, line: str) -> "PublicKey":
        """Read a published line; NoteError when malformed or when the key id does not belong."""
        origin, _, rest = line.strip().partition("+")
        key_id, _, coded = rest.partition("+")
        raw = decode(coded)
        if not ORIGIN.fullmatch(origin) or raw[:1] != ALGORITHM or len(raw) != HASH_SIZE + 1:
            raise NoteError("not a public key line")
        key = cls(origin, raw[1:])
        if key.key_id.hex() != key_id:
            raise NoteError("the key id does not belong to this key")
        return key

    def holds(self, signature: bytes, data: bytes) -> bool:
        """Whether `signature` is this key's signature of `data`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def open(self, note: str) -> Checkpoint:
        """The checkpoint of a signed note; NoteError unless this key signed it for its origin."""
        body, separator, signatures = note.partition("\n\n")
        body += "\n"
        if not separator or not any(self._signed(body, line) for line in signatures.splitlines()):
            raise NoteError("the note is not signed by this key")
        checkpoint = Checkpoint.parse(body)
        if checkpoint.origin != self.origin:
            raise NoteError("the note belongs to another origin")
        return checkpoint

    def _signed(self, body: str, line: str) -> bool:
        start = f"{MARK}{self.origin} "
        if not line.startswith(start):
            return False
        coded = decode(line.removeprefix(start))
        return coded[:4] == self.key_id and self.holds(coded[4:], body.encode())

    def minisign(self) -> str:
        """The same key as a minisign public key file."""
        identity = _minisign_id(self.raw)
        coded = encode(b"Ed" + identity + self.raw)
        return f"untrusted comment: minisign public key {_shown(identity)}\n{coded}\n"


class SigningKey:
    """The private key of one origin."""

    def __init__(self, origin: str, private: Ed25519PrivateKey) -> None:
        if not ORIGIN.fullmatch(origin):
            raise NoteError("an origin has no blanks and no plus sign")
        self._private = private
        self.public = PublicKey(origin, private.public_key().public_bytes_raw())

    @classmethod
    def from_seed(cls, origin: str, seed: bytes) -> "SigningKey":
        """The key of a seed of 32 bytes."""
        return cls(origin, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def generate(cls, origin: str, path: Path) -> "SigningKey":
        """Make a key and write it to a new file only its owner may read; FileExistsError."""
        private = Ed25519PrivateKey.generate()
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        _write_secret(path, pem)
        return cls(origin, private)

    @classmethod
    def load(cls, origin: str, path: Path) -> "SigningKey":
        """Read a key file; OSError when there is none, NoteError when it holds no Ed25519 key."""
        try:
            private = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError) as error:
            raise NoteError("the key file cannot be read") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise NoteError("the key file holds no Ed25519 key")
        return cls(origin, private)

    def sign(self, checkpoint: Checkpoint) -> str:
        """The signed note of a checkpoint of this key's origin."""
        if checkpoint.origin != self.public.origin:
            raise NoteError("the checkpoint belongs to another origin")
        body = checkpoint.body()
        signature = encode(self.public.key_id + self._private.sign(body.encode()))
        return f"{body}\n{MARK}{self.public.origin} {signature}\n"

    def minisign(self, data: bytes, comment: str) -> str:
        """A minisign signature file of `data`, with a trusted comment of one line."""
        if not comment.isprintable():
            raise NoteError("a comment is one line of printable text")
        identity = _minisign_id(self.public.raw)
        signature = self._private.sign(hashlib.blake2b(data).digest())
        overall = self._private.sign(signature + comment.encode())
        return (
            f"untrusted comment: signature from key {_shown(identity)}\n"
            f"{encode(b'ED' + identity + signature)}\n"
            f"trusted comment: {comment}\n{encode(overall)}\n"
        )


def encode(data: bytes) -> str:
    """Base64 text of bytes."""
    return base64.b64encode(data).decode()


def decode(coded: str) -> bytes:
    """Bytes of strict base64 text; NoteError."""
    try:
        return base64.b64decode(coded.encode(), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NoteError("not base64") from error


def _minisign_id(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()[:8]


def _shown(identity: bytes) -> str:
    # minisign prints its key id as a little-endian number.
    return identity[::-1].hex().upper()


def _write_secret(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
