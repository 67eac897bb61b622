"""Themes of recommendations, written for these tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.result import Recommendation
from audiatur.reading.themes import THEMES, read_themes, with_themes
from audiatur.reading.themes.reading import MODEL, calibrated

ONE = Recommendation("1.1", "Reduce overcrowding in prisons", ("Chile",), "noted", "noted", "", 1, 0, 5, 1.0)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Abolish the death penalty", {"Death penalty"}),
        ("Reduce the overcrowding of its prisons", {"Detention"}),
        ("Ratify the convention on the rights of migrant workers", {"International instruments", "Migrants", "Labour"}),
        ("Extend a standing invitation to all special procedures", {"Special procedures"}),
        ("Protect journalists and repeal the law on defamation", {"Freedom of the press"}),
        ("Give girls in villages the same schooling as boys", {"Right to education"}),
    ],
)
def test_a_plain_recommendation_gets_its_theme(text: str, themes: set[str]):
    assert set(read_themes(text).themes) & themes


def test_a_text_without_a_word_has_no_theme_and_no_confidence():
    for text in ("", " — ", "១២៣"):
        assert read_themes(text).confidence == 0
        assert read_themes(text).themes == ()


@given(st.text(max_size=300))
def test_any_text_gets_known_themes_each_once_and_a_share_as_confidence(text: str):
    found = read_themes(text)

    assert set(found.themes) <= set(THEMES)
    assert len(set(found.themes)) == len(found.themes)
    assert 0 <= found.confidence <= 1


def test_a_plain_case_is_surer_than_a_vague_one():
    plain = read_themes("Abolish the death penalty")
    vague = read_themes("Pursue its efforts in the areas mentioned above")

    assert plain.needs_no_check
    assert plain.confidence > vague.confidence
    assert not vague.needs_no_check


def test_themes_that_a_document_gives_are_kept():
    given_by_it = replace(ONE, themes=("Prisons",), themes_confidence=1.0)

    assert with_themes([given_by_it], language="en") == (given_by_it,)


def test_themes_are_read_in_english_only():
    assert with_themes([ONE], language="fr") == (ONE,)
    assert with_themes([ONE], language="en")[0].themes == ("Detention",)


def test_nothing_but_the_themes_changes():
    (themed,) = with_themes([ONE], language="en")

    assert replace(themed, themes=(), themes_confidence=0.0) == ONE


def test_a_calibrated_value_lies_between_its_points():
    points = ((0.2, 0.4), (0.6, 0.8))

    assert calibrated(0.0, points=points) == 0
    assert calibrated(0.1, points=points) == 0.4
    assert calibrated(0.4, points=points) == pytest.approx(0.6)
    assert calibrated(0.9, points=points) == 0.8


def test_the_weights_are_at_most_three_megabytes():
    assert MODEL.stat().st_size <= 3_000_000
