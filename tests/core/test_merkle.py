"""Hashes, tree and proofs agree with an independent implementation of docs/ledger.md."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger import canonical, merkle
from tests.core import reference

FILE = Path(__file__).parents[1] / "vectors" / "ledger.json"
VECTORS = json.loads(FILE.read_text())
LEAVES = [bytes.fromhex(entry["leaf"]) for entry in VECTORS["entries"]]


def leaves(size: int) -> list[bytes]:
    return [reference.sha(b"%d" % seq) for seq in range(size)]


def tree(hashes: list[bytes]) -> merkle.Tree:
    grown = merkle.Tree()
    for leaf in hashes:
        grown.append(leaf)
    return grown


def test_the_worked_examples_are_those_of_the_independent_implementation():
    assert reference.vectors() == VECTORS


@pytest.mark.parametrize("entry", VECTORS["entries"])
def test_an_entry_gives_its_payload_its_digests_and_its_leaf(entry):
    head = {name: canonical.text(value) for name, value in entry["header"].items()}
    fields = {name: canonical.text(value) for name, value in entry["fields"].items()}
    nonce = bytes.fromhex(entry["nonce"])
    digests = merkle.digests(nonce, fields)
    data = merkle.leaf_data(head, digests)
    assert merkle.payload(head, fields) == entry["payload"]
    assert digests == entry["digests"]
    assert data.decode() == entry["leaf_data"]
    assert merkle.leaf_hash(data).hex() == entry["leaf"]


@pytest.mark.parametrize("entry", VECTORS["entries"])
def test_a_field_disclosed_alone_gives_the_same_digest(entry):
    for name, value in entry["fields"].items():
        salt = bytes.fromhex(entry["salts"][name])
        assert merkle.salt(bytes.fromhex(entry["nonce"]), name) == salt
        assert merkle.digest(salt, name, canonical.text(value)).hex() == entry["digests"][name]


@pytest.mark.parametrize("entry", VECTORS["entries"])
def test_many_salts_at_once_are_the_same_salts(entry):
    found = merkle.salts(bytes.fromhex(entry["nonce"]), entry["fields"])
    assert {name: value.hex() for name, value in found.items()} == entry["salts"]


def test_chain_and_access_chain_follow_the_examples():
    value = merkle.EMPTY_CHAIN
    for leaf, expected in zip(LEAVES, VECTORS["chains"][1:], strict=True):
        value = merkle.chain(value, leaf)
        assert value.hex() == expected
    value = merkle.EMPTY_CHAIN
    for row in VECTORS["access"]:
        value = merkle.access_chain(value, row["payload"])
        assert value.hex() == row["chain"]


@pytest.mark.parametrize("size", range(70))
def test_the_root_is_right_at_every_size_and_goes_on_from_a_frontier(size):
    hashes = leaves(size)
    half = tree(hashes[: size // 2])
    resumed = merkle.Tree(half.size, half.frontier)
    for leaf in hashes[size // 2 :]:
        resumed.append(leaf)
    assert tree(hashes).root() == resumed.root() == reference.root(hashes)


def test_a_frontier_of_another_size_is_refused():
    with pytest.raises(ValueError, match="frontier"):
        merkle.Tree(3, [b"x"])


def test_proofs_follow_the_examples():
    for example in VECTORS["proofs"]:
        assert merkle.proof(LEAVES, example["disclosed"], 7) == example["hashes"]


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(1, n or 1)))))
def test_a_proof_holds_exactly_the_largest_undisclosed_subtrees(case):
    size, disclosed = case
    disclosed = {seq for seq in disclosed if seq <= size}
    hashes = leaves(size)
    assert merkle.proof(iter(hashes), sorted(disclosed), size) == reference.proof(hashes, disclosed)


@pytest.mark.parametrize(("size", "disclosed"), [(6, [1]), (8, [1]), (7, [8]), (7, [3, 2])])
def test_a_proof_that_does_not_fit_the_tree_is_refused(size, disclosed):
    with pytest.raises(ValueError, match=r"expected|not in the tree"):
        merkle.proof(iter(LEAVES), disclosed, size)
