"""The kind is told from the bytes, and what cannot be read is refused by its reason."""

from __future__ import annotations

import pytest
from bench.hostile import compound_file, docx
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading import limits
from audiatur.reading.documents import too_large
from audiatur.reading.errors import EmptyDocument, EncryptedDocument, ReadingError, TooLarge, UnknownFormat
from tests.reading.documents.opening import assert_tiled, codes, opened, words
from tests.reading.documents.pdf_files import body, pdf

_HTML = b"<!DOCTYPE html><html><body><p>The court rose in the afternoon.</p></body></html>"
_MAIL = b"From: a@example.org\nTo: b@example.org\nMessage-ID: <1@example.org>\nSubject: Reply\n\nThe court rose.\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(body("The court rose.")), "pdf"),
        (b"\n%a comment\n" + pdf(body("The court rose.")), "pdf"),
        (docx("The court rose."), "docx"),
        (_HTML, "html"),
        (b"\xef\xbb\xbf  <!-- saved --> <HTML><p>The court rose.", "html"),
        ("<!doctype html><p>The court rose.".encode("utf-16"), "html"),
        (b"<div><p>One</p><p>Two</p></div>", "html"),
        (_MAIL, "eml"),
        (_MAIL.replace(b"\n", b"\r\n"), "eml"),
        (b"The court rose.", "txt"),
        (b"From: the ministry\nTo: the envoy\n\nA memorandum, not an e-mail.", "txt"),
        (b"BMW and others against the State", "txt"),
        (b"if a < b and b > c then <p> is a tag", "txt"),
    ],
)
def test_the_kind_is_told_from_the_bytes(data: bytes, kind: str) -> None:
    text, _ = opened(data, name="source.bin")

    assert text.kind == kind


@pytest.mark.parametrize(
    ("data", "likeness"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG picture"),
        (b"BM\x00\x01" + bytes(50), "a BMP picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "RIFF"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC"),
        (b"{\\rtf1\\ansi The court rose.}", ".rtf"),
        (compound_file("WordDocument"), ".doc"),
        (compound_file("Workbook"), ".xls"),
        (compound_file("Something"), "old kind"),
        (b"\x1f\x8b\x08" + bytes(20), "gzip"),
        (b"<?xml version='1.0'?><akn:akomaNtoso/>", "an XML file"),
        (bytes(range(32)) * 10, "binary data"),
    ],
)
def test_other_kinds_are_refused_by_name_with_what_is_read_and_what_to_do(data: bytes, likeness: str) -> None:
    with pytest.raises(UnknownFormat) as refusal:
        opened(data)

    message = str(refusal.value)
    assert likeness in message
    assert "are read" in message
    assert "\n" not in message


def test_an_encrypted_office_file_is_refused_as_encrypted() -> None:
    with pytest.raises(EncryptedDocument, match="password"):
        opened(compound_file("EncryptedPackage"))


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf\n", "\u00a0\n".encode()])
def test_a_file_without_characters_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        opened(data)


@pytest.mark.parametrize(
    ("name", "data", "warned"),
    [
        ("report.pdf", docx("The court rose."), True),
        ("report.doc", docx("The court rose."), True),
        ("page.txt", _HTML, True),
        ("report.docx", docx("The court rose."), False),
        ("page.php", _HTML, False),
        ("reply.EML", _MAIL, False),
        ("notes.2014", b"The court rose.", False),
    ],
)
def test_a_name_that_promises_another_kind_gives_a_warning(name: str, data: bytes, warned: bool) -> None:
    _, warnings = opened(data, name=name)

    assert ("extension" in codes(warnings)) == warned


def test_a_tie_between_text_formats_is_broken_by_the_name() -> None:
    memorandum = b"From: the ministry\nTo: the envoy\n\nThe court rose."
    fragment = b"The <b>court</b> rose. <p>It <a href='x'>left</a>.</p>"

    assert opened(memorandum, name="memo.eml")[0].kind == "eml"
    assert opened(fragment, name="fragment.html")[0].kind == "html"
    assert opened(fragment, name="fragment.txt")[0].kind == "txt"


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.FILE_BYTES", 10)

    with pytest.raises(TooLarge):
        opened(b"The court rose.")


def test_the_refusal_of_a_size_names_the_limit() -> None:
    assert f"{limits.FILE_BYTES // 1024**2} MiB" in str(too_large())


_STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"<html>",
        b"From: a\nSubject: b\nMessage-ID: c\n\n",
        b"\xff\xfe",
    ]
)


@given(_STARTS, st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_refusal(start: bytes, rest: bytes) -> None:
    try:
        text, _ = opened(start + rest, name="source.eml")
    except ReadingError:
        return

    assert_tiled(text)


@given(st.text(max_size=400))
def test_any_characters_are_read_as_they_stand(characters: str) -> None:
    try:
        text, _ = opened(characters.encode("utf-8", "surrogatepass"), name="a.txt")
    except ReadingError:
        return

    assert_tiled(text)
    if text.kind == "txt":
        assert "".join("".join(words(text)).split()) == "".join(text.content.split())
