"""Encodings are told by mark, validity and declaration; a guess gives a warning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.documents.decoding import declared_charset, decoded
from audiatur.reading.errors import TooLarge, UnknownFormat
from tests.reading.documents.opening import codes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_without_a_warning(encoding: str) -> None:
    assert decoded("Le préfet – ខ្មែរ".encode(encoding)) == ("Le préfet – ខ្មែរ", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_with_a_warning(encoding: str) -> None:
    characters, warnings = decoded("The court rose at noon.".encode(encoding))

    assert characters == "The court rose at noon."
    assert codes(warnings) == ["encoding"]


def test_what_is_not_utf_8_is_read_as_windows_1252_with_a_warning() -> None:
    characters, warnings = decoded("“Déjà vu” – 5 €".encode("cp1252"))

    assert characters == "“Déjà vu” – 5 €"
    assert codes(warnings) == ["encoding"]


def test_single_windows_1252_characters_in_utf_8_are_read_with_a_warning() -> None:
    characters, warnings = decoded("Été à Genève, ".encode() + "où".encode("cp1252"))

    assert characters == "Été à Genève, où"
    assert codes(warnings) == ["encoding"]


def test_a_declared_encoding_goes_before_the_guess() -> None:
    assert decoded("Příliš".encode("iso-8859-2"), declared="iso-8859-2") == ("Příliš", ())


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    characters, warnings = decoded("é".encode("cp1252"), declared="no-such-code")

    assert (characters, codes(warnings)) == ("é", ["encoding"])


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "windows-1252"),
        (b'<?xml version="1.0" encoding="KOI8-R"?>', "koi8-r"),
        (b"The charset=x of a text", None),
    ],
)
def test_a_page_names_its_encoding(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


def test_line_ends_become_one_character() -> None:
    assert decoded(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


def test_single_control_characters_become_spaces_with_a_warning() -> None:
    characters, warnings = decoded(b"The court" + b"\x1b[31m rose. " * 2 + b"x" * 300)

    assert characters.startswith("The court [31m rose.")
    assert codes(warnings) == ["control_characters"]


def test_bytes_full_of_zeros_are_no_text() -> None:
    with pytest.raises(UnknownFormat):
        decoded(b"\x00\x00\x00a" * 100)


def test_more_bytes_than_the_characters_can_take_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.decoding.CHARACTERS", 3)

    with pytest.raises(TooLarge):
        decoded(b"a" * 13)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200))
def test_text_in_utf_8_is_read_back(characters: str) -> None:
    found, warnings = decoded(("A " + characters).encode())

    assert (found, warnings) == ("A " + characters, ())
