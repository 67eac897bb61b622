"""PDF: tagged, titled and archival, every letter drawn, and where to quote from on each page."""

from __future__ import annotations

import dataclasses
import io
import re
import zlib

import pypdfium2 as pdfium
import typst
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.publish import pdf
from audiatur.publish.document import Break, Contents, Document, heading, text
from audiatur.publish.pdf import as_pdf, missing_letters
from tests.publish.pdf_glyphs import drawn_glyphs
from tests.publish.test_documents import DOCUMENT

KHMER = "ចំនួនអ្នកជាប់ឃុំច្រើនជាងចំនួនកន្លែង ស្ត្រី ក្រសួងយុត្តិធម៌ ១២៣"


def opened(content: bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(io.BytesIO(content))


def words(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in opened(content))


def test_the_pdf_says_that_it_is_tagged_archival_and_in_which_language() -> None:
    content = as_pdf(dataclasses.replace(DOCUMENT, lang="km"))

    metadata = re.search(rb"<x:xmpmeta.*?</x:xmpmeta>", content, re.DOTALL)
    assert metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata[0]
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata[0]
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata[0]
    assert opened(content).get_metadata_dict()["Title"] == "Are the prisons full?"
    assert pdfium.raw.FPDFCatalog_IsTagged(opened(content).raw)
    assert re.search(rb"/Lang\s*\(km\)", content)


def test_headings_tables_and_notes_are_tags_of_the_structure() -> None:
    document = dataclasses.replace(DOCUMENT, blocks=(*DOCUMENT.blocks, heading("A part")))

    content = as_pdf(document)

    structure = b" ".join(re.findall(rb"/S\s*/(\w+)", content) + unpacked_tags(content))
    for tag in (b"H1", b"H2", b"Table", b"TH", b"TD", b"Note", b"Link"):
        assert re.search(rb"\b" + tag + rb"\b", structure), tag


def unpacked_tags(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found += re.findall(rb"/S\s*/(\w+)", zlib.decompress(packed))
        except zlib.error:
            continue
    return found


def test_every_page_bears_label_foot_and_where_to_quote_from() -> None:
    document = dataclasses.replace(
        DOCUMENT,
        quoting="Quote from https://example.org/q",
        blocks=(*DOCUMENT.blocks, Break(), text("on another page")),
    )

    pages = [page.get_textpage().get_text_bounded() for page in opened(as_pdf(document))]

    assert len(pages) == 2
    for page in pages:
        assert "Synthetic data" in page
        assert "Entry 5, hash abcd" in page
        assert "https://example.org/q" in page


def test_contents_lead_to_the_headings_with_their_pages() -> None:
    blocks = (heading("Whole", level=1), Contents("Contents"), Break(), heading("Second part"), text("words"))

    content = as_pdf(Document("Whole", "en", blocks, foot="f", address="a"))

    first = opened(content)[0].get_textpage().get_text_bounded()
    assert re.search(r"Second part[ .\s\u2060]*2", first)
    assert [item.get_title() for item in opened(content).get_toc()] == ["Whole", "Second part"]


def test_no_glyph_is_missing_in_any_script_that_a_document_may_hold() -> None:
    said = f"{KHMER} Łukasz Đỗ Ελλάδα Жук = ≈ ≠ ⊣ ○ 中文 العربية ไทย 😀 \u0007"
    document = dataclasses.replace(DOCUMENT, title=said, blocks=(heading(said, level=1), text(said)))

    glyphs = drawn_glyphs(as_pdf(document))

    assert len(glyphs) > 100
    assert 0 not in glyphs


def test_the_glyph_reader_sees_a_missing_glyph() -> None:
    template = b'#set text(font: "Source Serif 4", fallback: false)\nA \xe4\xb8\xad'

    content = typst.compile(template, font_paths=[str(pdf.FONTS)], ignore_system_fonts=True, format="pdf")

    assert 0 in drawn_glyphs(content)


def test_a_letter_that_no_font_draws_is_written_as_its_code_point() -> None:
    document = dataclasses.replace(DOCUMENT, blocks=(text("A 中 B"),))

    assert "A [U+4E2D] B" in words(as_pdf(document))


def test_what_is_said_is_text_and_never_markup() -> None:
    said = '#import "x" \\ $y$ *z* _w_ = <a> @b [c] // d'

    assert said in words(as_pdf(dataclasses.replace(DOCUMENT, blocks=(text(said),))))


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_is_set(said: str) -> None:
    document = Document(said, "en", (heading(said, level=1), text(said)), foot="f", address="a")

    assert 0 not in drawn_glyphs(as_pdf(document))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert as_pdf(DOCUMENT) == as_pdf(DOCUMENT)


def test_missing_letters_are_read_from_what_the_typesetter_says() -> None:
    assert missing_letters(r'error: the text `"\u{200d}"` could not be displayed with font `"X"`') == {0x200D}
    assert missing_letters('the text `"\\""` could not be displayed') == {ord('"')}


def test_the_shipped_faces_hold_khmer_and_come_with_their_licences() -> None:
    for weight in (400, 600):
        face = TTFont(pdf.FONTS / f"noto-sans-khmer-{weight}.ttf").getBestCmap()
        assert all(code in face for code in range(0x1780, 0x17DE) if code not in (0x179D, 0x179E) or code in face)
    assert len(list(pdf.FONTS.glob("OFL-*.txt"))) == 3
    assert sum(file.stat().st_size for file in pdf.FONTS.iterdir()) < 400_000
