"""Label scores → the likeliest legal label sequence and each label's probability (a linear chain, in numpy).

Labels: 0 outside; 1, 2 source begin and inner; 3, 4 cue; 5, 6 content. An inner label follows only its own role.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LABELS = 7
ROLES = ("source", "cue", "content")
IMPOSSIBLE = -1e4


def legal(transitions: Floats) -> Floats:
    """The transition scores with those from a label to a foreign inner label made impossible."""
    scores = np.array(transitions, dtype=np.float32)
    for begin in (1, 3, 5):
        inner = begin + 1
        others = [label for label in range(LABELS) if label not in (begin, inner)]
        scores[others, inner] = IMPOSSIBLE
    return scores


def best_labels(scores: Sequence[Floats], *, transitions: Floats) -> list[Ints]:
    """The likeliest labels of each sequence of scores (length × 7), as if it stood between two outside labels."""
    return [part for batch in _batches(scores) for part in _viterbi(*batch, transitions=transitions)]


def probabilities(scores: Sequence[Floats], *, transitions: Floats) -> list[Floats]:
    """The probability of each label at each place, given the whole sequence."""
    return [part for batch in _batches(scores) for part in _marginals(*batch, transitions=transitions)]


BATCH = 64


def _batches(scores: Sequence[Floats]) -> list[tuple[Floats, list[int]]]:
    """Sequences side by side, padded with scores that leave only `outside`."""
    found = []
    for at in range(0, len(scores), BATCH):
        group = scores[at : at + BATCH]
        lengths = [len(part) for part in group]
        stacked = np.full((max(lengths) + 1, len(group), LABELS), IMPOSSIBLE, dtype=np.float32)
        stacked[:, :, 0] = 0
        for row, part in enumerate(group):
            stacked[: len(part), row] = part
        found.append((stacked, lengths))
    return found


def _viterbi(stacked: Floats, lengths: list[int], *, transitions: Floats) -> list[Ints]:
    length, rows, _ = stacked.shape
    came = np.zeros((length, rows, LABELS), dtype=np.int8)
    reached = transitions[0] + stacked[0]
    for at in range(1, length):
        paths = reached[:, :, None] + transitions
        came[at] = paths.argmax(1)
        reached = paths.max(1) + stacked[at]
    labels = np.zeros((length, rows), dtype=np.int64)
    labels[-1] = reached.argmax(1)
    every = np.arange(rows)
    for at in range(length - 1, 0, -1):
        labels[at - 1] = came[at, every, labels[at]]
    return [labels[:n, row] for row, n in enumerate(lengths)]


def _marginals(stacked: Floats, lengths: list[int], *, transitions: Floats) -> list[Floats]:
    length = len(stacked)
    weights = np.exp(stacked - stacked.max(2, keepdims=True))
    moves = np.exp(transitions)
    forward = np.empty_like(stacked)
    forward[0] = _scaled(moves[0] * weights[0])
    for at in range(1, length):
        forward[at] = _scaled((forward[at - 1] @ moves) * weights[at])
    backward = np.ones_like(stacked[0])
    result = np.empty_like(stacked)
    result[-1] = forward[-1]
    for at in range(length - 2, -1, -1):
        backward = _scaled((backward * weights[at + 1]) @ moves.T)
        result[at] = _scaled(forward[at] * backward)
    return [result[:n, row] for row, n in enumerate(lengths)]


def _scaled(values: Floats) -> Floats:
    scaled: Floats = values / np.maximum(values.sum(-1, keepdims=True), 1e-30)
    return scaled


def spans_of(labels: Ints) -> list[tuple[int, int, int]]:
    """The spans in a legal label sequence: role (0 source, 1 cue, 2 content), first place, place after the last.

    >>> spans_of(np.array([1, 2, 3, 0, 5, 6, 5]))
    [(0, 0, 2), (1, 2, 3), (2, 4, 6), (2, 6, 7)]
    """
    found = []
    begins = np.flatnonzero(labels % 2 == 1).tolist()
    for begin in begins:
        end = begin + 1
        while end < len(labels) and labels[end] == labels[begin] + 1:
            end += 1
        found.append(((int(labels[begin]) - 1) // 2, begin, end))
    return found
