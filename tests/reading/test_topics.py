"""The topic that a text is suggested for."""

from __future__ import annotations

import pytest

from audiatur.reading.topics import suggest_topic

TOPICS = {"prisons": ("prison", "inmate"), "law": ("draft law", "law", "bill"), "space": ("press",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The prisons hold inmates under the law.", "prisons"),
        ("A draft law is before Parliament.", "law"),
        ("The prison law.", None),
        ("Nothing of the kind.", None),
        ("The express train.", None),
        ("", None),
    ],
)
def test_the_topic_with_most_words_is_suggested_and_none_on_a_tie(text, expected):
    assert suggest_topic(text, TOPICS) == expected


def test_without_topics_nothing_is_suggested():
    assert suggest_topic("The prisons.", {}) is None
