"""Readings made by hand, so that tests of the record and its pages do not hang on how well documents are read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from audiatur.reading import Reading
from audiatur.reading.result import Arithmetic, Quantity, ReadingWarning, Statement
from audiatur.reading.text import Page, Paragraph, Text

ARTICLE = (
    "Talks in Osmere\n\n"
    "The minister said the courts were open to everyone, and that nobody was above the law.\n\n"
    "“The prisons are full,” the rapporteur told reporters.\n\n"
    "The prisons hold 39,012 people in 8,804 places, or 343 per cent.\n"
)


def statement(
    content: str, *, source: str, cue: str, says: str, speaker: str | None = "The minister", **told: object
) -> Statement:
    """A statement whose spans are the first places of the words in the content."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = content.index(words)
        return ((start, start + len(words)),)

    given: dict[str, object] = {"voice": "says", "confidence": 0.93, "page": None, **told}
    return Statement(speaker=speaker, source=span(source), cue=span(cue), content=span(says), **given)  # type: ignore[arg-type]


def article(content: str = ARTICLE) -> tuple[bytes, Reading]:
    """The bytes of a press article and what is read in it: two statements, a quantity, a sum that is wrong."""
    found = (
        statement(
            content,
            source="The minister",
            cue="said",
            says="the courts were open to everyone, and that nobody was above the law",
        ),
        statement(
            content,
            source="the rapporteur",
            cue="told",
            says="The prisons are full,",
            speaker="The rapporteur",
            confidence=0.6,
        ),
    )
    number = content.index("39,012")
    last = content.index("The prisons hold")
    sums = (
        Arithmetic(last, len(content) - 1, "ratio_pct", (39012.0, 8804.0), 343.0, "exact", 443.117, "inconsistent"),
    )
    quantity = Quantity("39,012 people", number, number + 13, 39012.0, 39012.0, "exact", "count", "people")
    return read(content, statements=found, quantities=(quantity,), arithmetic=sums)


def read(
    content: str,
    *,
    statements: Sequence[Statement] = (),
    quantities: Sequence[Quantity] = (),
    arithmetic: Sequence[Arithmetic] = (),
    warnings: Sequence[ReadingWarning] = (),
    page_every: int = 0,
    name: str = "article.txt",
) -> tuple[bytes, Reading]:
    """A reading of a text whose paragraphs are its lines; a new page after so many paragraphs."""
    bounds, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            bounds.append((at, at + len(line)))
        at += len(line) + 1
    size = page_every or len(bounds) or 1
    paragraphs = tuple(
        Paragraph(start, end, place // size + 1 if page_every else None, "body", None, "en", ())
        for place, (start, end) in enumerate(bounds)
    )
    pages = tuple(
        Page(place // size + 1, bounds[place][0], bounds[min(place + size, len(bounds)) - 1][1], 595.0, 842.0)
        for place in range(0, len(bounds), size)
        if page_every
    )
    text = Text(content, "pdf" if page_every else "txt", "en", paragraphs, pages, title="Talks in Osmere")
    made = Reading(
        name,
        hashlib.sha256(content.encode()).hexdigest(),
        text,
        statements=tuple(statements),
        quantities=tuple(quantities),
        arithmetic=tuple(arithmetic),
        warnings=tuple(warnings),
    )
    return content.encode(), made
