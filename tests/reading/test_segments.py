"""Sentences tile their paragraph; labels are what is printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.segments import label_of, paragraph, sentences, trimmed


def _split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "one",
    [
        "Mr. Sok Dara met Mrs. A. B. Lind and H.E. Dr. Chan.",
        "See art. 12, paras. 3 and 4, and No. 7 of vol. II.",
        "The U.N. Special Rapporteur and the U.S. Ambassador attended.",
        "The rate was 3.5 per cent in document A/HRC/27/18.",
        "“Why now?” he asked.",
        "“Why now?” Dara asked.",
        "12. The State party thanked the Committee.",
        "(a) The bill lapsed",
        "II. Conclusions",
        "M. Dubois et Mme. Leroy citent l'art. 4, p. 12.",
        "Students, teachers, etc. were heard.",
        "សិស្ស គ្រូ ។ល។ បានចូលរួម",
        "He waited ... and left.",
        "At 3 p.m. Monday the court rose.",
        "version 2.5 Million",
    ],
)
def test_it_is_one_sentence(one: str) -> None:
    assert _split(one) == [one]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. He left.", ["It rained.", "He left."]),
        ("He left in 2014. The court rose.", ["He left in 2014.", "The court rose."]),
        ("“We agree.” He left.", ["“We agree.”", "He left."]),
        ('"We agree." He left.', ['"We agree."', "He left."]),
        ("(See above.) He left!  Why?", ["(See above.)", "He left!", "Why?"]),
        ("He left the U.S. The court rose.", ["He left the U.S.", "The court rose."]),
        ("The bill lapsed.4 The court rose.", ["The bill lapsed.4", "The court rose."]),
        ("Il a dit « Non. » Elle part.", ["Il a dit « Non. »", "Elle part."]),
        ("ក្រសួងឆ្លើយ។តុលាការស្ងៀម៕", ["ក្រសួងឆ្លើយ។", "តុលាការស្ងៀម៕"]),
        ("He said no. The court rose.", ["He said no.", "The court rose."]),
        ("He spoke. “It is over.", ["He spoke.", "“It is over."]),
    ],
)
def test_a_sentence_ends_at_its_stop(text: str, parts: list[str]) -> None:
    assert _split(text) == parts


_PIECES = st.sampled_from(
    [
        ".",
        "!",
        "?",
        "…",
        "។",
        "ល",
        "”",
        "“",
        '"',
        "»",
        ")",
        "[3]",
        "12",
        " ",
        "\n",
        "\u00a0",
        "Mr",
        "U.S",
        "He",
        "the",
        "ក",
        "é",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=80).map("".join))


@given(_TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_sentences_tile_the_paragraph(text: str, skipped: int, left: int) -> None:
    start = min(skipped, len(text))
    end = max(start, len(text) - left)

    found = sentences(text, start, end)

    first, last = trimmed(text, start, end)
    if first == last:
        assert found == ()
        return
    assert (found[0].start, found[-1].end) == (first, last)
    for one in found:
        assert one.start < one.end
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    for one, following in pairwise(found):
        assert one.end <= following.start
        assert text[one.end : following.start].strip() == ""


@given(_TEXTS)
def test_what_stands_outside_the_paragraph_does_not_change_its_sentences(text: str) -> None:
    alone = [(one.start + 5, one.end + 5) for one in sentences(text, 0, len(text))]

    inside = [(one.start, one.end) for one in sentences(f"Xxx. {text}", 5, 5 + len(text))]

    assert inside == alone


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("12. The State", "12."),
        ("118.4 Ratify the treaty", "118.4"),
        ("118.4. Ratify the treaty", "118.4."),
        ("(a) To adopt", "(a)"),
        ("(iv) To adopt", "(iv)"),
        ("a) To adopt", "a)"),
        ("១២. រដ្ឋ", "១២."),
        ("១- រដ្ឋ", "១-"),
        ("(ក) រដ្ឋ", "(ក)"),
        ("3.5 million people", None),
        ("2014 was a year", None),
        ("V. Prak said", None),
        ("(France) and others", None),
        ("A bill", None),
    ],
)
def test_the_label_is_the_printed_number(text: str, label: str | None) -> None:
    assert label_of(text, 0, len(text)) == label


def test_roman_numerals_and_capital_letters_label_headings() -> None:
    assert label_of("IV. Prisons", 0, 11, role="heading") == "IV."
    assert label_of("B. Prisons", 0, 10, role="heading") == "B."


def test_a_paragraph_is_trimmed_and_keeps_its_label_inside() -> None:
    content = "  12. The State thanked the Committee. It will reply. \n"

    made = paragraph(content, 0, len(content), page=3)

    assert made is not None
    assert (made.start, made.end, made.page, made.role, made.label, made.lang) == (2, 53, 3, "body", "12.", "en")
    assert [(one.start, one.end) for one in made.sentences] == [(2, 38), (39, 53)]


def test_white_space_makes_no_paragraph() -> None:
    assert paragraph(" \n\t ", 0, 4) is None
