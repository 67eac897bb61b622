"""The Khmer reader: exact offsets, one reading for every spelling, no part in other languages' paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.reading.khmer import normal_form
from audiatur.reading.khmer.lexicon import VERBS
from audiatur.reading.khmer.reader import read_khmer_statements
from audiatur.reading.language import language_of
from audiatur.reading.statements import read_statements
from tests.reading.khmer.passages import PASSAGES
from tests.reading.khmer.texts import as_text

PIECES = sorted({piece for one in PASSAGES for piece in re.split(r"(?<=[ ។«»])", one.text)} | set(VERBS))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "ថា", "បាន", "\n", "\u200b", "«", "»", "។", "នេះបើតាម"]), max_size=40))
def test_every_span_lies_in_the_text_and_begins_and_ends_with_a_character(pieces):
    content = "".join(pieces)

    for statement in read_khmer_statements(as_text(content)):
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(content)
            assert not content[start].isspace()
            assert not content[end - 1].isspace()


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.rule)
def test_zero_width_spaces_between_letters_change_no_reading(passage):
    spaced = re.sub(r"(?<=[\u1780-\u17a2])(?=[\u1780-\u17a2])", "\u200b", passage.text)
    plain, broken = as_text(passage.text), as_text(spaced)

    read = [(one.speaker, one.voice, normal_form(plain.quote(one.content))) for one in read_statements(plain)]
    again = [(one.speaker, one.voice, normal_form(broken.quote(one.content))) for one in read_statements(broken)]

    assert again == read


def test_paragraphs_of_other_languages_are_left_to_their_reader():
    text = as_text("The ministry said that the law was late.\nលោក វណ្ណ ដារិន បាននិយាយថា ច្បាប់នេះយឺត។")

    statements = read_statements(text)

    assert [language_of(text.content[one.start : one.end]) for one in text.paragraphs] == ["en", "km"]
    assert len(statements) == 2
    assert text.quote(statements[0].content).endswith("the law was late")
    assert text.quote(statements[1].content) == "ច្បាប់នេះយឺត"
    assert len(read_khmer_statements(text)) == 1


def test_running_heads_and_feet_are_not_read():
    text = as_text("លោក វណ្ណ ដារិន បាននិយាយថា ច្បាប់នេះយឺត។")
    furniture = replace(text, paragraphs=tuple(replace(one, role="margin") for one in text.paragraphs))

    assert read_khmer_statements(furniture) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("លោក John Smith បានប្រាប់ Radio Orin ថា ច្បាប់នេះយឺត", "km"),
        ("The word សិទ្ធិ means right, and the word ច្បាប់ means law in this list", "en"),
        ("(ក) ១២", "km"),
    ],
)
def test_a_mixed_paragraph_has_the_language_of_most_of_its_letters(text, language):
    assert language_of(text) == language


def test_a_longer_text_than_any_paragraph_is_read_in_pieces():
    once = "លោក វណ្ណ ដារិន បាននិយាយថា ច្បាប់នេះយឺត។ "

    statements = read_khmer_statements(as_text(once * 1000))

    assert len(statements) == 1000
    assert {one.speaker for one in statements} == {"វណ្ណ ដារិន"}
