"""A second, naive implementation of docs/ledger.md that shares no line with the product.

`python -m tests.core.reference > tests/vectors/ledger.json` writes the worked examples.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "registers.example/test"
SEED = bytes(range(32))
UNIT = "6f3a2f0e-59a4-4c7c-9a52-0d9bb1f3a001"
RECORD = "1c0c1f62-9f30-4a0e-8f0a-6f8a5f0c0001"
ACTOR = "aa0c1f62-9f30-4a0e-8f0a-6f8a5f0c00aa"
FIELDS: dict[str, Any] = {
    "@actor": "Ana Öst", "@reason": "", "@request": "r-1",
    "name": 'Kundenportal – "Süd"\n\u0007\U0001f600', "outsourced": False, "owner": None,
    "monthly_cost": "1250.00", "review_on": "2026-11-21", "tags": {"é": [1, True], "z": None},
}  # fmt: skip

# Kind, Python-like input as JSON, canonical text; written by hand from section 1.
CANONICAL: list[list[Any]] = [
    ["text", 'e\u0301 "x" \\ /\u0001\t', '"\u00e9 \\"x\\" \\\\ /\\u0001\\t"'],
    ["text", "\u2028\u007f", '"\u2028\u007f"'],
    ["text", None, "null"],
    ["int", 9007199254740991, "9007199254740991"],
    ["int", -9007199254740992, '"-9007199254740992"'],
    ["bool", True, "true"],
    ["decimal:2", "12.5", '"12.50"'],
    ["decimal:0", "1E+3", '"1000"'],
    ["decimal:2", "-0.000", '"0.00"'],
    ["day", "2026-11-21", '"2026-11-21"'],
    ["instant", "2026-11-21T20:33:00+01:00", '"2026-11-21T19:33:00.000000Z"'],
    [
        "uid",
        "1C0C1F62-9F30-4A0E-8F0A-6F8A5F0C0001",
        '"1c0c1f62-9f30-4a0e-8f0a-6f8a5f0c0001"',
    ],
    ["link", None, "null"],
    [
        "json",
        {"\uff5e": 1, "\U0001f600": [2, None]},
        '{"\U0001f600":[2,null],"\uff5e":1}',
    ],
]


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def canon(value: Any) -> str:
    """Good for the values used here: no key beyond the basic plane, no float."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def header(seq: int, version: int) -> dict[str, Any]:
    return {
        "actor": ACTOR, "event": "create" if version == 1 else "change", "kind": "record",
        "origin": "screen", "record": RECORD, "seq": seq,
        "time": f"2026-11-21T19:33:00.{seq:06d}Z", "type": "services", "unit": UNIT, "v": 1,
        "version": version,
    }  # fmt: skip


def salt(nonce: bytes, name: str) -> bytes:
    return hmac.new(nonce, name.encode(), "sha256").digest()[:16]


def entry(head: dict[str, Any], fields: dict[str, Any], nonce: bytes) -> dict[str, Any]:
    salts = {name: salt(nonce, name) for name in fields}
    digests = {
        name: sha(b"\3" + salts[name] + name.encode() + b"\0" + canon(value).encode()).hex()
        for name, value in fields.items()
    }
    data = canon({**head, "digests": digests})
    return {
        "nonce": nonce.hex(), "header": head, "fields": fields,
        "salts": {name: value.hex() for name, value in salts.items()}, "digests": digests,
        "payload": canon({**head, "fields": fields}), "leaf_data": data,
        "leaf": sha(b"\0" + data.encode()).hex(),
    }  # fmt: skip


def split(length: int) -> int:
    power = 1
    while power * 2 < length:
        power *= 2
    return power


def root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    middle = split(len(leaves))
    return sha(b"\1" + root(leaves[:middle]) + root(leaves[middle:]))


def chain(leaves: list[bytes]) -> bytes:
    value = bytes(32)
    for leaf in leaves:
        value = sha(b"\2" + value + leaf)
    return value


def proof(leaves: list[bytes], disclosed: set[int], lo: int = 0) -> dict[str, str]:
    hi = lo + len(leaves)
    if not any(lo < seq <= hi for seq in disclosed):
        return {f"{lo}:{hi}": root(leaves).hex()} if leaves else {}
    if len(leaves) == 1:
        return {}
    middle = split(len(leaves))
    left = proof(leaves[:middle], disclosed, lo)
    return left | proof(leaves[middle:], disclosed, lo + middle)


def note(size: int, leaves: list[bytes]) -> dict[str, Any]:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = key.public_key().public_bytes_raw()
    key_id = sha(ORIGIN.encode() + b"\n\1" + public)[:4]
    top, end = (base64.b64encode(f(leaves)).decode() for f in (root, chain))
    body = f"{ORIGIN}\n{size}\n{top}\nchain {end}\n"
    signature = base64.b64encode(key_id + key.sign(body.encode())).decode()
    return {
        "seed": SEED.hex(), "origin": ORIGIN, "size": size, "root": root(leaves).hex(),
        "chain": chain(leaves).hex(), "note": f"{body}\n— {ORIGIN} {signature}\n",
        "public_key": f"{ORIGIN}+{key_id.hex()}+" + base64.b64encode(b"\1" + public).decode(),
    }  # fmt: skip


def access(payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    value, rows = bytes(32), []
    for item in payloads:
        value = sha(b"\4" + value + canon(item).encode())
        rows.append({"payload": canon(item), "chain": value.hex()})
    return rows


def vectors() -> dict[str, Any]:
    """Everything that docs/ledger.md describes, worked out once."""
    entries = []
    for seq in range(1, 8):
        fields = {**FIELDS, "outsourced": seq % 2 == 0}
        entries.append(entry(header(seq, seq), fields, sha(b"nonce %d" % seq)))
    leaves = [bytes.fromhex(one["leaf"]) for one in entries]
    sizes = range(len(leaves) + 1)
    shown = ([], [1], [2, 5], [7], [1, 2, 3, 4, 5, 6, 7])
    looked = {
        "actor": ACTOR, "event": "bundle", "name": "Ana Öst", "subject": {"clause": "8.2"},
        "time": "2026-11-21T19:33:00.000001Z", "v": 1,
    }  # fmt: skip
    return {
        "canonical": CANONICAL,
        "entries": entries,
        "roots": [root(leaves[:size]).hex() for size in sizes],
        "chains": [chain(leaves[:size]).hex() for size in sizes],
        "proofs": [{"disclosed": seqs, "hashes": proof(leaves, set(seqs))} for seqs in shown],
        "checkpoint": note(7, leaves),
        "access": access([{**looked, "seq": 1}, {**looked, "seq": 2}]),
    }


if __name__ == "__main__":
    print(json.dumps(vectors(), indent=1, sort_keys=True))
