"""A search finds the words however they are typed, and only whole clusters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.khmer import occurrences, search_form


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("ច្បាប់ស្តីពីសមាគម", "ស្ដីពី", ["ស្តីពី"]),
        ("ក្រសួង យុត្តិធម៌", "ក្រសួងយុត្តិធម៌", ["ក្រសួង យុត្តិធម៌"]),
        ("ក្រសួងយុត្តិធម៌", "ក្រសួង យុត្តិធម៌", ["ក្រសួងយុត្តិធម៌"]),
        ("ការ\u200bឃុំខ្លួន", "ការឃុំខ្លួន", ["ការ\u200bឃុំខ្លួន"]),
        ("ឆ្នាំ២០២៦", "2026", ["២០២៦"]),
        ("Le Ministère", "ministere", ["Ministère"]),
        ("កាកា", "ក", []),
        ("the new law", "newlaw", []),
        ("ក ក ក", "ក", ["ក", "ក", "ក"]),
        ("", "ក", []),
        ("ក", "\u200b", []),
    ],
)
def test_words_are_found_however_they_are_spelt(text, words, found):
    assert [text[start:end] for start, end in occurrences(search_form(text), words)] == found


@given(st.text(alphabet="កសិ្តា់ \u200b២2aÉ។", max_size=30))
def test_a_search_form_is_its_own_and_keeps_its_offsets(text):
    folded = search_form(text)

    assert search_form(folded.text).text == folded.text
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
