"""What the model sees of a text."""

from __future__ import annotations

import math
import zlib

from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.themes.features import (
    LONGEST,
    damped,
    hashed,
    own_terms,
    second_stage,
    stem,
    words_of,
)


def _key(gram: str) -> int:
    return zlib.crc32(gram.encode()) & 0xFFFFFF


def test_words_neighbours_stems_and_pairs_are_seen():
    words, _ = hashed(["prison", "staff"])

    grams = ["wprison", "wstaff", "nprison staff", "sprison", "sstaff", "pprison staff"]
    assert words == {_key(gram): 1 for gram in grams}


def test_a_pair_is_the_same_in_either_order():
    forth, _ = hashed(["train", "judg"])
    back, _ = hashed(["judg", "train"])

    assert forth[_key("pjudg train")] == back[_key("pjudg train")] == 1


def test_letters_are_seen_within_words_only():
    _, letters = hashed(["law", "on"])

    assert letters == {_key("c law"): 1, _key("claw "): 1, _key("c on "): 1}


def test_no_word_is_cut_below_four_letters():
    assert stem("rights") == "right"
    assert stem("uses") == "uses"


@given(st.text(alphabet="abcdeginorsty", max_size=20))
def test_a_stem_is_a_beginning_of_its_word(word: str):
    assert word.startswith(stem(word))


def test_words_beyond_the_longest_recommendation_are_not_looked_at():
    assert len(words_of("law " * (LONGEST + 1))) == LONGEST


def test_a_second_occurrence_adds_less_than_the_first():
    assert damped(1) == 1
    assert damped(2) == 1 + math.log(2)


def test_the_second_stage_sees_every_chance_their_sum_and_the_length():
    seen = second_stage([0.0, 99.0, -99.0], length=0)

    assert [round(value, 3) for value in seen] == [0.5, 1, 0, 1.5, 0]


def test_a_theme_s_own_scores_are_seen_alone_above_nought_and_with_the_length():
    assert own_terms(-1.0, 2.0, length=0) == (-3.0, 3.0, 0.0, 3.0, 0.0, 0.0)
    assert own_terms(1.0, -2.0, length=19)[4] == math.log(20)


@given(st.floats(-1e9, 1e9))
def test_no_score_is_too_high_or_too_low_for_the_second_stage(score: float):
    assert 0 <= second_stage([score], length=3)[0] <= 1
