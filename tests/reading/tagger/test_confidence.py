"""Confidence is a probability that rises with what the model is sure of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.tagger.confidence import FEATURES, confidence, features, points_of
from audiatur.reading.tagger.link import Linked
from audiatur.reading.tagger.model import load


def test_features_are_logarithms_of_the_probabilities_of_the_parts():
    chances = np.zeros((4, 7), dtype=np.float32)
    chances[0, 1] = 1.0
    chances[1, 3] = 0.5
    chances[2, 5], chances[3, 6] = 1.0, 0.25
    linked = Linked((0, 1), (1, 2), ((2, 4),), cue_probability=1.0, source_probability=0.5)

    values = dict(zip(FEATURES, features(linked, chances=chances, kinds=[0, 0, 3, 0]), strict=True))

    assert values["content"] == pytest.approx(np.log(0.625))
    assert values["content at its weakest"] == pytest.approx(np.log(0.25))
    assert values["cue"] == pytest.approx(np.log(0.5))
    assert values["source"] == pytest.approx(0.0)
    assert values["source link"] == pytest.approx(np.log(0.5))
    assert values["nobody named"] == 0.0
    assert values["quoted"] == 0.5
    assert values["length"] == pytest.approx(np.log(2))


STRAIGHT = [[-30.0, -30.0], [30.0, 30.0]]


def test_each_question_gives_its_points():
    points = {"start": 0.0, "steps": [[0, 1.0, -0.5, 0.5], [1, 2.0, -1.0, 1.0]], "curve": STRAIGHT}

    assert points_of([1.0, 3.0], points=points) == 0.5
    assert confidence([1.0, 3.0], points=points) == pytest.approx(1 / (1 + np.exp(-0.5)), abs=1e-4)


def test_the_curve_corrects_the_sum_and_is_flat_beyond_its_ends():
    points = {"start": 3.0, "steps": [[0, 0.0, -9.0, 0.0]], "curve": [[0.0, -2.0], [2.0, 0.0], [4.0, 4.0]]}

    assert confidence([1.0], points=points) == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-4)
    assert confidence([-1.0], points=points) == pytest.approx(1 / (1 + np.exp(2.0)), abs=1e-4)


def test_the_curve_that_ships_rises():
    curve = load().fitted["confidence"]["curve"]

    assert curve == sorted(curve)
    assert [odds for _, odds in curve] == sorted(odds for _, odds in curve)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=2), st.floats(-99, 99), st.floats(-99, 99))
def test_confidence_is_between_nought_and_one(values, below, above):
    points = {"start": 0.0, "steps": [[1, 0.0, below, above]], "curve": STRAIGHT}

    assert 0 <= confidence(values, points=points) <= 1
