"""Opening made short for tests: no progress, and the paragraphs as (role, words)."""

from __future__ import annotations

from itertools import pairwise

from audiatur.reading.documents import open_document
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Text


def opened(data: bytes, *, name: str = "source") -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text and the warnings."""
    return open_document(data, name=name, progress=lambda *_: None)


def words(text: Text) -> list[str]:
    """The characters of each paragraph."""
    return [text.content[one.start : one.end] for one in text.paragraphs]


def roles(text: Text) -> list[tuple[str, str]]:
    """Role and characters of each paragraph."""
    return [(one.role, text.content[one.start : one.end]) for one in text.paragraphs]


def codes(warnings: tuple[ReadingWarning, ...]) -> list[str]:
    """The codes of the warnings."""
    return [one.code for one in warnings]


def assert_tiled(text: Text) -> None:
    """Paragraphs are in order, apart, trimmed, and nothing but white space stands between them."""
    at = 0
    for one in text.paragraphs:
        assert text.content[at : one.start].strip() == ""
        assert at <= one.start < one.end
        assert text.content[one.start : one.end].strip() == text.content[one.start : one.end]
        assert (one.sentences[0].start, one.sentences[-1].end) == (one.start, one.end)
        assert all(first.end <= second.start for first, second in pairwise(one.sentences))
        at = one.end
    assert text.content[at:].strip() == ""
