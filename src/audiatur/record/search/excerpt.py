"""The sentence of a text that the words asked for stand in, cut where each of them begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiatur.reading.khmer import clusters
from audiatur.reading.khmer.spellings import Searched
from audiatur.reading.segments import sentences
from audiatur.reading.text import Span
from audiatur.record.search.words import Word

LONGEST = 320
"""Characters of a sentence that are shown."""

_BEFORE = 120
"""Characters kept before the hit where the sentence is longer."""

_LOOK = 40
"""Characters in which a place to cut is looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `hit` where it is a word that was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence in pieces; `lang` is km where it holds Khmer letters, empty where it does not.

    `begins` and `ends` say whether it is whole at that end; a long sentence is cut.
    """

    pieces: tuple[Piece, ...]
    lang: str
    begins: bool
    ends: bool

    @property
    def text(self) -> str:
        """The pieces together."""
        return "".join(piece.text for piece in self.pieces)


def excerpt(text: str, words: Sequence[Word]) -> Excerpt:
    """The first sentence that holds the most of the words; the first one of all where it holds none."""
    searched = Searched(text)
    places = [searched.places(word.spellings) for word in words]
    whole = max(
        _sentences(text),
        key=lambda span: (sum(any(_begins_in(at, span) for at in found) for found in places), -span[0]),
    )
    hits = sorted(span for found in places for span in found if _begins_in(span, whole))
    whole = whole[0], max([whole[1], *(end for _, end in hits)])
    start, end = _cut(text, whole, hit=hits[0][0] if hits else whole[0])
    return Excerpt(
        pieces=tuple(_pieces(text, (start, end), hits)),
        lang="km" if any("\u1780" <= sign <= "\u17ff" for sign in text[start:end]) else "",
        begins=start == whole[0],
        ends=end == whole[1],
    )


def _sentences(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        found.extend((one.start, one.end) for one in sentences(text, at, at + len(line)))
        at += len(line) + 1
    return found or [(0, len(text))]


def _begins_in(place: Span, span: Span) -> bool:
    return span[0] <= place[0] < span[1]


def _cut(text: str, span: Span, *, hit: int) -> Span:
    """The span, or where it is long the part of it around the hit."""
    start, end = span
    if end - start <= LONGEST:
        return span
    if hit - start > _BEFORE:
        start = max(start, _edge(text, hit - _BEFORE))
    return start, end if end - start <= LONGEST else _edge(text, start + LONGEST)


def _edge(text: str, at: int) -> int:
    """The nearest place at or before an offset where a text may be cut: after a space, else before a Khmer cluster."""
    near = text[max(0, at - _LOOK) : at]
    spaced = max(near.rfind(" "), near.rfind("\u200b"))
    if spaced >= 0:
        return at - len(near) + spaced + 1
    around = text[at - len(near) : at + _LOOK]
    held = [start for start, end in clusters(around) if start <= len(near) < end]
    return at - len(near) + held[0] if held else at


def _pieces(text: str, shown: Span, hits: Sequence[Span]) -> Iterator[Piece]:
    """The span in pieces; where two hits overlap they are one."""
    at, last = shown
    for start, end in hits:
        start, end = max(start, at), min(end, last)
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start], hit=False)
        yield Piece(text[start:end], hit=True)
        at = end
    if at < last:
        yield Piece(text[at:last], hit=False)
