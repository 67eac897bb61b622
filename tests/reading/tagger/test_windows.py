"""Windows hold every piece, never more than fit, and long paragraphs with an overlap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.tagger.pieces import Pieces
from audiatur.reading.tagger.windows import BEGIN, SEPARATOR, pack, padded, segments


def pieces_of(lengths: list[int]) -> Pieces:
    count = sum(lengths)
    numbers = np.arange(count)
    paragraphs = np.repeat(np.arange(len(lengths)), lengths)
    return Pieces(numbers + 1000, numbers, numbers + 1, np.ones(count, dtype=np.int64), paragraphs)


def test_short_paragraphs_share_a_window():
    windows = pack(segments(pieces_of([3, 2]), length=10), length=10)

    assert [window.tolist() for window in windows] == [[-1, 0, 1, 2, -2, 3, 4, -2]]


def test_a_paragraph_that_does_not_fit_begins_a_window():
    windows = pack(segments(pieces_of([3, 4]), length=8), length=8)

    assert [window.tolist() for window in windows] == [[-1, 0, 1, 2, -2], [-1, 3, 4, 5, 6, -2]]


def test_a_long_paragraph_is_cut_with_an_overlap():
    ranges = segments(pieces_of([12]), length=8, overlap=2)

    assert ranges == [(0, 6), (4, 10), (8, 12)]


def test_windows_of_one_batch_are_padded_to_the_longest():
    pieces = pieces_of([2, 1])

    ids, kinds, mask = padded([np.array([-1, 0, 1, -2]), np.array([-1, 2, -2])], pieces=pieces)

    assert ids.tolist() == [[BEGIN, 1000, 1001, SEPARATOR], [BEGIN, 1002, SEPARATOR, 0]]
    assert kinds.tolist() == [[0, 1, 1, 0], [0, 1, 0, 0]]
    assert mask.tolist() == [[1, 1, 1, 1], [1, 1, 1, 0]]


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(8, 32))
def test_every_piece_is_in_a_window_and_no_window_is_too_long(lengths, length):
    windows = pack(segments(pieces_of(lengths), length=length, overlap=2), length=length)

    held = {int(place) for window in windows for place in window if place >= 0}
    assert held == set(range(sum(lengths)))
    assert all(len(window) <= length for window in windows)
