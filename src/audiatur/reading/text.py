"""A document as one string of characters, with its paragraphs, sentences and pages as offsets into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end, in characters of `Text.content`; the end is exclusive."""

Kind = Literal["pdf", "docx", "html", "txt", "eml"]
Language = Literal["en", "fr", "km", "und"]
ParagraphRole = Literal["heading", "body", "list", "table", "note", "margin"]
"""`note` is a foot- or endnote; `margin` is page furniture (running head, page number, symbol line)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the content."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: offsets, the page it begins on (from 1; None where the format has no pages), its sentences.

    `label` is the number printed before it ("12.", "118.4", "(a)"), None where there is none; the label's characters
    are inside the span. `lang` is the language of the paragraph.
    """

    start: int
    end: int
    page: int | None
    role: ParagraphRole
    label: str | None
    lang: Language
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its offsets, its size in points (1/72 inch)."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a document. Every offset that reading gives is into `content`, which is never changed after.

    Paragraphs are in order and do not overlap; between two of them stand only white space or page breaks.
    """

    content: str
    kind: Kind
    language: Language
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds the character at `offset`; None where the format has no pages."""
        low, high = 0, len(self.pages)
        while low < high:
            middle = (low + high) // 2
            if self.pages[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.pages[low].number if low < len(self.pages) else None

    def quote(self, spans: tuple[Span, ...]) -> str:
        """The characters at the spans, fragments joined by " … ".

        >>> Text("He is late, she said.", "txt", "en", ()).quote(((0, 2), (12, 15)))
        'He … she'
        """
        return " … ".join(self.content[start:end] for start, end in spans)
