"""Where the words of a statement can be cut in two: at sentences and clauses first, at any other word else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_KHMER_SYLLABLE = re.compile(r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*")
_BEFORE_CLAUSE = ".;:,!?។៖—–)”"
_CLAUSE_WORDS = frozenset(
    "and but or that which who while although because whereas however et mais que qui ហើយ ប៉ុន្តែ ថា ដែល".split()
)
LONG_RUN = 24
"""Letters without a space that are cut at Khmer syllables: Khmer writes no spaces between words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut: the offset, and the words around it."""

    at: int
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
            before=_shown(content, spans, upto=at)[-60:],
            after=_shown(content, spans, since=at)[:60],
            clause=_begins_clause(content, at),
        )
        for at in places[1:]
    )


def _starts(content: str, start: int, end: int) -> Iterator[int]:
    for word in _WORD.finditer(content, start, end):
        syllables = (
            [found.start() for found in _KHMER_SYLLABLE.finditer(content, word.start(), word.end())]
            if len(word.group().split("\u200b")[0]) > LONG_RUN
            else []
        )
        yield from sorted({word.start(), *_after_joints(content, word.start(), word.end()), *syllables})


def _after_joints(content: str, start: int, end: int) -> Iterator[int]:
    """The places after zero-width spaces, which Khmer typists put between words."""
    for at in range(start + 1, end):
        if content[at - 1] == "\u200b" and content[at] != "\u200b":
            yield at


def _begins_clause(content: str, at: int) -> bool:
    before = content[:at].rstrip()
    word = _WORD.match(content, at)
    return before[-1:] in _BEFORE_CLAUSE or (word is not None and word.group().lower() in _CLAUSE_WORDS)


def _shown(content: str, spans: Sequence[Sequence[int]], *, upto: int | None = None, since: int | None = None) -> str:
    """The words of the spans up to an offset, or since one."""
    low = since if since is not None else 0
    high = upto if upto is not None else len(content)
    kept = (content[max(start, low) : min(end, high)] for start, end in spans if start < high and end > low)
    return " ".join(" … ".join(kept).split())
