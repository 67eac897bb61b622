"""Pieces → windows of a fixed length: whole paragraphs packed together, long ones cut with an overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from audiatur.reading.tagger.pieces import Ints, Pieces

BEGIN, SEPARATOR, PADDING = 101, 102, 0
"""[CLS], [SEP] and [PAD] in the vocabulary."""

LENGTH = 256
"""Pieces in a window, the marks at its begin and between its paragraphs included."""

OVERLAP = 64
"""Pieces that two windows of one long paragraph share, so that each piece has its neighbours in one of them."""


def segments(pieces: Pieces, *, length: int = LENGTH, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """The paragraphs as ranges of pieces; one that is longer than a window, as overlapping ranges."""
    room = length - 2
    borders = np.flatnonzero(np.diff(pieces.paragraphs)) + 1
    edges = [0, *borders.tolist(), len(pieces)]
    found = []
    for start, end in pairwise(edges):
        while end - start > room:
            found.append((start, start + room))
            start += room - overlap
        if start < end:
            found.append((start, end))
    return found


def pack(ranges: Sequence[tuple[int, int]], *, length: int = LENGTH, first: int | None = None) -> list[Ints]:
    """Windows as arrays of piece numbers: -1 the begin, -2 a paragraph's end; the first may have less room."""
    windows: list[Ints] = []
    parts: list[Ints] = []
    used, room = 1, first or length
    for start, end in ranges:
        if parts and used + end - start + 1 > room:
            windows.append(_window(parts))
            parts, used, room = [], 1, length
        parts.append(np.arange(start, end))
        used += end - start + 1
    if parts:
        windows.append(_window(parts))
    return windows


def _window(parts: Sequence[Ints]) -> Ints:
    pieces = [np.array([-1])]
    for part in parts:
        pieces += [part, np.array([-2])]
    return np.concatenate(pieces)


def padded(windows: Sequence[Ints], *, pieces: Pieces) -> tuple[Ints, Ints, Ints]:
    """Vocabulary numbers, kinds and mask of a batch of windows, each padded to the longest."""
    width = max(len(window) for window in windows)
    shape = (len(windows), width)
    ids, kinds, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        real, numbers = window >= 0, np.maximum(window, 0)
        marks = np.where(window == -1, BEGIN, SEPARATOR)
        ids[row, : len(window)] = np.where(real, pieces.ids[numbers], marks)
        kinds[row, : len(window)] = np.where(real, pieces.kinds[numbers], 0)
        mask[row, : len(window)] = 1
    return ids, kinds, mask
