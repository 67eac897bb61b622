"""The encoder: any text, scores of its own, one for each theme."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.reading.themes import THEMES
from audiatur.reading.themes.encoder import CHARACTERS, FOLDER, load


def test_each_theme_has_a_score():
    assert len(load().scores("Abolish the death penalty")) == len(THEMES)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_has_finite_scores(text: str):
    assert all(math.isfinite(score) for score in load().scores(text))


def test_half_a_pair_left_by_a_broken_conversion_is_read_as_a_mark():
    assert load().scores("Abolish \ud800 torture") == load().scores("Abolish ? torture")


def test_what_stands_beyond_the_pieces_looked_at_changes_nothing():
    long = "reform the prisons " * 400

    assert load().scores(long + "and the schools") == load().scores(long)
    assert len(long) > CHARACTERS


def test_texts_that_say_the_same_in_other_letters_score_the_same():
    assert load().scores("ABOLISH THE DEATH PENALTY") == load().scores("abolish the death penalty")


def test_the_encoder_is_at_most_twenty_four_megabytes():
    assert sum(file.stat().st_size for file in FOLDER.iterdir() if file.suffix in (".onnx", ".json")) <= 24_000_000
