"""PDF bytes → the printed lines of each page: characters, where they stand on the page, how large they are.

The only module that speaks to PDFium. PDFium is not safe across threads, so one lock guards every use of it.
"""

from __future__ import annotations

import ctypes
import math
import threading
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.errors import BrokenDocument, EncryptedDocument, TooLarge
from audiatur.reading.limits import PDF_CHARACTERS as MAX_CHARACTERS
from audiatur.reading.limits import PDF_PAGES as MAX_PAGES

_LOCK = threading.RLock()
_LINE_END_HYPHENS = (0x0002, 0xFFFE)
"""PDFium's marks for a hyphen at a line's end; it leaves the line break out there."""

_BOLD_WEIGHT = 600
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `at[i]` is PDFium's index on the page of `text[i]`, -1 where the character is not printed.

    The box is in points from the page's lower left corner. `size` is that of the font.
    """

    text: str
    at: array[int]
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of one page in the order of the file, its size, and whether it carries pictures."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: bool
    unreadable: int
    """Characters whose font does not tell what they are."""


@contextmanager
def opened(data: bytes, *, name: str | Message) -> Iterator[pdfium.PdfDocument]:
    """The PDF, open for as long as the block runs; no other thread uses PDFium meanwhile.

    Raises:
        EncryptedDocument: a password is needed.
        BrokenDocument: PDFium cannot make sense of the bytes.
        TooLarge: more than MAX_PAGES pages.
    """
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                raise EncryptedDocument(
                    _("%(name)s is a PDF locked by a password; give a copy that opens without one."), name=name
                ) from None
            raise BrokenDocument(
                _("%(name)s is a damaged or cut PDF that cannot be opened; fetch or export it again."), name=name
            ) from None
        try:
            if len(document) > MAX_PAGES:
                raise TooLarge(
                    _("%(name)s has %(pages)s pages; up to %(most)s are read. Give it in parts."),
                    name=name,
                    pages=len(document),
                    most=MAX_PAGES,
                )
            yield document
        finally:
            document.close()


def printed_pages(
    document: pdfium.PdfDocument, *, name: str | Message, progress: Callable[[str, int, int], None]
) -> Iterator[PrintedPage]:
    """The pages one after another; a page that cannot be loaded comes with no lines and no size."""
    characters = 0
    for index in range(len(document)):
        progress("pages", index, len(document))
        try:
            page = _printed(document, index)
        except pdfium.PdfiumError:
            page = PrintedPage(index + 1, 0.0, 0.0, (), False, 0)
        characters += sum(len(line.text) for line in page.lines)
        if characters > MAX_CHARACTERS:
            raise TooLarge(
                _("%(name)s has more than %(most)s characters of text. Give it in parts."),
                name=name,
                most=MAX_CHARACTERS,
            )
        yield page
    progress("pages", len(document), len(document))


def boxes(document: pdfium.PdfDocument, index: int, runs: list[tuple[int, int]]) -> list[list[tuple[float, ...]]]:
    """For each run (first, last index of a character) on the page, the rectangles around its lines."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        return [
            [tuple(textpage.get_rect(i)) for i in range(textpage.count_rects(first, last - first + 1))]
            for first, last in runs
        ]
    finally:
        textpage.close()
        page.close()


def _printed(document: pdfium.PdfDocument, index: int) -> PrintedPage:
    page = document[index]
    textpage = page.get_textpage()
    try:
        width, height = page.get_size()
        codes = [pdfium_c.FPDFText_GetUnicode(textpage.raw, i) for i in range(textpage.count_chars())]
        lines = tuple(line for line in (_line(textpage, codes, *run) for run in _runs(codes)) if line is not None)
        pictures = not lines and any(True for _ in page.get_objects((pdfium_c.FPDF_PAGEOBJ_IMAGE,)))
        unreadable = sum(code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xEFFF for code in codes)
        return PrintedPage(index + 1, width, height, lines, pictures, unreadable)
    finally:
        textpage.close()
        page.close()


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """First and last-plus-one index of each line."""
    first = 0
    for i, code in enumerate(codes):
        if code in _LINE_END_HYPHENS:
            yield first, i + 1
            first = i + 1
        elif code in (0x0A, 0x0D, 0x0C):
            if i > first:
                yield first, i
            first = i + 1
    if first < len(codes):
        yield first, len(codes)


def _line(textpage: pdfium.PdfTextPage, codes: list[int], first: int, end: int) -> Line | None:
    characters: list[str] = []
    at: array[int] = array("i")
    for i in range(first, end):
        for character in _characters(codes[i]):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            at.append(i)
    while characters and characters[-1] == " ":
        characters.pop()
        at.pop()
    if not characters:
        return None
    return _measured(textpage, "".join(characters), at)


def _measured(textpage: pdfium.PdfTextPage, text: str, at: array[int]) -> Line:
    visible = [i for i, character in enumerate(text) if character != " "]
    samples = [at[visible[0]], at[visible[len(visible) // 2]], at[visible[-1]]]
    # a superscript or a fallback glyph must not set the size of its line, so the middle one of three counts
    size, middle = sorted((_font_size(textpage, i), i) for i in samples)[1]
    weights = sorted(pdfium_c.FPDFText_GetFontWeight(textpage.raw, i) for i in samples)
    box = _loose_box(textpage, middle)
    left, right = _loose_box(textpage, samples[0])[0], _loose_box(textpage, samples[2])[2]
    return Line(text, at, left, right, box[1], box[3], size, weights[1] >= _BOLD_WEIGHT)


def _font_size(textpage: pdfium.PdfTextPage, index: int) -> float:
    """The size in points as printed: some files set every font at size 1 and scale it."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(textpage.raw, index, ctypes.byref(matrix)):
        return 0.0
    return float(pdfium_c.FPDFText_GetFontSize(textpage.raw, index) * math.hypot(matrix.c, matrix.d))


def _loose_box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    rectangle = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rectangle)):
        return 0.0, 0.0, 0.0, 0.0
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _characters(code: int) -> str:
    """The characters that stand in the content for one of PDFium's.

    >>> _characters(0xFB01), _characters(0x00A0), _characters(0xF02A), _characters(0x0002), _characters(0x0007)
    ('fi', ' ', '*', '-', '')
    """
    if 0xF020 <= code <= 0xF07E:  # symbol fonts keep their ASCII in the private use area
        return chr(code - 0xF000)
    if code in _LINE_END_HYPHENS or code in (0x2010, 0x2011):
        return "-"
    if code == 0xAD:
        return _SOFT_HYPHEN
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if character in _LIGATURES:
        return _LIGATURES[character]
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category == "Cc" or character == "\ufeff":
        return ""
    return character
