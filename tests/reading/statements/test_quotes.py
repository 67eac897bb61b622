"""Quotation spans."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.statements.quotes import is_speech, quotations


def _found(content: str) -> list[str]:
    return [content[item.start : item.end] for item in quotations(content, start=0, end=len(content))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said «no» and ‹yes›.", ["«no»", "‹yes›"]),
        ("He said ‘not now,’ and left.", ["‘not now,’"]),
        ("He said „no” twice.", ["„no”"]),
        ("He said ''no'' twice.", ["''no''"]),
        ("It’s the judge’s view, isn’t it?", []),
        ("“She said ‘no’ to me,” he said.", ["“She said ‘no’ to me,”"]),
        ("He left” and “went.", ["“went."]),
        ("“One “two” three", ["“two”"]),
        ("“” and “ ” hold nothing.", []),
        ('A 6" nail and a "big" one.', ['"big"']),
    ],
)
def test_each_kind_of_marks_is_paired(content: str, expected: list[str]) -> None:
    assert _found(content) == expected


def test_a_quotation_without_its_closing_mark_runs_to_the_end_of_the_stretch() -> None:
    content = "“The law is old."

    (quotation,) = quotations(content, start=0, end=len(content))

    assert not quotation.closed
    assert (quotation.start, quotation.end) == (0, len(content))


@pytest.mark.parametrize(
    ("content", "speech"),
    [
        ("“The law is old,” he said.", True),
        ("He said: “The law is old.”", True),
        ("He called it “very old” again.", False),
        ("The “Law on Courts” was passed.", False),
    ],
)
def test_speech_is_told_from_words_quoted_inside_a_sentence(content: str, speech: bool) -> None:
    (quotation,) = quotations(content, start=0, end=len(content))

    assert is_speech(content, quotation, start=0) is speech


@given(st.text(alphabet="“”\"'‘’«»‹›„a .,\n", max_size=200))
def test_quotations_of_any_text_lie_in_order_inside_it(content: str) -> None:
    found = quotations(content, start=0, end=len(content))

    assert all(0 <= item.start < item.inner_start <= item.inner_end <= item.end <= len(content) for item in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(content[item.inner_start : item.inner_end].strip() for item in found)
