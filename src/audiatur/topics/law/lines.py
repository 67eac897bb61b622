"""A document's text as lines: what a law's structure is read from. Page furniture is set apart, never lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audiatur.reading.text import Kind, Text

_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|\*\*(?=\S))|(?<=\S)\*\*$")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What no XML document may hold."""
_HARD_BREAKS: frozenset[Kind] = frozenset({"docx", "html"})
_LONGEST_WRAPPED = 130
"""Characters of the longest line that can be one line of a wrapped paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters, whether it begins a paragraph, whether the format makes it a heading, and its place.

    `number` counts the document's lines from 1; `page` is None where the format has no pages.
    """

    text: str
    opens: bool
    is_heading: bool
    number: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document, those of its page furniture, and how wide its lines are wrapped (0: not wrapped)."""

    body: tuple[Line, ...]
    furniture: tuple[Line, ...]
    width: int
    title: str | None


def lines_of(text: Text) -> Lines:
    """The lines of a document that was opened by `audiatur.reading`."""
    body: list[Line] = []
    furniture: list[Line] = []
    number = 0
    for paragraph in text.paragraphs:
        opens = True
        at = paragraph.start
        for piece in text.content[paragraph.start : paragraph.end].replace("\f", "\n").split("\n"):
            cleaned, start = _tidy(piece), at
            at += len(piece) + 1
            if not cleaned:
                continue
            number += 1
            line = Line(cleaned, opens, paragraph.role == "heading", number, text.page_at(start))
            (furniture if paragraph.role == "margin" else body).append(line)
            opens = False
    if _breaks_lines(body):
        body = [replace(line, opens=index == 0 or _closes(body[index - 1])) for index, line in enumerate(body)]
        return Lines(tuple(body), tuple(furniture), _width(body), text.title)
    return Lines(tuple(body), tuple(furniture), 0 if text.kind in _HARD_BREAKS else _width(body), text.title)


def _breaks_lines(body: Sequence[Line]) -> bool:
    """Whether each printed line was made a paragraph, so that paragraphs begin in the middle of sentences."""
    opening = [index for index, line in enumerate(body) if line.opens and index]
    if len(opening) < 0.9 * len(body) or len(opening) < 20:
        return False
    small = sum(body[index].text[:1].islower() and not _closes(body[index - 1]) for index in opening)
    full = _width(body)
    long_lines = sum(len(line.text) >= 0.85 * full for line in body) if full else 0
    return small >= 0.1 * len(opening) or long_lines >= 0.4 * len(body)


def _closes(line: Line) -> bool:
    return line.text.endswith((".", ";", ":", "!", "?", "។", "៖", ".”", ".»"))


def lines_of_string(content: str) -> Lines:
    """The lines of plain text; a blank line ends a paragraph.

    >>> [(line.text, line.opens) for line in lines_of_string("Article 1\\nAll  are equal.\\n\\nArticle 2").body]
    [('Article 1', True), ('All are equal.', False), ('Article 2', True)]
    """
    body = tuple(_string_lines(content))
    return Lines(body, (), _width(body), None)


def _string_lines(content: str) -> Iterator[Line]:
    opens = True
    for number, piece in enumerate(content.splitlines(), 1):
        cleaned = _tidy(piece)
        if cleaned:
            yield Line(cleaned, opens, False, number)
        opens = not cleaned


def _tidy(piece: str) -> str:
    cleaned = _SPACES.sub(" ", _CONTROLS.sub("", piece)).strip()
    return _MARKDOWN.sub("", cleaned) if "#" in cleaned[:1] or "**" in cleaned else cleaned


def _width(lines: Iterable[Line]) -> int:
    """The width that lines are wrapped at: that of the longer ones, where none is longer than a page is wide."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or lengths[int(len(lengths) * 0.98)] > _LONGEST_WRAPPED:
        return 0
    return lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
