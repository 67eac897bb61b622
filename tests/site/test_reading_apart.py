"""Documents are read in a program of their own: what it reads comes back, and what would stop it stops it alone."""

from __future__ import annotations

import io
import zipfile

import pytest

from audiatur import reading
from audiatur.reading.errors import BrokenDocument, EmptyDocument, ReadingError, TooLarge, UnknownFormat
from audiatur.site import reading_apart
from audiatur.site.reading_apart import ReadingFault, read_document
from audiatur.topics import WORDS

WORDS_OF_A_PAPER = b"The minister said that 400 of 1,100 prisoners in Osmere await a judgment.\n"


def test_what_is_read_apart_is_what_is_read_here() -> None:
    told: list[tuple[str, int, int]] = []

    found = read_document(WORDS_OF_A_PAPER, name="paper.txt", progress=lambda *step: told.append(step))

    assert found == reading.read_document(WORDS_OF_A_PAPER, name="paper.txt", topics=WORDS)
    assert "statements" in {step for step, _, _ in told}


@pytest.mark.parametrize(("content", "kind"), [(b"", EmptyDocument), (b"%PDF-1.7\ncut", BrokenDocument)])
def test_why_a_document_cannot_be_read_comes_back(content: bytes, kind: type[ReadingError]) -> None:
    with pytest.raises(kind):
        read_document(content, name="a.pdf")


def test_a_document_that_needs_too_much_memory_is_refused_and_the_site_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIATUR_MEMORY", "40MiB")

    with pytest.raises(TooLarge):
        read_document(WORDS_OF_A_PAPER * 200_000, name="paper.txt")


def test_a_program_that_ends_without_an_answer_is_told_as_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart.sys, "executable", "/bin/false")

    with pytest.raises(TooLarge):
        read_document(b"x" * 10_000_000, name="a.txt")


def test_a_fault_tells_its_kind_and_none_of_the_documents_words() -> None:
    with pytest.raises(ReadingFault) as told:
        reading_apart._answer([b'{"fault": "IndexError"}\n'], progress=lambda *_: None)

    assert str(told.value) == "IndexError"


def test_the_program_is_ended_when_its_person_gives_up() -> None:
    class GivenUp(BaseException):
        pass

    def give_up(*_step: object) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        read_document(WORDS_OF_A_PAPER * 20_000, name="paper.txt", progress=give_up)


def test_the_program_knows_no_secret_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    class Popen:
        def __init__(self, _command: object, **told: object) -> None:
            given.update(told)
            raise FileNotFoundError

    monkeypatch.setenv("AUDIATUR_SECRET_KEY", "secret")
    monkeypatch.setattr(reading_apart.subprocess, "Popen", Popen)

    with pytest.raises(FileNotFoundError):
        read_document(b"x", name="a.txt")

    assert "AUDIATUR_SECRET_KEY" not in given["env"]  # type: ignore[operator]


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.png"])
def test_a_file_that_unpacks_into_very_much_is_refused(name: str) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<w:document/>") if "image" in name else None
        with parts.open(name, "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)

    with pytest.raises((TooLarge, BrokenDocument, UnknownFormat)):
        read_document(bomb.getvalue(), name="bomb.docx")


def test_entities_of_an_xml_part_are_never_fetched_nor_unfolded() -> None:
    secret = "file:///etc/hostname"
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret}"><!ENTITY y "ha">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>The minister said &x; &y; so.</w:t></w:r></w:p></w:body></w:document>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", xml)

    try:
        found = read_document(held.getvalue(), name="a.docx").text.content
    except ReadingError:
        found = ""

    with open("/etc/hostname", encoding="utf-8") as file:
        assert file.read().strip() not in found
