"""Every part of a text is found, whichever order its subscripts were typed in."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from audiatur.reading.khmer import search_form
from audiatur.reading.khmer.characters import COENG, ZERO_WIDTH
from audiatur.reading.khmer.matching import overlooking_text
from audiatur.reading.khmer.normalise import normal_form
from audiatur.reading.khmer.spellings import Searched, spellings, spellings_of_part

LETTERS = st.sampled_from("កងតនបយរលសអ")
SUBSCRIPTS = st.lists(st.sampled_from("តដនរយក"), max_size=2).map(
    lambda letters: "".join(COENG + one for one in letters)
)
VOWELS = st.sampled_from(["", "ា", "ី", "ើ", "ោ", "ុី", "ុំ", "៉ា", "េា", "៌"])
CLUSTERS = st.builds(lambda *parts: "".join(parts), LETTERS, SUBSCRIPTS, VOWELS)
BETWEEN = st.sampled_from(["", "", "", "", "\u200b", " ", "។ ", " ១២ ", " Ministère de la Justice ", "\n"])
TEXTS = st.lists(st.builds(str.__add__, CLUSTERS, BETWEEN), min_size=1, max_size=8).map("".join)

STACK = re.compile(f"({COENG}.)({COENG}.)")


def other_order(text: str) -> str:
    return STACK.sub(r"\2\1", text)


def written(text: str) -> str:
    return "".join(one for one in text if one not in ZERO_WIDTH and not one.isspace())


def found(text: str, part: str) -> bool:
    kept = "\x1f".join(spellings(text))
    return any(spelling in kept for spelling in spellings_of_part(part))


@given(TEXTS, st.data())
@example("ស្ត្រីស្ត្រី", None)
def test_any_part_of_two_characters_is_found_in_both_orders(text: str, data: st.DataObject | None) -> None:
    for stored in (text, other_order(text)):
        for typed in (text, other_order(text)):
            ends = range(2, len(typed) + 1)
            for end in ends if data is None else [data.draw(st.sampled_from(ends))] if len(ends) else []:
                for start in range(end - 1):
                    part = typed[start:end]
                    if written(part):
                        assert found(stored, part), (stored, part)


@given(TEXTS, st.data())
def test_a_part_is_shown_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not written(text[start:end]):
        return

    spans = Searched(text).places(spellings_of_part(text[start:end]))

    inside = [place for place in range(start, end) if written(text[place])]
    assert any(first <= inside[0] and inside[-1] < last for first, last in spans)


@given(st.one_of(TEXTS, st.text(max_size=30), st.text(alphabet="កា្រ ៌ \n\u200béÉ¨x។", max_size=12)))
def test_the_quick_form_is_the_search_form(text: str) -> None:
    assert overlooking_text(normal_form(text)) == search_form(text).text


def test_a_word_is_not_found_in_another() -> None:
    assert not found("ក្រសួងយុត្តិធម៌", "ក្រសួងមហាផ្ទៃ")
    assert Searched("ក្រសួង").places(spellings_of_part("តុលាការ")) == ()
