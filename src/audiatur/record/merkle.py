"""The Merkle tree of RFC 9162, section 2.1: a growing root, and proofs of inclusion and of consistency.

Pure arithmetic over bytes; it knows nothing of what the leaves tell. A tree is a list of leaf hashes in their order.
What checks the proofs stands in `audiatur.verify_receipt`, which a party can run without Audiatur.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


Stretch = tuple[int, int]
"""The leaves from the first number up to the second, which is not of them: the subtree whose root a proof names."""


def inclusion_proof(leaves: Sequence[bytes], *, index: int) -> list[bytes]:
    """The hashes by which a leaf leads to the root (section 2.1.3.1), its sibling first.

    Raises:
        ValueError: there is no such leaf.
    """
    return [root(leaves[first:end]) for first, end in inclusion_stretches(len(leaves), index=index)]


def consistency_proof(leaves: Sequence[bytes], *, size: int) -> list[bytes]:
    """The hashes that show that the tree's first `size` leaves are those of an earlier tree (section 2.1.4.1).

    Raises:
        ValueError: the earlier tree was empty or larger.
    """
    return [root(leaves[first:end]) for first, end in consistency_stretches(len(leaves), size=size)]


def inclusion_stretches(total: int, *, index: int) -> list[Stretch]:
    """The subtrees whose roots prove that a leaf stands at its place in a tree of `total` leaves.

    Raises:
        ValueError: there is no such leaf.

    >>> inclusion_stretches(7, index=4)
    [(5, 6), (6, 7), (0, 4)]
    """
    if not 0 <= index < total:
        raise ValueError(f"there is no leaf {index} in a tree of {total}")
    first, end, beside = 0, total, []
    while end - first > 1:
        split = first + _split(end - first)
        if index < split:
            beside.append((split, end))
            end = split
        else:
            beside.append((first, split))
            first = split
    return beside[::-1]


def consistency_stretches(total: int, *, size: int) -> list[Stretch]:
    """The subtrees whose roots prove that a tree of `total` leaves grew from one of `size`.

    Raises:
        ValueError: the earlier tree was empty or larger.

    >>> consistency_stretches(7, size=3)
    [(2, 3), (3, 4), (0, 2), (4, 7)]
    """
    if not 0 < size <= total:
        raise ValueError(f"a tree of {total} leaves did not grow from one of {size}")
    first, end, whole = 0, total, True
    beside: list[Stretch] = []
    while size != end:
        split = first + _split(end - first)
        if size <= split:
            beside.append((split, end))
            end = split
        else:
            beside.append((first, split))
            first, whole = split, False
    return ([] if whole else [(first, end)]) + beside[::-1]


def whole_subtrees(stretch: Stretch) -> list[Stretch]:
    """The whole subtrees, each of a power of two, that a stretch falls into, the largest first.

    A stretch of a proof begins at a multiple of the largest of them.

    >>> whole_subtrees((4, 7))
    [(4, 6), (6, 7)]
    """
    first, end = stretch
    found = []
    while first < end:
        width = 1 << ((end - first).bit_length() - 1)
        found.append((first, first + width))
        first += width
    return found


def ends_needed(subtree: Stretch) -> list[int]:
    """The sizes of the tree whose peaks tell the root of a whole subtree: its end, then each left sibling inside it.

    A tree's last peak is the largest whole subtree at its right edge.

    >>> ends_needed((0, 8)), ends_needed((4, 8))
    ([8], [8, 7, 6])
    """
    first, end = subtree
    if _is_last_peak(subtree):
        return [end]
    return [end, *(end - (1 << height) for height in range((end - first).bit_length() - 1))]


def subtree_root(subtree: Stretch, *, leaf: bytes, last_peaks: Mapping[int, bytes]) -> bytes:
    """The root of a whole subtree from its last leaf and the last peaks of the sizes that `ends_needed` names."""
    if _is_last_peak(subtree):
        return last_peaks[subtree[1]]
    found = leaf
    for end in ends_needed(subtree)[1:]:
        found = node_hash(last_peaks[end], found)
    return found


def _is_last_peak(subtree: Stretch) -> bool:
    """Whether the tree that ends with this whole subtree has merged it with none before it."""
    first, end = subtree
    return end & -end == end - first


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)
