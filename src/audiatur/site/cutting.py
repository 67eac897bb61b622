"""Where the words of a statement can be cut in two: at sentences and clauses first, at any other word else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\s\u200b]+")
"""Khmer typists put zero-width spaces between words."""
_KHMER_SYLLABLE = re.compile(r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*")
_BEFORE_CLAUSE = ".;:,!?។៖—–)”"
_CLAUSE_WORDS = frozenset(
    "and but or that which who while although because whereas however et mais que qui ហើយ ប៉ុន្តែ ថា ដែល".split()
)
LONG_RUN = 24
"""Letters without a space that are cut at Khmer syllables: Khmer writes no spaces between words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut: the offset, the words around it, and the one that the second part would begin with."""

    at: int
    word: str
    before: str
    after: str
    clause: bool


def cuts(content: str, spans: Sequence[Sequence[int]]) -> tuple[Cut, ...]:
    """The places inside the spans at which both parts have words, in order.

    >>> [(cut.before, cut.after, cut.clause) for cut in cuts("He came, and left.", [[0, 18]])]
    [('He', 'came, and left.', False), ('He came,', 'and left.', True), ('He came, and', 'left.', False)]
    """
    places = [place for start, end in spans for place in _starts(content, start, end)]
    return tuple(
        Cut(
            at,
            word=_shown(content, spans, since=at, upto=following),
            before=_shown(content, spans, upto=at)[-60:],
            after=_shown(content, spans, since=at)[:60],
            clause=_begins_clause(content, at),
        )
        for at, following in pairwise((*places[1:], len(content)))
    )


def _starts(content: str, start: int, end: int) -> Iterator[int]:
    for word in _WORD.finditer(content, start, end):
        yield word.start()
        if len(word.group()) > LONG_RUN:
            syllables = (found.start() for found in _KHMER_SYLLABLE.finditer(content, *word.span()))
            yield from (place for place in syllables if place > word.start())


def _begins_clause(content: str, at: int) -> bool:
    before = content[:at].rstrip()
    word = _WORD.match(content, at)
    return before[-1:] in _BEFORE_CLAUSE or (word is not None and word.group().lower() in _CLAUSE_WORDS)


def _shown(content: str, spans: Sequence[Sequence[int]], *, since: int = 0, upto: int | None = None) -> str:
    """The words of the spans since an offset, or up to one."""
    low, high = since, len(content) if upto is None else upto
    kept = (content[max(start, low) : min(end, high)] for start, end in spans if start < high and end > low)
    return " ".join(" … ".join(kept).split())
