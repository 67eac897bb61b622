"""What Khmer readers see alike has one spelling; every character knows where it came from."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.khmer.characters import ZERO_WIDTH
from audiatur.reading.khmer.normalise import normal_form, normalise

KHMER = "".join(map(chr, range(0x1780, 0x17DE)))
TYPED = st.text(alphabet=KHMER + "\u25cc\u200b\u200c\u200d ab1«។\n", max_size=40)


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        ("subscript ro stands last", "ស\u17d2រ\u17d2តី", "ស\u17d2ត\u17d2រី"),
        ("a vowel before the subscript", "សិទិ\u17d2ធ", "សិទ\u17d2ធិ"),
        ("a shifter after the vowel", "ប\u17b6\u17c9ន", "ប\u17c9\u17b6ន"),
        ("a sign before its vowel", "ច\u17c6\u17b6", "ច\u17b6\u17c6"),
        ("reahmuk before its vowel", "ន\u17c7\u17c1", "ន\u17c1\u17c7"),
        ("robat after the vowel", "ធម\u17b6\u17cc", "ធម\u17cc\u17b6"),
        ("subscript da looks like subscript ta", "ប\u17d2ដ", "ប\u17d2ត"),
        ("oo typed in two parts", "ក\u17c1\u17b6", "ក\u17c4"),
        ("oe typed in two parts", "ក\u17c1\u17b8", "ក\u17be"),
        ("oe with aa is drawn as oo with ii", "ក\u17be\u17b6", "ក\u17c4\u17b8"),
        ("u below an upper vowel is the triisap of a strong letter", "ស\u17bbី", "ស\u17caី"),
        ("u below an upper vowel is the muusikatoan of another", "ម\u17bbឺន", "ម\u17c9ឺន"),
        ("both forms of the letter in 'let'", "ឲ\u17d2យ", "ឱ\u17d2យ"),
        ("a letter that Unicode advises against", "\u17a3", "\u17a2"),
        ("a digraph that Unicode advises against", "\u17a8", "\u17a7\u1780"),
        ("a mark typed twice prints once", "ក\u17b7\u17b7", "ក\u17b7"),
        ("a zero-width space between words", "ការ\u200bងារ", "ការងារ"),
        ("a zero-width joiner inside a cluster", "ក\u17d2\u200dរ", "ក\u17d2រ"),
        ("inherent vowels that nobody sees", "ក\u17b4រ\u17b5", "ករ"),
        ("a coeng without a letter", "ក\u17d2 ", "ក "),
        ("the old sign for 'and so on'", "\u17d8", "។ល។"),
        ("an atthacan that NFC put between coeng and letter", "ក\u17d2\u17ddន", "ក\u17d2ន\u17dd"),
    ],
)
def test_spellings_that_look_alike_are_one(rule, one, other):
    assert one != other
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        ("two subscripts in another order are another word", "ក\u17d2ស\u17d2ម", "ក\u17d2ម\u17d2ស"),
        ("ba with triisap is not ba with muusikatoan", "ប\u17caិច", "ប\u17c9ិច"),
        ("u with nikahit is a vowel of its own", "ក\u17bb\u17c6", "ក\u17ca\u17c6"),
        ("a letter is not its subscript", "កន", "ក\u17d2ន"),
        ("two e are no ae", "ក\u17c1\u17c1", "ក\u17c1"),
        ("digits keep their script", "៤", "4"),
    ],
)
def test_spellings_that_look_different_stay_apart(rule, one, other):
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize("cluster", ["ស្ត្រី", "ក្រោះ", "ស៊ាំ", "ប៉ុំ", "ធ៌ាំ"])
def test_every_order_of_the_marks_of_a_cluster_is_one_spelling(cluster):
    letter, rest = cluster[0], cluster[1:].replace("\u17d2", "\u17d2 ").split(" ")
    units = [unit for part in rest for unit in part.replace("\u17d2", "")]
    subscripts = [part[0] for part in rest[1:]]
    marks = [("\u17d2" + unit) if unit in subscripts else unit for unit in units]

    forms = {
        normal_form(letter + "".join(order))
        for order in permutations(marks)
        if [one for one in order if one[0] == "\u17d2" and one[1] != "រ"]
        == [one for one in marks if one[0] == "\u17d2" and one[1] != "រ"]
    }

    assert forms == {normal_form(cluster)}


@given(TYPED)
def test_a_normal_form_is_its_own(text):
    once = normal_form(text)

    assert normal_form(once) == once


@given(TYPED)
def test_no_zero_width_character_is_left(text):
    assert not set(normal_form(text)) & set(ZERO_WIDTH)


@given(st.text(alphabet=KHMER + " ", max_size=30))
def test_composing_by_unicode_first_changes_nothing(text):
    assert normal_form(unicodedata.normalize("NFC", text)) == normal_form(text)


@given(TYPED)
def test_offsets_go_forward_and_lie_inside_the_text(text):
    plain = normalise(text)

    assert len(plain.starts) == len(plain.ends) == len(plain.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(plain.starts, plain.ends, strict=True))
    assert list(plain.starts) == sorted(plain.starts)
    assert list(plain.ends) == sorted(plain.ends)


@given(TYPED)
def test_the_original_of_a_piece_normalises_to_the_piece(text):
    plain = normalise(text)
    pieces: dict[tuple[int, int], str] = {}
    for character, start, end in zip(plain.text, plain.starts, plain.ends, strict=True):
        pieces[start, end] = pieces.get((start, end), "") + character

    assert all(normal_form(text[start:end]) == piece for (start, end), piece in pieces.items())
    assert "".join(pieces.values()) == plain.text


def test_text_of_other_scripts_stays_as_it_is():
    text = "The Ministry’s reply – 1 234,5 % (CCPR/C/KHM/3) « élue »\r\n"

    assert normal_form(text) == text
