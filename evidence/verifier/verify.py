#!/usr/bin/env python3
"""Check an evidence bundle offline: python3 verify.py BUNDLE --public-key FILE

BUNDLE is the zip file or the folder it was extracted to. FILE holds the one line of the public key
that you were given separately: a key, or a copy of this program, that came with the bundle proves
nothing. Needs Python 3.10 and nothing else. Exit code: 0 sound, 1 tampered with, 2 not checked.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
UNLISTED = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "tagmanifest-sha256.txt.minisig"}
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
KEPT = ("actor", "event", "origin", "record", "seq", "time", "unit", "version")
KEY = itemgetter("record", "version")
HEADER = sorted((*KEPT, "kind", "type", "v"))
BROKEN: tuple[type[Exception], ...] = (ValueError, LookupError, TypeError, AttributeError, OSError)
BROKEN += (EOFError, RuntimeError, csv.Error, struct.error, zlib.error, zipfile.BadZipFile)
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def require(holds: Any, sentence: str) -> None:
    """ValueError with the sentence unless it holds."""
    if not holds:
        raise ValueError(sentence)


def add(p: tuple, q: tuple) -> tuple:
    """The sum of two points of Ed25519 (RFC 8032) in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n: int, p: tuple) -> tuple:
    """The point added n times."""
    total: tuple = (0, 1, 1, 0)
    while n:
        total, p, n = add(total, p) if n & 1 else total, add(p, p), n >> 1
    return total


def unpack(data: bytes) -> tuple:
    """A point from its 32 bytes; ValueError when there is none."""
    odd, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    require(y < P and not (x * x - square) % P and (x or not odd), "not a point of the curve")
    x = P - x if x & 1 != odd else x
    return (x, y, 1, x * y % P)


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key of 32 bytes made the signature of 64 bytes over the message."""
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    base, (x, y, _, xy) = unpack((4 * pow(5, -1, P) % P).to_bytes(32, "little")), unpack(public)
    x, y, z, _ = add(times(s, base), times(h % ORDER, (P - x, y, 1, P - xy)))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    made = (y | (x & 1) << 255).to_bytes(32, "little")
    return len(signature) == 64 and s < ORDER and made == signature[:32]


def sha256(*parts: bytes) -> bytes:
    """The SHA-256 of the joined parts."""
    return hashlib.sha256(b"".join(parts)).digest()


def digests(file: IO[bytes], left: int = sys.maxsize) -> list[str]:
    """SHA-256 and SHA-512 of a file, or of no more than its first bytes."""
    hashes = [hashlib.sha256(), hashlib.sha512()]
    while block := file.read(min(left, 1 << 20)):
        left -= len(block)
        for one in hashes:
            one.update(block)
    return [one.hexdigest() for one in hashes]


class PublicKey:
    """The key that was given separately, and the origin it belongs to."""

    def __init__(self, line: str) -> None:
        self.origin, key_id, coded = line.strip().split("+", 2)
        data = b64decode(coded)
        self.raw, self.key_id = data[1:], sha256(self.origin.encode(), b"\n", data)[:4]
        require(len(data) == 33 and data[0] == 1 and key_id == self.key_id.hex(), "not a key")

    def open_note(self, note: str) -> tuple[int, bytes]:
        """Size and root of a signed checkpoint; ValueError unless this key signed it."""
        body, _, line = note.partition("\n\n")
        start = f"\u2014 {self.origin} "
        data = b64decode(line[len(start) :])
        exact = line == f"{start}{b64encode(data).decode()}\n" and data[:4] == self.key_id
        origin, size, root, _ = body.split("\n")
        holds = exact and signed(self.raw, f"{body}\n".encode(), data[4:]) and origin == self.origin
        require(holds, "the checkpoint is not signed with the given public key")
        return int(size), b64decode(root)

    def check_minisign(self, data: bytes, text: str) -> None:
        """ValueError unless `text` is this key's minisign signature of `data`, exactly."""
        lines = text.split("\n")
        made, overall = b64decode(lines[1])[10:], b64decode(lines[3])
        key, comment = sha256(self.raw)[:8], lines[2][len("trusted comment: ") :]
        exact = f"untrusted comment: signature from key {key[::-1].hex().upper()}\n"
        exact += f"{b64encode(b'ED' + key + made).decode()}\n"
        exact += f"trusted comment: {comment}\n{b64encode(overall).decode()}\n"
        prehashed, all_of_it = hashlib.blake2b(data).digest(), made + comment.encode()
        holds = signed(self.raw, prehashed, made) and signed(self.raw, all_of_it, overall)
        require(text == exact and holds, "not signed with the given public key")


class Folder:
    """The files of an extracted bundle: their sizes by name."""

    def __init__(self, root: Path) -> None:
        self.sizes: dict[str, int] = {}
        self.open = lambda name: (root / name).open("rb")
        for path in sorted(root.rglob("*")):
            plain = not path.is_symlink() and (path.is_dir() or path.is_file())
            require(plain, f"{path.name}: neither a file nor a folder")
            if path.is_file():
                self.sizes[path.relative_to(root).as_posix()] = path.stat().st_size


class Zip:
    """The files of a bundle as it was handed over, all in one folder, sealed by the zip's comment."""

    def __init__(self, path: Path) -> None:
        self.sizes: dict[str, int] = {}
        bundle, at = zipfile.ZipFile(path), 0
        base = bundle.namelist()[0].split("/")[0] + "/"
        self.open = lambda name: bundle.open(base + name)
        with path.open("rb") as file:
            seal = f"sha256:{digests(file, path.stat().st_size - 64)[0]}".encode()
            require(bundle.comment == seal, "its seal does not hold: some byte of it was changed")
            for info in bundle.infolist():
                name, whole = info.filename[len(base) :], info.filename
                alone = whole.startswith(base) and name not in self.sizes and not info.flag_bits
                require(alone, f"{whole}: twice, encrypted, or outside of the folder")
                require(info.header_offset == at, f"{whole}: hidden bytes before it")
                file.seek(at + 26)
                at += 30 + sum(struct.unpack("<HH", file.read(4))) + info.compress_size
                self.sizes[name] = info.file_size
        require(bundle.start_dir == at, "hidden bytes after the last member")


def canonical(value: Any) -> str:
    """The one text of a structure (RFC 8785)."""
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(item)}" for name, item in items) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def leaf_of(entry: dict[str, Any]) -> bytes:
    """The leaf hash of a disclosed entry."""
    fields, salts, hashes = entry["fields"], entry["salts"], dict(entry["digests"])
    fit = sorted(entry["header"]) == HEADER and {*fields} == {*salts} and not {*fields} & {*hashes}
    require(fit, "the parts of an entry do not fit together")
    for name, value in fields.items():
        salted = b"\x03" + bytes.fromhex(salts[name]) + name.encode() + b"\x00"
        hashes[name] = sha256(salted, canonical(value).encode()).hex()
    return sha256(b"\x00", canonical({**entry["header"], "digests": hashes}).encode())


def root_of(entries: Iterator, hashes: dict[str, str], lo: int, hi: int) -> bytes:
    """The hash over leaves lo+1..hi, from disclosed (seq, leaf) in order and the other hashes."""
    if f"{lo}:{hi}" in hashes:
        return bytes.fromhex(hashes.pop(f"{lo}:{hi}"))
    if hi - lo == 1:
        seq, leaf = next(entries, (0, b""))
        require(seq == hi, f"entry {hi} is missing, or entry {seq} is in its place")
        return leaf
    middle = lo + (1 << (hi - lo - 1).bit_length() - 1)
    left = root_of(entries, hashes, lo, middle)
    return sha256(b"\x01", left, root_of(entries, hashes, middle, hi))


def cells(row: dict[str, Any], first: tuple[str, ...], columns: list[str]) -> Iterator[str]:
    """A row of a CSV file; there, an apostrophe may stand before what could be misread."""
    yield from ("" if row[name] is None else str(row[name]) for name in first)
    for name in columns:
        value = row.get("labels", {}).get(name, row["fields"].get(name))
        yield value if isinstance(value, str) else "" if value is None else canonical(value)


class Check:
    """All checks of one bundle; `problems` says in sentences what is wrong."""

    def __init__(self, bundle: Folder | Zip, key: PublicKey) -> None:
        self.bundle, self.key, self.recomputed = bundle, key, 0
        self.problems: list[str] = []
        self.hashes: dict[str, list[str]] = {}
        self.last: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        self.told: dict[str, Any] = defaultdict(hashlib.sha256)
        self.titles: dict[str, str] = {}
        self.facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.new: dict[str, dict[str, Any]] = defaultdict(dict)

    def run(self) -> list[str]:
        """Do every check, also after another has failed; the problems."""
        names = sorted(self.bundle.sizes)
        self.attempt("names", self.check_names, names)
        for name in names:
            self.attempt(name, self.hash_file, name)
        for at, algorithm in enumerate(("sha256", "sha512")):
            for start, payload in (("manifest", True), ("tagmanifest", False)):
                self.attempt("hashes", self.compare, at, f"{start}-{algorithm}.txt", payload)
        self.attempt("ledger", self.check_ledger)
        found = {name[15:].split(".")[0] for name in names if name.startswith("data/registers/")}
        for name in sorted(found | {name for name, _ in self.last}):
            self.attempt(f"data/registers/{name}", self.check_register, name)
        found = {name[11:].split(".")[0] for name in names if name.startswith("data/facts/")}
        for name in sorted(found | {*self.facts}):
            self.attempt(f"data/facts/{name}", self.check_facts, name)
        self.attempt("documents", self.check_documents)
        self.attempt("signatures", self.check_signatures)
        return self.problems

    def attempt(self, what: str, check: Callable[..., None], *args: Any) -> None:
        """One check; whatever goes wrong in it is a problem of the bundle."""
        try:
            check(*args)
        except BROKEN as error:
            self.problems.append(f"{what}: {error or type(error).__name__}")

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        with self.bundle.open(name) as file:
            return file.read()

    def check_names(self, names: list[str]) -> None:
        """Names that mean the same file everywhere; what a bag says of itself."""
        wrong = [name for name in names if not SAFE.fullmatch(name)]
        require(not wrong, f"not safe to use: {wrong}")
        lower = {name.lower() for name in names}
        require(len(lower) == len(names), "two names differ only in upper and lower case")
        sizes = [self.bundle.sizes[name] for name in names if name.startswith("data/")]
        oxum = f"\nPayload-Oxum: {sum(sizes)}.{len(sizes)}\n"
        fits = self.read("bagit.txt") == DECLARATION and oxum in self.read("bag-info.txt").decode()
        require(fits, "bagit.txt or bag-info.txt does not fit the files")

    def hash_file(self, name: str) -> None:
        """Keep both hashes of a file."""
        with self.bundle.open(name) as file:
            self.hashes[name] = digests(file)

    def compare(self, at: int, manifest: str, payload: bool) -> None:
        """A manifest against the hashes (the at-th) of all files it must list."""
        there = {name for name in self.hashes if name.startswith("data/") == payload} - UNLISTED
        lines = self.read(manifest).decode().splitlines(keepends=True)
        expected = [f"{self.hashes[name][at]}  {name}\n" for name in sorted(there)]
        wrong = sorted({line[:-1].split("  ")[-1] for line in {*lines} ^ {*expected}})
        require(lines == expected, f"{manifest}: changed, missing or not listed: {wrong}")
        if at == 0:
            self.key.check_minisign(self.read(manifest), self.read(f"{manifest}.minisig").decode())

    def check_ledger(self) -> None:
        """The disclosed entries lead to the signed root, and the histories repeat them."""
        size, root = self.key.open_note(self.read("data/ledger/checkpoint.txt").decode())
        proof = json.loads(self.read("data/ledger/proof.json"))
        with self.bundle.open("data/ledger/entries.jsonl") as file:
            entries, hashes = map(self.take_in, map(json.loads, file)), dict(proof["hashes"])
            found = root_of(entries, hashes, 0, size) if size else sha256()
            whole = not hashes and not next(entries, None) and proof["size"] == size
        told = {f"data/history/{name}.jsonl": kept.hexdigest() for name, kept in self.told.items()}
        there = {name: self.hashes[name][0] for name in self.hashes if name[:13] == "data/history/"}
        wrong = sorted({name for name, _ in told.items() ^ there.items()})
        self.problems += [f"{name} differs from the ledger" for name in wrong]
        require(found == root and whole, "the entries do not lead to the signed root")

    def take_in(self, entry: dict[str, Any]) -> tuple[int, bytes]:
        """Number and leaf hash of an entry; the version of a record, or the facts it tells, are kept."""
        header, fields, name = entry["header"], entry["fields"], entry["header"]["type"]
        if header["kind"] == "record":
            self.last[name, header["record"]] = (header["version"], fields)
            if "title" in fields:
                self.titles[header["record"]] = f"{fields['reference']} · {fields['title']}"
            line = {**{key: header[key] for key in KEPT}, "fields": fields}
            self.told[name].update(canonical(line).encode() + b"\n")
            return header["seq"], leaf_of(entry)
        is_new = header["kind"] == "fact"  # else some of it was erased, and these are what is left
        for uid, values in (fields if is_new else fields.get("rows", {})).items():
            row = {"uid": uid, "record": header["record"], "seq": header["seq"], "fields": values}
            self.facts[name].append(row)
            if is_new:
                self.new[name][uid] = values
        return header["seq"], leaf_of(entry)

    def check_register(self, name: str) -> None:
        """Each row is its record's last version, none is left out; the CSV file may add apostrophes."""
        register = json.loads(self.read(f"data/registers/{name}.json"))
        rows = {row["uid"]: row for row in register["rows"]}
        for uid in sorted({*rows} | {uid for kind, uid in self.last if kind == name}):
            version, fields = self.last.get((name, uid), (0, {}))
            row, state = rows.get(uid, {}), {key: fields[key] for key in fields if key[0] != "@"}
            if (row.get("version"), row.get("fields")) != (version, state) or state["uid"] != uid:
                self.problems.append(f"data/registers/{name}.json: {uid} is not as in the ledger")
            for key, label in row.get("labels", {}).items():
                if self.titles.get(state[key], label) != label:
                    self.problems.append(f"data/registers/{name}.json: {uid}: {key} is misnamed")
        self.compare_csv(f"data/registers/{name}.csv", ("uid", "version"), register)
        alone = register["register"] == name and len(rows) == len(register["rows"])
        require(alone, "is another register, or has a record twice")

    def check_facts(self, name: str) -> None:
        """The table repeats what the entries tell, no more and no less, with the right references."""
        table, told = json.loads(self.read(f"data/facts/{name}.json")), self.facts[name]
        for row in told:
            row["reference"] = row["record"] and self.titles[row["record"]].split(" · ")[0]
        require((table["fact"], table["rows"]) == (name, told), "facts are not those in the ledger")
        self.compare_csv(f"data/facts/{name}.csv", ("uid", "record", "reference", "seq"), table)

    def compare_csv(self, name: str, first: tuple[str, ...], table: dict[str, Any]) -> None:
        """The CSV file says what the JSON file says."""
        lines = [[*first, *table["columns"]]]
        lines += [[*cells(row, first, table["columns"])] for row in table["rows"]]
        told = csv.reader(io.StringIO(self.read(name).decode(), newline=""), strict=True)
        for line, expected in zip(told, lines, strict=True):
            same = all(a in (b, f"'{b}") for a, b in zip(line, expected, strict=True))
            require(same, f"the CSV file differs from the JSON file at {expected[0]}")

    def check_documents(self) -> None:
        """Each file is one that the ledger speaks of, and each of those is there."""
        names = [name for name in self.hashes if name.startswith("data/documents/")]
        told = {version["sha256"] for version in self.new["document-versions"].values()}
        wrong = {(name[15:79], self.hashes[name][0]) for name in names} ^ {(h, h) for h in told}
        require(not wrong, f"not named by their hash, or not in the ledger: {sorted(wrong)}")

    def check_signatures(self) -> None:
        """Each signature holds the hash of the very text it names, where the bundle shows that text."""
        wanted = {KEY(part) for one in self.new["signatures"].values() for part in one["parts"]}
        with self.bundle.open("data/ledger/entries.jsonl") as file:
            entries = (entry for entry in map(json.loads, file) if KEY(entry["header"]) in wanted)
            texts = {KEY(entry["header"]): entry["fields"] for entry in entries}
        for uid, one in sorted(self.new["signatures"].items()):
            said = [(part, texts.get(KEY(part), {})) for part in one["parts"]]
            if all({*part["fields"]} <= {*fields} for part, fields in said):
                for part, fields in said:
                    part["fields"] = {name: fields[name] for name in part["fields"]}
                    del part["version"]
                self.recomputed += 1
                if sha256(b"\x05", canonical(one["parts"]).encode()).hex() != one["content"]:
                    self.problems.append(f"signature {uid}: {one['name']} signed another text")


def main(arguments: list[str] | None = None) -> int:
    """Check, say what was found, and give the exit code."""
    parser = argparse.ArgumentParser(description="Check an evidence bundle offline.")
    parser.add_argument("bundle", type=Path, help="the zip file or its extracted folder")
    parser.add_argument("--public-key", type=Path, help="file with the key line given separately")
    asked = parser.parse_args(arguments)
    bundle, key_file = asked.bundle, asked.public_key
    try:
        inside = key_file is None or bundle.resolve(strict=True) in key_file.resolve().parents
        key = PublicKey("" if inside else key_file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        needed = "it needs a bundle, and --public-key FILE with the line you were given separately"
        parser.exit(2, f"COULD NOT CHECK: {needed} ({error})\n")
    try:
        check = Check(Folder(bundle) if bundle.is_dir() else Zip(bundle), key)
        problems = check.run()
    except BROKEN as error:
        problems = [f"{bundle.name}: {error}"]
    if problems:
        sys.stdout.write("\n  ".join(["TAMPERED WITH:", *problems]) + "\n")
        return 1
    fit, others = check.recomputed, len(check.new["signatures"]) - check.recomputed
    apart = f", {others} name text that is not in this bundle" * bool(others)
    files = f"{len(check.hashes)} files, {len(check.last)} records of {check.key.origin}"
    sys.stdout.write(f"SOUND: {files}; {fit} signatures fit the text they name{apart}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
