"""A reading that is written down and read again is the same reading."""

from __future__ import annotations

import json

from audiatur.reading import read_document
from audiatur.reading.keeping import reading_from_json, reading_to_json
from audiatur.reading.text import Sentence
from tests import readings


def test_a_reading_made_by_hand_comes_back_the_same():
    _, reading = readings.article()

    assert reading_from_json(reading_to_json(reading)) == reading


def test_a_reading_of_the_reader_comes_back_the_same_with_sentences_and_pages():
    content = b"The minister said the court was open.\n\n1. Prisons hold 120 people in 100 places."

    reading = read_document(content, name="a.txt")

    again = reading_from_json(reading_to_json(reading))
    assert again == reading
    assert isinstance(again.text.paragraphs[0].sentences[0], Sentence)


def test_what_is_kept_is_one_json_object_with_the_characters_as_they_are():
    _, reading = readings.read("ក្រសួងបានថ្លែង")

    kept = reading_to_json(reading)

    assert "ក្រសួង" in kept
    assert json.loads(kept)["text"]["content"] == "ក្រសួងបានថ្លែង"
