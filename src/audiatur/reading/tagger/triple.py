"""What the tagger gives: who, the words that attribute, and what is attributed."""

from __future__ import annotations

from dataclasses import dataclass

from audiatur.reading.text import Span


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution: spans into the content of the text, and how sure the tagger is that it is right, in [0, 1].

    `source` is empty where nobody is named; `content` holds several spans where it is interrupted.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float

    @property
    def start(self) -> int:
        """The first character of any of its spans."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))
