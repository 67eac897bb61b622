"""Pieces become one text whose offsets are exact, within limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.documents import assembly
from audiatur.reading.documents.assembly import Piece, text_of_pieces, tidy
from audiatur.reading.errors import EmptyDocument, TooLarge
from tests.reading.documents.opening import assert_tiled, words


@given(st.lists(st.text(max_size=40), max_size=12))
def test_each_piece_is_found_at_its_paragraph(pieces: list[str]) -> None:
    expected = [piece.strip() for piece in pieces if piece.strip()]
    if not expected:
        with pytest.raises(EmptyDocument):
            text_of_pieces(map(Piece, pieces), kind="txt")
        return

    text = text_of_pieces(map(Piece, pieces), kind="txt")

    assert words(text) == expected
    assert_tiled(text)


def test_the_documents_language_is_that_of_most_characters_and_names_take_it() -> None:
    text = text_of_pieces(
        map(Piece, ["The court rose and the parties left it.", "ក្រសួងឆ្លើយ។", "Sok Dara", "El juez no contestó."]),
        kind="txt",
    )

    assert text.language == "en"
    assert [one.lang for one in text.paragraphs] == ["en", "km", "en", "und"]


def test_a_label_that_the_format_prints_goes_before_the_one_that_is_found() -> None:
    text = text_of_pieces([Piece("12 See the law.", "note", "12")], kind="docx")

    assert text.paragraphs[0].label == "12"


@pytest.mark.parametrize(("limit", "most"), [("CHARACTERS", 20), ("PARAGRAPHS", 1), ("SENTENCES", 2)])
def test_what_exceeds_a_limit_is_refused(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, limit, most)

    with pytest.raises(TooLarge, match=limit.lower()):
        text_of_pieces(map(Piece, ["It rose. It left.", "He spoke."]), kind="txt")


@given(st.text(alphabet=" \n\t\u00a0ab", max_size=40))
def test_tidy_words_have_no_doubled_white_space(characters: str) -> None:
    found = tidy(characters)

    assert found == found.strip()
    assert not any(pair in found for pair in ("  ", "\n\n", " \n", "\n ", "\t", "\u00a0"))
    assert "".join(found.split()) == "".join(characters.split())
