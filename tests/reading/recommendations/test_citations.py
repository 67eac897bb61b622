from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.recommendations.citations import citations_in


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("118.1 to 118.4 are noted", ["118.1", "118.2", "118.3", "118.4"]),
        ("80– 83", ["80", "81", "82", "83"]),
        ("122.17-18, 122.22", ["122.17", "122.18", "122.22"]),
        ("33-35, 44", ["33", "34", "35", "44"]),
        ("23 (b) and (f), 27(b)", ["23(b)", "23(f)", "27(b)"]),
        ("33 (a, b), 39 (a)", ["33(a)", "33(b)", "39(a)"]),
        ("67 (a), (b) (i) and (ii); 89", ["67(a)", "67(b)", "89"]),
        ("1–3, 5 and 7.", ["1", "2", "3", "5", "7"]),
        ("95.12 - 95.14", ["95.12", "95.13", "95.14"]),
        ("136.1-136.3 and 136.5", ["136.1", "136.2", "136.3", "136.5"]),
        ("of the report", []),
        ("1 to 2000", ["1"]),
    ],
)
def test_a_list_of_numbers_is_written_out(words: str, labels: list[str]) -> None:
    assert [citation.label for citation in citations_in(words)] == labels


def test_the_last_sentence_of_a_paragraph_can_be_cited() -> None:
    first, second = citations_in("55, 56, last sentence, above")

    assert (first.last_sentence, second.last_sentence) == (False, True)


@given(st.integers(1, 200), st.integers(0, 99))
def test_a_range_holds_every_number_from_first_to_last(first: int, length: int) -> None:
    found = citations_in(f"{first}–{first + length}")

    assert [citation.number for citation in found] == list(range(first, first + length + 1))
