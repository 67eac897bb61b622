"""Characters → tokens: numbers, Latin words, Khmer words of our lexicon, other Khmer clusters, signs.

Khmer is written without spaces, so its text is cut at the words that the grammar knows; what lies between them is
kept as clusters. Zero-width characters separate tokens and are never part of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from audiatur.reading.quantities.lexicon_km import WORDS

NUMBER, WORD, KHMER, CLUSTER, SIGN = "n", "w", "k", "x", "p"

DASHES = frozenset("-–—‑−")

_KHMER_BASE = "\u1780-\u17b3"
_KHMER_SIGN = "\u17b4-\u17d3\u17dd"
_LEXICON = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<{NUMBER}>[0-9]+(?:[.,'’][0-9]+)*|[០-៩]+(?:[.,][០-៩]+)*)"
    rf"|(?P<{WORD}>[^\W\d_\u1780-\u17ff]+(?:['’](?:s|t|re|ve|ll|d)\b)?)"
    rf"|(?P<{KHMER}>(?:{_LEXICON})(?![{_KHMER_SIGN}]))"
    rf"|(?P<{CLUSTER}>[{_KHMER_BASE}][{_KHMER_SIGN}]*(?:(?<=\u17d2)[{_KHMER_BASE}][{_KHMER_SIGN}]*)*)"
    rf"|(?P<{SIGN}>[^\s\u200b-\u200d\u2060\ufeff\u00ad])"
)
_SENTENCE_END = frozenset(".!?។៕")


@dataclass(slots=True)
class Stream:
    """The tokens of one stretch of text as parallel columns; an index outside of it reads as an empty token."""

    content: str
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The token in lower case."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def kind(self, index: int) -> str:
        """What the token is; empty outside the stream."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""

    def glued(self, index: int) -> bool:
        """No space stands between the token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """The token begins with an upper-case letter."""
        return 0 <= index < len(self.starts) and self.content[self.starts[index]].isupper()

    def gap(self, index: int) -> str:
        """The characters between the token and the one before it."""
        return self.content[self.ends[index - 1] : self.starts[index]] if 0 < index < len(self.starts) else ""

    def slice(self, first: int, last: int) -> str:
        """The characters from the first token up to, not including, the last, white space made single."""
        if first >= last:
            return ""
        return " ".join(self.content[self.starts[first] : self.ends[last - 1]].split())

    def ends_sentence(self, index: int) -> bool:
        """The token is a full stop with a new sentence, or nothing, after it."""
        if self.word(index) not in _SENTENCE_END:
            return False
        if self.word(index) in "។៕" or index + 1 >= len(self):
            return True
        return not self.glued(index + 1) and (self.capital(index + 1) or self.kind(index + 1) != WORD)


def tokenize(content: str, start: int, end: int) -> Stream:
    """The tokens of content[start:end].

    >>> tokenize("About 82.41 % of cases", 0, 22).words
    ['about', '82.41', '%', 'of', 'cases']
    """
    stream = Stream(content)
    words, kinds, starts, ends = stream.words, stream.kinds, stream.starts, stream.ends
    for match in _TOKEN.finditer(content, start, end):
        kind = match.lastgroup or SIGN
        word = match.group()
        words.append(word.lower() if kind == WORD else word)
        kinds.append(kind)
        starts.append(match.start())
        ends.append(match.end())
    return stream
