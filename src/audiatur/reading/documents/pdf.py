"""PDF → `Text`: content, pages and paragraphs; and back from spans of the content to rectangles on the pages."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.documents.pdf_layout import Block, blocks_of
from audiatur.reading.documents.pdf_lines import PrintedPage, boxes, opened, printed_pages
from audiatur.reading.documents.second_reading import layer_warnings
from audiatur.reading.errors import BrokenDocument, EmptyDocument, NoTextLayer
from audiatur.reading.language import language_of
from audiatur.reading.result import ReadingWarning
from audiatur.reading.segments import sentences
from audiatur.reading.text import Language, Page, Paragraph, Span, Text

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MASTHEAD = re.compile(
    r"united nations|general assembly|human rights council|economic and social|distr\.", re.IGNORECASE
)
_END_MARK = b"%%EOF"
_SOFT_HYPHEN = "\u00ad"
_UNREADABLE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page: page number from 1, and the box in points from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Composed:
    """The content with, for each character, the index of its page and PDFium's index on it (-1: not printed)."""

    content: str
    blocks: tuple[tuple[int, int, Block], ...]
    page_ends: tuple[int, ...]
    page_of: array[int]
    index_of: array[int]


def open_pdf(
    data: bytes, *, name: str | Message, progress: Callable[[str, int, int], None]
) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text of a PDF, and what a person should know about it.

    Raises:
        EncryptedDocument: a password is needed.
        BrokenDocument: the bytes are cut or damaged so that no page can be read.
        EmptyDocument: it has no pages, or blank ones only.
        NoTextLayer: its pages are pictures: a scan.
        TooLarge: more pages or characters than are read.
    """
    with opened(data, name=name) as document:
        pages = list(printed_pages(document, name=name, progress=progress))
    _refuse_without_text(pages, name=name)
    composed = _compose(pages)
    language = language_of(composed.content)
    paragraphs = tuple(
        _paragraph(composed, start, end, block, document_language=language) for start, end, block in composed.blocks
    )
    text = Text(composed.content, "pdf", language, paragraphs, _page_spans(pages, composed), _title(composed))
    return text, (*_warnings(data, pages), *layer_warnings(data, text, progress=progress))


def rectangles(data: bytes, spans: Sequence[Span]) -> tuple[Rectangle, ...]:
    """Where spans of the content stand on the pages of the PDF that it was read from, line by line."""
    with opened(data, name=Message(_("The source"))) as document:
        composed = _compose(list(printed_pages(document, name=Message(_("The source")), progress=lambda *_told: None)))
        found: list[Rectangle] = []
        for start, end in spans:
            for page, runs in _printed_runs(composed, start, end):
                for run_boxes in boxes(document, page, runs):
                    found.extend(Rectangle(page + 1, *box) for box in run_boxes)
    return tuple(found)


def _printed_runs(composed: _Composed, start: int, end: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """For each page of the span, its runs of neighbouring characters as (first, last) index on the page."""
    pages: list[tuple[int, list[tuple[int, int]]]] = []
    for position in range(start, min(end, len(composed.content))):
        index, page = composed.index_of[position], composed.page_of[position]
        if index < 0:
            continue
        if not pages or pages[-1][0] != page:
            pages.append((page, [(index, index)]))
        elif 0 <= index - pages[-1][1][-1][1] <= 3:  # PDFium counts the line break that it sets itself
            pages[-1][1][-1] = (pages[-1][1][-1][0], index)
        else:
            pages[-1][1].append((index, index))
    return pages


def _compose(pages: list[PrintedPage]) -> _Composed:
    blocks = blocks_of(pages)
    words = _vocabulary(blocks)
    parts: list[str] = []
    page_of, index_of = array("i"), array("i")
    spans: list[tuple[int, int, Block]] = []
    page_ends: list[int] = []
    length = page = 0

    def add(text: str, at: Sequence[int]) -> None:
        nonlocal length
        parts.append(text)
        index_of.extend(at)
        page_of.extend([page] * len(text))
        length += len(text)

    def turn_to(target: int) -> None:
        nonlocal page
        while page < target:
            add("\f", (-1,))
            page_ends.append(length)
            page += 1

    for number, block in enumerate(blocks):
        if number and block.lines[0].page == page:
            add("\n\n", (-1, -1))
        turn_to(block.lines[0].page)
        start = length
        for i, placed in enumerate(block.lines):
            turn_to(placed.page)
            following = block.lines[i + 1] if i + 1 < len(block.lines) else None
            text, at, apart = _set_line(
                placed.line.text, placed.line.at, following.line.text if following else None, words
            )
            add(text, at)
            if following is not None and following.page == page and apart:
                add("\n", (-1,))
        spans.append((start, length, block))
    turn_to(len(pages) - 1)
    page_ends.append(length)
    return _Composed("".join(parts), tuple(spans), tuple(page_ends), page_of, index_of)


def _vocabulary(blocks: list[Block]) -> set[str]:
    """The words of the document in lower case; of a word cut by a line's end, both halves."""
    return {
        match[0].lower() for block in blocks for placed in block.lines for match in _WORD.finditer(placed.line.text)
    }


def _set_line(text: str, at: array[int], following: str | None, words: set[str]) -> tuple[str, array[int], bool]:
    """The line as it stands in the content, and whether a line break follows.

    A hyphen at the end goes only where it cuts a word: a soft one, or one whose word the document elsewhere writes in
    one piece and never with the hyphen. "anti-/discrimination" keeps its hyphen.
    """
    cut = following is not None and _cuts_a_word(text, following, words)
    if cut:
        text, at = text[:-1], at[:-1]
    if _SOFT_HYPHEN in text:
        kept = [i for i, character in enumerate(text) if character != _SOFT_HYPHEN]
        text, at = "".join(text[i] for i in kept), array("i", [at[i] for i in kept])
    return text, at, not cut


def _cuts_a_word(text: str, following: str, words: set[str]) -> bool:
    if text.endswith(_SOFT_HYPHEN):
        return True
    before, after = re.search(r"([^\W\d_]+)-$", text), re.match(r"[^\W\d_]+", following)
    if before is None or after is None or not after[0][0].islower():
        return False
    first, second = before[1].lower(), after[0].lower()
    return first + second in words and f"{first}-{second}" not in words


def _paragraph(composed: _Composed, start: int, end: int, block: Block, *, document_language: Language) -> Paragraph:
    written = composed.content[start:end]
    told = language_of(written)
    # A short line tells English from French badly, Khmer from either at once.
    language = told if len(written) >= 80 or "km" in {told, document_language} else document_language
    return Paragraph(
        start,
        end,
        block.lines[0].page + 1,
        block.role,
        block.label,
        document_language if language == "und" else language,
        tuple(sentences(composed.content, start, end)),
    )


def _page_spans(pages: list[PrintedPage], composed: _Composed) -> tuple[Page, ...]:
    starts = (0, *composed.page_ends[:-1])
    return tuple(
        Page(page.number, start, end, page.width, page.height)
        for page, start, end in zip(pages, starts, composed.page_ends, strict=True)
    )


def _title(composed: _Composed) -> str | None:
    """The largest heading of the first page, its lines joined; the masthead of a UN document is none."""
    headings = [
        block
        for _, _, block in composed.blocks
        if block.role == "heading" and block.lines[0].page == 0 and not _MASTHEAD.match(block.lines[0].line.text)
    ]
    if not headings:
        return None
    largest = max(headings, key=lambda block: block.lines[0].line.size)
    return " ".join(placed.line.text for placed in largest.lines)


def _refuse_without_text(pages: list[PrintedPage], *, name: str | Message) -> None:
    if any(page.lines for page in pages):
        return
    if any(page.pictures for page in pages):
        raise NoTextLayer(
            _(
                "%(name)s holds pictures of %(pages)s pages and no text; give a PDF with a text layer (scanned pages "
                "need character recognition first)."
            ),
            name=name,
            pages=len(pages),
        )
    if any(page.width == 0 for page in pages):
        raise BrokenDocument(
            _("%(name)s is a damaged PDF: none of its pages can be read; fetch or export it again."), name=name
        )
    raise EmptyDocument(_("%(name)s has %(pages)s blank pages and no text."), name=name, pages=len(pages))


def _warnings(data: bytes, pages: list[PrintedPage]) -> tuple[ReadingWarning, ...]:
    found: list[ReadingWarning] = []
    if _END_MARK not in data[-2048:]:
        found.append(
            ReadingWarning("cut_off", "The file's end mark is missing: it may be cut off, with pages missing.")
        )
    lost = [page.number for page in pages if page.width == 0]
    if lost:
        found.append(ReadingWarning("pages_lost", f"{_named(lost)} could not be read: damaged."))
    scanned = [page.number for page in pages if page.pictures]
    if scanned:
        found.append(ReadingWarning("pages_without_text", f"{_named(scanned)} carry a picture and no text."))
    characters = sum(len(line.text) for page in pages for line in page.lines)
    if sum(page.unreadable for page in pages) > _UNREADABLE_SHARE * characters:
        found.append(ReadingWarning("unreadable_characters", "Fonts of the file do not tell what some characters are."))
    return tuple(found)


def _named(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:8])
    return f"Pages {shown} and {len(numbers) - 8} more" if len(numbers) > 8 else f"Pages {shown}"
