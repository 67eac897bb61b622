"""`Text` → quantities: the stretches that can hold one are cut out, read by the grammar, and placed in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audiatur.reading.quantities.circumstances import dates, nearest, places
from audiatur.reading.quantities.draft import Draft
from audiatur.reading.quantities.grammar import STARTERS, read_drafts
from audiatur.reading.quantities.tokens import Stream, tokenize
from audiatur.reading.result import Quantity
from audiatur.reading.text import Paragraph, Span, Text

_LONGEST: Final = 4_000
"""Characters that are read at once; longer sentences are cut at white space, so that time stays linear."""
_LATIN_STARTERS: Final = sorted((word for word in STARTERS - {"a", "an"} if word.isascii()), key=len, reverse=True)
_OTHER_STARTERS: Final = sorted((word for word in STARTERS if not word.isascii()), key=len, reverse=True)
_TRIGGER: Final = re.compile(
    rf"[0-9០-៩]|\b(?:{'|'.join(_LATIN_STARTERS)}|an? (?:hundred|dozen|third|quarter|[tmb]\w+))\b"
    rf"|{'|'.join(map(re.escape, _OTHER_STARTERS))}",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(r"\b(?:paras?|pp?|nos?|arts?|vol|approx|ca)\.\s*$", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s")


def read_quantities(text: Text) -> tuple[Quantity, ...]:
    """The quantities of the text, in its order; page furniture is not read.

    >>> from audiatur.reading.text import Paragraph, Sentence, Text
    >>> words = "More than 80 complaints came in 2019."
    >>> body = Paragraph(0, len(words), None, "body", None, "en", (Sentence(0, len(words)),))
    >>> [(q.surface, q.hedge, q.base, q.as_of) for q in read_quantities(Text(words, "txt", "en", (body,)))]
    [('80', 'more_than', 'complaints', '2019')]
    """
    found: list[Quantity] = []
    for paragraph in text.paragraphs:
        if paragraph.role != "margin":
            for start, end in _stretches(text.content, paragraph):
                stream = tokenize(text.content, start, end)
                found.extend(_placed(stream, read_drafts(stream)))
    return tuple(found)


def _stretches(content: str, paragraph: Paragraph) -> Iterator[Span]:
    """The sentences of the paragraph that can hold a quantity, its label left out, in parts of bounded length."""
    floor = _after_label(content, paragraph)
    for start, end in _joined(content, paragraph):
        at = max(start, floor)
        while at < end:
            stop = end if end - at <= _LONGEST else _cut(content, at + _LONGEST, end)
            if _TRIGGER.search(content, at, stop):
                yield at, stop
            at = stop


def _joined(content: str, paragraph: Paragraph) -> list[Span]:
    """The sentences, those put together again that were cut after an abbreviation such as "paras."."""
    spans: list[Span] = []
    for item in paragraph.sentences:
        if spans and _ABBREVIATION.search(content, max(spans[-1][0], spans[-1][1] - 8), spans[-1][1]):
            spans[-1] = (spans[-1][0], item.end)
        else:
            spans.append((item.start, item.end))
    return spans or [(paragraph.start, paragraph.end)]


def _cut(content: str, at: int, end: int) -> int:
    """The next white space, or the limit itself where none is near."""
    space = _SPACE.search(content, at, min(end, at + _LONGEST))
    return space.start() if space else min(end, at + _LONGEST)


def _after_label(content: str, paragraph: Paragraph) -> int:
    if not paragraph.label:
        return paragraph.start
    at = content.find(paragraph.label, paragraph.start, min(paragraph.end, paragraph.start + 40))
    return paragraph.start if at < 0 else at + len(paragraph.label)


def _placed(stream: Stream, drafts: list[Draft]) -> list[Quantity]:
    if not drafts:
        return []
    when, where = dates(stream), places(stream)
    sentence = _sentences(stream)
    found: list[Quantity] = []
    for order, draft in enumerate(drafts):
        floor, ceiling = sentence[draft.first]
        following = drafts[order + 1].first if order + 1 < len(drafts) else ceiling
        limits = {"first": draft.first, "last": draft.last, "floor": floor, "ceiling": min(ceiling, following)}
        start, end = stream.starts[draft.first], stream.ends[draft.last - 1]
        found.append(
            Quantity(
                surface=stream.content[start:end],
                start=start,
                end=end,
                low=draft.low,
                high=draft.high,
                hedge=draft.hedge,
                kind=draft.kind,
                base=draft.base,
                place=nearest(where, **limits),
                as_of=nearest(when, **limits),
            )
        )
    return found


def _sentences(stream: Stream) -> list[tuple[int, int]]:
    """For each token the first and the last token of its sentence, the last exclusive."""
    bounds: list[tuple[int, int]] = []
    first = 0
    for index in range(len(stream)):
        if stream.ends_sentence(index) or index + 1 == len(stream):
            bounds.extend([(first, index + 1)] * (index + 1 - first))
            first = index + 1
    return bounds
