"""The stretches of a text that are read: English paragraphs, cut where they are longer than any paragraph can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from audiatur.reading.text import Span, Text

_LONGEST: Final = 20_000
"""Characters of a stretch: what is longer is no paragraph; it is read in pieces, so memory and time stay bounded."""


def stretches_of(text: Text) -> Iterator[Span]:
    """The English paragraphs that are no page furniture, in order."""
    for paragraph in text.paragraphs:
        if paragraph.lang == "en" and paragraph.role != "margin":
            yield from _pieces(text.content, paragraph.start, paragraph.end)


def _pieces(content: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        cut = max(content.rfind(". ", start, start + _LONGEST), content.rfind("\n", start, start + _LONGEST)) + 1
        if cut <= start:
            cut = content.rfind(" ", start, start + _LONGEST)
        if cut <= start:
            cut = start + _LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
