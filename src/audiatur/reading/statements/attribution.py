"""One attribution as spans alone: what a span finder (rules or a tagger) gives and every later step takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from audiatur.reading.text import Span

Range = tuple[int, int]
"""A range of words of a stretch; the end is exclusive."""


class Find(NamedTuple):
    """An attribution as ranges of words, inside one sentence; `pattern` names the rule that found it."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    lemma: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one attribution; `lemma` is the cue's verb, noun or adjective.

    `pattern` is how it was found; `confidence` is the finder's own, None where the pattern's precision stands for it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    lemma: str
    pattern: str
    confidence: float | None = None

    @property
    def start(self) -> int:
        """The first character of any of its spans."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))
