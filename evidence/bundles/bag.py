"""A BagIt bag (RFC 8493) of reproducible bytes: files in a folder, then sealed into one zip."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from core.ledger.notes import SigningKey

BLOCK = 1 << 20
ALGORITHMS = ("sha256", "sha512")
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#: Files that are compressed in themselves.
STORED = (".xlsx", ".pdf")
SEAL = b"sha256:"
DIGITS = 64


class Bag:
    """A bag under construction in a folder of its own; names are relative with "/"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where a file of the bag is to be written."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def text(self, name: str) -> IO[str]:
        """A text file to write, with plain line ends."""
        return self.path(name).open("x", encoding="utf-8", newline="")

    def write(self, name: str, text: str) -> None:
        """A whole text file."""
        with self.text(name) as file:
            file.write(text)

    def names(self, start: str = "") -> list[str]:
        """The names of the files so far, sorted."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        names = (path.relative_to(self.folder).as_posix() for path in files)
        return sorted(name for name in names if name.startswith(start))

    def finish(self, info: Iterable[tuple[str, str]], key: SigningKey, comment: str) -> None:
        """Write bag-info, manifests and their signatures over everything there is."""
        payload = self.names("data/")
        size = sum(self.path(name).stat().st_size for name in payload)
        self.write("bagit.txt", DECLARATION)
        lines = [*info, ("Payload-Oxum", f"{size}.{len(payload)}")]
        self.write("bag-info.txt", "".join(f"{name}: {one_line(text)}\n" for name, text in lines))
        self._write_manifests("manifest", payload)
        self._sign("manifest-sha256.txt", key, comment)
        tags = [name for name in self.names() if not name.startswith("data/")]
        self._write_manifests("tagmanifest", tags)
        self._sign("tagmanifest-sha256.txt", key, comment)

    def _write_manifests(self, start: str, names: Sequence[str]) -> None:
        hashes = {name: _hashes(self.path(name)) for name in names}
        for at, algorithm in enumerate(ALGORITHMS):
            lines = (f"{hashes[name][at]}  {name}\n" for name in names)
            self.write(f"{start}-{algorithm}.txt", "".join(lines))

    def _sign(self, name: str, key: SigningKey, comment: str) -> None:
        signature = key.minisign(self.path(name).read_bytes(), f"{comment} file:{name}")
        self.write(f"{name}.minisig", signature)

    def zip(self, out: Path, base: str, moment: datetime) -> None:
        """Write the finished bag as one zip: one folder ``base``, all times ``moment``, sealed."""
        stamp = max(moment.astimezone(UTC), datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6]
        with zipfile.ZipFile(out, "w") as archive:
            archive.comment = SEAL + b"0" * DIGITS
            for name in self.names():
                self._add(archive, name, zipfile.ZipInfo(f"{base}/{name}", stamp))
        _seal(out)

    def _add(self, archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> None:
        packed = name.startswith("data/documents/") or name.endswith(STORED)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = 3, 0o100644 << 16
        info.file_size = self.path(name).stat().st_size
        with self.path(name).open("rb") as source, archive.open(info, "w") as member:
            shutil.copyfileobj(source, member, BLOCK)


def one_line(text: str) -> str:
    """A text without line breaks, as bag-info.txt needs it."""
    return " ".join(text.split())


def _hashes(path: Path) -> list[str]:
    hashes = [hashlib.new(algorithm) for algorithm in ALGORITHMS]
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            for one in hashes:
                one.update(block)
    return [one.hexdigest() for one in hashes]


def _seal(path: Path) -> None:
    """Put the hash of everything before its digits into the zip's comment.

    So a single flipped bit is found even where unpacking would not notice it: in a time stamp, in
    unused bits of a compressed stream, in a field that readers ignore.
    """
    left, sha = path.stat().st_size - DIGITS, hashlib.sha256()
    with path.open("r+b") as file:
        while left:
            block = file.read(min(left, BLOCK))
            sha.update(block)
            left -= len(block)
        file.write(sha.hexdigest().encode())
