"""Words and sentences of a stretch."""

from __future__ import annotations

import pytest

from audiatur.reading.statements.quotes import quotations
from audiatur.reading.statements.sentences import QUOTE, words_of


def _sentences(content: str) -> list[str]:
    quoted = quotations(content, start=0, end=len(content))
    words = words_of(content, start=0, end=len(content), quotations=quoted)
    return [words.text(low, high) for low, high in words.sentences]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("It is late. He left.", ["It is late.", "He left."]),
        ("Mr. Ross of the U.S. left on Jan. 3. He won.", ["Mr. Ross of the U.S. left on Jan. 3.", "He won."]),
        ("J. Ross left.", ["J. Ross left."]),
        ("“One. Two,” he said. He left.", ["“One. Two,” he said.", "He left."]),
        ("“It is late.” The court rose.", ["“It is late.”", "The court rose."]),
        ("“Why?” Ross asked. He left.", ["“Why?” Ross asked.", "He left."]),
        ("He called it “late.” She left.", ["He called it “late.”", "She left."]),
        ("The case was closed.7 The court rose.", ["The case was closed.7", "The court rose."]),
        ("It grew by 3.5 per cent. It fell.", ["It grew by 3.5 per cent.", "It fell."]),
        ("12. The Committee notes it.", ["12.", "The Committee notes it."]),
        ("Rep. Ross (D-Calif.), who left, won.", ["Rep. Ross (D-Calif.), who left, won."]),
        ("", []),
    ],
)
def test_sentences_end_at_full_stops_that_end_them(content: str, expected: list[str]) -> None:
    assert _sentences(content) == expected


def test_speech_is_one_word_and_its_characters_are_kept() -> None:
    content = "“It is late. We left,” she said."

    words = words_of(content, start=0, end=len(content), quotations=quotations(content, start=0, end=len(content)))

    assert words.forms == [QUOTE, "she", "said", "."]
    assert words.text(0, 1) == "“It is late. We left,”"


def test_a_sentence_without_end_is_cut() -> None:
    content = "word " * 1_000

    assert len(_sentences(content)) == 4
