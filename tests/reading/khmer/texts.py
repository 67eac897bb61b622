"""`Text` from a string of Khmer paragraphs, one a line."""

from __future__ import annotations

from audiatur.reading.segments import paragraph
from audiatur.reading.text import Text


def as_text(content: str) -> Text:
    """The characters as they are, one paragraph a line."""
    found, at = [], 0
    for line in content.split("\n"):
        one = paragraph(content, at, at + len(line))
        if one is not None:
            found.append(one)
        at += len(line) + 1
    return Text(content, "txt", "km", tuple(found))
