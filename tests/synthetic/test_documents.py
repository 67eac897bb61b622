"""The invented documents: labelled, the same each time, and holding word for word what the record quotes."""

from __future__ import annotations

import email
import email.policy
import io
import re

import docx
import pypdfium2
import pytest

from audiatur.synthetic.documents import DOCUMENTS, document, manuscript
from audiatur.synthetic.manuscript import LABELS


def shown(name: str) -> str:
    """What a reader of the file sees, by a library that did not write it, with single spaces."""
    data = document(name)
    match name.rpartition(".")[2]:
        case "pdf":
            text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
        case "docx":
            opened = docx.Document(io.BytesIO(data))
            cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
            text = "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
        case "eml":
            message = email.message_from_bytes(data, policy=email.policy.default)
            text = f"{message['Subject']}\n{message.get_content()}"
        case _:
            text = data.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_the_same_bytes_each_time(name: str) -> None:
    assert document(name) == document(name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_begins_with_the_label(name: str) -> None:
    assert manuscript(name).blocks[0].text == LABELS[manuscript(name).language]
    assert LABELS[manuscript(name).language] in shown(name)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_the_manuscript_is_in_the_file(name: str) -> None:
    text = shown(name)

    missing = [cell for block in manuscript(name).blocks for cell in block.cells if cell not in text]

    assert missing == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith("pdf")])
def test_every_page_of_a_pdf_carries_symbol_label_and_number(name: str) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(document(name))]

    assert all(LABELS["en"] in " ".join(page.split()) for page in pages)
    assert all(manuscript(name).about["symbol"] in page for page in pages)


def test_no_line_of_a_pdf_runs_over_the_margin() -> None:
    for name in (name for name in DOCUMENTS if name.endswith("pdf")):
        for page in pypdfium2.PdfDocument(document(name)):
            textpage = page.get_textpage()
            right = max(textpage.get_rect(at)[2] for at in range(textpage.count_rects()))
            assert right < page.get_width() - 40


def test_the_documents_are_of_the_five_kinds_that_are_read() -> None:
    assert {name.rpartition(".")[2] for name in DOCUMENTS} == {"pdf", "docx", "html", "txt", "eml"}


def test_paragraphs_are_numbered_without_a_gap() -> None:
    for name in ("special-rapporteur-report.pdf", "peer-review-report.pdf", "state-reply.docx"):
        numbers = [int(found[1]) for block in manuscript(name).blocks if (found := re.match(r"(\d+)\. ", block.text))]
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_printed_percentage_of_the_press_does_not_follow_from_its_numbers() -> None:
    text = shown("first-round-press.html")

    assert "11,284 people in 6,150 places the prisons would be at 283 per cent" in text
    assert round(100 * 11284 / 6150) == 183


@pytest.mark.parametrize(
    ("name", "printed", "part", "whole"),
    [
        ("special-rapporteur-report.pdf", "an occupancy of 120 per cent", 11284, 9400),
        ("special-rapporteur-report.pdf", "the occupancy is 183 per cent", 11284, 6150),
        ("special-rapporteur-report.pdf", "That is 41 per cent", 4620, 11284),
        ("civil-society-report.docx", "which is 189 per cent", 7906, 4180),
        ("civil-society-report.docx", "or 36 per cent", 212, 590),
        ("civil-society-report.docx", "or 12 per cent", 37, 310),
        ("civil-society-report.docx", "an increase of 87 per cent", 97 - 52, 52),
    ],
)
def test_every_other_printed_percentage_follows(name: str, printed: str, part: int, whole: int) -> None:
    assert printed in shown(name)
    assert f"{round(100 * part / whole)} per cent" in printed
