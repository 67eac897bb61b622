"""The likeliest legal label sequence, checked against trying them all."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.tagger.decode import LABELS, best_labels, legal, probabilities, spans_of

FREE = legal(np.zeros((LABELS, LABELS), dtype=np.float32))


def is_legal(labels) -> bool:
    return all(
        label % 2 == 1 or label == 0 or before in (label - 1, label)
        for before, label in zip((0, *labels), labels, strict=False)
    )


def weight(scores, labels, transitions) -> float:
    steps = zip((0, *labels), (*labels, 0), strict=True)
    return sum(float(scores[at, label]) for at, label in enumerate(labels)) + sum(
        float(transitions[a, b]) for a, b in steps
    )


scores_of_three = st.lists(st.floats(-5, 5, width=16), min_size=21, max_size=21).map(
    lambda values: np.array(values, dtype=np.float32).reshape(3, LABELS)
)


@given(scores_of_three)
def test_the_best_sequence_is_the_best_of_all_legal_ones(scores):
    transitions = legal(np.linspace(-1, 1, LABELS * LABELS, dtype=np.float32).reshape(LABELS, LABELS))

    (found,) = best_labels([scores], transitions=transitions)

    best = max(weight(scores, labels, transitions) for labels in product(range(LABELS), repeat=3) if is_legal(labels))
    assert is_legal(found.tolist())
    assert weight(scores, found.tolist(), transitions) == pytest.approx(best, abs=1e-3)


@given(scores_of_three)
def test_probabilities_are_those_of_all_legal_sequences(scores):
    expected = np.zeros((3, LABELS))
    for labels in product(range(LABELS), repeat=3):
        if is_legal(labels):
            expected[np.arange(3), labels] += np.exp(weight(scores, labels, FREE))
    expected /= expected.sum(1, keepdims=True)

    (found,) = probabilities([scores], transitions=FREE)

    assert found == pytest.approx(expected, abs=1e-4)


def test_sequences_do_not_touch_each_other():
    rng = np.random.default_rng(5)
    group = [rng.normal(size=(length, LABELS)).astype(np.float32) for length in (4, 1, 9)]

    together = best_labels(group, transitions=FREE)

    alone = [best_labels([scores], transitions=FREE)[0] for scores in group]
    assert [labels.tolist() for labels in together] == [labels.tolist() for labels in alone]


def test_an_inner_label_without_its_begin_is_never_given():
    scores = np.zeros((2, LABELS), dtype=np.float32)
    scores[:, 6] = 9

    (labels,) = best_labels([scores], transitions=FREE)

    assert labels.tolist() == [5, 6]


def test_two_begins_are_two_spans():
    assert spans_of(np.array([5, 5, 6, 0, 1])) == [(2, 0, 1), (2, 1, 3), (0, 4, 5)]
