"""The Merkle tree of RFC 9162, section 2.1: a growing root, and proofs of inclusion and of consistency.

Pure arithmetic over bytes; it knows nothing of what the leaves tell. A tree is a list of leaf hashes in their order.
What checks the proofs stands in `audiatur.verify_receipt`, which a party can run without Audiatur.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from audiatur.verify_receipt import node_hash

EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def grown(peaks: Sequence[bytes], *, size: int, leaf: bytes) -> list[bytes]:
    """The peaks after one more leaf: the roots of the whole subtrees that the tree falls into, the largest first.

    A tree of n leaves has as many peaks as n has ones in binary; appending merges those of equal height.
    """
    after, height = [*peaks, leaf], size
    while height & 1:
        right, left = after.pop(), after.pop()
        after.append(node_hash(left, right))
        height >>= 1
    return after


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root of a tree from its peaks.

    >>> root_of([]) == EMPTY
    True
    """
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree from its leaf hashes."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        peaks = grown(peaks, size=size, leaf=leaf)
    return root_of(peaks)


def inclusion_proof(leaves: Sequence[bytes], *, index: int) -> list[bytes]:
    """The hashes by which a leaf leads to the root (section 2.1.3.1), its sibling first.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index=index), root(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index=index - split), root(leaves[:split])]


def consistency_proof(leaves: Sequence[bytes], *, size: int) -> list[bytes]:
    """The hashes that show that the tree's first `size` leaves are those of an earlier tree (section 2.1.4.1).

    Raises:
        ValueError: the earlier tree was empty or larger.
    """
    if not 0 < size <= len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves did not grow from one of {size}")
    return _subproof(leaves, size=size, whole=True)


def _subproof(leaves: Sequence[bytes], *, size: int, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    split = _split(len(leaves))
    if size <= split:
        return [*_subproof(leaves[:split], size=size, whole=whole), root(leaves[split:])]
    return [*_subproof(leaves[split:], size=size - split, whole=False), root(leaves[:split])]


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)
