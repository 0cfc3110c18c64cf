"""Files in the storage: random keys, hashed while they stream, checked when they are read."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core.errors import DomainError, TooLarge

CHUNK = 256 * 1024


class FileDamaged(DomainError):
    """The stored file is missing, or is not the one that was stored."""

    code, status = "file-damaged", 409

    def default_message(self) -> str:
        return _("The stored file is not the one that was uploaded. It is not handed out.")


@dataclass(frozen=True)
class Stored:
    """A file as it was stored: its key, its size in bytes and its SHA-256 in hexadecimal."""

    key: str
    size: int
    sha256: str


class _Measured(File):
    """Counts and hashes what is read; raises TooLarge beyond the limit."""

    def __init__(self, file: Any, limit: int) -> None:
        super().__init__(file, name="upload")
        self.source: IO[bytes] = file
        self.limit, self.count, self.hash = limit, 0, hashlib.sha256()

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes."""
        data = self.source.read(size)
        self.count += len(data)
        self.hash.update(data)
        if self.count > self.limit:
            megabytes = self.limit / (1024 * 1024)
            sentence = _("The file is larger than the limit of %(limit)g MB.")
            raise TooLarge(sentence % {"limit": round(megabytes, 1)})
        return data

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """All bytes, once, from where the file stands."""
        while data := self.read(chunk_size or CHUNK):
            yield data


def store(file: IO[bytes], *, folder: str, limit: int | None = None) -> Stored:
    """Stream a file into the storage under a random key in ``folder``.

    ``limit`` is in bytes, by default the setting UPLOAD_MAX_BYTES. Raises TooLarge; whatever goes
    wrong, nothing is left behind.
    """
    key = f"{folder}/{secrets.token_hex(1)}/{secrets.token_hex(24)}"
    measured = _Measured(file, settings.UPLOAD_MAX_BYTES if limit is None else limit)
    try:
        written = default_storage.save(key, measured)
        _check(written, measured.count)
        _make_durable(written)
    except BaseException:
        remove(key)
        raise
    return Stored(written, measured.count, measured.hash.hexdigest())


def remove(key: str) -> None:
    """Delete a file of the storage; nothing happens when there is none."""
    if key:
        default_storage.delete(key)


def open_checked(key: str, *, sha256: str) -> IO[bytes]:
    """Open a stored file at its beginning, after its hash was checked. Raises FileDamaged."""
    try:
        file = default_storage.open(key, "rb")
    except OSError as error:
        raise FileDamaged from error
    if hash_of(file) != sha256:
        file.close()
        raise FileDamaged
    file.seek(0)
    return file


def hash_of(file: IO[bytes]) -> str:
    """The SHA-256 of the rest of a file, in hexadecimal."""
    digest = hashlib.sha256()
    while data := file.read(CHUNK):
        digest.update(data)
    return digest.hexdigest()


def hash_from_start(file: Any) -> str:
    """The SHA-256 of a whole file, which stands at its beginning before and after."""
    file.seek(0)
    digest = hash_of(file)
    file.seek(0)
    return digest


def _check(key: str, size: int) -> None:
    """A storage that reads a file twice would have it hashed twice."""
    if default_storage.size(key) != size:
        raise FileDamaged(_("The file could not be stored."))


def _make_durable(key: str) -> None:
    """A row must not outlive its file in a power cut: local files reach the disk first."""
    try:
        path = Path(default_storage.path(key))
    except NotImplementedError:
        return
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
