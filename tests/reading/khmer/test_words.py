"""Clusters are whole; words have exact offsets and never part a cluster."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.khmer import clusters, words


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ក្រសួងមហាផ្ទៃបានបញ្ជាក់ថា", ["ក្រសួង", "មហាផ្ទៃ", "បាន", "បញ្ជាក់", "ថា"]),
        ("អូរីន\u200bថ្មី", ["អូរីន", "ថ្មី"]),
        ("អ្នកទោស ៣.៤៥០ នាក់។", ["អ្នកទោស", "៣.៤៥០", "នាក់", "។"]),
        ("UPR ឆ្នាំ2026", ["UPR", "ឆ្នាំ", "2026"]),
        ("«ថា»", ["«", "ថា", "»"]),
        ("", []),
    ],
)
def test_listed_words_spaces_and_marks_cut(text, parts):
    assert _parts(text) == parts


def test_a_listed_word_inside_a_cluster_is_none():
    assert _parts("ស្ថានភាព")[0] == "ស្ថាន"


@given(st.text(alphabet="កថាស្តិ់បន \u200b២2aÉ។«»", max_size=30))
def test_words_are_in_order_and_part_no_cluster(text):
    spans = words(text)
    inside = {at for start, end in clusters(text) for at in range(start + 1, end)}

    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert not any(at in inside for span in spans for at in span)
    assert re.findall(r"[ក-ឳa-zÉ0-9០-៩]", "".join(_parts(text))) == re.findall(r"[ក-ឳa-zÉ0-9០-៩]", text)
