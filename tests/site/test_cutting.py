"""Where a statement can be cut: only between words, with words on both sides, in every script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audiatur.site.cutting import cuts

texts = st.text(alphabet="ab ,.។\u200bកា្ម", min_size=1, max_size=60)


@given(texts)
def test_every_cut_leaves_words_on_both_sides(content):
    spans = [[0, len(content)]]

    for cut in cuts(content, spans):
        assert content[: cut.at].strip("\u200b \n")
        assert content[cut.at :].strip("\u200b \n")


@given(texts)
def test_no_place_is_offered_twice_and_all_stand_in_order(content):
    places = [cut.at for cut in cuts(content, [[0, len(content)]])]

    assert places == sorted(set(places))


def test_clauses_are_told_from_words():
    content = "the courts were open, and nobody was above the law"

    clauses = [cut.word for cut in cuts(content, [[0, len(content)]]) if cut.clause]

    assert clauses == ["and"]


def test_the_words_of_several_spans_are_cut_as_one():
    content = "“We came,” he said, “and left.”"
    spans = [[0, 10], [20, 31]]

    assert [cut.word for cut in cuts(content, spans)] == ["came,”", "“and", "left.”"]


def test_khmer_without_spaces_is_cut_at_syllables_and_at_its_joints():
    content = "ក្រសួងបានថ្លែងថាតុលាការបើកចំហសម្រាប់គ្រប់គ្នា"

    offered = cuts(content, [[0, len(content)]])

    assert [cut.word for cut in offered][:3] == ["សួ", "ង", "បា"]
    assert all(content[cut.at] not in "\u17d2ាិីុូួើៀេែៃោៅំះ" for cut in offered)


def test_khmer_with_joints_between_words_is_cut_there_first():
    content = "ក្រសួង\u200bបាន\u200bថ្លែង"

    assert [cut.word for cut in cuts(content, [[0, len(content)]])] == ["បាន\u200b", "ថ្លែង"]


def test_one_word_cannot_be_cut():
    assert cuts("yes", [[0, 3]]) == ()
