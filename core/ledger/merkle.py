"""Hashes of the ledger: salted field digests, leaves, the chain, the tree and its proofs.

The format is docs/ledger.md, sections 2, 3 and 6.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from core.ledger.canonical import in_order, members, string

EMPTY_CHAIN = bytes(32)
EMPTY_ROOT = sha256(b"").digest()

# Header names in canonical order; "digests" comes after "actor", "fields" after "event".
HEADER = (
    "actor", "event", "kind", "origin", "record", "seq", "time", "type", "unit", "v", "version",
)  # fmt: skip

_TAIL = ",".join(f'"{name}":%({name})s' for name in HEADER[2:])
_LEAF = f'{{"actor":%(actor)s,"digests":{{%(digests)s}},"event":%(event)s,{_TAIL}}}'
_PAYLOAD = f'{{"actor":%(actor)s,"event":%(event)s,"fields":{{%(fields)s}},{_TAIL}}}'

_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
_BLOCK = 64


def salt(nonce: bytes, name: str) -> bytes:
    """The salt (16 bytes) of one field of the entry with this nonce."""
    return hmac.digest(nonce, name.encode(), "sha256")[:16]


def digest(salt: bytes, name: str, value: str) -> bytes:
    """The digest of one field from its salt, its name and its canonical JSON value."""
    return sha256(b"\x03%b%b\x00%b" % (salt, name.encode(), value.encode())).digest()


def digests(nonce: bytes, fields: Mapping[str, str]) -> dict[str, str]:
    """The digests in hexadecimal of all fields (name → canonical value) of one entry.

    The same as `digest(salt(nonce, name), …)` for each. The nonce has 32 bytes.
    """
    keys = [name.encode() for name in fields]
    return dict(zip(fields, hex_digests(nonce, keys, fields.values()), strict=True))


def hex_digests(nonce: bytes, keys: Iterable[bytes], values: Iterable[str]) -> list[str]:
    """The digests of fields in the order of their names (as bytes) and canonical values.

    At a third of the time of `digest(salt(nonce, name), …)` for each: the two halves of HMAC that
    depend on the nonce alone are prepared once for the entry.
    """
    block = nonce.ljust(_BLOCK, b"\0")
    inner, outer = sha256(block.translate(_INNER)), sha256(block.translate(_OUTER))
    result = []
    for key, value in zip(keys, values, strict=True):
        within, around = inner.copy(), outer.copy()
        within.update(key)
        around.update(within.digest())
        salted = b"\x03%b%b\x00%b" % (around.digest()[:16], key, value.encode())
        result.append(sha256(salted).hexdigest())
    return result


def salts(nonce: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """The salts of many fields of one entry, quicker than `salt` for each."""
    block = nonce.ljust(_BLOCK, b"\0")
    inner, outer = sha256(block.translate(_INNER)), sha256(block.translate(_OUTER))
    result = {}
    for name in names:
        within, around = inner.copy(), outer.copy()
        within.update(name.encode())
        around.update(within.digest())
        result[name] = around.digest()[:16]
    return result


def leaf_data(header: Mapping[str, str], digests: Mapping[str, str]) -> bytes:
    """What a leaf hashes: header (name → canonical text) and digests (name → hexadecimal)."""
    quoted = {name: f'"{value}"' for name, value in digests.items()}
    return (_LEAF % {**header, "digests": members(quoted)}).encode()


class Form:
    """Writes payloads and leaf data of entries that all have the same fields, quicker than one by one.

    Values and digests are given in canonical order of the names: that of ``names`` and ``keys``.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = in_order(names)
        self.keys = [name.encode() for name in self.names]
        written = [string(name).replace("%", "%%") for name in self.names]
        self._fields = ",".join(f"{name}:%s" for name in written)
        self._digests = ",".join(f'{name}:"%s"' for name in written)

    def payload(self, header: Mapping[str, str], values: Iterable[str]) -> str:
        """The same as :func:`payload` of these fields."""
        return _PAYLOAD % {**header, "fields": self._fields % tuple(values)}

    def leaf(self, header: Mapping[str, str], nonce: bytes, values: Iterable[str]) -> bytes:
        """The leaf of an entry with this nonce and these fields."""
        found = tuple(hex_digests(nonce, self.keys, values))
        return leaf_hash((_LEAF % {**header, "digests": self._digests % found}).encode())


def payload(header: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """The payload of an entry: header and fields, both as name → canonical text."""
    return _PAYLOAD % {**header, "fields": members(fields)}


def leaf_hash(data: bytes) -> bytes:
    """The leaf of an entry from its leaf data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node of the tree from its two children."""
    return sha256(b"\x01" + left + right).digest()


def chain(previous: bytes, leaf: bytes) -> bytes:
    """The chain value of an entry from the one before and its leaf."""
    return sha256(b"\x02" + previous + leaf).digest()


def access_chain(previous: bytes, payload: str) -> bytes:
    """The chain value of an entry of the access chain."""
    return sha256(b"\x04" + previous + payload.encode()).digest()


class Tree:
    """A growing RFC 6962 tree that keeps only the roots of its perfect subtrees.

    `Tree(size, frontier)` goes on from where another stopped; the frontier is read left to right.
    """

    def __init__(self, size: int = 0, frontier: Iterable[bytes] = ()) -> None:
        self.size = size
        self.frontier = list(frontier)
        if len(self.frontier) != size.bit_count():
            raise ValueError("the frontier does not belong to a tree of this size")

    def append(self, leaf: bytes) -> None:
        """Add the next leaf hash."""
        full = self.size
        while full & 1:
            leaf = node_hash(self.frontier.pop(), leaf)
            full >>= 1
        self.frontier.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.frontier:
            return EMPTY_ROOT
        parts = reversed(self.frontier)
        root = next(parts)
        for left in parts:
            root = node_hash(left, root)
        return root


class _Part:
    """A subtree over the leaves lo+1..hi; its hash is None once it contains a disclosed entry."""

    __slots__ = ("hi", "lo", "value")

    def __init__(self, lo: int, hi: int, value: bytes | None) -> None:
        self.lo, self.hi, self.value = lo, hi, value


class _Proof:
    """Joins parts in pairs and keeps the hash of each clean part that meets a disclosed one."""

    def __init__(self) -> None:
        self.hashes: dict[str, str] = {}

    def keep(self, part: _Part) -> None:
        if part.value is not None:
            self.hashes[f"{part.lo}:{part.hi}"] = part.value.hex()

    def join(self, left: _Part, right: _Part) -> _Part:
        if left.value is not None and right.value is not None:
            return _Part(left.lo, right.hi, node_hash(left.value, right.value))
        self.keep(left)
        self.keep(right)
        return _Part(left.lo, right.hi, None)


def proof(leaves: Iterable[bytes], disclosed: Iterable[int], size: int) -> dict[str, str]:
    """The hashes ("lo:hi" → hexadecimal) that lead from the disclosed entries to the root.

    `leaves` gives the leaf hashes 1..size in order, `disclosed` ascending entry numbers. Memory
    grows with the proof alone. ValueError when there are not exactly `size` leaves or a disclosed
    number is not among them.
    """
    building = _Proof()
    parts: list[_Part] = []
    for leaf in _leaf_parts(leaves, disclosed, size):
        part = leaf
        while parts and parts[-1].hi - parts[-1].lo == part.hi - part.lo:
            part = building.join(parts.pop(), part)
        parts.append(part)
    if parts:
        whole = parts.pop()
        while parts:
            whole = building.join(parts.pop(), whole)
        building.keep(whole)
    return building.hashes


def _leaf_parts(leaves: Iterable[bytes], disclosed: Iterable[int], size: int) -> Iterator[_Part]:
    wanted = iter(disclosed)
    following = next(wanted, 0)
    seq = 0
    for seq, leaf in enumerate(leaves, start=1):
        yield _Part(seq - 1, seq, None if seq == following else leaf)
        if seq == following:
            following = next(wanted, 0)
    if seq != size:
        raise ValueError(f"expected {size} leaves, got {seq}")
    if following:
        raise ValueError(f"entry {following} is not in the tree, or out of order")
