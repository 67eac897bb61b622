"""Quotations of both kinds of marks; sentences that do not end inside them."""

from __future__ import annotations

import pytest

from audiatur.reading.khmer.quotations import hidden, quotations, sentences_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("«ក» “ខ” ‹គ›", ["«ក»", "“ខ”", "‹គ›"]),
        ('‹‹ក›› <<ខ>> "គ"', ["‹‹ក››", "<<ខ>>", '"គ"']),
        ("«ក “ខ” គ»", ["«ក “ខ” គ»"]),
        ("«ក «ខ»", ["«ខ»"]),
        ("ក»ខ", []),
        ("«»", []),
        ("„ក”", ["„ក”"]),
    ],
)
def test_quotations_are_found_with_their_marks(text, found):
    assert [text[one.start : one.end] for one in quotations(text)] == found


def test_a_covered_quotation_keeps_every_offset():
    text = "លោកថា «ក។ ខ» គ។"

    masked = hidden(text, quotations(text))

    assert len(masked) == len(text)
    assert [text[start:end] for start, end in sentences_of(masked)] == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ក។ ខ៕", ["ក។", "ខ៕"]),
        ("តើណា? ទេ។", ["តើណា?", "ទេ។"]),
        ("៣.៤៥០ នាក់។", ["៣.៤៥០ នាក់។"]),
        ("ក ។ល។ ខ", ["ក ។ល។ ខ"]),
        (" ", []),
    ],
)
def test_sentences_end_at_khmer_stops(text, parts):
    assert [text[start:end] for start, end in sentences_of(text)] == parts
