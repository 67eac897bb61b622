"""A copy tells nothing of who made the document; its pages stay, and those who review get the bytes as received."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from django.test import Client
from docx import Document

from audiatur.record.models import Visibility
from audiatur.record.services import source_add
from audiatur.site.copies import NoCopy, copy_of, without_exif
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

WRITER = "Jane Writer"


def word() -> bytes:
    """A Word document with its writer in its properties, a comment and a picture."""
    document = Document()
    paragraph = document.add_paragraph("The minister said that the courts are open.")
    document.add_comment(paragraph.runs[0], text="Is that so?", author=WRITER, initials="JW")
    document.core_properties.author = document.core_properties.last_modified_by = WRITER
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def parts(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def pdf() -> bytes:
    """A PDF of one page whose information names its writer."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", b"<</Author(Jane Writer)/Title(Secret title)>>",
    ]  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def test_a_word_copy_names_nobody_and_keeps_its_words() -> None:
    given = word()
    assert WRITER.encode() in parts(given)

    made = copy_of(given, kind="docx")

    assert WRITER.encode() not in parts(made)
    assert [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs] == [
        "The minister said that the courts are open."
    ]


def test_a_pdf_copy_has_no_information_and_keeps_its_pages() -> None:
    assert b"Jane Writer" in pdf()

    made = copy_of(pdf(), kind="pdf")

    assert b"Jane" not in made
    assert b"Secret title" not in made
    assert len(pypdfium2.PdfDocument(made)) == 1


def test_a_picture_loses_its_exif_and_nothing_else() -> None:
    exif = b"\xff\xe1\x00\x0aExif\x00\x00GP"
    table = b"\xff\xdb\x00\x04\x01\x02"
    scan = b"\xff\xda\x00\x02\x11\x22\xff\xd9"

    assert without_exif(b"\xff\xd8" + exif + table + scan) == b"\xff\xd8" + table + scan


@pytest.mark.parametrize(("content", "kind"), [(b"%PDF-1.7 cut", "pdf"), (b"PK\x03\x04 cut", "docx")])
def test_what_cannot_be_copied_is_not_handed_out(content: bytes, kind: str) -> None:
    with pytest.raises(NoCopy):
        copy_of(content, kind=kind)


@pytest.mark.django_db
def test_the_bytes_as_received_are_for_those_who_review_and_others_get_a_copy(
    record: SmallRecord, visitor: Client
) -> None:
    given = word()
    source = source_add(
        record.dialogue, by=record.users["clerk"], title="Reply", content=given, name="reply.docx",
        author=record.parties["ministry"], visibility=Visibility.PUBLIC,
    )  # fmt: skip
    address = f"/calidor/sources/{source.pk}/original/"

    assert signed_in(record.users["clerk"]).get(address).content == given
    assert signed_in(record.users["keeper"]).get(address).content == given
    for person in (visitor, signed_in(record.users["monitor"])):
        assert WRITER.encode() not in parts(person.get(address).content)
