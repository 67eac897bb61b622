"""The tree of RFC 9162: known roots, and proofs that hold for what is true and for nothing else."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.record.merkle import (
    EMPTY,
    consistency_proof,
    consistency_stretches,
    ends_needed,
    grown,
    inclusion_proof,
    inclusion_stretches,
    root,
    root_of,
    subtree_root,
    whole_subtrees,
)
from audiatur.verify_receipt import grew, includes, leaf_hash

TOLD = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
"""The leaves of the reference tests of Certificate Transparency, RFC 6962's and 9162's implementations."""
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf_hash(told) for told in TOLD]
sizes = st.integers(1, 70)


def leaves_of(size: int, *, of: str = "") -> list[bytes]:
    return [leaf_hash(f"{of}{number}".encode()) for number in range(size)]


def test_a_tree_without_leaves_has_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_tests(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


@given(sizes)
def test_a_tree_that_grows_leaf_by_leaf_has_one_peak_for_each_one_in_its_size(size: int) -> None:
    peaks: list[bytes] = []
    for number, leaf in enumerate(leaves_of(size)):
        peaks = grown(peaks, size=number, leaf=leaf)

    assert len(peaks) == size.bit_count()
    assert root_of(peaks) == root(leaves_of(size))


@given(sizes, st.data())
def test_every_leaf_is_proved_at_its_place_and_at_no_other(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))

    proof = inclusion_proof(leaves, index=index)

    assert includes(leaves[index], index=index, size=size, proof=proof, root=root(leaves))
    for other in {(index + 1) % size, (index - 1) % size, size} - {index}:
        assert not includes(leaves[index], index=other, size=size, proof=proof, root=root(leaves))
    assert not includes(leaf_hash(b"forged"), index=index, size=size, proof=proof, root=root(leaves))
    assert not includes(leaves[index], index=index, size=size, proof=[*proof, EMPTY], root=root(leaves))


@given(sizes, st.data())
def test_growth_is_proved_for_every_former_size(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    former = data.draw(st.integers(1, size))

    proof = consistency_proof(leaves, size=former)

    assert grew(former=(former, root(leaves[:former])), later=(size, root(leaves)), proof=proof)


@given(st.integers(2, 70), st.data())
def test_a_tree_whose_past_was_rewritten_did_not_grow(size: int, data: st.DataObject) -> None:
    former = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, former - 1))
    before, after = leaves_of(former), leaves_of(size)
    after[changed] = leaf_hash(b"rewritten")

    proof = consistency_proof(after, size=former)

    assert not grew(former=(former, root(before)), later=(size, root(after)), proof=proof)


@given(st.integers(2, 40), st.data())
def test_leaves_taken_out_or_swapped_change_the_root(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    at = data.draw(st.integers(0, size - 2))

    without = leaves[:at] + leaves[at + 1 :]
    swapped = [*leaves[:at], leaves[at + 1], leaves[at], *leaves[at + 2 :]]

    assert len({root(leaves), root(without), root(swapped)}) == 3


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf 8"):
        inclusion_proof(LEAVES, index=8)
    with pytest.raises(ValueError, match="did not grow"):
        consistency_proof(LEAVES, size=9)
    assert not grew(former=(9, EMPTY), later=(8, root(LEAVES)), proof=[])


@given(st.integers(1, 300), st.data())
def test_the_peaks_of_a_growing_tree_tell_the_root_of_every_whole_subtree(size: int, data: st.DataObject) -> None:
    leaves, peaks, last = leaves_of(size), [], {}
    for number, leaf in enumerate(leaves):
        peaks = grown(peaks, size=number, leaf=leaf)
        last[number + 1] = peaks[-1]
    index = data.draw(st.integers(0, size - 1))
    former = data.draw(st.integers(1, size))

    for stretch in (*inclusion_stretches(size, index=index), *consistency_stretches(size, size=former)):
        roots = [
            subtree_root(one, leaf=leaves[one[1] - 1], last_peaks={end: last[end] for end in ends_needed(one)})
            for one in whole_subtrees(stretch)
        ]
        assert root_of(roots) == root(leaves[slice(*stretch)])


@given(st.integers(1, 1 << 40), st.data())
def test_a_proof_reads_few_entries_of_a_large_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))

    needed = [
        end
        for stretch in inclusion_stretches(size, index=index)
        for one in whole_subtrees(stretch)
        for end in ends_needed(one)
    ]

    assert len(needed) <= (size.bit_length() + 1) ** 2
