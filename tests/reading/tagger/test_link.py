"""Spans become attributions by what their pieces point at."""

from __future__ import annotations

import numpy as np

from audiatur.reading.tagger.link import CONTENT_TO_CUE, CONTENT_TO_SOURCE, CUE_TO_SOURCE, REACH, link
from audiatur.reading.tagger.model import POINTER, Scores

SOURCE, CUE, CONTENT = range(3)


def pointing(count: int, arrows: dict[tuple[int, int], int | None]) -> Scores:
    """Scores in which piece `a` points with pointer `n` at piece `b` for each (n, a): b; None is nobody."""
    queries = np.zeros((count, 3, POINTER), dtype=np.float32)
    keys = np.zeros((count, 3, POINTER), dtype=np.float32)
    none = np.zeros((count, 3, POINTER), dtype=np.float32)
    keys[np.arange(count), :, np.arange(count) % POINTER] = 1
    none[:, :, POINTER - 1] = 1
    for (pointer, piece), goal in arrows.items():
        queries[piece, pointer, POINTER - 1 if goal is None else goal] = 80
    return Scores(np.zeros((count, 7), dtype=np.float32), queries, keys, none)


def test_a_content_takes_the_cue_and_the_source_it_points_at():
    scores = pointing(6, {
        (CONTENT_TO_CUE, 4): 1, (CONTENT_TO_SOURCE, 4): 0, (CUE_TO_SOURCE, 1): 0,
        (CONTENT_TO_CUE, 5): 3, (CONTENT_TO_SOURCE, 5): 2, (CUE_TO_SOURCE, 3): 2,
    })  # fmt: skip
    spans = [(SOURCE, 0, 1), (CUE, 1, 2), (SOURCE, 2, 3), (CUE, 3, 4), (CONTENT, 4, 5), (CONTENT, 5, 6)]

    found = link(spans, scores=scores)

    assert [(item.source, item.cue, item.contents) for item in found] == [
        ((0, 1), (1, 2), ((4, 5),)),
        ((2, 3), (3, 4), ((5, 6),)),
    ]


def test_contents_of_one_cue_are_one_attribution_in_two_parts():
    scores = pointing(4, {(CONTENT_TO_CUE, 0): 1, (CONTENT_TO_CUE, 3): 1, (CUE_TO_SOURCE, 1): 2})

    (found,) = link([(CONTENT, 0, 1), (CUE, 1, 2), (SOURCE, 2, 3), (CONTENT, 3, 4)], scores=scores)

    assert found.contents == ((0, 1), (3, 4))
    assert found.source == (2, 3)


def test_nobody_is_named_where_the_pieces_point_at_nobody():
    scores = pointing(3, {(CONTENT_TO_CUE, 2): 1, (CONTENT_TO_SOURCE, 2): None, (CUE_TO_SOURCE, 1): None})

    (found,) = link([(SOURCE, 0, 1), (CUE, 1, 2), (CONTENT, 2, 3)], scores=scores)

    assert found.source is None
    assert found.source_probability > 0.99


def test_a_content_without_any_cue_is_no_attribution():
    assert link([(SOURCE, 0, 1), (CONTENT, 1, 2)], scores=pointing(2, {})) == []


def test_a_cue_without_any_content_is_no_attribution():
    scores = pointing(4, {(CONTENT_TO_CUE, 3): 1, (CUE_TO_SOURCE, 1): 0, (CUE_TO_SOURCE, 2): 0})

    found = link([(SOURCE, 0, 1), (CUE, 1, 2), (CUE, 2, 3), (CONTENT, 3, 4)], scores=scores)

    assert [item.cue for item in found] == [(1, 2)]


def test_a_cue_that_stands_too_far_off_is_not_taken():
    count = 3 * REACH
    scores = pointing(count, {(CONTENT_TO_CUE, count - 1): 0, (CUE_TO_SOURCE, 0): None})

    assert link([(CUE, 0, 1), (CONTENT, count - 1, count)], scores=scores) == []
