"""Word pieces keep their place in the text, their capitals and whether they are quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from audiatur.reading.tagger.model import FOLDER, is_present
from audiatur.reading.tagger.pieces import LONGEST_STRETCH, cut

pytestmark = pytest.mark.skipif(not is_present(), reason="the model's files are not installed")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def test_offsets_are_into_the_whole_text(tokenizer):
    text = "Norvale\nShe denies it."

    pieces = cut(text, spans=[(8, 22)], tokenizer=tokenizer)

    assert [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)] == ["She", "denies", "it", "."]


def test_capitals_and_quotation_marks_make_the_kind(tokenizer):
    text = "He “saw NATO” go"

    pieces = cut(text, spans=[(0, len(text))], tokenizer=tokenizer)

    assert pieces.kinds.tolist() == [1, 3, 3, 5, 3, 0]


def test_a_quotation_left_open_ends_with_its_paragraph(tokenizer):
    text = "a “b\nc"

    pieces = cut(text, spans=[(0, 4), (5, 6)], tokenizer=tokenizer)

    assert pieces.kinds.tolist() == [0, 3, 3, 0]
    assert pieces.paragraphs.tolist() == [0, 0, 0, 1]


def test_a_quotation_goes_on_where_a_long_paragraph_is_cut(tokenizer):
    text = "“" + "so " * LONGEST_STRETCH + "” so"

    pieces = cut(text, spans=[(0, len(text))], tokenizer=tokenizer)

    assert set(pieces.kinds[:-1].tolist()) == {3}
    assert pieces.kinds[-1] == 0


@given(st.text(max_size=300))
def test_every_piece_lies_inside_its_paragraph(tokenizer, text):
    pieces = cut(text, spans=[(0, len(text))], tokenizer=tokenizer)

    assert (pieces.starts >= 0).all()
    assert (pieces.starts <= pieces.ends).all()
    assert (pieces.ends <= len(text)).all()
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
