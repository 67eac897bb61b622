"""PDF → `Text`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from audiatur.reading.documents.assembly import Place, text_of_places
from audiatur.reading.documents.limits import CHARACTERS, PAGES
from audiatur.reading.documents.txt import places
from audiatur.reading.errors import BrokenDocument, EncryptedDocument, NoTextLayer, TooLarge
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Page, Text

if TYPE_CHECKING:
    from audiatur.reading.pipeline import Progress


def open_pdf(data: bytes, *, name: str, progress: Progress) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text of a PDF with its pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise EncryptedDocument("The PDF opens only with a password. Save it without one and give that.") from fault
        raise BrokenDocument("The PDF is cut off or damaged. Get it again, or print it to a new PDF.") from fault
    if len(document) > PAGES:
        raise TooLarge(f"The PDF has {len(document):,} pages; up to {PAGES:,} are read. Split it.")
    parts, pages, found, at = [], [], [], 0
    for number in range(len(document)):
        progress("pages", number, len(document))
        page = document[number]
        content = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "")
        pages.append(Page(number + 1, at, at + len(content) + 1, *page.get_size()))
        found += [Place(at + p.start, at + p.end, p.role, page=number + 1) for p in places(content)]
        parts.append(content)
        at += len(content) + 1
        if at > CHARACTERS:
            raise TooLarge(f"The PDF holds more than {CHARACTERS:,} characters, the most that is read. Split it.")
    if not "".join(parts).strip():
        raise NoTextLayer("The pages of the PDF are pictures without text. Run text recognition (OCR) on it first.")
    return text_of_places("\n".join(parts), found, kind="pdf", pages=tuple(pages)), ()
