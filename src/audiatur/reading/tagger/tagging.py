"""A text → its attributions, block by block, so that memory stays bounded however long a text or a line is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from audiatur.reading.tagger.confidence import confidence, features
from audiatur.reading.tagger.decode import Floats, best_labels, probabilities, spans_of
from audiatur.reading.tagger.link import Linked, Range, link
from audiatur.reading.tagger.model import Model, load
from audiatur.reading.tagger.pieces import Pieces, cut
from audiatur.reading.tagger.triple import Triple
from audiatur.reading.text import Span, Text

BLOCK = 40_000
"""Characters read at once, about ten pages; a longer paragraph is cut at white space."""

WORD = re.compile(r"[^\W\d_]{2}")
"""Without it a paragraph says nothing: rows of marks and figures are passed over."""

MARKS = " \t\r\n\u00a0,;"
"""Left off at the ends of a span."""


Progress = Callable[[int, int], None]
"""Told how far reading is, and how far it goes, in characters."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution before its confidence is computed: its triple without one, and the features."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    values: tuple[float, ...]


def tag(text: Text, *, model: Model | None = None, progress: Progress | None = None) -> tuple[Triple, ...]:
    """The attributions of a text in its order; other languages than English and page furniture are not read.

    `progress` is told how many characters have been read, and of how many.
    """
    spans = [
        (part.start, part.end)
        for part in text.paragraphs
        if part.lang in ("en", "und") and part.role != "margin" and WORD.search(text.content, part.start, part.end)
    ]
    if not spans:
        return ()
    model = model or load()
    points = model.fitted["confidence"]
    triples = [
        Triple(found.source, found.cue, found.content, confidence(found.values, points=points))
        for found in find(text.content, spans=spans, model=model, progress=progress)
    ]
    return tuple(sorted(triples, key=lambda triple: (triple.start, triple.cue)))


def find(content: str, *, spans: Sequence[Span], model: Model, progress: Progress | None = None) -> Iterator[Found]:
    """The attributions in the paragraphs at `spans`."""
    for block in blocks(content, spans):
        if progress:
            progress(block[0][0], spans[-1][1])
        pieces = cut(content, spans=block, tokenizer=model.tokenizer)
        if len(pieces):
            yield from _found(pieces, content=content, model=model)


def blocks(content: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Paragraphs in groups of bounded length; a paragraph that is longer than a block, in parts."""
    block: list[Span] = []
    length = 0
    for span in spans:
        for start, end in _parts(content, span):
            if block and length + end - start > BLOCK:
                yield block
                block, length = [], 0
            block.append((start, end))
            length += end - start
    if block:
        yield block


def _parts(content: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > BLOCK:
        space = content.rfind(" ", start + BLOCK // 2, start + BLOCK)
        middle = space if space > 0 else start + BLOCK
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def _found(pieces: Pieces, *, content: str, model: Model) -> Iterator[Found]:
    scores = model.scores(pieces)
    borders = np.flatnonzero(np.diff(pieces.paragraphs, prepend=-1, append=-1)).tolist()
    ranges = list(pairwise(borders))
    emitted = [_lowered(scores.labels[start:end], by=model.fitted["outside"]) for start, end in ranges]
    paths = best_labels(emitted, transitions=model.transitions)
    chances = np.concatenate(probabilities(emitted, transitions=model.transitions))
    for (start, _), path in zip(ranges, paths, strict=True):
        found = [(role, start + first, start + last) for role, first, last in spans_of(path)]
        for linked in link(found, scores=scores):
            yield _in_characters(linked, pieces=pieces, content=content, chances=chances)


def _lowered(labels: Floats, *, by: float) -> Floats:
    """Label scores with `outside` made less likely, which finds more at the price of more that is wrong."""
    lowered = labels.copy()
    lowered[:, 0] -= by
    return lowered


def _in_characters(linked: Linked, *, pieces: Pieces, content: str, chances: Floats) -> Found:
    def spans(ranges: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(_trimmed(content, int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in ranges)

    source = spans([linked.source]) if linked.source else ()
    values = tuple(features(linked, chances=chances, kinds=pieces.kinds))
    return Found(source, spans([linked.cue]), _joined(spans(linked.contents), content=content), values)


def _joined(spans: Sequence[Span], *, content: str) -> tuple[Span, ...]:
    """Spans of one content as one where nothing but white space stands between them.

    >>> _joined([(0, 2), (3, 5), (9, 12)], content="ab cd, he said")
    ((0, 5), (9, 12))
    """
    joined: list[Span] = []
    for start, end in spans:
        if joined and not content[joined[-1][1] : start].strip():
            start = joined.pop()[0]
        joined.append((start, end))
    return tuple(joined)


def _trimmed(content: str, start: int, end: int) -> Span:
    """The span without white space and commas at its ends, unless nothing else is in it."""
    first, last = start, end
    while first < last and content[first] in MARKS:
        first += 1
    while last > first and content[last - 1] in MARKS:
        last -= 1
    return (first, last) if first < last else (start, end)
